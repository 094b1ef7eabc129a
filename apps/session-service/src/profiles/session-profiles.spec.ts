import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { Rejected } from '@countersign/decider';
import { memoryEventLog, UnacknowledgedError, type EventLog } from '@countersign/event-log';
import { pino } from 'pino';
import { ScriptedBrowserHost, type ScriptedBrowser } from '../browser-host/scripted-browser-host.fixture.ts';
import type { StreamServer } from '../console/session-streams.ts';
import type { HostedSession } from '../session/hosted-session.ts';
import { HostedSessions } from '../session/hosted-sessions.ts';
import type { SessionLeases } from '../session/session-leases.ts';
import type { SessionRegistry } from '../session/session-registry.ts';
import { SessionProfiles } from './session-profiles.ts';

type SavedProfiles = ConstructorParameters<typeof SessionProfiles>[0];

const logger = pino({ level: 'silent' });
const meta = { actor: 'key:tests', correlationId: 'a-test' };
const profile = { candidateId: randomUUID(), name: 'workday', save: true, version: 1 };
const terminate = { type: 'terminate', reason: 'requested', lastHeartbeatAt: null } as const;
const terminated = { type: 'countersign.session.terminated.v1', data: { reason: 'requested', lastHeartbeatAt: null } };
const saved = { type: 'countersign.session.profile_saved.v1', data: { candidateId: profile.candidateId, name: 'workday', version: 2, sha256: 'f'.repeat(64), sizeBytes: 9 } } as const;

let log: EventLog;
let hosted: HostedSessions;
let session: HostedSession;
let browser: ScriptedBrowser;
/** What happened outside of the log, in order. */
let steps: string[];
let beforeStore: () => void;
let beforeAppend: () => void;
let cookies: () => Promise<Record<string, unknown>>;

async function open(storeDeadlineMs = 60_000): Promise<void> {
  const real = memoryEventLog();
  const append: EventLog['append'] = (commit) => {
    beforeAppend();
    return real.append(commit);
  };
  log = Object.assign(Object.create(real) as EventLog, { append, load: real.load.bind(real) });
  const streams = {
    register: () => undefined, controlChanged: () => undefined, connections: () => 0, unregister: (_id: string, code: number, reason: string) => void steps.push(`closed ${code} ${reason}`),
    command: () => cookies(),
  } as unknown as StreamServer;
  const store: SavedProfiles['store'] = (_profile, _session, packed) => {
    steps.push(`stored ${packed.length > 0}`);
    beforeStore();
    return Promise.resolve(saved);
  };
  const finish = async (): Promise<void> => void steps.push('finished');
  const profiles: SavedProfiles = { maxBytes: 1_000_000, begin: async () => new Rejected('profile_not_found', ''), settle: async () => null, finish, store };
  const sessions = new SessionProfiles(profiles, streams, log, logger, storeDeadlineMs);
  const leases = { remove: async () => undefined } as unknown as SessionLeases;
  const registry = { remove: async () => undefined } as unknown as SessionRegistry;
  hosted = new HostedSessions(log, streams, leases, registry, logger, undefined, undefined, sessions);
  hosted.observe({ started: () => undefined, ended: (ended) => sessions.finish(ended) });
  browser = await new ScriptedBrowserHost().start({ width: 1280, height: 800 });
  const [id, runId] = [randomUUID(), randomUUID()];
  session = hosted.host({ id, runId, correlationId: 'a-test', browser, pipes: await browser.open(null), profile });
  const parameters = { runId, viewport: browser.viewport, startUrl: null, ttlMs: 60_000, heartbeatTimeoutMs: null, profile: { name: 'workday', save: true } };
  await hosted.handle(id, { type: 'start', parameters, node: 'node-a', now: new Date().toISOString(), profile }, meta);
}
const eventsOf = async (): Promise<unknown[]> => (await log.load('session', session.id)).flatMap(({ events }) => events.map(({ type, data }) => ({ type, data }))).slice(1);

beforeEach(async () => {
  steps = [];
  beforeStore = beforeAppend = () => undefined;
  cookies = async () => ({ cookies: [] });
  await open();
});

describe('the end of a session that saves a profile', () => {
  it('closes the browser, stores, appends both in one commit, and settles', async () => {
    await hosted.handle(session.id, terminate, meta);
    expect(steps).toEqual(['closed 4410 terminated: requested', 'stored true', 'closed 4410 terminated: requested', 'finished']);
    expect(await eventsOf()).toEqual([saved, terminated]);
    expect((await log.load('session', session.id)).at(-1)!.events).toHaveLength(2);
    expect([browser.stopped, hosted.get(session.id)]).toEqual([true, undefined]);
  });

  it('is one end, however many ask for it at once', async () => {
    await Promise.all([hosted.handle(session.id, terminate, meta), hosted.handle(session.id, terminate, meta), hosted.end(session, 'shutdown')]);
    expect(await eventsOf()).toEqual([saved, terminated]);
    expect(steps.filter((step) => step.startsWith('stored'))).toHaveLength(1);
  });

  it('goes on where it failed: the browser is closed once, what is stored is stored once', async () => {
    let failures = 2;
    beforeStore = () => {
      if (failures-- > 0) throw new Error('NATS is away');
    };
    await expect(hosted.handle(session.id, terminate, meta)).rejects.toThrow('NATS is away');
    expect([session.closing, session.pendingEnd]).toEqual([true, terminate]);
    await hosted.retryEnd(session, session.pendingEnd!);
    expect(await eventsOf()).toEqual([]);
    beforeAppend = () => {
      throw new UnacknowledgedError('nobody knows');
    };
    await hosted.retryEnd(session, session.pendingEnd!);
    beforeAppend = () => undefined;
    await hosted.retryEnd(session, session.pendingEnd!);
    expect(await eventsOf()).toEqual([saved, terminated]);
    expect(steps.filter((step) => step.startsWith('stored'))).toHaveLength(3);
  });

  it('does not wait for a store for ever', async () => {
    await open(0);
    beforeStore = () => {
      throw new Error('NATS is full');
    };
    await hosted.handle(session.id, terminate, meta);
    expect(await eventsOf()).toEqual([{ type: 'countersign.session.profile_not_saved.v1', data: { candidateId: profile.candidateId, name: 'workday', reason: 'storage_failed' } }, terminated]);
  });

  it('saves nothing of a browser that does not answer, that crashed, or whose host is lost', async () => {
    cookies = () => Promise.reject(new Error('no answer'));
    await hosted.handle(session.id, terminate, meta);
    expect(await eventsOf()).toMatchObject([{ data: { reason: 'browser_not_answering' } }, terminated]);
    await open();
    browser.crash();
    await new Promise(setImmediate);
    expect(await eventsOf()).toMatchObject([{ data: { reason: 'browser_crashed' } }]);
    await open();
    await hosted.end(session, 'host_lost');
    expect(await eventsOf()).toMatchObject([{ data: { reason: 'host_lost' } }]);
    expect(steps.filter((step) => step.startsWith('stored'))).toEqual([]);
  });

  it('leaves a browser alone whose end is not due', async () => {
    await hosted.handle(session.id, { type: 'expire', lastHeartbeatAt: null, silentMs: 0, hearingMs: 0, connections: 0, now: new Date().toISOString() }, meta);
    expect([steps, session.closing, browser.stopped]).toEqual([[], false, false]);
  });
});
