import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { RECORDINGS_BUCKET, type RecordingStoppedReason, type SessionEvent } from '@countersign/contracts';
import { connectNats } from '@countersign/event-log';
import { startNats, temporaryFolder, waitFor, type TemporaryFolder, type TestNats } from '@countersign/test-kit';
import { Objm } from '@nats-io/obj';
import type { NatsConnection } from '@nats-io/transport-node';
import { pointerMessage } from '../console/rfb-messages.fixture.ts';
import { RfbViewer } from '../console/rfb-viewer.fixture.ts';
import { person, RawCdpClient, sessionId, startStreamedBrowser, type StreamedBrowser } from '../console/streamed-browser.fixture.ts';
import { wholePartOf } from './fbs-format.ts';
import { readSegment } from './fbs-segment.fixture.ts';
import { recordingLimits, type RecordingLimits } from './recording-limits.ts';
import { BucketOfRecordings, type RecordingStore } from './recording-store.ts';
import { segmentFileName, type SegmentFile } from './segment-file.ts';
import { SegmentSaver } from './segment-saver.ts';
import { SessionRecorder } from './session-recorder.ts';

type Segment = Extract<SessionEvent, { type: 'countersign.session.recording_saved.v1' }>['data'];
const logger = { info: () => undefined, warn: () => undefined };
const quick: RecordingLimits = { ...recordingLimits(1e9), pace: { shortestIntervalMs: 20, longestIntervalMs: 100, bytesPerSecond: 1e7 }, retryAfterMs: 50 };

let folder: TemporaryFolder;
let nats: TestNats;
let connection: NatsConnection;

beforeAll(async () => {
  folder = await temporaryFolder();
  nats = await startNats();
  connection = await connectNats({ natsUrl: nats.url, name: 'tests' });
}, 60_000);
afterAll(async () => {
  await connection?.close();
  await nats?.stop();
  await folder?.remove();
});

