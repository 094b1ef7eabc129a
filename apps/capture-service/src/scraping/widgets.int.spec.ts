import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Question, violations, type Question as QuestionType } from '@countersign/contracts';
import type { Browser } from 'playwright-core';
import type { ScrapedForm } from './form-scraper.ts';
import { PlaywrightFormScraper } from './playwright-form-scraper.ts';
import { launchBrowser, pageWith, servePages } from './spec-browser.fixture.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const scraper = new PlaywrightFormScraper();
async function scrapeHtml(html: string): Promise<ScrapedForm> {
  const { page, context } = await pageWith(browser, html);
  try {
    return await scraper.scrape(page);
  } finally {
    await context.close();
  }
}
/** The parts of questions that an expectation names. */
const brief = (questions: readonly QuestionType[]) => questions.map(({ question, type, options, required }) => [question, type, ...(options === undefined ? [] : [options]), ...(required ? ['required'] : [])]);

describe('kinds of controls', () => {
  it('reads native inputs by their types and names', async () => {
    const { questions } = await scrapeHtml(`<form>
      <label for=a>Your name *</label><input id=a name=full_name maxlength=80>
      <label>Salary <input type=number name=salary></label>
      <label>Start <input type=date name=start></label>
      <label>Graduation <input type=month name=grad></label>
      <label>Site <input type=url name=site></label>
      <label>Zip <input type=tel name=zip></label>
      <label>Telephone <input type=tel name=tel></label>
      <label>Country <select name=country><option value="">Select…</option><option>Austria</option><option selected>Germany</option></select></label>
      <label>Skills <select name=skills multiple><option>Go</option><option>Rust</option></select></label>
      <label>Letter <textarea name=letter required></textarea></label>
      <button>Apply</button></form>`);
    expect(brief(questions)).toEqual([
      ['Your name', 'text', 'required'],
      ['Salary', 'number'],
      ['Start', 'date'],
      ['Graduation', 'date'],
      ['Site', 'url'],
      ['Zip', 'text'],
      ['Telephone', 'phone'],
      ['Country', 'single_select', ['Austria', 'Germany']],
      ['Skills', 'multi_select', ['Go', 'Rust']],
      ['Letter', 'textarea', 'required'],
    ]);
    expect(questions[0]).toMatchObject({ id: 'full_name', maxLength: 80, labelSource: 'accessible_name' });
    expect(questions[7]).toMatchObject({ prefilled: 'Germany' });
    for (const question of questions) expect(violations(Question, question)).toEqual([]);
  });

  it('makes one question of a group of radios or checkboxes', async () => {
    const { questions } = await scrapeHtml(`<form>
      <fieldset><legend>May you work here? <span>*</span></legend><label><input type=radio name=r1 value=1> Yes</label><label><input type=radio name=r1 value=0> No</label></fieldset>
      <div><p>Preferred office?</p><div><input type=radio name=r2 id=b><label for=b>Berlin</label><input type=radio name=r2 id=w checked><label for=w>Vienna</label></div></div>
      <div role=radiogroup aria-label="Contract" aria-required=true><div role=radio aria-checked=false tabindex=0>Full time</div><div role=radio aria-checked=false tabindex=-1>Part time</div></div>
      <fieldset><legend>Languages</legend><label><input type=checkbox name=en> English</label><label><input type=checkbox name=de checked> German</label></fieldset>
      <div class=question><span class=label>Shifts (select all that apply)</span><ul><li><label><input type=checkbox name="s[]" value=m>Morning</label></li><li><label><input type=checkbox name="s[]" value=n>Night</label></li></ul></div>
      <label><input type=checkbox name=terms required> I agree to the <a href=/t>terms</a> of use</label>
      <label><input type=checkbox name=current> I currently work here</label>
      <button type=submit>Submit</button></form>`);
    expect(brief(questions)).toEqual([
      ['May you work here?', 'yes_no', ['Yes', 'No'], 'required'],
      ['Preferred office?', 'single_select', ['Berlin', 'Vienna']],
      ['Contract', 'single_select', ['Full time', 'Part time'], 'required'],
      ['Languages', 'multi_select', ['English', 'German']],
      ['Shifts (select all that apply)', 'multi_select', ['Morning', 'Night']],
      ['I agree to the terms of use', 'checkbox', 'required'],
      ['I currently work here', 'checkbox'],
    ]);
    expect(questions[1]).toMatchObject({ prefilled: 'Vienna', labelSource: 'ancestor_text' });
    expect(questions[3]).toMatchObject({ prefilled: ['German'] });
    expect(questions.map(({ sensitive }) => sensitive)).toEqual([false, false, false, false, false, true, false]);
  });

  it('reads toggle buttons, rich text, hidden file inputs and dates in parts', async () => {
    const { questions } = await scrapeHtml(`<form>
      <div class=_fieldEntry><label class=_heading for=auth>Are you authorized?<span class=_required>*</span></label><div><button type=button>Yes</button><button type=button>No</button><input type=checkbox tabindex=-1 name=auth style="display:none"></div></div>
      <div><div id=rt class=label>About you</div><div contenteditable=true aria-labelledby=rt role=textbox><p><br></p></div></div>
      <div><span class=label>Resume/CV <b>*</b></span><button type=button>Attach</button><input type=file name=resume style="display:none" accept=".pdf"></div>
      <fieldset><legend>Employed from</legend><select aria-label=Month><option value="">Month</option><option>January</option><option>February</option></select><input placeholder=YYYY aria-label=Year></fieldset>
      <fieldset><legend>Degree</legend><label>Year <input name=year></label></fieldset>
      <label>When <input placeholder="DD.MM.YYYY" name=when></label>
      <button>Send</button></form>`);
    expect(brief(questions)).toEqual([
      ['Are you authorized?', 'yes_no', ['Yes', 'No'], 'required'],
      ['About you', 'textarea'],
      ['Resume/CV', 'file', 'required'],
      ['Employed from', 'date'],
      ['Degree: Year', 'text'],
      ['When', 'date'],
    ]);
  });

  it('opens lists to read their options, closes them and leaves the page as it was', async () => {
    const { page, context } = await pageWith(
      browser,
      `<form><label id=l>Country</label><button type=button id=b name=country aria-haspopup=listbox aria-expanded=false aria-labelledby="l b">Select One</button>
       <label for=c>City</label><input id=c role=combobox aria-autocomplete=list aria-expanded=false aria-controls=cl autocomplete=off>
       <label for=s>School</label><input id=s role=combobox aria-autocomplete=list aria-expanded=false aria-controls=sl><ul id=sl role=listbox hidden></ul>
       <ul id=cl role=listbox hidden><li role=option>Graz</li><li role=option>Linz</li></ul><button>Apply</button></form>
       <script>
        window.changes = [];
        document.querySelector('form').addEventListener('change', (e) => changes.push(e.target.id));
        b.onclick = () => { const open = document.getElementById('pop'); if (open) { open.remove(); b.setAttribute('aria-expanded', false); return; }
          b.setAttribute('aria-expanded', true); document.body.insertAdjacentHTML('beforeend', '<div id=pop style="height:60px;overflow:auto"><ul role=listbox style="margin:0"></ul></div>');
          const list = pop.firstChild; list.style.height = '4000px'; list.style.position = 'relative';
          const draw = () => { const first = Math.floor(pop.scrollTop / 20); list.innerHTML = ''; for (let i = first; i < Math.min(first + 5, 200); i++) list.insertAdjacentHTML('beforeend', '<li role=option aria-setsize=200 style="position:absolute;top:' + i * 20 + 'px">Country ' + i + '</li>'); };
          pop.onscroll = draw; draw(); };
        for (const [input, list] of [[c, cl], [s, sl]]) { input.onmousedown = () => { list.hidden = false; input.setAttribute('aria-expanded', true); }; input.onblur = () => { list.hidden = true; input.setAttribute('aria-expanded', false); }; }
       </script>`,
    );
    const before = await page.evaluate(() => document.body.innerHTML);
    const { questions } = await scraper.scrape(page);
    expect(questions.map(({ question, type, options }) => [question, type, options?.length])).toEqual([
      ['Country', 'single_select', 200],
      ['City', 'single_select', 2],
      ['School', 'text', undefined],
    ]);
    expect(questions[0]?.options?.slice(-1)).toEqual(['Country 199']);
    expect(await page.evaluate(() => document.body.innerHTML)).toBe(before);
    expect(await page.evaluate('changes')).toEqual([]);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BODY');
    await context.close();
  });

  it('takes the options of a hidden select that a script shows otherwise', async () => {
    const { questions } = await scrapeHtml(`<form>
      <label for=deg>Degree *</label><select id=deg class=select2-hidden-accessible tabindex=-1 aria-hidden=true style="position:absolute;width:1px;height:1px;clip:rect(0 0 0 0);overflow:hidden"><option value="">Select a Degree</option><option>Bachelor</option><option>Master</option></select>
      <span class="select2 select2-container"><span class=select2-selection role=combobox aria-haspopup=true aria-expanded=false tabindex=0>Select a Degree</span></span>
      <div><label id=ll>Level</label><button type=button role=combobox aria-expanded=false aria-labelledby=ll>Choose…</button><select aria-hidden=true tabindex=-1 style="position:absolute;width:1px;height:1px;overflow:hidden"><option value=""></option><option>Junior</option><option>Senior</option></select></div>
      <button>Apply</button></form>`);
    expect(brief(questions)).toEqual([
      ['Degree', 'single_select', ['Bachelor', 'Master'], 'required'],
      ['Level', 'single_select', ['Junior', 'Senior']],
    ]);
  });
});

