import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DomainEvent } from '@countersign/contracts';
import { memoryEventLog } from '@countersign/event-log';
import { temporaryFolder, waitFor, type TemporaryFolder } from '@countersign/test-kit';
import { pino } from 'pino';
import { readConfig } from '../config.ts';
import { RawCdpClient, startStreamedBrowser, type StreamedBrowser } from '../console/streamed-browser.fixture.ts';
import type { HostedSession } from '../session/hosted-session.ts';
import type { HostedSessions } from '../session/hosted-sessions.ts';
import type { SessionObserver } from '../session/session-observer.ts';
import { Recordings } from './recordings.ts';
import type { RecordingStore } from './recording-store.ts';

describe('the recordings of a service', () => {
  const log = memoryEventLog();
  let folder: TemporaryFolder;
  let browser: StreamedBrowser;
  let client: RawCdpClient;
  let page: string;

  beforeAll(async () => {
    folder = await temporaryFolder();
    mkdirSync(join(folder.path, 'browser'), { mode: 0o755 });
    browser = await startStreamedBrowser(join(folder.path, 'browser'));
    client = await RawCdpClient.connect(browser.streams);
    page = await waitFor(() => client.attachToPage(`${browser.pagesUrl}/page`).catch(() => false as const), { timeoutMs: 20_000, what: 'the page' });
  }, 60_000);
  afterAll(async () => {
    client?.close();
    await browser?.stop();
    await folder?.remove();
  });

  const paint = (colour: string) => client.evaluate(page, `document.body.style.background = '${colour}'`);
  const append = async (id: string, event: DomainEvent): Promise<void> => {
    const last = (await log.load('session', id)).at(-1);
    await log.append({
      aggregate: 'session', aggregateId: id, source: 'session-service', events: [event], context: { actor: 'key:tests', correlationId: 'a-test' },
      expectedSequence: last?.sequence ?? 0, version: last?.events.at(-1)!.aggregateversion ?? 0,
    });
  };
  const typesOf = async (id: string): Promise<string[]> => (await log.load('session', id)).flatMap(({ events }) => events.map(({ type }) => type.split('.')[2]!));

  function serve(recordingBytes: number): { recordings: Recordings; stored: Buffer[]; dataFolder: string; observers: SessionObserver[] } {
    const dataFolder = join(folder.path, randomUUID());
    const stored: Buffer[] = [];
    const observers: SessionObserver[] = [];
    const store: RecordingStore = { put: async (bytes) => ({ sha256: 'a'.repeat(63) + stored.push(bytes), sizeBytes: bytes.length }) };
    const hosted = { observe: (observer: SessionObserver) => observers.push(observer) } as unknown as HostedSessions;
    const recordings = new Recordings({ ...readConfig({}), dataFolder, recordingBytes }, log, store, hosted, pino({ level: 'silent' }));
    return { recordings, stored, dataFolder, observers };
  }
  async function session(recorded: boolean): Promise<HostedSession> {
    const id = randomUUID();
    const parameters = { runId: randomUUID(), viewport: { width: 1024, height: 700 }, startUrl: null, heartbeatTimeoutMs: null };
    const times = { startedAt: '2030-01-01T00:00:00.000Z', expiresAt: '2030-01-01T01:00:00.000Z' };
    await append(id, { type: 'countersign.session.started.v1', data: { ...parameters, ...times, provider: 'novnc', node: 'n', ...(recorded ? { recorded } : {}) } });
    return { id, correlationId: 'a-test', state: { parameters: { ...parameters, ...(recorded ? { recorded } : {}) } }, pipes: browser.pipes } as unknown as HostedSession;
  }

  it('have the last segment in the log when the end of the session is through', async () => {
    const { recordings, stored, dataFolder, observers } = serve(1e9);
    expect(observers).toEqual([recordings]);
    const recorded = await session(true);
    recordings.started(recorded);
    await waitFor(() => readdirSync(join(dataFolder, 'recordings')).length === 1);
    await paint('#303030');
    await append(recorded.id, { type: 'countersign.session.terminated.v1', data: { reason: 'requested', lastHeartbeatAt: null } });
    await recordings.ended(recorded);
    expect(await typesOf(recorded.id)).toEqual(['started', 'terminated', 'recording_saved']);
    expect(stored).toHaveLength(1);
    expect(readdirSync(join(dataFolder, 'recordings'))).toEqual([]);
    await recordings.onModuleDestroy();
  });

  it('stop at the limit, which the log says, while the session goes on', async () => {
    const { recordings, dataFolder } = serve(2_000);
    const recorded = await session(true);
    recordings.started(recorded);
    await paint('linear-gradient(red, blue)');
    await waitFor(async () => (await typesOf(recorded.id)).length === 3, { what: 'what there is to say' });
    expect(new Set(await typesOf(recorded.id))).toEqual(new Set(['started', 'recording_stopped', 'recording_saved']));
    await waitFor(() => readdirSync(join(dataFolder, 'recordings')).length === 0);
    await recordings.onModuleDestroy();
  });

  it('are only of sessions that asked for it', async () => {
    const { recordings, dataFolder } = serve(1e9);
    const plain = await session(false);
    recordings.started(plain);
    await recordings.ended(plain);
    expect([await typesOf(plain.id), readdirSync(join(dataFolder, 'recordings'))]).toEqual([['started'], []]);
    await recordings.onModuleDestroy();
  });

  it('are saved when the service stops', async () => {
    const first = serve(1e9);
    const recorded = await session(true);
    first.recordings.started(recorded);
    await waitFor(() => readdirSync(join(first.dataFolder, 'recordings')).length === 1);
    await first.recordings.onModuleDestroy();
    expect(await typesOf(recorded.id)).toEqual(['started', 'recording_saved']);
  });
});
