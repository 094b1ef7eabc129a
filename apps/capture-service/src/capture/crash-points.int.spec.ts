import 'reflect-metadata';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { captureCommands, DOCUMENTS_BUCKET } from '@countersign/contracts';
import { buildOnce, spawnBound, waitFor, type BoundProcess } from '@countersign/test-kit';
import { Objm, StorageType } from '@nats-io/obj';
import { ada } from '../answering/candidates.fixture.ts';
import { startJobPages, type JobPages } from './job-pages.fixture.ts';
import { RunningService } from './running-service.fixture.ts';
import { watchCdp, watchNats, type Watched } from './watched-connections.fixture.ts';

const WORKSPACE = fileURLToPath(new URL('../../../..', import.meta.url));
const MAIN = join(WORKSPACE, 'apps/capture-service/dist/main.js');
/** Only against a hang: machines that run tests are busy. */
const BUSY_TIMEOUT_MS = 90_000;
const pdf = Buffer.from('%PDF-1.4 a resume');
const resume = { name: 'ada.pdf', mediaType: 'application/pdf', sha256: createHash('sha256').update(pdf).digest('hex'), sizeBytes: pdf.length };
const ANSWERS = { motivation: 'Because of the numbers.', consent: true };

const world = new RunningService();
let pages: JobPages;
let nats: Watched;
let cdp: Watched;
let running: BoundProcess[] = [];

beforeAll(async () => {
  buildOnce(WORKSPACE, '@countersign/capture-service');
  [pages] = await Promise.all([startJobPages(), world.start()]);
  await world.stopApp();
  [nats, cdp] = await Promise.all([watchNats(world.natsUrl), watchCdp(world.debuggerUrl)]);
  world.doorUrl = cdp.url;
  const documents = await new Objm(world.connection).create(DOCUMENTS_BUCKET, { storage: StorageType.File });
  await documents.putBlob({ name: resume.sha256 }, pdf);
  await startService();
  expect(await world.register({ resume: ada.resume, preferences: ada.preferences, documents: [{ kind: 'resume', ...resume }] })).toMatchObject({ ok: true });
}, 120_000);
afterAll(async () => {
  await Promise.all(running.map((service) => service.end('SIGKILL')));
  await Promise.all([nats.stop(), cdp.stop()]);
  await world.stop();
  await pages.close();
}, 30_000);
beforeEach(() => {
  pages.received.length = 0;
});
afterEach(() => {
  nats.onSent = () => 'pass';
  cdp.onSent = () => 'pass';
});

/** The built service in a process of its own, with everything it sends under our eyes. */
async function startService(instance = 'spec'): Promise<void> {
  const service = spawnBound('env', [`NATS_URL=${nats.url}`, `CAPTURE_INSTANCE=${instance}`, 'LOG_LEVEL=info', 'CAPTURE_OUTCOME_TIMEOUT_SECONDS=15', process.execPath, MAIN]);
  running.push(service);
  await service.saw('"ready"', BUSY_TIMEOUT_MS);
}

async function kill(): Promise<void> {
  await Promise.all(running.map((service) => service.end('SIGKILL')));
  running = [];
}

async function approved(): Promise<string> {
  const id = await world.capture(`${pages.url}/plain`);
  expect(await world.edit(id, ANSWERS)).toMatchObject({ ok: true });
  expect(await world.approve(id)).toMatchObject({ ok: true });
  return id;
}
const submit = (id: string) => world.send(captureCommands.submit, { id });
const statusOf = async (id: string) => (await world.state(id)).status;

