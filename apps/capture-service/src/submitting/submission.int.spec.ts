import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { chromium, type Browser, type Page } from 'playwright-core';
import { PlaywrightFormScraper } from '../scraping/playwright-form-scraper.ts';
import { launchBrowser, servePages, spawnBrowser, type PageServer } from '../scraping/spec-browser.fixture.ts';
import { confirmationVisible } from './confirmation.ts';
import { fill } from './fill.ts';
import { observe, type Outcome } from './observe.ts';
import { openForm, PageNotReached } from './open-form.ts';
import { NotPressed, press } from './press.ts';
import { screenshot } from './screenshot.ts';

const FORM = (attributes = '', more = '') => `<!doctype html><title>Apply</title><form method=post action=/send ${attributes}><label>Name <input name=name required></label><label>Mail <input name=mail></label>${more}<button>Submit application</button></form>`;
/** A form that a script sends, and what it does with the answer. */
const SCRIPTED = (onAnswer: string, before = '') => `${FORM('novalidate')}<p id=out></p><script>${before}const f = document.forms[0]; f.onsubmit = async (e) => { e.preventDefault(); const r = await fetch('/api', { method: 'POST', body: new FormData(f) }); ${onAnswer} };</script>`;

const pages = {
  '/plain': FORM(),
  '/send': (method: string) => (method === 'POST' ? { status: 303, body: '', headers: { location: '/thanks' } } : ''),
  '/thanks': '<!doctype html><h1>Thank you, Ada</h1><p>We will write to you.</p>',
  '/silent': FORM().replace('/send', '/blank'),
  '/blank': '<!doctype html><p>Nothing here.</p>',
  '/echo': FORM().replace('/send', '/echo-errors'),
  '/echo-errors': () => ({ status: 422, body: FORM('', '<p class=error role=alert>Please give a valid mail address.</p>').replace('/send', '/echo-errors') }),
  '/api': (_: string, body: string) => ({ status: body.includes('refuse') ? 422 : body.includes('crash') ? 500 : 200, body: '{}' }),
  '/toast': SCRIPTED(`if (r.ok) { f.remove(); out.textContent = 'Your application has been submitted.'; } else out.innerHTML = '<span role=alert>Mail is wrong</span>';`),
  '/mute': SCRIPTED(''),
  '/gone': SCRIPTED(`f.remove();`).replace('/api', '/took'),
  '/took': () => ({ status: 201, body: '{"applicationId":"a-1"}', headers: { 'content-type': 'application/json' } }),
  '/fields': SCRIPTED(`f.mail.setAttribute('aria-invalid', 'true'); f.mail.insertAdjacentHTML('afterend', '<span class=error-text>Enter your mail</span>');`),
  '/asks': SCRIPTED(`f.remove(); out.textContent = 'Application received';`, `document.addEventListener('click', (e) => { if (e.target.tagName === 'BUTTON' && !confirm('Send now?')) e.preventDefault(); });`),
  '/covered': `${FORM()}<div style="position:fixed;inset:0;background:#fff8">Cookies!</div>`,
  '/disabled': FORM().replace('<button>', '<button disabled>'),
  '/wizard': `<!doctype html><p>Step <b id=n>1</b> of 2</p><form onsubmit="return false"><div id=one><label>Name <input name=name></label></div><div id=two hidden><label>Why <textarea name=why></textarea></label></div><button type=button id=go>Next</button></form><script>go.onclick = () => setTimeout(() => { n.textContent = 2; one.hidden = true; two.hidden = false; go.textContent = 'Submit'; }, 100);</script>`,
};

