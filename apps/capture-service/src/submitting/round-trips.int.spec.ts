import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Answer } from '@countersign/contracts';
import type { Browser } from 'playwright-core';
import { PlaywrightFormScraper } from '../scraping/playwright-form-scraper.ts';
import { launchBrowser, pageWith } from '../scraping/spec-browser.fixture.ts';
import { compare } from './compare.ts';
import { fill } from './fill.ts';
import { readBack } from './read-back.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const bytes = Buffer.from('%PDF-1.4 sample');
const resume = { name: 'resume.pdf', mediaType: 'application/pdf', sha256: 'ab'.repeat(32), sizeBytes: bytes.length };

/** Reads a form, fills answers in by question text, reads back and compares. */
async function roundTrip(html: string, byQuestion: Record<string, Answer>, reread?: string) {
  const { page, context } = await pageWith(browser, html);
  try {
    const scraped = await new PlaywrightFormScraper().scrape(page);
    const answers = Object.fromEntries(scraped.questions.map(({ id, question }) => [id, byQuestion[question] ?? null]));
    const unknown = Object.keys(byQuestion).filter((text) => !scraped.questions.some(({ question }) => question === text));
    expect(unknown).toEqual([]);
    const problems = await fill(scraped, answers, { file: () => Promise.resolve(bytes) });
    const actual = await readBack(scraped);
    const differences = compare(scraped.questions, answers, actual, problems);
    const held = Object.fromEntries(scraped.questions.map(({ id, question }) => [question, actual[id] ?? null]));
    return { problems, differences, held, page: reread === undefined ? null : await page.evaluate(reread) };
  } finally {
    await context.close();
  }
}

