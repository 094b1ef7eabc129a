import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createHash, randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { AuditEventView, RecordingView, SessionView } from '@countersign/contracts';
import { chromium, type Browser, type Page } from 'playwright-core';
import { call, Countersign, until, type Ready } from './countersign.ts';
import { startViewer } from './viewer.ts';

const TIMEOUT_MS = 60_000;
const VIEWPORT = { width: 1024, height: 700 };
/** The pointer is smaller. */
const POINTER_PIXELS = 40;
const PASSWORD = 'correct-horse-battery-staple';
jest.setTimeout(180_000);

const scene = (colours: readonly string[]) => `<!doctype html><title>scene</title><body style="margin:0;font:20px sans-serif">
  ${colours.map((colour, index) => `<div style="position:absolute;left:${40 + index * 200}px;top:60px;width:160px;height:160px;background:${colour}"></div>`).join('')}
  <p style="position:absolute;left:40px;top:260px">What was to be seen: ${colours.join(', ')}</p>
  <input id="secret" type="password" style="position:absolute;left:40px;top:330px;width:400px;font:20px sans-serif;caret-color:transparent"></body>`;
const FIRST = scene(['#d03030', '#30a040', '#3050d0', '#e0c040']);
const SECOND = scene(['#101010', '#c060c0', '#20b0b0', '#ffffff']);

/** What the browser drew, and when it had been so for a moment. */
interface Seen {
  readonly atMs: number;
  readonly picture: string;
  /** Of the page on the screen: the browser's own bars are above it. */
  readonly top: number;
}

