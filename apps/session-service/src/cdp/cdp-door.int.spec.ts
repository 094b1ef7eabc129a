import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { temporaryFolder, waitFor, type TemporaryFolder } from '@countersign/test-kit';
import { chromium, type Browser, type Page } from 'playwright-core';
import puppeteer from 'puppeteer-core';
import { RfbViewer } from '../console/rfb-viewer.fixture.ts';
import { person, RawCdpClient, seenByPage, sessionId, startStreamedBrowser, type StreamedBrowser } from '../console/streamed-browser.fixture.ts';

const consoleId = '019a0000-0000-7000-8000-00000000000c';
let folder: TemporaryFolder;
let browser: StreamedBrowser;

beforeAll(async () => {
  folder = await temporaryFolder();
  browser = await startStreamedBrowser(folder.path);
  await waitFor(() => seenByPage(browser));
}, 60_000);
afterAll(async () => {
  await browser?.stop();
  await folder?.remove();
});
const clients: Browser[] = [];
const rawClients: RawCdpClient[] = [];
afterEach(async () => {
  browser.control(null);
  for (const raw of rawClients.splice(0)) raw.close();
  for (const client of clients.splice(0)) await client.close();
  await waitFor(() => browser.streams.connections(sessionId) === 0);
});

const connect = async (): Promise<Browser> => {
  const { url, ticket } = browser.streams.issueCdpTicket(sessionId);
  const client = await chromium.connectOverCDP(url, { headers: { Authorization: `Bearer ${ticket}` } });
  clients.push(client);
  return client;
};
const connectRaw = async (): Promise<RawCdpClient> => {
  const raw = await RawCdpClient.connect(browser.streams);
  rawClients.push(raw);
  return raw;
};
const pageOf = (client: Browser, path = '/page'): Page => client.contexts()[0]!.pages().find((page) => page.url().endsWith(path))!;
const pageUrls = async (): Promise<string[]> => {
  const { targetInfos } = (await browser.streams.command(sessionId, 'Target.getTargets')) as { targetInfos: { type: string; url: string }[] };
  return targetInfos.filter(({ type }) => type === 'page').map(({ url }) => url);
};