describe('fill and read back', () => {
  it('native controls', async () => {
    const { differences, problems, held } = await roundTrip(
      `<form><label>Name <input name=n></label><label>Phone <input type=tel name=p></label><label>Hours <input type=number name=h></label><label>Start <input type=date name=d></label><label>Grad <input type=month name=g></label>
      <label>Due <input placeholder="DD.MM.YYYY" name=due></label><label>Why <textarea name=w></textarea></label><label>Country <select name=c><option value="">Select</option><option>Austria</option><option>Chad</option></select></label>
      <label>Skills <select name=s multiple><option>Go</option><option>Rust</option><option>C</option></select></label><fieldset><legend>OK?</legend><label><input type=radio name=r>Yes</label><label><input type=radio name=r>No</label></fieldset>
      <fieldset><legend>Langs</legend><label><input type=checkbox name=l value=1 checked>English</label><label><input type=checkbox name=l value=2>German</label><label><input type=checkbox name=l value=3>French</label></fieldset>
      <label><input type=checkbox name=t> I am available</label><label>CV <input type=file name=cv></label><label>Kept <input name=k value="as it was"></label><button>Apply</button></form>`,
      { Name: 'Ada "L" <x>', Phone: '+49 30 123', Hours: '38', Start: '2027-01-31', Grad: '2019-06', Due: '2027-02-01', Why: 'one\ntwo', Country: 'Chad', Skills: ['Go', 'C'], 'OK?': 'No', Langs: ['German', 'French'], 'I am available': true, CV: resume },
    );
    expect({ differences, problems }).toEqual({ differences: [], problems: [] });
    expect(held).toMatchObject({ Due: '2027-02-01', Langs: ['German', 'French'], CV: { name: 'resume.pdf', sizeBytes: bytes.length }, Kept: 'as it was', 'I am available': true });
  });

  it('dates in parts, toggles, rich text, ARIA radios and switches, hidden radios with drawn labels', async () => {
    const { differences, problems, held } = await roundTrip(
      `<style>.h input{position:absolute;opacity:0}</style><form><fieldset><legend>From</legend><select aria-label=Month><option value="">MM</option><option>Jan</option><option>Feb</option><option>Mar</option></select><select aria-label=Year><option value="">YYYY</option><option>2020</option><option>2021</option></select></fieldset>
      <fieldset><legend>To</legend><div role=group aria-label=To><input role=spinbutton aria-label=Month placeholder=MM> <input role=spinbutton aria-label=Day placeholder=DD> <input role=spinbutton aria-label=Year placeholder=YYYY></div></fieldset>
      <div><label>Remote?</label><div id=t><button type=button class=x>Yes</button><button type=button class=x>No</button></div></div>
      <div><div class=label id=rt>Essay</div><div contenteditable=true aria-labelledby=rt></div></div>
      <div role=radiogroup aria-label=Contract><div role=radio aria-checked=false tabindex=0>Full</div><div role=radio aria-checked=false tabindex=-1>Part</div></div>
      <div role=switch aria-checked=false aria-label="Open to travel" tabindex=0>&nbsp;o</div>
      <fieldset class=h><legend>Size</legend><input type=radio name=z id=z1><label for=z1>S</label><input type=radio name=z id=z2><label for=z2>M</label></fieldset><button>Apply</button></form>
      <script>for (const b of t.children) b.onclick = () => { for (const o of t.children) o.className = 'x'; b.className = 'x _active_1'; };
      for (const r of document.querySelectorAll('[role=radio]')) r.onclick = () => { for (const o of document.querySelectorAll('[role=radio]')) o.setAttribute('aria-checked', o === r); };
      const sw = document.querySelector('[role=switch]'); sw.onpointerdown = () => sw.setAttribute('aria-checked', sw.getAttribute('aria-checked') !== 'true');</script>`,
      { From: '2021-03', To: '2022-11-05', 'Remote?': 'No', Essay: 'Hello there', Contract: 'Part', 'Open to travel': true, Size: 'M' },
    );
    expect({ differences, problems }).toEqual({ differences: [], problems: [] });
    expect(held).toEqual({ From: '2021-03', To: '2022-11-05', 'Remote?': 'No', Essay: 'Hello there', Contract: 'Part', 'Open to travel': true, Size: 'M' });
  });

  it('a list behind a button, chosen only by a real click, and a list that draws a part of itself', async () => {
    const { differences, problems } = await roundTrip(
      `<form><label id=l>Country</label><button type=button id=b name=country aria-haspopup=listbox aria-expanded=false aria-labelledby="l b">Select One</button>
       <label id=m>Number</label><button type=button id=v name=number aria-haspopup=listbox aria-expanded=false aria-labelledby="m v">Select One</button><button>Apply</button></form><script>
       const close = (x) => { document.getElementById('pop')?.remove(); x.setAttribute('aria-expanded', false); };
       b.onclick = () => { if (document.getElementById('pop')) return close(b); b.setAttribute('aria-expanded', true); document.body.insertAdjacentHTML('beforeend', '<ul id=pop role=listbox><li role=option>Chad</li><li role=option>Peru</li></ul>');
         for (const o of pop.children) o.onclick = (e) => { if (!e.isTrusted) return; b.textContent = o.textContent; close(b); }; };
       v.onclick = () => { if (document.getElementById('pop')) return close(v); v.setAttribute('aria-expanded', true); document.body.insertAdjacentHTML('beforeend', '<div id=pop style="height:60px;overflow:auto"><ul role=listbox style="margin:0;height:4000px;position:relative"></ul></div>');
         const list = pop.firstChild; const draw = () => { const first = Math.floor(pop.scrollTop / 20); list.innerHTML = ''; for (let i = first; i < first + 5; i++) { const o = document.createElement('li'); o.setAttribute('role', 'option'); o.style = 'position:absolute;top:' + i * 20 + 'px'; o.textContent = 'No. ' + i; o.onclick = () => { v.textContent = o.textContent; close(v); }; list.append(o); } }; pop.onscroll = draw; draw(); };</script>`,
      { Country: 'Peru', Number: 'No. 150' },
    );
    expect({ differences, problems }).toEqual({ differences: [], problems: [] });
  });

  it('a hidden select that jQuery-style code shows: its change event is heard', async () => {
    const { differences, page } = await roundTrip(
      `<form><label for=deg>Degree</label><select id=deg class=select2-hidden-accessible tabindex=-1 aria-hidden=true style="position:absolute;width:1px;height:1px;overflow:hidden"><option value="">Select</option><option>Bachelor</option><option>Master</option></select><span class="select2 select2-container"><span id=shown>Select</span></span><button>Apply</button></form>
       <script>deg.addEventListener('change', () => { shown.textContent = deg.selectedOptions[0].text; });</script>`,
      { Degree: 'Master' },
      'document.getElementById("shown").textContent',
    );
    expect({ differences, page }).toEqual({ differences: [], page: 'Master' });
  });

  it('a search that offers entries: exactly the approved one, never the nearest', async () => {
    const html = `<form><label for=c>City</label><input id=c role=combobox aria-autocomplete=list aria-expanded=false aria-controls=cl autocomplete=off><ul id=cl role=listbox hidden></ul><button>Apply</button></form><script>
      let chosen = ''; const all = ['Berlin, Germany', 'Berlin, New Hampshire']; const open = (on) => { cl.hidden = !on; c.setAttribute('aria-expanded', on); };
      c.onmousedown = () => open(true); c.onblur = () => { open(false); c.value = chosen; };
      c.oninput = () => { setTimeout(() => { cl.innerHTML = ''; for (const t of all.filter((x) => x.startsWith(c.value))) { const o = document.createElement('li'); o.setAttribute('role', 'option'); o.textContent = t; o.onmousedown = (e) => e.preventDefault(); o.onclick = () => { chosen = t; c.value = t; open(false); }; cl.append(o); } open(true); }, 60); };</script>`;
    expect((await roundTrip(html, { City: 'Berlin, Germany' })).differences).toEqual([]);
    const { differences } = await roundTrip(html, { City: 'Berlin' });
    expect(differences).toMatchObject([{ kind: 'value', expected: 'Berlin', actual: '(empty) – the page offers: Berlin, Germany | Berlin, New Hampshire' }]);
  });

  it('a script that reads the resume, fills in other fields, draws controls anew and takes the file away', async () => {
    const { differences, held } = await roundTrip(
      `<form><div><span class=label>Resume</span><div><button type=button>Attach</button><input type=file name=resume style="display:none"></div><p id=fn></p></div><div id=rest><label>Name <input name=n></label><label>Employer <input name=e></label></div><button>Apply</button></form><script>
       const f = document.querySelector('[type=file]'); f.onchange = () => { const name = f.files[0].name; setTimeout(() => { fn.textContent = name + ' uploaded'; f.value = ''; rest.innerHTML = rest.innerHTML; document.querySelector('[name=n]').value = 'PARSED'; document.querySelector('[name=e]').value = 'Parsed Ltd'; }, 150); };</script>`,
      { Resume: resume, Name: 'Ada' },
    );
    expect(differences).toEqual([]);
    expect(held).toEqual({ Resume: { name: 'resume.pdf', sizeBytes: null }, Name: 'Ada', Employer: null });
  });

  it('tells what the page did not take', async () => {
    const { differences } = await roundTrip(
      `<form><label>Code <input name=c maxlength=3></label><label>Size <select name=s><option value="">--</option><option>S</option></select></label><label>Mail <input name=mail></label><button>Apply</button></form><script>document.querySelector('[name=mail]').oninput = (e) => { e.target.value = ''; };</script>`,
      { Code: 'ABCDE', Size: 'XXL', Mail: 'a@b.c' },
    );
    expect(differences.map(({ question, expected, actual }) => [question, expected, actual])).toEqual([
      ['Code', 'ABCDE', 'ABC'],
      ['Size', 'XXL', '(empty) – the page does not offer this option'],
      ['Mail', 'a@b.c', null],
    ]);
  });
});

