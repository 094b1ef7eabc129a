import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { AuditEventView, Page, Problem, SessionFilesView, SessionFileView, SessionView } from '@countersign/contracts';
import { chromium } from 'playwright-core';
import puppeteer from 'puppeteer-core';
import { WebSocket } from 'ws';
import { call, Countersign, until, type Ready } from './countersign.ts';

jest.setTimeout(120_000);

const countersign = new Countersign();
let ready: Ready;
let runId: string;
let id: string;
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

beforeAll(async () => {
  await countersign.launch({ COUNTERSIGN_DEMO: '0', SESSION_FILE_BYTES: '100000', SESSION_FILES_BYTES: '200000' });
  ready = await countersign.ready();
  const candidate = await call<{ id: string }>(ready, 'automation', 'POST', '/v1/candidates', { resume: { basics: { name: 'Ada Byron', email: 'ada@example.org' } } });
  runId = (await call<{ id: string }>(ready, 'automation', 'POST', '/v1/runs', { candidateId: candidate.body.id })).body.id;
  const started = await call<SessionView>(ready, 'automation', 'POST', '/v1/sessions', { runId, heartbeatTimeoutSeconds: null });
  if (started.status !== 201) throw new Error(`${JSON.stringify(started.body)}\n${countersign.logs()}`);
  id = started.body.id;
}, 240_000);
afterAll(() => countersign.remove(), 60_000);

const headers = () => ({ Authorization: `Bearer ${ready.keys.automation}` });
const cdpUrl = () => `${ready.url}/v1/sessions/${id}/cdp`;
const upload = (name: string, text: string, extra: Record<string, string> = {}) =>
  call<SessionFileView & Problem>(ready, 'automation', 'POST', `/v1/sessions/${id}/files?name=${encodeURIComponent(name)}`, text, { 'content-type': 'text/plain', ...extra });
const list = () => call<SessionFilesView & Problem>(ready, 'automation', 'GET', `/v1/sessions/${id}/files`);
const eventsOf = async (type: string): Promise<AuditEventView[]> =>
  (await call<Page<AuditEventView>>(ready, 'auditor', 'GET', `/v1/audit/events?aggregate=session&aggregateId=${id}&limit=100`)).body.items.filter((event) => event.type === type);