describe('several clients of one browser', () => {
  it('work at the same time, unchanged, and do not disturb each other', async () => {
    const [first, second] = await Promise.all([connect(), connect()]);
    const raw = await connectRaw();
    expect(browser.streams.connections(sessionId)).toBe(3);
    await Promise.all([pageOf(first).fill('#a', 'first'), pageOf(second).frameLocator('iframe').locator('#f').fill('second')]);
    expect(await pageOf(second).inputValue('#a')).toBe('first');
    expect(await pageOf(first).frameLocator('iframe').locator('#f').inputValue()).toBe('second');

    const [newPage, session] = await Promise.all([second.contexts()[0]!.newPage(), first.contexts()[0]!.newCDPSession(pageOf(first))]);
    await newPage.goto(`${browser.otherSiteUrl}/new`);
    expect(await newPage.title()).toBe('/new');
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    expect(nodes.length).toBeGreaterThan(5);
    await waitFor(() => pageOf(first, '/new'));
    expect((await raw.send('Browser.getVersion')).result).toMatchObject({ product: expect.stringContaining('Chrome/') });

    await first.close();
    expect(await newPage.evaluate('1 + 1')).toBe(2);
    await newPage.close();
  });

  it('may be Playwright, Puppeteer and a bare socket at once, and one that dies in the middle of a command disturbs nobody', async () => {
    const [playwright, raw, dying] = [await connect(), await connectRaw(), await connectRaw()];
    const { url, ticket } = browser.streams.issueCdpTicket(sessionId);
    const other = await puppeteer.connect({ browserWSEndpoint: url, headers: { Authorization: `Bearer ${ticket}` }, defaultViewport: null });
    const page = pageOf(playwright);
    const otherPage = (await other.pages()).find((each) => each.url().endsWith('/page'))!;
    const [session, dyingSession] = [await raw.attachToPage(browser.pagesUrl), await dying.attachToPage(browser.pagesUrl)];
    void dying.send('Runtime.evaluate', { expression: 'new Promise(() => {})', awaitPromise: true }, dyingSession);
    void dying.send('Page.captureScreenshot', {}, dyingSession);
    dying.socket.terminate();
    const worked = await Promise.all([
      page.evaluate('1 + 1'), otherPage.evaluate('2 + 2'), raw.evaluate(session, '3 + 3'), page.screenshot(), otherPage.screenshot(),
      page.locator('#a').fill('by Playwright').then(() => otherPage.$eval('#a', 'a.value')),
    ]);
    expect([worked[0], worked[1], worked[2], worked[5]]).toEqual([2, 4, 6, 'by Playwright']);
    await other.disconnect();
    expect(await page.evaluate('1')).toBe(1);
    browser.control(person);
    await expect(page.evaluate('1')).rejects.toThrow('human_has_control');
    browser.control(null);
  });

  it('cannot reach the node\'s disk, network or own pages', async () => {
    const raw = await connectRaw();
    const session = await raw.attachToPage(browser.pagesUrl);
    const refusals = [
      ['Page.navigate', { url: 'file:///etc/passwd' }, session], ['Page.navigate', { url: 'chrome://settings' }, session], ['Target.createTarget', { url: 'view-source:file:///etc/passwd' }], ['Target.createTarget', { url: 'about:blank', hidden: true }],
      ['Network.loadNetworkResource', { url: 'file:///etc/passwd', options: { disableCache: true, includeCredentials: false } }, session], ['SystemInfo.getInfo', {}], ['Browser.getBrowserCommandLine', {}], ['Extensions.loadUnpacked', { path: '/tmp' }],
      ['Tracing.start', { tracingBackend: 'system' }], ['Target.openDevTools', { targetId: 'x' }], ['DOM.getFileInfo', { objectId: '1' }, session],
    ] as const;
    for (const [method, params, inSession] of refusals) expect((await raw.send(method, params, inSession)).error).toMatchObject({ code: -32000, data: { code: 'command_refused', method } });
    // The page may not do by script what the command may not.
    await raw.evaluate(session, 'window.opened = open("file:///etc/passwd"); 1');
    const fetched = await raw.send('Runtime.evaluate', { expression: 'fetch("file:///etc/passwd").then(() => "read", () => "refused")', awaitPromise: true, returnByValue: true }, session);
    expect(fetched.result).toMatchObject({ result: { value: 'refused' } });
    expect((await pageUrls()).filter((url) => url.startsWith('file:///etc'))).toEqual([]);
  });

  it('get long and foreign text across whole (ci)', async () => {
    const raw = await connectRaw();
    const page = await raw.attachToPage(browser.pagesUrl);
    const text = 'Zoë Žižek 日本 "\\" \u2028 \0 🙂 '.repeat(200_000);
    expect(await raw.evaluate(page, `(${JSON.stringify(text)}).length`)).toBe(text.length);
    expect(await raw.evaluate(page, '"Zoë Žižek 日本 \\"\\\\\\" \\u2028 \\0 🙂 ".repeat(200000)')).toBe(text);
  });

  it('see their own sessions only', async () => {
    const [mine, other] = [await connectRaw(), await connectRaw()];
    const page = await mine.attachToPage(browser.pagesUrl);
    expect(await other.send('Runtime.evaluate', { expression: '1' }, page)).toMatchObject({ error: { code: -32001 }, sessionId: page });
    expect((await other.send('Target.detachFromTarget', { sessionId: page })).error).toBeDefined();
    expect(await mine.evaluate(page, '1 + 1')).toBe(2);
    const events = other.events.filter(({ sessionId: session }) => session !== undefined);
    expect(events).toEqual([]);
    expect((await mine.send('Target.detachFromTarget', { sessionId: page })).error).toBeUndefined();
    expect(await mine.send('Runtime.evaluate', { expression: '1' }, page)).toMatchObject({ error: { code: -32001 } });
  });

  it('take with them the contexts that they made, and leave the rest', async () => {
    const client = await connect();
    const context = await client.newContext();
    await (await context.newPage()).goto(`${browser.otherSiteUrl}/own-context`);
    await (await client.contexts()[0]!.newPage()).goto(`${browser.otherSiteUrl}/default-context`);
    expect(await pageUrls()).toEqual(expect.arrayContaining([`${browser.otherSiteUrl}/own-context`, `${browser.otherSiteUrl}/default-context`]));
    // As a process that dies would leave: without a word.
    const raw = await connectRaw();
    const { browserContextId } = (await raw.send('Target.createBrowserContext', { disposeOnDetach: true })).result as { browserContextId: string };
    await raw.send('Target.createTarget', { url: `${browser.otherSiteUrl}/raw-context`, browserContextId });
    raw.socket.terminate();
    await client.close();
    await waitFor(async () => (await pageUrls()).every((url) => !/own-context|raw-context/.test(url)));
    expect(await pageUrls()).toContain(`${browser.otherSiteUrl}/default-context`);
    const next = await connect();
    await pageOf(next, '/default-context').close();
  });

  it('can never end the browser', async () => {
    const [raw, witness] = [await connectRaw(), await connectRaw()];
    for (const method of ['Browser.crash', 'Browser.crashGpuProcess', 'Target.sendMessageToTarget', 'Tethering.bind']) {
      expect((await raw.send(method)).error).toMatchObject({ code: -32000 });
    }
    expect((await raw.send('Target.createBrowserContext', { proxyServer: 'http://127.0.0.1:1' })).error).toMatchObject({ code: -32000 });
    expect((await raw.send('Browser.close')).result).toEqual({});
    expect(await raw.closed).toEqual({ code: 1000, reason: 'browser_close' });
    expect((await witness.send('Browser.getVersion')).result).toBeDefined();

    const client = await connect();
    const [last, ...others] = client.contexts()[0]!.pages();
    for (const page of others) await page.close();
    await last!.close();
    await waitFor(async () => (await pageUrls()).join() === 'about:blank');
    await (await waitFor(() => client.contexts()[0]!.pages()[0])).goto(`${browser.pagesUrl}/page`);
  });

  it('is answered as by Chromium when a message is none', async () => {
    const raw = await connectRaw();
    raw.socket.send('{');
    raw.socket.send('{"id":"x","method":"Browser.getVersion"}');
    await waitFor(() => raw.events.filter(({ error }) => error).length === 2);
    expect(raw.events.map(({ error }) => error?.code)).toEqual([-32700, -32600]);
    expect((await raw.send('No.such')).error).toMatchObject({ code: -32601 });
    raw.socket.send(Buffer.from('{}'), { binary: true });
    expect(await raw.closed).toEqual({ code: 1003, reason: 'text_only' });
  });
});