describe('question text', () => {
  it('finds text without labels: before the control, in table cells, in placeholders, in names', async () => {
    const { questions } = await scrapeHtml(`<form>
      <div class=row><div class="application-label">Current company</div><div class=field><input name=org></div></div>
      Street: <input name=street> Town: <input name=town><br>
      <table><tr><td>Passport <font color=red>*</font></td><td><input name=passport></td></tr><tr><td colspan=2>x</td></tr></table>
      <div><input name=nick><label>Nickname</label></div>
      <p><input placeholder="Middle name" name=mid></p>
      <p><input name="job_application[favourite_colour]"></p><button>Apply</button></form>`);
    expect(questions.map(({ question, labelSource, required }) => [question, labelSource, required])).toEqual([
      ['Current company', 'ancestor_text', false],
      ['Street', 'ancestor_text', false],
      ['Town', 'ancestor_text', false],
      ['Passport', 'table_cell', true],
      ['Nickname', 'ancestor_text', false],
      ['Middle name', 'placeholder', false],
      ['favourite colour', 'name_attribute', false],
    ]);
  });

  it('sees required markers that CSS draws or that are hidden from the name, and no more than markers', async () => {
    const { questions } = await scrapeHtml(`<style>.req::after{content:" *"}</style><form>
      <label for=a class=req>One</label><input id=a><label for=b>Two <span aria-hidden=true>*</span></label><input id=b>
      <label for=c>Three (required)</label><input id=c><label for=d>Four (optional)</label><input id=d>
      <label for=e>Is a licence required</label><input id=e><div class="field required"><label for=f>Six</label><input id=f></div>
      <label for=g>Rate 5*3 stars</label><input id=g><button>Apply</button></form>`);
    expect(questions.map(({ question, required }) => [question, required])).toEqual([
      ['One', true],
      ['Two', true],
      ['Three', true],
      ['Four', false],
      ['Is a licence required', false],
      ['Six', true],
      ['Rate 5*3 stars', false],
    ]);
  });

  it('puts the group before texts that stand there twice, and gives sections and help', async () => {
    const { questions } = await scrapeHtml(`<form><h2>Experience</h2>
      <fieldset><legend>Job 1</legend><label>Title <input name=t1></label><label>Company <input name=c1></label></fieldset>
      <fieldset><legend>Job 2</legend><label>Title <input name=t2></label></fieldset>
      <section><h3>Links</h3><label for=gh>Code</label><input id=gh aria-describedby=h><small id=h>A public address.</small></section><button>Apply</button></form>`);
    expect(questions.map(({ question, section, help }) => [question, section, help])).toEqual([
      ['Job 1: Title', 'Experience', null],
      ['Company', 'Experience', null],
      ['Job 2: Title', 'Experience', null],
      ['Code', 'Links', 'A public address.'],
    ]);
  });

  it('keeps hostile text short, plain and free of control characters', async () => {
    const { questions } = await scrapeHtml(`<form><label for=a>${'A'.repeat(5000)}</label><input id=a>
      <label for=b>Pay &lt;img src=x onerror=alert(1)&gt; now\u0007\u202e</label><select id=b><option>${'B'.repeat(900)}</option><option>C</option></select><button>Apply</button></form>`);
    expect(questions[0]?.question.length).toBe(1000);
    expect(questions[1]?.question).toBe('Pay now');
    expect(questions[1]?.options?.[0]?.length).toBe(300);
    for (const question of questions) expect(violations(Question, question)).toEqual([]);
  });
});

