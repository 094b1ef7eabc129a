import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePort, temporaryFolder, waitFor, type TemporaryFolder } from '@countersign/test-kit';
import { chromium, type Browser } from 'playwright-core';
import { RfbViewer } from '../console/rfb-viewer.fixture.ts';
import { person, RawCdpClient, sessionId, startStreamedBrowser, type StreamedBrowser } from '../console/streamed-browser.fixture.ts';

const [CONTROL, SHIFT, RETURN, ESCAPE, F12] = [0xffe3, 0xffe1, 0xff0d, 0xff1b, 0xffc9];
const key = (character: string): number => character.codePointAt(0)!;
let folder: TemporaryFolder;
let browser: StreamedBrowser;
let automation: RawCdpClient;
let page: string;
let console: RfbViewer;

beforeAll(async () => {
  folder = await temporaryFolder();
  browser = await startStreamedBrowser(folder.path);
  automation = await RawCdpClient.connect(browser.streams);
  page = await waitFor(() => automation.attachToPage(browser.pagesUrl));
  console = await RfbViewer.connect(browser.streams.issueConsoleTicket(sessionId, { consoleId: '019a0000-0000-7000-8000-00000000000c', mode: 'control', user: person }));
  console.offer(false);
}, 60_000);
afterAll(async () => {
  console?.close();
  automation?.close();
  await browser?.stop();
  await folder?.remove();
});

interface Shown {
  /** In the address bar. */
  readonly url: string;
  readonly text: string;
}
/** Asked as the automation, which has control between what the person does. */
async function shown(): Promise<Shown> {
  const { entries, currentIndex } = (await automation.send('Page.getNavigationHistory', {}, page)).result as { entries: { url: string; userTypedURL: string }[]; currentIndex: number };
  return { url: entries[currentIndex]!.userTypedURL, text: String(await automation.evaluate(page, 'document.body?.innerText ?? ""')) };
}
/** Resolves when the X server has got it. */
async function byHand(act: () => void): Promise<void> {
  browser.control(person);
  act();
  await console.settled();
  browser.control(null);
}
async function typeAddress(address: string): Promise<void> {
  await byHand(() => console.press(CONTROL, key('l')));
  // Until then keys go to the page.
  await waitFor(async () => (await automation.evaluate(page, 'document.hasFocus()')) === false);
  await byHand(() => {
    console.type(address);
    console.press(RETURN);
  });
}
async function toPage(): Promise<void> {
  browser.control(null);
  await automation.send('Page.navigate', { url: `${browser.pagesUrl}/page` }, page);
  await waitFor(async () => (await automation.evaluate(page, 'location.pathname')) === '/page');
}
const pageTargets = async (): Promise<string[]> => {
  const { targetInfos } = (await browser.streams.command(sessionId, 'Target.getTargets')) as { targetInfos: { type: string; url: string }[] };
  return targetInfos.filter(({ type }) => type !== 'browser' && type !== 'browser_ui' && type !== 'tab' && type !== 'iframe').map(({ type, url }) => `${type} ${url}`);
};

