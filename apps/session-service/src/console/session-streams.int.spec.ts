import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { temporaryFolder, waitFor, type TemporaryFolder } from '@countersign/test-kit';
import { request } from 'node:http';
import type { Socket } from 'node:net';
import { cutTextMessage } from './rfb-messages.fixture.ts';
import { RfbViewer } from './rfb-viewer.fixture.ts';
import { person, RawCdpClient, seenByPage, sessionId, startStreamedBrowser, type StreamedBrowser } from './streamed-browser.fixture.ts';

const consoleId = '019a0000-0000-7000-8000-00000000000c';
const controlKey = 0xffe3;
const shiftKey = 0xffe1;
let folder: TemporaryFolder;
let browser: StreamedBrowser;
let automation: RawCdpClient;
let page: string;

beforeAll(async () => {
  folder = await temporaryFolder();
  browser = await startStreamedBrowser(folder.path, { pingIntervalMs: 500 });
  await waitFor(() => seenByPage(browser));
  automation = await RawCdpClient.connect(browser.streams);
  page = await automation.attachToPage(browser.pagesUrl);
}, 60_000);
afterAll(async () => {
  await browser?.stop();
  await folder?.remove();
});

const viewer = (mode: 'view' | 'control', user = person, id = consoleId): Promise<RfbViewer> =>
  RfbViewer.connect(browser.streams.issueConsoleTicket(sessionId, { consoleId: id, mode, user }));
const reset = async (value = ''): Promise<void> => {
  browser.control(null);
  await automation.evaluate(page, `reset(${JSON.stringify(value)})`);
  await waitFor(async () => (await seenByPage(browser)).value === value && (await seenByPage(browser)).downs === 0);
};
const close = async (...viewers: RfbViewer[]): Promise<void> => {
  for (const each of viewers) each.close();
  await Promise.all(viewers.map((each) => each.closed));
  await waitFor(() => browser.streams.connections(sessionId) === 1);
};