describe('the screen of a browser', () => {
  let browser: StreamedBrowser;
  let client: RawCdpClient;
  let page: string;
  const recorders: SessionRecorder[] = [];

  beforeAll(async () => {
    const data = join(folder.path, 'browser');
    mkdirSync(data, { mode: 0o755 });
    browser = await startStreamedBrowser(data);
    client = await RawCdpClient.connect(browser.streams);
    page = await waitFor(() => client.attachToPage(`${browser.pagesUrl}/page`).catch(() => false as const), { timeoutMs: 20_000, what: 'the page' });
  }, 60_000);
  afterEach(async () => {
    await Promise.all(recorders.splice(0).map((recorder) => recorder.finish()));
  });
  afterAll(async () => {
    client?.close();
    await browser?.stop();
  });

  interface Recorded {
    readonly folder: string;
    readonly recorder: SessionRecorder;
    readonly segments: SegmentFile[];
    readonly stopped: RecordingStoppedReason[];
  }
  function record(limits: RecordingLimits, rfbSocketPath = browser.pipes.rfbSocketPath): Recorded {
    const segments: SegmentFile[] = [];
    const stopped: RecordingStoppedReason[] = [];
    const spool = join(folder.path, `spool-${randomUUID()}`);
    mkdirSync(spool);
    const recorder = new SessionRecorder({
      sessionId: randomUUID(), rfbSocketPath, folder: spool, limits, logger, onSegment: (file) => segments.push(file), onStopped: (reason) => stopped.push(reason),
    });
    recorders.push(recorder);
    return { folder: spool, recorder, segments, stopped };
  }
  const paint = (colour: string) => client.evaluate(page, `document.body.style.background = ${JSON.stringify(colour)}; document.getElementById('a').value = ''`);

  it('is recorded in segments that begin with the whole screen, and overlap', async () => {
    const recorded = record({ ...quick, segmentBytes: 1 });
    const colours = ['#102030', '#405060', '#708090', '#a0b0c0'];
    for (const [index, colour] of colours.entries()) {
      await paint(colour);
      await waitFor(() => recorded.segments.length > index, { timeoutMs: 10_000, what: 'another segment' });
    }
    await recorded.recorder.finish();
    expect(recorded.stopped).toEqual([]);
    const segments = recorded.segments.map((file) => readSegment(readFileSync(file.path)));
    expect(recorded.segments.map(({ name }) => name.index)).toEqual(segments.map((_, index) => index));
    for (const [index, segment] of segments.entries()) {
      // The browser's own bars are on the screen, too.
      expect(segment.size.width).toBe(1024);
      expect(segment.firstUpdatePixels).toBe(segment.size.width * segment.size.height);
      expect(statSync(recorded.segments[index]!.path).mode & 0o777).toBe(0o600);
      const next = recorded.segments[index + 1];
      if (next) expect(next.name.fromMs - (recorded.segments[index]!.name.fromMs + segment.lastOffsetMs)).toBeLessThanOrEqual(2);
    }
  });

  it('on which nothing happens costs one picture, however long', async () => {
    await paint('#ffffff');
    const recorded = record({ ...quick, segmentMs: 100 });
    await client.evaluate(page, 'document.activeElement?.blur()');
    const quietFromMs = performance.now();
    await waitFor(() => performance.now() - quietFromMs > 7 * 100, { what: 'seven times the length of a segment' });
    await recorded.recorder.finish();
    expect(recorded.segments.length).toBeLessThanOrEqual(2);
    const last = readSegment(readFileSync(recorded.segments.at(-1)!.path));
    expect(last.updates).toBe(1);
    expect(last.lastOffsetMs).toBeGreaterThan(300);
  });

  it('shows the pointer of whoever moves it', async () => {
    await paint('#ffffff');
    await client.evaluate(page, 'document.activeElement?.blur()');
    const viewer = await RfbViewer.connect(browser.streams.issueConsoleTicket(sessionId, { consoleId: randomUUID(), mode: 'control', user: person }));
    viewer.offer(true);
    browser.control(person);
    viewer.send(pointerMessage(500, 600, 0).bytes);
    await viewer.settled();
    const recorded = record(quick);
    const sizeBytes = (): number => readdirSync(recorded.folder).reduce((sum, name) => sum + statSync(join(recorded.folder, name)).size, 0);
    const before = await waitFor(() => (sizeBytes() > 1000 ? sizeBytes() : 0), { what: 'the first picture' });
    viewer.send(pointerMessage(700, 600, 0).bytes);
    await waitFor(() => sizeBytes() > before, { what: 'the pointer' });
    browser.control(null);
    viewer.close();
    await recorded.recorder.finish();
    expect(readSegment(readFileSync(recorded.segments[0]!.path)).updates).toBeGreaterThan(1);
  });

  it('holds no key that was pressed and nothing of the clipboard', async () => {
    const recorded = record(quick);
    const secret = 'correct-horse-battery';
    await client.evaluate(page, `document.getElementById('a').type = 'password'; reset('')`);
    for (const character of secret) await client.send('Input.dispatchKeyEvent', { type: 'char', text: character }, page);
    await waitFor(async () => (await client.evaluate(page, `document.getElementById('a').value`)) === secret);
    await client.evaluate(page, `document.getElementById('a').type = 'text'; const area = document.createElement('textarea'); area.value = 'clipboard-${secret}'; document.body.append(area); area.select(); document.execCommand('copy'); area.remove(); document.getElementById('a').type = 'password'`);
    await paint('#eeeeee');
    await recorded.recorder.finish();
    const file = readFileSync(recorded.segments[0]!.path);
    const { payload } = readSegment(file);
    const keysyms = Buffer.concat([...secret].flatMap((character) => [1, 0].map((down) => Buffer.from([4, down, 0, 0, 0, 0, 0, character.charCodeAt(0)]))));
    for (const bytes of [file, payload]) {
      expect(bytes.includes(secret)).toBe(false);
      expect(bytes.includes(Buffer.from(secret, 'utf16le'))).toBe(false);
      expect(bytes.includes(keysyms.subarray(0, 16))).toBe(false);
    }
    expect(readSegment(file).messageTypes).toEqual(new Set([0]));
  });

  it('is given up at the limit, and says so once', async () => {
    const recorded = record({ ...quick, sessionBytes: 2_000 });
    await paint('linear-gradient(red, blue)');
    await waitFor(() => recorded.stopped.length > 0 && recorded.segments.length > 0);
    await paint('white');
    await recorded.recorder.finish();
    expect(recorded.stopped).toEqual(['size_limit']);
    expect(recorded.segments).toHaveLength(1);
  });

  it('that cannot be read is given up after some tries', async () => {
    const recorded = record({ ...quick, retryAfterMs: 10 }, join(folder.path, 'nowhere.sock'));
    await waitFor(() => recorded.stopped.length > 0);
    expect(recorded.stopped).toEqual(['failed']);
    expect(recorded.segments).toEqual([]);
  });

  it('whose file cannot be written is given up', async () => {
    const stopped: string[] = [];
    recorders.push(new SessionRecorder({
      sessionId: randomUUID(), rfbSocketPath: browser.pipes.rfbSocketPath, folder: join(folder.path, 'no-such-folder'), limits: quick, logger,
      onSegment: () => undefined, onStopped: (reason) => stopped.push(reason),
    }));
    for (let shade = 0; stopped.length === 0 && shade < 100; shade++) await paint(`rgb(${shade}, 0, 0)`);
    await waitFor(() => stopped.length > 0);
    expect(stopped).toEqual(['failed']);
  });
});

