import { createHash, randomUUID } from 'node:crypto';
import { chown, lstat, readdir, rename, stat, symlink, unlink, writeFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import { connect as connectTo, type AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { temporaryFolder, waitFor, type TemporaryFolder } from '@countersign/test-kit';
import { chromium, type Browser, type Page } from 'playwright-core';
import puppeteer, { type Browser as PuppeteerBrowser } from 'puppeteer-core';
import { RfbViewer } from '../console/rfb-viewer.fixture.ts';
import { person, RawCdpClient, sessionId, startStreamedBrowser, type StreamedBrowser } from '../console/streamed-browser.fixture.ts';
import { receiveFile, sendFile } from './file-exchange.ts';
import type { SessionFiles } from './session-files.ts';

const consoleId = '019a0000-0000-7000-8000-00000000000c';
const letter = Buffer.from('%PDF-1.7 a letter\n');
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

const page = (frame: string): string => `<!doctype html><meta charset=utf-8><title>files</title><body style="margin:0">
<a id=letter href="/letter" style="position:absolute;left:0;top:0;width:400px;height:60px;background:#eee">letter</a>
<input id=one type=file style="position:absolute;left:0;top:100px;width:400px;height:60px"><input id=many type=file multiple style="position:absolute;left:0;top:200px">
<iframe src="${frame}" style="position:absolute;left:0;top:300px;width:500px;height:100px"></iframe>
<script>for (const input of document.querySelectorAll('input')) input.onchange = async () => {
  document.title = JSON.stringify(await Promise.all([...input.files].map(async (file) => [file.name, file.size, await file.text()])));
}</script>`;

let folder: TemporaryFolder;
let browser: StreamedBrowser;
let files: SessionFiles;
const server = createServer((request, response) => serve(request.url ?? '/', response));
let pageUrl: string;
const open: ServerResponse[] = [];

function serve(url: string, response: ServerResponse): void {
  const attachment = (name: string, length?: number): void => void response.writeHead(200, {
    'content-type': 'application/octet-stream', 'content-disposition': `attachment; ${name}`, ...(length === undefined ? {} : { 'content-length': length }),
  });
  if (url === '/letter') {
    attachment(`filename="x.pdf"; filename*=UTF-8''Angebot%20Zo%C3%AB.pdf`);
    response.end(letter);
  } else if (url === '/hostile') {
    attachment('filename="..%2f..%2fetc%2fpasswd"');
    response.end('x');
  } else if (url === '/announced') {
    attachment('filename=announced.bin', 5_000_000);
    response.write(Buffer.alloc(100_000));
    open.push(response);
  } else if (url === '/unannounced') {
    attachment('filename=unannounced.bin');
    const timer = setInterval(() => response.write(Buffer.alloc(200_000)), 20);
    response.on('close', () => clearInterval(timer));
  } else if (url === '/third') {
    attachment('filename=third.bin');
    response.end(Buffer.alloc(700_000));
  } else if (url === '/frame') {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<body style="margin:0"><input id=framed type=file style="width:400px;height:80px"><script>framed.onchange = () => parent.postMessage("", "*")</script>');
  } else {
    response.writeHead(200, { 'content-type': 'text/html' }).end(page(url === '/with-frame' ? `http://127.0.0.1:${(server.address() as AddressInfo).port}/frame` : '/nothing'));
  }
}

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, () => resolve()));
  pageUrl = `http://localhost:${(server.address() as AddressInfo).port}`;
  folder = await temporaryFolder();
  browser = await startStreamedBrowser(folder.path, { fileLimits: { fileBytes: 1_000_000, totalBytes: 2_000_000 } });
  files = browser.streams.files(sessionId)!.files!;
}, 60_000);
afterAll(async () => {
  await browser?.stop();
  await folder?.remove();
  for (const response of open) response.destroy();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const clients: { close(): unknown }[] = [];
afterEach(async () => {
  browser.control(null);
  for (const client of clients.splice(0)) await client.close();
  await waitFor(() => browser.streams.connections(sessionId) === 0);
  for (const { id, state } of files.list()) if (state !== 'in_progress') await files.remove(id);
});

const connect = async (): Promise<Browser> => {
  const { url, ticket } = browser.streams.issueCdpTicket(sessionId);
  const client = await chromium.connectOverCDP(url, { headers: { Authorization: `Bearer ${ticket}` } });
  clients.push(client);
  return client;
};
const connectPuppeteer = async (): Promise<PuppeteerBrowser> => {
  const { url, ticket } = browser.streams.issueCdpTicket(sessionId);
  const client = await puppeteer.connect({ browserWSEndpoint: url, headers: { Authorization: `Bearer ${ticket}` }, defaultViewport: null });
  clients.push({ close: () => client.disconnect() });
  return client;
};
const connectRaw = async (): Promise<RawCdpClient> => {
  const raw = await RawCdpClient.connect(browser.streams);
  clients.push(raw);
  return raw;
};
const openPage = async (client: Browser, path = '/'): Promise<Page> => {
  const opened = client.contexts()[0]!.pages().find((each) => each.url().startsWith('http://localhost:'))!;
  await opened.goto(`${pageUrl}${path}`);
  return opened;
};
const done = () => waitFor(() => files.list().length > 0 && files.list().every(({ state }) => state === 'done') && files.list());

async function fetchFile(fileId: string): Promise<Buffer> {
  const { url, ticket } = browser.streams.issueFileTicket(sessionId, fileId, (request, response) => void sendFile(files, fileId, request, response));
  const response = await fetch(url, { headers: { authorization: `Bearer ${ticket}` } });
  return Buffer.from(await response.arrayBuffer());
}
async function put(name: string, bytes: Buffer, fileId: string = randomUUID()): Promise<Record<string, unknown>> {
  const record = () => Promise.resolve({ position: 1, version: 1 });
  const { url, ticket } = browser.streams.issueFileTicket(sessionId, fileId, (request, response) => void receiveFile(files, { fileId, name, record }, request, response));
  const response = await fetch(url, { method: 'PUT', headers: { authorization: `Bearer ${ticket}` }, body: new Uint8Array(bytes) });
  return (await response.json()) as Record<string, unknown>;
}
const upload = async (name: string, bytes: Buffer): Promise<{ id: string; path: string }> => ((await put(name, bytes)) as { result: { id: string; path: string } }).result;

describe('downloads', () => {
  it('of Playwright land in the session\'s folder and are fetched from there', async () => {
    const client = await connect();
    const opened = await openPage(client);
    const [download] = await Promise.all([opened.waitForEvent('download'), opened.click('#letter')]);
    expect(download.suggestedFilename()).toBe('Angebot Zoë.pdf');
    expect(await download.failure()).toBeNull();
    const [file] = files.list();
    expect(file).toMatchObject({ name: 'Angebot Zoë.pdf', origin: 'download', state: 'done', sizeBytes: letter.length, sha256: sha256(letter), mediaType: 'application/pdf' });
    expect(basename(await download.path())).toBe(file!.id);
    expect(await fetchFile(file!.id)).toEqual(letter);
    expect(browser.downloaded.at(-1)).toEqual({ id: file!.id, name: file!.name, sizeBytes: letter.length, sha256: sha256(letter) });
    // Of the browser's account, for nobody else.
    const { uid, files: kept } = browser.pipes.files!;
    for (const path of [kept, join(kept, file!.id)]) expect(await stat(path).then(({ uid: owner, mode }) => [owner, mode & 0o777])).toEqual([uid, 0o700]);
  });

  it('of a raw client do not go where it says, and its events name no path', async () => {
    const raw = await connectRaw();
    const target = await temporaryFolder();
    expect((await raw.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: target.path, eventsEnabled: true })).result).toEqual({});
    const session = await raw.attachToPage('http://localhost:');
    await raw.send('Page.navigate', { url: `${pageUrl}/hostile` }, session);
    const completed = await waitFor(() => raw.events.find(({ method, params }) => method === 'Browser.downloadProgress' && params?.['state'] === 'completed'));
    expect(Object.keys(completed.params!).sort()).toEqual(['guid', 'receivedBytes', 'state', 'totalBytes']);
    expect(completed.sessionId).toBeUndefined();
    const begun = raw.events.find(({ method }) => method === 'Browser.downloadWillBegin');
    expect(files.list()).toMatchObject([{ id: begun!.params!['guid'], state: 'done', name: expect.not.stringMatching(/[/\\]/) }]);
    expect(await readdir(target.path)).toEqual([]);
    expect(JSON.stringify(raw.events)).not.toContain(folder.path);
    await target.remove();
  });

  it('of Puppeteer, of a context of its own, and of a client that asked for nothing', async () => {
    const client = await connectPuppeteer();
    const context = await client.createBrowserContext();
    const opened = await context.newPage();
    await opened.goto(pageUrl);
    await opened.click('#letter');
    await done();
    await context.close();
    const raw = await connectRaw();
    const session = await raw.attachToPage('http://localhost:');
    await raw.send('Page.navigate', { url: `${pageUrl}/letter` }, session);
    await waitFor(() => files.list().filter(({ state }) => state === 'done').length === 2);
    expect(raw.events.filter(({ method }) => method?.startsWith('Browser.download'))).toEqual([]);
  });

  it('of a person, also where the automation wants none', async () => {
    const client = await connect();
    const opened = await openPage(client);
    const raw = await connectRaw();
    await raw.send('Browser.setDownloadBehavior', { behavior: 'deny', eventsEnabled: true });
    await opened.click('#letter');
    await waitFor(() => files.list().some(({ state }) => state === 'cancelled'));
    expect(await opened.evaluate('document.title')).toBe('files');
    const viewer = await RfbViewer.connect(browser.streams.issueConsoleTicket(sessionId, { consoleId, mode: 'control', user: person }));
    clients.push(viewer);
    browser.control(person);
    await waitFor(() => {
      viewer.click(100, 110);
      return files.list().find(({ state }) => state === 'done');
    }, { everyMs: 500 });
    browser.control(null);
    await opened.click('#letter');
    await waitFor(() => files.list().filter(({ state }) => state === 'cancelled').length >= 2);
    // The client that denied them leaves.
    raw.close();
    await waitFor(() => browser.streams.connections(sessionId) === 2);
    const before = files.list().filter(({ state }) => state === 'done').length;
    await opened.click('#letter');
    await waitFor(() => files.list().filter(({ state }) => state === 'done').length > before);
  });

  it.each(['/announced', '/unannounced'])('that are too large are stopped: %s', async (path) => {
    const client = await connect();
    const opened = await openPage(client);
    const [download] = await Promise.all([opened.waitForEvent('download'), opened.evaluate(`location.href = '${path}'`)]);
    expect(await download.failure()).toBe('canceled');
    expect(files.list()).toMatchObject([{ state: 'too_large', sha256: null }]);
    const { downloads, files: kept } = browser.pipes.files!;
    await waitFor(async () => (await readdir(downloads)).length === 0);
    expect(await readdir(kept)).toEqual([]);
  });

  it('that are too much together are stopped', async () => {
    const client = await connect();
    const opened = await openPage(client);
    for (let count = 1; count <= 3; count += 1) {
      const [download] = await Promise.all([opened.waitForEvent('download'), opened.evaluate('location.href = \'/third\'')]);
      expect(await download.failure()).toBe(count < 3 ? null : 'canceled');
    }
    expect(files.list().map(({ state }) => state)).toEqual(['done', 'done', 'too_large']);
  });
});