describe('react-select', () => {
  let folder: string;
  let bundle: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'react-select-'));
    const require = createRequire(new URL('../../../../e2e/package.json', import.meta.url));
    const modules = dirname(dirname(dirname(require.resolve('react-select/package.json'))));
    await writeFile(
      join(folder, 'main.js'),
      `import { createElement as h } from ${JSON.stringify(require.resolve('react'))}; import { createRoot } from ${JSON.stringify(require.resolve('react-dom/client'))};
       import Select from 'react-select'; import AsyncSelect from 'react-select/async';
       const options = (labels) => labels.map((label) => ({ value: label, label }));
       const field = (id, label, control) => h('div', { key: id }, h('label', { id: id + '-label', htmlFor: id }, label, h('span', { 'aria-hidden': true }, '*')), control);
       const shared = (id) => ({ inputId: id, 'aria-labelledby': id + '-label', classNamePrefix: 'select', name: id, required: true });
       createRoot(document.getElementById('root')).render(h('form', null,
         field('question_1', 'Authorized?', h(Select, { ...shared('question_1'), options: options(['Yes', 'No']) })),
         field('question_2', 'Tools', h(Select, { ...shared('question_2'), isMulti: true, options: options(['Go', 'Rust', 'C']), defaultValue: options(['C']) })),
         field('question_3', 'Level', h(Select, { ...shared('question_3'), isSearchable: false, menuPortalTarget: document.body, options: options(['Junior', 'Senior']) })),
         field('question_4', 'Town', h(AsyncSelect, { ...shared('question_4'), loadOptions: (text) => new Promise((done) => setTimeout(() => done(options(['Graz', 'Grado'].filter((town) => town.startsWith(text)))), 80)) })),
         h('button', { type: 'submit' }, 'Submit application')));`,
    );
    await promisify(execFile)(process.execPath, [join(modules, 'node_modules/vite/bin/vite.js'), 'build', folder, '--logLevel', 'error', '--config', await viteConfig(folder, modules)], { cwd: folder });
    bundle = await readFile(join(folder, 'out/main.js'), 'utf8');
  }, 60_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('is read, filled by its events and read back from where its value stands', async () => {
    const { page, context } = await pageWith(browser, '<div id=root></div>');
    await page.addScriptTag({ content: bundle });
    const scraped = await new PlaywrightFormScraper().scrape(page);
    expect(scraped.questions.map(({ id, question, type, options, required, prefilled }) => [id, question, type, options ?? null, required, prefilled ?? null])).toEqual([
      ['question_1', 'Authorized?', 'yes_no', ['Yes', 'No'], true, null],
      ['question_2', 'Tools', 'multi_select', ['Go', 'Rust', 'C'], true, ['C']],
      ['question_3', 'Level', 'single_select', ['Junior', 'Senior'], true, null],
      ['question_4', 'Town', 'text', null, true, null],
    ]);
    const answers: Record<string, Answer> = { question_1: 'No', question_2: ['Rust', 'Go'], question_3: 'Senior', question_4: 'Grado' };
    const problems = await fill(scraped, answers, { file: () => Promise.resolve(bytes) });
    const actual = await readBack(scraped);
    expect(actual).toEqual({ question_1: 'No', question_2: ['Rust', 'Go'], question_3: 'Senior', question_4: 'Grado' });
    expect({ problems, differences: compare(scraped.questions, answers, actual) }).toEqual({ problems: [], differences: [] });
    const sent = await page.evaluate(() => [...new FormData(document.forms[0])].map(String));
    expect(sent).toEqual(['question_1,No', 'question_2,Rust', 'question_2,Go', 'question_3,Senior', 'question_4,Grado']);
    await context.close();
  });
});

async function viteConfig(folder: string, modules: string): Promise<string> {
  const path = join(folder, 'vite.config.mjs');
  await writeFile(
    path,
    `export default { resolve: { alias: { 'react-select/async': ${JSON.stringify(join(modules, 'node_modules/react-select/async/dist/react-select-async.esm.js'))}, 'react-select': ${JSON.stringify(join(modules, 'node_modules/react-select/dist/react-select.esm.js'))} } }, define: { 'process.env.NODE_ENV': '"production"' }, build: { outDir: 'out', lib: { entry: 'main.js', formats: ['iife'], name: 'app', fileName: () => 'main.js' } } };`,
  );
  return path;
}