describe('what is on the disk', () => {
  const sessionId = randomUUID();
  const segment = (index: number, bytes: Buffer) => ({ name: { sessionId, index, fromMs: Date.UTC(2030, 0, 1) + index * 1000 }, bytes });
  const whole = (text: string): Buffer => {
    const block = (data: Buffer, time: number): Buffer => {
      const head = Buffer.alloc(4);
      head.writeUInt32BE(data.length);
      const tail = Buffer.alloc(4);
      tail.writeUInt32BE(time);
      return Buffer.concat([head, data, Buffer.alloc((4 - (data.length % 4)) % 4), tail]);
    };
    return Buffer.concat([Buffer.from('FBS 001.000\n'), block(Buffer.from('handshake'), 0), block(Buffer.from(text), 5), block(Buffer.from('more'), 900)]);
  };

  function saver(store: RecordingStore, taken: [string, Segment][], knows = true): SegmentSaver {
    const spool = join(folder.path, 'spool');
    return new SegmentSaver({ folder: spool, store, logger, record: async (id, saved) => taken.push([id, saved]) > 0 && knows });
  }
  const put = ({ name, bytes }: ReturnType<typeof segment>): void => writeFileSync(join(folder.path, 'spool', segmentFileName(name)), bytes);

  it('goes to the store and the log after a crash, up to its last whole block, and leaves no file', async () => {
    const store = new BucketOfRecordings(connection, 3_600_000);
    const taken: [string, Segment][] = [];
    const first = saver(store, taken);
    const cut = whole('first');
    put(segment(1, cut.subarray(0, cut.length - 3)));
    put(segment(0, whole('zeroth')));
    put(segment(2, Buffer.from('FBS 001.000\n')));
    put({ ...segment(3, Buffer.alloc(0)) });
    writeFileSync(join(folder.path, 'spool', 'notes.txt'), 'not ours');
    await first.sweep();
    await waitFor(() => readdirSync(join(folder.path, 'spool')).length === 1);
    expect(taken.map(([id, { index, from, to }]) => [id, index, from, to])).toEqual([
      [sessionId, 0, '2030-01-01T00:00:00.000Z', '2030-01-01T00:00:00.900Z'],
      [sessionId, 1, '2030-01-01T00:00:01.000Z', '2030-01-01T00:00:01.005Z'],
    ]);
    const bucket = await new Objm(connection).open(RECORDINGS_BUCKET);
    for (const [, { sha256, sizeBytes }] of taken) {
      const stored = Buffer.from((await bucket.getBlob(sha256))!);
      expect([createHash('sha256').update(stored).digest('hex'), stored.length, wholePartOf(stored).bytes]).toEqual([sha256, sizeBytes, sizeBytes]);
    }
    await first.stop();
  });

  it('is the same again when the crash came between store and log', async () => {
    const taken: [string, Segment][] = [];
    const again = saver(new BucketOfRecordings(connection, 3_600_000), taken);
    put(segment(0, whole('zeroth')));
    await again.sweep();
    await waitFor(() => taken.length === 1);
    const objects = await (await new Objm(connection).open(RECORDINGS_BUCKET)).list();
    expect(objects.filter(({ name }) => name === taken[0]![1].sha256)).toHaveLength(1);
    await again.stop();
  });

  it('waits while the store is away', async () => {
    const taken: [string, Segment][] = [];
    const away = saver({ put: () => Promise.reject(new Error('away')) }, taken);
    put(segment(7, whole('seventh')));
    await away.sweep();
    expect(await away.saved(sessionId, 300)).toBe(false);
    await away.stop();
    expect(readdirSync(join(folder.path, 'spool'))).toContain(segmentFileName(segment(7, whole('')).name));
    const back = saver(new BucketOfRecordings(connection, 3_600_000), taken);
    await back.sweep();
    expect(await back.saved(sessionId, 5_000)).toBe(true);
    expect(taken.map(([, { index }]) => index)).toEqual([7]);
    await back.stop();
  });

  it('is removed when no session knows of it', async () => {
    const taken: [string, Segment][] = [];
    const unknown = saver(new BucketOfRecordings(connection, 3_600_000), taken, false);
    put(segment(9, whole('ninth')));
    await unknown.sweep();
    expect(await unknown.saved(sessionId, 5_000)).toBe(true);
    expect(readdirSync(join(folder.path, 'spool'))).toEqual(['notes.txt']);
    await unknown.stop();
  });
});

describe('the store of recordings', () => {
  it('forgets after the retention, also when that was changed', async () => {
    const long = new BucketOfRecordings(connection, 3_600_000);
    const { sha256 } = await long.put(Buffer.from('kept for an hour'));
    const bucket = await new Objm(connection).open(RECORDINGS_BUCKET);
    expect(await bucket.info(sha256)).not.toBeNull();
    const short = new BucketOfRecordings(connection, 500);
    await short.put(Buffer.from('kept for a moment'));
    await waitFor(async () => (await bucket.info(sha256)) === null, { timeoutMs: 20_000, what: 'the recording is gone' });
  });
});