describe('the files of a session, through the gateway (ci)', () => {
  it('come from a download of Playwright, which knows only the http address', async () => {
    const browser = await chromium.connectOverCDP(cdpUrl(), { headers: headers() });
    const page = browser.contexts()[0]!.pages()[0]!;
    await page.evaluate(() => {
      document.body.innerHTML = '<a id="letter" download="Angebot Zoë.txt" href="data:text/plain,hello">letter</a>';
    });
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('#letter')]);
    expect(download.suggestedFilename()).toBe('Angebot Zoë.txt');
    expect(await download.failure()).toBeNull();
    const fileId = basename(await download.path());
    const file = await fetch(`${ready.url}/v1/sessions/${id}/files/${fileId}`, { headers: headers() });
    expect(await file.text()).toBe('hello');
    expect(Object.fromEntries(file.headers)).toMatchObject({ 'content-disposition': `attachment; filename="Angebot Zo_.txt"; filename*=UTF-8''Angebot%20Zo%C3%AB.txt`, 'x-content-type-options': 'nosniff' });
    let recorded: AuditEventView[] = [];
    await until(async () => (recorded = await eventsOf('countersign.session.file_downloaded.v1')).length === 1, 10_000, () => 'the download is not on record');
    expect(recorded).toMatchObject([{ actor: 'service:session-service', data: { fileId, name: 'Angebot Zoë.txt', sizeBytes: 5, sha256: sha256('hello') } }]);
    await browser.close();
  });

  it('are put there for the forms of Puppeteer, which knows only the http address, too', async () => {
    const key = randomUUID();
    const first = await upload('Lebenslauf Zoë.txt', 'my cv', { 'idempotency-key': key });
    expect(first).toMatchObject({ status: 201, body: { name: 'Lebenslauf Zoë.txt', origin: 'upload', sizeBytes: 5, sha256: sha256('my cv'), mediaType: 'text/plain' } });
    expect((await upload('Lebenslauf Zoë.txt', 'my cv', { 'idempotency-key': key })).body.id).toBe(first.body.id);
    expect(Number(first.headers.get('countersign-position'))).toBeGreaterThan(0);
    expect(await eventsOf('countersign.session.file_uploaded.v1')).toMatchObject([{ actor: expect.stringMatching(/^key:/), data: { fileId: first.body.id, sha256: sha256('my cv') } }]);
    const browser = await puppeteer.connect({ browserURL: cdpUrl(), headers: headers(), defaultViewport: null });
    const page = (await browser.pages())[0]!;
    await page.evaluate('document.body.innerHTML = "<input type=file>"; document.querySelector("input").onchange = async ({ target }) => { document.title = target.files[0].name + ": " + await target.files[0].text() }');
    const input = (await page.$('input')) as unknown as { uploadFile(path: string): Promise<void> };
    await expect(input.uploadFile('/etc/passwd')).rejects.toThrow('file_not_in_session');
    await input.uploadFile(first.body.path);
    await until(async () => (await page.title()) === 'Lebenslauf Zoë.txt: my cv', 10_000, () => 'the form has no file');
    await browser.disconnect();
    expect(await upload('large.txt', 'x'.repeat(100_001))).toMatchObject({ status: 413, body: { code: 'file_too_large' } });
    expect((await list()).body.files.map(({ name, state }) => [name, state])).toEqual([['Angebot Zoë.txt', 'done'], ['Lebenslauf Zoë.txt', 'done']]);
    expect((await call(ready, 'automation', 'DELETE', `/v1/sessions/${id}/files/${first.body.id}`)).status).toBe(204);
    expect((await list()).body.files).toHaveLength(1);
  });

  it('a refusal says who has control, and in which turn', async () => {
    const socket = new WebSocket(cdpUrl().replace('http', 'ws'), { headers: headers() });
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    let lastId = 0;
    const send = (): Promise<{ error?: { data: Record<string, unknown> } }> => {
      const command = (lastId += 1);
      socket.send(JSON.stringify({ id: command, method: 'Target.createTarget', params: { url: 'about:blank', background: true } }));
      return new Promise((resolve) => {
        const read = (data: Buffer): void => {
          const message = JSON.parse(data.toString()) as { id?: number; error?: { data: Record<string, unknown> } };
          if (message.id !== command) return;
          socket.off('message', read);
          resolve(message);
        };
        socket.on('message', read);
      });
    };
    expect((await send()).error).toBeUndefined();
    const { body } = await call<{ token: number }>(ready, 'reviewer', 'POST', `/v1/sessions/${id}/control`);
    const view = (await call<SessionView>(ready, 'automation', 'GET', `/v1/sessions/${id}`)).body;
    expect(view.controlToken).toBe(body.token);
    expect((await send()).error).toMatchObject({ code: -32000, message: 'human_has_control', data: { code: 'human_has_control', holder: view.controlHolder, token: body.token, since: expect.any(String) } });
    expect((await call(ready, 'reviewer', 'DELETE', `/v1/sessions/${id}/control`)).status).toBe(204);
    expect((await send()).error).toBeUndefined();
    socket.close();
  });

  it('are used as the example shows', async () => {
    const script = fileURLToPath(new URL('../examples/files.ts', import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, [script, id], { env: { ...process.env, COUNTERSIGN_URL: ready.url, COUNTERSIGN_KEY: ready.keys.automation }, timeout: 60_000 });
    expect(stdout).toMatch(/^the form has cover-letter\.txt\n.* says: Welcome\n$/);
  });

  it('are gone with the session', async () => {
    expect((await call(ready, 'automation', 'POST', `/v1/sessions/${id}/terminate`)).status).toBe(200);
    expect(await list()).toMatchObject({ status: 410, body: { code: 'session_not_active', details: { endedReason: 'requested' } } });
    expect(await upload('late.txt', 'late')).toMatchObject({ status: 410, body: { code: 'session_not_active' } });
    await expect(chromium.connectOverCDP(cdpUrl(), { headers: headers() })).rejects.toThrow('410');
    await expect(chromium.connectOverCDP(`${ready.url}/v1/sessions/${randomUUID()}/cdp`, { headers: headers() })).rejects.toThrow('404');
  });
});