describe('uploads', () => {
  it('are given to forms by the name that the API gave', async () => {
    const file = await upload('Lebenslauf Zoë.pdf', letter);
    const raw = await connectRaw();
    const session = await raw.attachToPage('http://localhost:');
    await raw.send('Page.navigate', { url: pageUrl }, session);
    await waitFor(async () => (await raw.evaluate(session, 'document.readyState')) === 'complete');
    const nodeOf = async (id: string): Promise<number> => {
      const { objectId } = (await raw.send('Runtime.evaluate', { expression: `document.getElementById('${id}')` }, session)).result!['result'] as { objectId: string };
      return ((await raw.send('DOM.describeNode', { objectId }, session)).result!['node'] as { backendNodeId: number }).backendNodeId;
    };
    const [one, many] = [await nodeOf('one'), await nodeOf('many')];
    for (const named of [file.path, file.id, 'Lebenslauf Zoë.pdf']) {
      expect(await raw.send('DOM.setFileInputFiles', { files: [named], backendNodeId: one }, session)).toMatchObject({ result: {} });
      await waitFor(async () => (await raw.evaluate(session, 'document.title')) === JSON.stringify([['Lebenslauf Zoë.pdf', letter.length, letter.toString()]]));
      await raw.evaluate(session, 'document.title = ""; one.value = ""');
    }
    const second = await upload('second.txt', Buffer.from('two'));
    await raw.send('DOM.setFileInputFiles', { files: [file.path, second.path], backendNodeId: many }, session);
    await waitFor(async () => (await raw.evaluate(session, 'document.title')) === JSON.stringify([['Lebenslauf Zoë.pdf', letter.length, letter.toString()], ['second.txt', 3, 'two']]));

    // What was put there is named by a link in the same folder, and by every other way to a file of the node.
    const { files: kept } = browser.pipes.files!;
    await symlink('/etc/passwd', join(kept, 'link'));
    const elsewhere = ['/etc/passwd', '/proc/self/environ', join(kept, 'link'), 'link', `${file.path}/../../../etc/passwd`, join(kept, file.id, 'Lebenslauf Zoë.pdf'), '../../../../etc/passwd', 'file:///etc/passwd'];
    for (const named of elsewhere) {
      expect((await raw.send('DOM.setFileInputFiles', { files: [named], backendNodeId: one }, session)).error).toMatchObject({ code: -32000, data: { code: 'file_not_in_session' } });
      const drop = await raw.send('Input.dispatchDragEvent', { type: 'drop', x: 10, y: 110, data: { items: [], files: [named], dragOperationsMask: 1 } }, session);
      expect(drop.error).toMatchObject({ data: { code: 'file_not_in_session' } });
    }
    expect(await raw.evaluate(session, 'one.files.length')).toBe(0);
    await unlink(join(kept, 'link'));
  });

  it('of Playwright: local paths and buffers, which it sends itself', async () => {
    const client = await connect();
    const opened = await openPage(client);
    const local = join(folder.path, 'local.txt');
    await writeFile(local, 'of the client');
    await opened.setInputFiles('#one', local);
    await expect(opened.title()).resolves.toBe(JSON.stringify([['local.txt', 13, 'of the client']]));
    await opened.setInputFiles('#one', { name: 'made.txt', mimeType: 'text/plain', buffer: Buffer.from('made') });
    await expect(opened.title()).resolves.toBe(JSON.stringify([['made.txt', 4, 'made']]));
    const [chooser] = await Promise.all([opened.waitForEvent('filechooser'), opened.click('#one')]);
    await chooser.setFiles(local);
    await waitFor(async () => (await opened.title()) === JSON.stringify([['local.txt', 13, 'of the client']]));
  });

  it('of Puppeteer: the session\'s files; a local path says what to do', async () => {
    const file = await upload('cv.txt', Buffer.from('cv'));
    const client = await connectPuppeteer();
    const opened = (await client.pages()).find((each) => each.url().startsWith('http://localhost:'))!;
    await opened.goto(pageUrl);
    const input = (await opened.$('#one')) as unknown as { uploadFile(path: string): Promise<void> };
    await input.uploadFile(file.path);
    await waitFor(async () => (await opened.title()) === JSON.stringify([['cv.txt', 2, 'cv']]));
    await expect(input.uploadFile('/home/me/cv.pdf')).rejects.toThrow(/file_not_in_session: "\/home\/me\/cv.pdf" .* POST \/v1\/sessions\/\{id\}\/files/);
  });

  it('are put once under an id, and never beyond the limits', async () => {
    const id = randomUUID();
    expect(await put('a.txt', Buffer.from('first'), id)).toMatchObject({ ok: true, position: 1, result: { id, name: 'a.txt', sizeBytes: 5, mediaType: 'text/plain' } });
    expect(await put('a.txt', Buffer.from('again'), id)).toMatchObject({ ok: true, position: 0, result: { id, sizeBytes: 5, sha256: sha256(Buffer.from('first')) } });
    expect(await put('b.bin', Buffer.alloc(1_000_001))).toMatchObject({ ok: false, error: { code: 'file_too_large' } });
    for (const name of ['c', 'd']) await put(name, Buffer.alloc(900_000));
    expect(await put('e', Buffer.alloc(900_000))).toMatchObject({ ok: false, error: { code: 'session_files_full' } });
    expect(files.list().map(({ name }) => name)).toEqual(['a.txt', 'c', 'd']);
    expect(await readdir(browser.pipes.files!.files)).toHaveLength(3);
  });

  it('that are refused in the middle are heard to the end, so that their sender reads why', async () => {
    const fileId = randomUUID();
    const { url, ticket } = browser.streams.issueFileTicket(sessionId, fileId, (request, response) => void receiveFile(files, { fileId, name: 'f', record: () => Promise.reject(new Error('never')) }, request, response));
    const { port, pathname } = new URL(url);
    const socket = connectTo(Number(port), '127.0.0.1').pause();
    socket.write(`PUT ${pathname} HTTP/1.1\r\nhost: node\r\nauthorization: Bearer ${ticket}\r\ncontent-length: 5000000\r\n\r\n`);
    const write = (): Promise<void> => new Promise((resolve, reject) => socket.write(Buffer.alloc(1_250_000), (error) => (error ? reject(error) : setTimeout(resolve, 200))));
    for (let part = 0; part < 4; part++) await write();
    const answer = (await socket.toArray()).join('');
    expect(answer).toMatch(/^HTTP\/1\.1 409 /);
    expect(answer).toContain('"code":"file_too_large"');
    expect(files.list()).toEqual([]);
  });

  it('are not read through what the browser\'s account puts in their place', async () => {
    const { files: kept } = browser.pipes.files!;
    const [linked, foreign, moved] = [await upload('a', Buffer.from('a')), await upload('b', Buffer.from('b')), await upload('c', Buffer.from('c'))];
    await unlink(join(kept, linked.id, 'a'));
    await symlink('/etc/passwd', join(kept, linked.id, 'a'));
    await expect(files.read(linked.id)).rejects.toThrow('a cannot be opened');
    await unlink(join(kept, foreign.id, 'b'));
    await writeFile(join(kept, foreign.id, 'b'), 'of somebody else');
    if (process.getuid!() === 0) {
      await chown(join(kept, foreign.id, 'b'), 0, 0);
      await expect(files.read(foreign.id)).rejects.toThrow('b is not a file of the browser');
    }
    await rename(join(kept, moved.id), join(kept, 'elsewhere'));
    await symlink(folder.path, join(kept, moved.id));
    await expect(files.read(moved.id)).rejects.toThrow('is not a folder');
    await unlink(join(kept, moved.id));
    await rename(join(kept, 'elsewhere'), join(kept, moved.id));
    expect((await lstat(folder.path)).isDirectory()).toBe(true);
  });
});