/** Where the service is killed: the message that it was about to send, or has just sent. */
interface CrashPoint {
  readonly name: string;
  readonly door: 'nats' | 'cdp';
  readonly message: RegExp;
  readonly sent: boolean;
  /** What the board has counted, and what the capture is after the service started again. */
  readonly counted: number;
  readonly status: string;
}
const STARTED = /countersign\.capture\.submission_started\.v1/;
const SUBMITTED = /countersign\.capture\.submitted\.v1/;
const PRESSED = /"method":"Input\.dispatchMouseEvent".*"type":"mousePressed"/;
const RELEASED = /"method":"Input\.dispatchMouseEvent".*"type":"mouseReleased"/;
const POINTS: readonly CrashPoint[] = [
  { name: 'before the start is written (thorough)', door: 'nats', message: STARTED, sent: false, counted: 0, status: 'approved' },
  { name: 'after the start is written, before the click (ci)', door: 'nats', message: STARTED, sent: true, counted: 0, status: 'outcome_unknown' },
  { name: 'at the click, which did not leave (thorough)', door: 'cdp', message: PRESSED, sent: false, counted: 0, status: 'outcome_unknown' },
  { name: 'right after the click', door: 'cdp', message: RELEASED, sent: true, counted: 1, status: 'submitted' },
  { name: 'before the outcome is written (ci)', door: 'nats', message: SUBMITTED, sent: false, counted: 1, status: 'submitted' },
  { name: 'after the outcome is written (thorough)', door: 'nats', message: SUBMITTED, sent: true, counted: 1, status: 'submitted' },
];

/** Resolves when the message passes by; from then on nothing of that connection does. */
function reached({ door, message, sent }: Pick<CrashPoint, 'door' | 'message' | 'sent'>): Promise<void> {
  return new Promise((resolve) => {
    const watched = door === 'nats' ? nats : cdp;
    watched.onSent = (text) => {
      if (!message.test(text)) return 'pass';
      watched.onSent = () => 'pass';
      resolve();
      return sent ? 'pass_then_hold' : 'hold';
    };
  });
}

describe('kill -9 while a form is sent', () => {
  it.each(POINTS)('$name: $counted counted, $status', async (point) => {
    const id = await approved();
    const there = reached(point);
    void submit(id).catch(() => undefined);
    await there;
    if (point.counted > 0) await waitFor(() => pages.received.length > 0, { timeoutMs: BUSY_TIMEOUT_MS, what: 'the form arrives' });
    if (point.door === 'nats' && point.sent) await waitFor(async () => (await world.state(id)).events.some((name) => point.message.test(`countersign.capture.${name}.v1`)), { timeoutMs: BUSY_TIMEOUT_MS, everyMs: 20, what: 'the log has it' });
    await kill();
    await startService();
    await waitFor(async () => (await statusOf(id)) === point.status, { timeoutMs: BUSY_TIMEOUT_MS, everyMs: 50, what: `the capture is ${point.status}` });
    expect(pages.received).toHaveLength(point.counted);
    // Nothing that a person may do now makes it two.
    const again = await submit(id);
    expect(again.ok).toBe(point.status === 'approved');
    expect(pages.received).toHaveLength(point.status === 'approved' ? 1 : point.counted);
  });
});

describe('the browser is lost while a form is sent', () => {
  it.each([
    { name: 'at the click, which did not leave', message: PRESSED, sent: false, counted: 0 },
    { name: 'right after the click', message: RELEASED, sent: true, counted: 1 },
  ])('$name: $counted counted, and a person says what it was', async ({ message, sent, counted }) => {
    const id = await approved();
    const there = reached({ door: 'cdp', message, sent });
    const submitting = submit(id);
    await there;
    if (counted > 0) await waitFor(() => pages.received.length > 0, { timeoutMs: BUSY_TIMEOUT_MS, what: 'the form arrives' });
    cdp.cut();
    expect(await submitting).toMatchObject({ ok: true, result: { status: 'outcome_unknown' } });
    expect((await submit(id)).ok).toBe(false);
    expect(pages.received).toHaveLength(counted);
    expect(await world.send(captureCommands.resolveOutcome, { id, outcome: counted > 0 ? 'submitted' : 'not_submitted' })).toMatchObject({ ok: true });
  });
});

describe('asked more than once', () => {
  it('two instances at the same time send once, and neither takes the other for dead (ci)', async () => {
    await startService('another');
    const id = await approved();
    const replies = await Promise.all([submit(id), submit(id), submit(id), submit(id)]);
    expect(pages.received.length).toBeLessThanOrEqual(1);
    expect(replies.filter(({ ok }) => ok).length).toBeLessThanOrEqual(1);
    const { status, events } = await world.state(id);
    expect(events.filter((name) => name === 'submission_started').length).toBeLessThanOrEqual(1);
    if (status === 'submitted') expect(pages.received).toHaveLength(1);
    else expect(['approved', 'outcome_unknown', 'in_review']).toContain(status);
  });
});