describe('what is no question', () => {
  it('leaves out mirrors, traps, captchas, and the controls of the page around the form', async () => {
    const { questions, obstacles } = await scrapeHtml(`<header><form role=search><input type=text name=q aria-label="Search jobs"></form></header>
      <div id=onetrust-banner-sdk><label><input type=checkbox> Performance cookies</label></div>
      <form id=apply><label>Name <input name=name required></label><label>Mail <input type=email name=mail required></label><label>CV <input type=file name=cv></label>
      <input type=hidden name=token value=1><div style="position:absolute;left:-9999px"><label>Website <input name=url2></label></div>
      <div style="height:0;overflow:hidden"><input name=x1></div><input required tabindex=-1 aria-hidden=true style="opacity:0;position:absolute"><label style="display:none">Secret <input></label>
      <input name=gone disabled aria-label=Disabled><textarea name=g-recaptcha-response style="width:250px"></textarea><div class=g-recaptcha></div><button>Submit application</button></form>
      <footer><form class=newsletter><label>Your e-mail <input type=email required></label><button>Subscribe</button></form></footer>`);
    expect(questions.map(({ question }) => question)).toEqual(['Name', 'Mail', 'CV']);
    expect(obstacles).toEqual(['captcha']);
  });

  it('finds no form where there is a sign-in only', async () => {
    const { questions, obstacles, action } = await scrapeHtml(`<form><label>E-mail <input type=email></label><label>Password <input type=password></label><button>Sign in</button></form>`);
    expect({ questions, obstacles, action }).toEqual({ questions: [], obstacles: ['sign_in'], action: null });
  });
});