describe('a page that asks for a file', () => {
  it('gets no dialog over the node\'s disk, but files of the session', async () => {
    const file = await upload('cv.txt', Buffer.from('cv'));
    const client = await connect();
    const opened = await openPage(client, '/with-frame');
    const { choosers } = browser.streams.files(sessionId)!;
    const viewer = await RfbViewer.connect(browser.streams.issueConsoleTicket(sessionId, { consoleId, mode: 'control', user: person }));
    clients.push(viewer);
    const clickUntilAsked = (x: number, y: number): Promise<unknown> => waitFor(() => choosers.current ?? void viewer.click(x, y), { everyMs: 500 });
    browser.control(person);
    await clickUntilAsked(50, 225);
    expect(choosers.current).toEqual({ multiple: false, openedAt: expect.any(String) });
    expect(await choosers.choose([files.pathOf(file.path)!])).toBe(true);
    expect(choosers.current).toBeNull();
    expect(await choosers.choose([])).toBe(false);
    browser.control(null);
    await waitFor(async () => (await opened.title()) === JSON.stringify([['cv.txt', 2, 'cv']]));

    // In a frame of another site, which has a process of its own.
    browser.control(person);
    await clickUntilAsked(50, 430);
    expect(await choosers.choose([files.pathOf(file.path)!])).toBe(true);
    browser.control(null);
    const framed = opened.frames().find((frame) => frame.url().endsWith('/frame'))!;
    await waitFor(async () => (await framed.evaluate('framed.files.length')) === 1);
    await opened.reload();
    expect(choosers.current).toBeNull();
  });
});