describe('a recorded session (ci)', () => {
  const countersign = new Countersign();
  let ready: Ready;
  let viewer: Browser;
  let page: Page;
  let runId: string;
  let id: string;
  const seen: Record<'first' | 'second', Seen> = {} as never;
  const sockets: string[] = [];

  async function startRecorded(): Promise<string> {
    const started = await call<SessionView>(ready, 'automation', 'POST', '/v1/sessions', { runId, record: true, viewport: VIEWPORT, heartbeatTimeoutSeconds: null });
    expect([started.status, started.body.recorded]).toEqual([201, true]);
    return started.body.id;
  }
  const automate = async (sessionId: string): Promise<{ automation: Browser; form: Page }> => {
    const automation = await chromium.connectOverCDP(`${ready.url.replace('http', 'ws')}/v1/sessions/${sessionId}/cdp`, { headers: { authorization: `Bearer ${ready.keys.automation}` } });
    return { automation, form: automation.contexts()[0]!.pages()[0]! };
  };
  const recordingOf = async (sessionId: string): Promise<RecordingView> => (await call<RecordingView>(ready, 'auditor', 'GET', `/v1/sessions/${sessionId}/recordings`)).body;
  const bytesOf = async (sessionId: string, index: number): Promise<Buffer> => {
    const response = await fetch(`${ready.url}/v1/sessions/${sessionId}/recordings/${index}`, { headers: { authorization: `Bearer ${ready.keys.auditor}` } });
    expect(response.status).toBe(200);
    return Buffer.from(await response.arrayBuffer());
  };

  beforeAll(async () => {
    [viewer] = await Promise.all([startViewer(), countersign.launch({ COUNTERSIGN_DEMO: '0' })]);
    ready = await countersign.ready();
    const candidate = await call<{ id: string }>(ready, 'automation', 'POST', '/v1/candidates', { resume: { basics: { name: 'Ada' } } });
    runId = (await call<{ id: string }>(ready, 'automation', 'POST', '/v1/runs', { candidateId: candidate.body.id, title: 'Recorded run' })).body.id;
    const context = await viewer.newContext({ viewport: { width: 1500, height: 1000 } });
    page = await context.newPage();
    page.setDefaultTimeout(TIMEOUT_MS);
    await page.goto(ready.signInUrl);
    await page.getByText('All done').waitFor();
  }, 240_000);
  afterAll(async () => {
    await viewer?.close();
    await countersign.remove();
  }, 60_000);

  it('says so to who opens its console, and is driven as any other', async () => {
    id = await startRecorded();
    await page.goto(`${ready.url}/console/${id}`);
    await page.getByTestId('console-screen').locator('canvas').waitFor();
    await page.getByTestId('recorded-note').waitFor();
    const { automation, form } = await automate(id);
    seen.first = await show(form, FIRST);
    await form.focus('#secret');
    await form.keyboard.type(PASSWORD, { delay: 20 });
    seen.second = await show(form, SECOND);
    await automation.close();
    await call(ready, 'automation', 'POST', `/v1/sessions/${id}/terminate`);
  });

  it('has its last segment in the log and the store when it has ended', async () => {
    const view = await recordingOf(id);
    expect(view.recorded).toBe(true);
    expect(view.segments.length).toBeGreaterThan(0);
    expect(view.segments.map(({ index, state }) => [index, state])).toEqual(view.segments.map((_, index) => [index, 'available']));
    const events = await call<{ items: AuditEventView[] }>(ready, 'auditor', 'GET', `/v1/audit/events?aggregateId=${id}`);
    expect(events.body.items.map(({ type }) => type).at(-1)).toBe('countersign.session.recording_saved.v1');
    for (const { index, sha256, sizeBytes } of view.segments) {
      const bytes = await bytesOf(id, index);
      expect([bytes.length, createHash('sha256').update(bytes).digest('hex')]).toEqual([sizeBytes, sha256]);
      expect(bytes.includes(PASSWORD)).toBe(false);
    }
    expect(await call(ready, 'automation', 'GET', `/v1/sessions/${id}/recordings`)).toMatchObject({ status: 403 });
    expect(readdirSync(join(countersign.sessions, 'recordings'))).toEqual([]);
  });

  it('is played from the run, at the moment of an event', async () => {
    page.on('websocket', (socket) => sockets.push(socket.url()));
    await page.goto(`${ready.url}/runs/${runId}`);
    await page.getByTestId('session-recorded').click();
    await page.getByTestId('recording-screen').locator('canvas').waitFor();
    const last = page.locator('.timeline-event[data-type="countersign.session.console_opened.v1"]');
    await page.locator('.timeline-watched', { has: last }).getByTestId('watch-event').click();
    await until(async () => (await last.getAttribute('aria-current')) !== null, TIMEOUT_MS, () => 'the event is not the current one');
  });

  it('shows what was on the screen then, pixel by pixel', async () => {
    for (const moment of ['second', 'first', 'second'] as const) {
      await seek(page, seen[moment].atMs);
      await until(async () => await shows(page, seen[moment]), 15_000, () => `another picture than the ${moment}`);
      expect((await difference(page, seen[moment === 'first' ? 'second' : 'first'])).pixels).toBeGreaterThan(50_000);
    }
  });

  it('plays, pauses and ends, by keyboard too, and never sends anything', async () => {
    const play = page.getByTestId('recording-play');
    await seek(page, seen.first.atMs);
    await page.getByTestId('recording-speed').selectOption('8');
    await play.focus();
    await page.keyboard.press('Enter');
    await until(async () => await shows(page, seen.second), 30_000, () => 'the second picture did not come');
    await until(async () => (await play.innerText()) === 'Play', 30_000, () => 'it did not end');
    await page.keyboard.press('k');
    await until(async () => (await play.innerText()) === 'Pause', 5_000, () => 'it does not play again');
    await page.keyboard.press('k');
    const before = await page.getByTestId('recording-clock').getAttribute('datetime');
    await page.keyboard.press('ArrowRight');
    expect(await page.getByTestId('recording-clock').getAttribute('datetime')).not.toBe(before);
    expect(sockets).toEqual([]);
  });

  it('leaves nothing behind when the service is killed, and what was recorded is saved at its next start', async () => {
    const killed = await startRecorded();
    const { automation, form } = await automate(killed);
    const shown = await show(form, FIRST);
    process.kill(await countersign.pid('session-service'), 'SIGKILL');
    await automation.close().catch(() => undefined);
    await until(async () => (await recordingOf(killed)).segments.length > 0, TIMEOUT_MS, () => `nothing was saved\n${countersign.logs()}`);
    await until(() => readdirSync(join(countersign.sessions, 'recordings')).length === 0, 10_000, () => 'a file is left');
    const { segments } = await recordingOf(killed);
    expect(segments).toMatchObject([{ index: 0, state: 'available' }]);
    await until(async () => (await call<SessionView>(ready, 'auditor', 'GET', `/v1/sessions/${killed}`)).body.endedReason === 'host_lost', TIMEOUT_MS, () => `the loss was not recorded\n${countersign.logs()}`);
    await until(async () => (await call(ready, '', 'GET', '/health/ready')).status === 200, TIMEOUT_MS, () => 'the service is not back');
    await page.goto(`${ready.url}/sessions/${killed}/recording`);
    await page.getByTestId('recording-screen').locator('canvas').waitFor();
    await seek(page, shown.atMs);
    await until(async () => await shows(page, shown), 15_000, () => 'another picture');
  });

  it('that was not recorded has nothing to play', async () => {
    const plain = randomUUID();
    expect((await call<SessionView>(ready, 'automation', 'POST', '/v1/sessions', { id: plain, runId, heartbeatTimeoutSeconds: null })).body.recorded).toBe(false);
    expect(await call(ready, 'automation', 'POST', '/v1/sessions', { id: plain, runId, heartbeatTimeoutSeconds: null, record: true })).toMatchObject({ status: 409, body: { code: 'session_exists' } });
    await call(ready, 'automation', 'POST', `/v1/sessions/${plain}/terminate`);
    expect(await recordingOf(plain)).toEqual({ recorded: false, stopped: null, segments: [] });
    await page.goto(`${ready.url}/sessions/${plain}/recording`);
    await page.getByText('This session was not recorded').waitFor();
  });
});