describe('while a person has control', () => {
  const refused = 'human_has_control';

  it('attached clients may look but not act, and go on when control returns', async () => {
    const client = await connect();
    const raw = await connectRaw();
    const session = await raw.attachToPage(browser.pagesUrl);
    const page = pageOf(client);
    await page.fill('#a', 'before');
    const waits = { expression: 'new Promise((resolve) => { window.go = resolve })', awaitPromise: true, returnByValue: true };
    const inFlight = raw.send('Runtime.evaluate', waits, session);
    const evaluating = page.evaluate('new Promise(() => { window.alsoWaits = true })');
    const evaluated = expect(evaluating).rejects.toThrow(refused);
    await waitFor(() => page.evaluate('"go" in window && "alsoWaits" in window'));
    browser.control(person);

    const typed = { code: -32000, message: refused, data: { code: refused, holder: person, token: expect.any(Number), since: expect.any(String) } };
    expect(await inFlight).toMatchObject({ error: typed, sessionId: session });
    await evaluated;
    await expect(page.fill('#a', 'during')).rejects.toThrow(refused);
    await expect(page.evaluate('1')).rejects.toThrow(refused);
    await expect(page.goto(browser.otherSiteUrl)).rejects.toThrow(refused);
    await expect(client.newContext()).rejects.toThrow(refused);
    for (const [method, params] of [['Runtime.evaluate', { expression: '1' }], ['Page.reload', {}], ['Input.insertText', { text: 'x' }]] as const) {
      expect(await raw.send(method, params, session)).toMatchObject({ error: { code: -32000, message: refused }, sessionId: session });
    }
    expect((await raw.send('Target.createTarget', { url: 'about:blank' })).error).toEqual(typed);
    expect((await raw.send('DOM.getDocument', {}, session)).result).toBeDefined();
    expect((await raw.send('Page.captureScreenshot', {}, session)).result).toMatchObject({ data: expect.any(String) });
    expect((await raw.send('Accessibility.getFullAXTree', {}, session)).result).toBeDefined();

    browser.control(null);
    expect(await page.inputValue('#a')).toBe('before');
    await page.fill('#a', 'after');
  });

  it('a client may come, and pages that the person opens meanwhile are its own when control returns', async () => {
    const early = await connect();
    const hand = await connectRaw();
    const session = await hand.attachToPage(browser.pagesUrl);
    // What the person will do, in the page's own script: a frame of another site, and a new window.
    const script = `setTimeout(() => { document.querySelector('iframe').src = '${browser.otherSiteUrl}/frame' }, 300); setTimeout(() => { open('${browser.otherSiteUrl}/popup') }, 500); 1`;
    await hand.evaluate(session, script);
    browser.control(person);
    const late = await connect();
    await waitFor(async () => (await pageUrls()).includes(`${browser.otherSiteUrl}/popup`));
    for (const client of [early, late]) {
      const popup = await waitFor(() => pageOf(client, '/popup'));
      await expect(popup.evaluate('1')).rejects.toThrow(refused);
      expect(await popup.title()).toBe('');
      await expect(popup.locator('title').count()).rejects.toThrow(refused);
      await expect(popup.waitForSelector('body')).rejects.toThrow(refused);
    }
    browser.control(null);
    for (const client of [early, late]) {
      // What was asked in vain leaves no trace; settings that were held are made: every page believes to have the focus.
      expect(await pageOf(client, '/popup').title()).toBe('/popup');
      expect(await pageOf(client, '/popup').evaluate('document.hasFocus()')).toBe(true);
      expect(await pageOf(client).evaluate('document.hasFocus()')).toBe(true);
      await pageOf(client).frameLocator('iframe').locator('#f').fill('into a frame of another site');
    }
    await pageOf(late, '/popup').close();
  });

  it('what was under way is stopped, and what an automation left in the way is lifted and made again', async () => {
    const raw = await connectRaw();
    const session = await raw.attachToPage(browser.pagesUrl);
    await raw.send('Input.setIgnoreInputEvents', { ignore: true }, session);
    await raw.send('Debugger.enable', {}, session);
    await raw.send('Runtime.enable', {}, session);
    const paused = raw.send('Runtime.evaluate', { expression: 'debugger; 1' }, session);
    await waitFor(() => raw.events.some(({ method }) => method === 'Debugger.paused'));
    const viewer = await RfbViewer.connect(browser.streams.issueConsoleTicket(sessionId, { consoleId, mode: 'control', user: person }));
    browser.control(person);
    expect((await paused).error?.message).toBe(refused);
    // The person clicks the button of a page that stood still and was deaf.
    const before = (await seenByPage(browser)).clicks;
    await waitFor(async () => {
      viewer.click(150, 230);
      return (await seenByPage(browser)).clicks > before;
    }, { everyMs: 200 });
    viewer.close();
    browser.control(null);
    // The breakpoint stands again.
    const pauses = raw.events.filter(({ method }) => method === 'Debugger.paused').length;
    void raw.send('Runtime.evaluate', { expression: 'debugger; 1' }, session);
    await waitFor(() => raw.events.filter(({ method }) => method === 'Debugger.paused').length > pauses);
    await raw.send('Debugger.disable', {}, session);
    await raw.send('Input.setIgnoreInputEvents', { ignore: false }, session);

    // A script that keeps its page busy, and a page that does not come.
    const busy = raw.send('Runtime.evaluate', { expression: 'for (;;) {}' }, session);
    await new Promise((resolve) => setTimeout(resolve, 600));
    browser.control(person);
    expect((await busy).error?.message).toBe(refused);
    await waitFor(async () => (await raw.send('DOM.getDocument', {}, session)).result);
    browser.control(null);
    expect(await raw.evaluate(session, '2')).toBe(2);
  });

  it('init scripts and bindings of a client wait for pages that the person opens', async () => {
    const client = await connect();
    const context = client.contexts()[0]!;
    await context.addInitScript('window.initialisedAt = Date.now()');
    await context.exposeBinding('fromPage', (_source, value: number) => value + 1);
    const page = pageOf(client);
    await page.evaluate(`setTimeout(() => { open('${browser.otherSiteUrl}/later') }, 300)`);
    browser.control(person);
    const later = await waitFor(() => pageOf(client, '/later'));
    await expect(later.evaluate('1')).rejects.toThrow(refused);
    const returnedAt = Date.now();
    browser.control(null);
    expect(await later.evaluate('window.initialisedAt')).toBeGreaterThanOrEqual(returnedAt);
    await later.reload();
    expect(await later.evaluate('window.fromPage(1)')).toBe(2);
    await later.close();
  });

  it('requests that a client holds back go on unaltered', async () => {
    const client = await connect();
    const page = pageOf(client);
    let routed = 0;
    await page.route('**/routed*', (route) => {
      routed += 1;
      return route.fulfill({ body: '<title>altered</title>', contentType: 'text/html' });
    });
    await page.evaluate('setTimeout(() => { location.href = "/routed?by-person" }, 300); 1');
    browser.control(person);
    await waitFor(async () => (await pageUrls()).some((url) => url.endsWith('/routed?by-person')));
    expect(routed).toBe(1);
    browser.control(null);
    await waitFor(async () => (await page.title()) === '/routed?by-person');
    await page.goto(`${browser.pagesUrl}/routed`);
    expect(await page.title()).toBe('altered');
  });

  it('a dialog waits for the person', async () => {
    const client = await connect();
    const page = client.contexts()[0]!.pages()[0]!;
    await page.evaluate('setTimeout(() => { window.answered = confirm("really?") }, 200); 1');
    const raw = await connectRaw();
    const session = await raw.attachToPage(browser.pagesUrl);
    await raw.send('Page.enable', {}, session);
    browser.control(person);
    await waitFor(() => raw.events.some(({ method }) => method === 'Page.javascriptDialogOpening'));
    expect((await raw.send('Page.handleJavaScriptDialog', { accept: false }, session)).error?.message).toBe(refused);
    // Enter, in the dialog that the browser shows. Until it is there the key goes nowhere.
    const viewer = await RfbViewer.connect(browser.streams.issueConsoleTicket(sessionId, { consoleId, mode: 'control', user: person }));
    await waitFor(() => {
      viewer.press(0xff0d);
      return raw.events.some(({ method }) => method === 'Page.javascriptDialogClosed');
    }, { everyMs: 100 });
    viewer.close();
    browser.control(null);
    expect(await page.evaluate('window.answered')).toBe(true);
  });
});

describe('the end of the browser', () => {
  it('closes its clients and is told to the service', async () => {
    const raw = await connectRaw();
    await browser.killBrowser();
    expect(await raw.closed).toEqual({ code: 4410, reason: 'browser_gone' });
    await expect(browser.streams.command(sessionId, 'Browser.getVersion')).rejects.toThrow('the browser has gone');
    const late = await connectRaw();
    expect(await late.closed).toEqual({ code: 4410, reason: 'browser_gone' });
  });
});