describe('a person at the address bar', () => {
  it.each([
    'file:///etc/passwd', 'file:/etc/passwd', '/etc/passwd', 'FILE:///etc/', 'chrome://settings', 'chrome:settings', 'CHROME://version', 'about:version', 'about:policy', 'chrome://policy', 'chrome://net-internals',
    'chrome://downloads', 'chrome://flags', 'chrome://inspect', 'chrome-untrusted://print', 'devtools://devtools/bundled/inspector.html', 'view-source:file:///etc/passwd', 'chrome-search://local-ntp',
    'isolated-app://x',
  ].map((address, index) => [address, index % 4 === 0 ? '' : ' (ci)'] as const))('cannot open %s%s', async (...[address]) => {
    await toPage();
    await typeAddress(address);
    const { text } = await waitFor(async () => {
      const now = await shown();
      return now.url.includes('/page') || now.text === '' ? null : now;
    });
    // The second is said of schemes that are of no use without extensions and apps.
    expect(text).toMatch(/^This (page is blocked|site can’t be reached[^]*ERR_INVALID_URL)/);
  });

  it('cannot see the source of a page', async () => {
    await toPage();
    await typeAddress(`view-source:${browser.pagesUrl}/page`);
    await waitFor(async () => (await shown()).text.startsWith('This page is blocked'));
    await toPage();
    await byHand(() => console.press(CONTROL, key('u')));
    expect(await pageTargets()).toEqual([`page ${browser.pagesUrl}/page`]);
  });

  it('cannot run a script in a page, which the page itself can', async () => {
    await toPage();
    await typeAddress('javascript:document.body.innerText="typed"');
    await typeAddress(`${browser.pagesUrl}/after`);
    await waitFor(async () => (await automation.evaluate(page, 'location.pathname')) === '/after');
    await toPage();
    await automation.evaluate(page, `const link = document.body.appendChild(document.createElement('a')); link.href = 'javascript:void(document.title = "by the page")'; link.click()`);
    await waitFor(async () => (await automation.evaluate(page, 'document.title')) === 'by the page');
  });

  it('opens the web, data and empty pages', async () => {
    await typeAddress('data:text/html,<p>data page');
    await waitFor(async () => (await shown()).text === 'data page');
    await typeAddress('about:blank');
    await waitFor(async () => (await automation.evaluate(page, 'location.href')) === 'about:blank');
    await typeAddress(`${browser.otherSiteUrl}/typed`);
    await waitFor(async () => (await automation.evaluate(page, 'location.pathname')) === '/typed');
  });

  it.each([['F12', [F12]], ['Ctrl+Shift+I', [CONTROL, SHIFT, key('I')]], ['Ctrl+Shift+J', [CONTROL, SHIFT, key('J')]], ['Ctrl+Shift+N', [CONTROL, SHIFT, key('N')]], ['Ctrl+O', [CONTROL, key('o')]], ['Ctrl+S', [CONTROL, key('s')]], ['Ctrl+P', [CONTROL, key('p')]]])(
    'opens nothing with %s', async (_, keys) => {
      await toPage();
      await automation.evaluate(page, 'reset("")');
      const top = Number(await automation.evaluate(page, 'outerHeight - innerHeight'));
      await byHand(() => console.click(100, top + 40));
      await byHand(() => console.press(...keys));
      // What comes up takes the focus; a notice that says so goes with Escape, and then the page has the keyboard again.
      await waitFor(async () => {
        await byHand(() => console.press(ESCAPE));
        await byHand(() => console.click(100, top + 40));
        await byHand(() => console.type('z'));
        return String(await automation.evaluate(page, 'a.value')).includes('z');
      }, { everyMs: 200 });
      expect(await pageTargets()).toEqual([`page ${browser.pagesUrl}/page`]);
    });
});

describe('automation', () => {
  it('works beside all this: new pages, contexts, PDF, errors of the network', async () => {
    const { url, ticket } = browser.streams.issueCdpTicket(sessionId);
    const client: Browser = await chromium.connectOverCDP(url, { headers: { authorization: `Bearer ${ticket}` } });
    const context = await client.newContext();
    const nobody = await freePort();
    for (const each of [client.contexts()[0]!, context]) {
      const opened = await each.newPage();
      expect(opened.url()).toBe('about:blank');
      await opened.goto(`${browser.pagesUrl}/page`);
      expect((await opened.pdf()).subarray(0, 5).toString()).toBe('%PDF-');
      await expect(opened.goto(`http://127.0.0.1:${nobody}/`)).resolves.toMatchObject({});
      expect(await opened.title()).toBe('The site cannot be reached');
      await expect(opened.goto(`https://127.0.0.1:${nobody}/`)).rejects.toThrow('ERR_TUNNEL_CONNECTION_FAILED');
      await expect(opened.goto('file:///etc/passwd')).rejects.toThrow();
      await opened.close();
    }
    await context.close();
    await client.close();
  });
});