/** Draws a scene, and waits until the recorder has had the time to see it. */
async function show(form: Page, html: string): Promise<Seen> {
  await form.setContent(html);
  const picture = (await form.screenshot()).toString('base64');
  const top = await form.evaluate(() => window.screenY + window.outerHeight - window.innerHeight);
  const shownAtMs = Date.now();
  await until(() => Date.now() - shownAtMs > 2_000, 5_000, () => 'the clock stands');
  return { atMs: Date.now(), picture, top };
}

async function seek(page: Page, timeMs: number): Promise<void> {
  const bar = page.getByTestId('recording-seek');
  await bar.waitFor();
  const from = await page.evaluate(async () => {
    const [, sessionId] = /sessions\/([0-9a-f-]+)/.exec(location.pathname) ?? [];
    const view = (await (await fetch(`/v1/sessions/${sessionId}/recordings`)).json()) as RecordingView;
    return Date.parse(view.segments[0]!.from);
  });
  await bar.fill(String(Math.min(timeMs - from, Number(await bar.getAttribute('max')))));
}

/** Every pixel of the page is as it was drawn, but where the pointer is: the page does not know it. */
async function shows(page: Page, moment: Seen): Promise<boolean> {
  const { pixels, width, height } = await difference(page, moment);
  return pixels === 0 || (width <= POINTER_PIXELS && height <= POINTER_PIXELS);
}

/** How many pixels of the page's picture the player shows in another colour, and how large the box around them is. */
async function difference(page: Page, { picture, top }: Seen): Promise<{ pixels: number; width: number; height: number }> {
  return page.evaluate(async ({ base64, offset }) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const expected = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!;
    expected.drawImage(bitmap, 0, 0);
    const canvas = document.querySelector<HTMLCanvasElement>('[data-testid=recording-screen] canvas');
    if (!canvas || canvas.height < offset + bitmap.height) return { pixels: -1, width: Infinity, height: Infinity };
    const shown = canvas.getContext('2d')!.getImageData(0, offset, bitmap.width, bitmap.height).data;
    const wanted = expected.getImageData(0, 0, bitmap.width, bitmap.height).data;
    const [xs, ys]: [number[], number[]] = [[], []];
    for (let at = 0; at < wanted.length; at += 4) {
      if (wanted[at] === shown[at] && wanted[at + 1] === shown[at + 1] && wanted[at + 2] === shown[at + 2]) continue;
      xs.push((at / 4) % bitmap.width);
      ys.push(Math.floor(at / 4 / bitmap.width));
    }
    const extent = (values: number[]) => values.reduce((most, value) => Math.max(most, value), -1) - values.reduce((least, value) => Math.min(least, value), Infinity) + 1;
    return { pixels: xs.length, width: extent(xs), height: extent(ys) };
  }, { base64: picture, offset: top });
}