describe('a console', () => {
  beforeEach(() => reset());

  it('types and clicks while its user has control', async () => {
    const client = await viewer('control');
    // Of the screen: above the page are the browser's own bars.
    expect(client.size).toMatchObject({ width: 1024 });
    expect(client.size!.height).toBeGreaterThan(750);
    const { x, y } = (await automation.evaluate(page, '({x: outerWidth - innerWidth + 100, y: outerHeight - innerHeight + 130})')) as { x: number; y: number };
    browser.control(person);
    client.type('Grace Hopper');
    await waitFor(async () => (await seenByPage(browser)).value === 'Grace Hopper');
    client.click(x, y);
    await waitFor(async () => (await seenByPage(browser)).clicks === 1);
    expect(browser.activityCount()).toBeGreaterThan(0);
    await close(client);
  });

  it('drops all input in view mode, of other users, and while nobody has control', async () => {
    const [watching, other, mine] = [await viewer('view'), await viewer('control', 'user:eve'), await viewer('control')];
    for (const each of [watching, other, mine]) each.offer(true);
    for (const each of [watching, other, mine]) each.type('no');
    await Promise.all([watching, other, mine].map((each) => each.settled()));
    browser.control(person);
    for (const each of [watching, other]) {
      each.type('no');
      each.click(100, 230);
    }
    await Promise.all([watching.settled(), other.settled()]);
    // Events of the X server keep their order: what came before this key would have come before it in the page.
    mine.type('z');
    await waitFor(async () => (await seenByPage(browser)).ups === 1);
    expect(await seenByPage(browser)).toEqual({ value: 'z', clicks: 0, downs: 1, ups: 1 });
    await close(watching, other, mine);
  });

  it('lifts the keys that its user holds down when control is taken away', async () => {
    const client = await viewer('control');
    browser.control(person);
    client.key(shiftKey, true);
    client.key('A'.codePointAt(0)!, true);
    await waitFor(async () => (await seenByPage(browser)).downs >= 2);
    browser.control('user:somebody-else');
    await waitFor(async () => (await seenByPage(browser)).ups === 2);
    await close(client);
  });

  it('lifts them as well when its connection breaks', async () => {
    const client = await viewer('control');
    browser.control(person);
    client.key(shiftKey, true);
    await waitFor(async () => (await seenByPage(browser)).downs >= 1);
    client.socket.terminate();
    await waitFor(async () => (await seenByPage(browser)).ups === 1);
    await close(client);
  });

  it('is shown copied text while its user has control, and nothing of it otherwise', async () => {
    const viewers = [await viewer('control'), await viewer('control', 'user:eve'), await viewer('view'), await viewer('view')] as const;
    const [holder, other, watcher, plainWatcher] = viewers;
    for (const each of viewers) each.offer(each !== plainWatcher);
    await Promise.all(viewers.map((each) => each.settled()));
    await reset('top secret');
    browser.control(person);
    holder.press(controlKey, 'c'.codePointAt(0)!);
    await waitFor(() => holder.clipboard.some((message) => 'flags' in message && (message.flags & 0x08000001) === 0x08000001));
    for (const each of [other, watcher, plainWatcher]) {
      // A request for the text is dropped as well.
      each.send(Buffer.from('06000000fffffffc02000001', 'hex'));
      await each.settled();
      const isCapabilities = 0x01000000;
      expect(each.clipboard.filter((message) => 'text' in message || (message.flags & isCapabilities) === 0)).toEqual([]);
    }
    holder.send(Buffer.from('06000000fffffffc02000001', 'hex'));
    await waitFor(() => holder.clipboard.some((message) => 'flags' in message && (message.flags & 0x10000001) === 0x10000001));
    await close(...viewers);
  });

  it('pastes what its user offers, and not any more when control has gone', async () => {
    const client = await viewer('control');
    client.offer(false);
    await client.settled();
    browser.control(person);
    client.send(cutTextMessage(Buffer.from('mine')).bytes);
    client.press(controlKey, 'v'.codePointAt(0)!);
    await waitFor(async () => (await seenByPage(browser)).value === 'mine');
    browser.control(null);
    await client.settled();
    browser.control('user:eve');
    const eve = await viewer('control', 'user:eve');
    eve.press(controlKey, 'v'.codePointAt(0)!);
    eve.type('z');
    await waitFor(async () => (await seenByPage(browser)).value.endsWith('z'));
    expect((await seenByPage(browser)).value).toBe('minez');
    await close(client, eve);
  });

  it('that offers a text and never hands it over does not stop the browser for long', async () => {
    const client = await viewer('control');
    client.offer(true);
    await client.settled();
    browser.control(person);
    const [capabilities, notice] = ['06000000fffffff81b00000100100000', '06000000fffffffc08000001'];
    for (const message of [capabilities, notice]) client.send(Buffer.from(message, 'hex'));
    await client.settled();
    client.press(controlKey, 'v'.codePointAt(0)!);
    client.type('z');
    await waitFor(async () => (await seenByPage(browser)).value === 'z');
    await close(client);
  });

  it('is cut off when it breaks the protocol', async () => {
    const client = await viewer('control');
    client.send(Buffer.from([200, 1, 2, 3]));
    expect(await client.closed).toEqual({ code: 1002, reason: 'rfb_protocol_error' });
    const talking = await viewer('view');
    talking.socket.send('text');
    expect(await talking.closed).toEqual({ code: 1003, reason: 'binary_only' });
  });

  it('is closed for the reason given, and its first and last socket are told', async () => {
    await waitFor(() => browser.streams.connections(sessionId) === 1);
    browser.consoleLog.length = 0;
    const [first, second] = [await viewer('view'), await viewer('view')];
    expect(browser.streams.connections(sessionId)).toBe(3);
    first.close();
    await waitFor(() => browser.streams.connections(sessionId) === 2);
    expect(browser.consoleLog).toEqual([`+${consoleId}`]);
    const unused = browser.streams.issueConsoleTicket(sessionId, { consoleId, mode: 'view', user: person });
    browser.streams.closeConsole(sessionId, consoleId, 4401, 'revoked');
    expect(await second.closed).toEqual({ code: 4401, reason: 'revoked' });
    expect(browser.consoleLog).toEqual([`+${consoleId}`, `-${consoleId}`]);
    expect(await upgrade(new URL(unused.url).pathname, { authorization: `Bearer ${unused.ticket}` })).toBe(401);

    const third = await viewer('view');
    browser.streams.closeConsole(sessionId, consoleId, 4401, `${'x'.repeat(122)}ß and more`);
    expect(await third.closed).toEqual({ code: 4401, reason: 'x'.repeat(122) });
  });

  it('that leaves pings without an answer is cut off', async () => {
    const client = await viewer('view');
    (client.socket as unknown as { _socket: Socket })._socket.pause();
    expect(browser.streams.connections(sessionId)).toBe(2);
    await waitFor(() => browser.streams.connections(sessionId) === 1, { timeoutMs: 5000 });
    client.socket.terminate();
  });
});