describe('whole pages', () => {
  it('reads open shadow roots', async () => {
    const { questions } = await scrapeHtml(`<form><my-field></my-field><button>Apply</button></form><script>
      customElements.define('my-field', class extends HTMLElement { connectedCallback() { this.attachShadow({mode:'open'}).innerHTML = '<label for=i>Inside *</label><input id=i name=inside>'; } });</script>`);
    expect(brief(questions)).toEqual([['Inside', 'text', 'required']]);
  });

  it('reads a form in an iframe of another origin, not the search box of the page around it', async () => {
    const inner = await servePages({ '/form': '<!doctype html><title>in</title><form><label>First name <input name=first_name required></label><label>Resume <input type=file name=resume></label><button>Submit application</button></form>' });
    const outer = await servePages({ '/jobs': `<!doctype html><title>Jobs at Acme</title><input placeholder="Search jobs" name=q><iframe id=grnhse_iframe src="${inner.url.replace('127.0.0.1', 'localhost')}/form"></iframe>` });
    const page = await browser.newPage();
    await page.goto(`${outer.url}/jobs`);
    const scraped = await scraper.scrape(page);
    expect(brief(scraped.questions)).toEqual([
      ['First name', 'text', 'required'],
      ['Resume', 'file'],
    ]);
    expect(scraped).toMatchObject({ adapter: 'greenhouse', url: `${outer.url}/jobs`, pageTitle: 'Jobs at Acme', action: 'submit' });
    await page.close();
    await Promise.all([inner.close(), outer.close()]);
  });

  it('knows the step of a wizard and which button goes on', async () => {
    const bar = '<ol class=steps><li>Info</li><li aria-current=step>Experience</li><li>Review</li></ol>';
    const first = await scrapeHtml(`${bar}<label>Job <input name=job></label><button type=button>Back</button><button type=button>Save and Continue</button>`);
    expect([first.step, first.steps, first.action, first.questions[0]?.step]).toEqual([2, 3, 'continue', 2]);
    const second = await scrapeHtml(`<p>Step 3 of 3</p><form><label>Job <input name=job></label><button type=button>Save draft</button><button>Submit</button></form>`);
    expect([second.step, second.steps, second.action]).toEqual([3, 3, 'submit']);
  });

  it('has the same ids and fingerprint at each load, whatever generated ids the page uses', async () => {
    const html = (salt: string) => `<form><label for="react-select-${salt}-input">Team</label><input id="react-select-${salt}-input"><label for=":r${salt}:">Why?</label><textarea id=":r${salt}:" name="f-${'0123456789'.repeat(2)}${salt}"></textarea><label for=k>Kept</label><input id=k name=kept><button>Apply</button></form>`;
    const [a, b] = [await scrapeHtml(html('3')), await scrapeHtml(html('7'))];
    expect(b.questions.map(({ id }) => id)).toEqual(a.questions.map(({ id }) => id));
    expect(b.fingerprint).toBe(a.fingerprint);
    expect(a.questions[2]?.id).toBe('kept');
    const changed = await scrapeHtml(html('3').replace('<input id=k', '<input required id=k'));
    expect(changed.fingerprint).not.toBe(a.fingerprint);
  });

  it('does not hang on a page that asks, loops or never finishes loading', async () => {
    const server = await servePages({ '/': '<!doctype html><form><label>Name <input name=n></label><button>Apply</button></form><script>setInterval(() => alert("hello"), 30); setInterval(() => document.querySelector("form").append(document.createElement("i")), 1);</script>' });
    const page = await browser.newPage();
    await page.goto(server.url, { waitUntil: 'commit' });
    const scraped = await scraper.scrape(page, { timeoutMs: 10_000 });
    expect(scraped.questions.map(({ question }) => question)).toEqual(['Name']);
    await page.close();
    await server.close();
    const stuck = await browser.newPage();
    await stuck.setContent('<form><label>Name <input name=n></label></form>');
    await stuck.evaluate(() => void setTimeout(() => { for (;;); }, 0));
    await expect(scraper.scrape(stuck, { timeoutMs: 1_500 })).rejects.toThrow('could not be read within 1500 ms');
  });
});