let browser: Browser;
let server: PageServer;
let page: Page;
beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), servePages(pages)]);
});
beforeEach(async () => {
  await page?.close();
  page = await browser.newPage();
  server.posts.length = 0;
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

async function submit(path: string, answers: Record<string, string>, timeoutMs = 40_000): Promise<Outcome> {
  await page.goto(`${server.url}${path}`);
  const scraped = await new PlaywrightFormScraper().scrape(page);
  await fill(scraped, answers, { file: () => Promise.reject(new Error('no files here')) });
  return observe(await press(scraped, scraped.action ?? 'submit'), { timeoutMs });
}

describe('press and observe', () => {
  it('a plain form: thanks on the next page', async () => {
    expect(await submit('/plain', { name: 'Ada' })).toEqual({ outcome: 'submitted', evidence: { finalUrl: `${server.url}/thanks`, confirmationText: 'Thank you, Ada\nWe will write to you.' } });
    expect(server.posts).toEqual([{ path: '/send', body: 'name=Ada&mail=' }]);
    expect(await confirmationVisible(page)).toMatchObject({ confirmationText: 'Thank you, Ada\nWe will write to you.' });
    expect((await screenshot(page))?.subarray(1, 4).toString()).toBe('PNG');
  });
  it('a script: text in the place of the form (thorough)', async () => {
    expect(await submit('/toast', { name: 'Ada' })).toMatchObject({ outcome: 'submitted', evidence: { confirmationText: 'Your application has been submitted.' } });
    expect(server.posts).toHaveLength(1);
  });
  it('a script: nothing on the page, but the server says that it has it', async () => {
    expect(await submit('/gone', { name: 'Ada' })).toMatchObject({ outcome: 'submitted', evidence: { confirmationText: expect.stringMatching(/the server answered that it has it: POST .*\/took: 201/) } });
    expect(server.posts).toHaveLength(1);
  });
  it('a question in a dialog is answered yes, the click is one', async () => {
    expect(await submit('/asks', { name: 'Ada' })).toMatchObject({ outcome: 'submitted' });
    expect(server.posts).toHaveLength(1);
  });
  it('something lies over the button: the click is given to the button itself, once (ci)', async () => {
    expect(await submit('/covered', { name: 'Ada' })).toMatchObject({ outcome: 'submitted' });
    expect(server.posts).toHaveLength(1);
  });
  it('the browser refuses: nothing was sent', async () => {
    const outcome = await submit('/plain', { mail: 'a@b.c' });
    expect(outcome).toMatchObject({ outcome: 'refused', errors: [{ fieldId: 'name' }] });
    expect(server.posts).toEqual([]);
    expect(await confirmationVisible(page)).toBeNull();
  });
  it('the server refuses and the page says so', async () => {
    expect(await submit('/toast', { name: 'refuse' })).toEqual({ outcome: 'refused', errors: [{ fieldId: null, message: 'Mail is wrong' }] });
    expect(await submit('/fields', { name: 'Ada' })).toEqual({ outcome: 'refused', errors: [{ fieldId: 'mail', message: 'Enter your mail' }] });
    expect(await submit('/echo', { name: 'Ada' })).toEqual({ outcome: 'refused', errors: [{ fieldId: null, message: 'Please give a valid mail address.' }] });
  });
  it('the server refuses and the page is silent (thorough)', async () => {
    expect(await submit('/mute', { name: 'refuse' })).toEqual({ outcome: 'refused', errors: [{ fieldId: null, message: 'The server refused the form (422).' }] });
  });
  it('what cannot be told is unknown (ci)', async () => {
    expect(await submit('/mute', { name: 'Ada' }, 2_000)).toMatchObject({ outcome: 'unknown', detail: expect.stringMatching(/the form still stands there; sent: POST .*\/api: 200/) });
    expect(await submit('/mute', { name: 'crash' }, 4_000)).toMatchObject({ outcome: 'unknown', detail: expect.stringContaining('500') });
    expect(await submit('/silent', { name: 'Ada' }, 12_000)).toMatchObject({ outcome: 'unknown', detail: expect.stringContaining('nothing on the page confirms') });
  }, 60_000);
  it('goes from step to step', async () => {
    expect(await submit('/wizard', { name: 'Ada' })).toEqual({ outcome: 'next_step' });
    const second = await new PlaywrightFormScraper().scrape(page);
    expect([second.step, second.steps, second.action, second.questions.map(({ question }) => question)]).toEqual([2, 2, 'submit', ['Why']]);
  });
  it('says when surely nothing was pressed', async () => {
    await page.goto(`${server.url}/disabled`);
    await expect(press(await new PlaywrightFormScraper().scrape(page), 'submit')).rejects.toThrow(NotPressed);
    await page.goto(`${server.url}/plain`);
    await expect(press(await new PlaywrightFormScraper().scrape(page), 'continue')).rejects.toThrow('no button that goes on');
    expect(server.posts).toEqual([]);
  });
});

describe('openForm', () => {
  it('opens a tab over CDP, finds it again by its target, loads it anew, and says when it is gone', async () => {
    const host = await spawnBrowser();
    const remote = await chromium.connectOverCDP(host.url);
    try {
      const first = await openForm(remote, { url: `${server.url}/plain`, targetId: null, mode: 'reload' });
      expect([first.reused, first.page.url()]).toEqual([false, `${server.url}/plain`]);
      await first.page.fill('[name=name]', 'left over');
      const again = await openForm(remote, { url: `${server.url}/plain`, targetId: first.targetId, mode: 'reload' });
      expect([again.reused, again.targetId, await again.page.inputValue('[name=name]')]).toEqual([true, first.targetId, '']);
      await again.page.fill('[name=name]', 'stays');
      const kept = await openForm(remote, { url: `${server.url}/plain`, targetId: first.targetId, mode: 'keep' });
      expect(await kept.page.inputValue('[name=name]')).toBe('stays');
      await expect(openForm(remote, { url: `${server.url}/nowhere`, targetId: null, mode: 'reload' })).rejects.toThrow('the page answered 404');
      await kept.page.close();
      await expect(openForm(remote, { url: `${server.url}/plain`, targetId: first.targetId, mode: 'keep' })).rejects.toThrow(PageNotReached);
    } finally {
      await remote.close();
      await host.stop();
    }
  });
});