describe('the door', () => {
  const cdpPath = `/sessions/${sessionId}/cdp`;
  const rfbPath = `/sessions/${sessionId}/rfb/${consoleId}`;
  const bearer = (ticket: string): Record<string, string> => ({ authorization: `Bearer ${ticket}` });
  const cdpTicket = (): string => browser.streams.issueCdpTicket(sessionId).ticket;
  const rfbTicket = (): string => browser.streams.issueConsoleTicket(sessionId, { consoleId, mode: 'view', user: person }).ticket;

  it('opens once for a ticket, and only where it belongs', async () => {
    const ticket = cdpTicket();
    expect(await upgrade(cdpPath, bearer(ticket))).toBe(101);
    expect(await upgrade(cdpPath, bearer(ticket))).toBe(401);
    expect(await upgrade(rfbPath, bearer(rfbTicket()))).toBe(101);
    expect(await upgrade(rfbPath, bearer(cdpTicket()))).toBe(401);
    expect(await upgrade(cdpPath, bearer(rfbTicket()))).toBe(401);
    expect(await upgrade(`/sessions/${sessionId}/rfb/019a0000-0000-7000-8000-0000000000ff`, bearer(rfbTicket()))).toBe(401);
    expect(await upgrade('/sessions/019a0000-0000-7000-8000-0000000000ff/cdp', bearer(cdpTicket()))).toBe(401);
    // A ticket that was shown at the wrong place is used up.
    const shown = cdpTicket();
    expect(await upgrade(rfbPath, bearer(shown))).toBe(401);
    expect(await upgrade(cdpPath, bearer(shown))).toBe(401);
  });

  it('stays shut without a ticket, for browser pages, and for anything else', async () => {
    expect(await upgrade(cdpPath, {})).toBe(401);
    for (const authorization of ['Bearer x', 'Bearer x.y', 'Basic eDp5', `Bearer ${'x'.repeat(5000)}.y`]) expect(await upgrade(cdpPath, { authorization })).toBe(401);
    expect(await upgrade(cdpPath, { ...bearer(cdpTicket()), origin: 'http://127.0.0.1' })).toBe(403);
    for (const path of ['/', '/sessions', `${cdpPath}/`, `${cdpPath}?a=b`, `/sessions/${sessionId}/rfb/`, `/sessions/../sessions/${sessionId}/cdp`, '/json/version']) {
      expect(await upgrade(path, bearer(cdpTicket()))).toBe(404);
    }
    const response = await fetch(`${browser.streams.url.replace('ws:', 'http:')}${cdpPath}`, { headers: bearer(cdpTicket()) });
    expect(response.status).toBe(404);
  });

  it('knows registered sessions only', () => {
    const unknown = '019a0000-0000-7000-8000-0000000000ff';
    expect(() => browser.streams.issueCdpTicket(unknown)).toThrow(unknown);
    expect(() => browser.streams.issueConsoleTicket(unknown, { consoleId, mode: 'view', user: person })).toThrow(unknown);
    expect(browser.streams.connections(unknown)).toBe(0);
    browser.streams.unregister(unknown, 4410, 'ended');
    browser.streams.closeConsole(unknown, consoleId, 4401, 'revoked');
    browser.streams.controlChanged(unknown);
  });
});

describe('the end of a session', () => {
  it('closes every socket with the reason given', async () => {
    const [watching, unused] = [await viewer('view'), browser.streams.issueCdpTicket(sessionId)];
    browser.streams.unregister(sessionId, 4410, 'terminated');
    expect(await watching.closed).toEqual({ code: 4410, reason: 'terminated' });
    expect(await automation.closed).toEqual({ code: 4410, reason: 'terminated' });
    expect(await upgrade(new URL(unused.url).pathname, { authorization: `Bearer ${unused.ticket}` })).toBe(401);
    await expect(browser.streams.command(sessionId, 'Browser.getVersion')).rejects.toThrow('not registered');
  });
});

/** The status of an upgrade; 101 is closed again at once. */
function upgrade(path: string, headers: Record<string, string>): Promise<number> {
  const { hostname, port } = new URL(browser.streams.url.replace('ws:', 'http:'));
  const handshake = { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13', 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==' };
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, path, headers: { ...handshake, ...headers } });
    asked.once('response', (response) => resolve(response.resume().statusCode!));
    asked.once('upgrade', (_response, socket) => {
      socket.destroy();
      resolve(101);
    });
    asked.once('error', reject);
    asked.end();
  });
}
