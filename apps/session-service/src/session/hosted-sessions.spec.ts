import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { StartSession } from '@countersign/contracts';
import { memoryEventLog, UnacknowledgedError, type EventLog, type NewCommit } from '@countersign/event-log';
import { pino } from 'pino';
import { BrowserStartError } from '../browser-host/browser-host.ts';
import { BrowserPool } from '../browser-host/browser-pool.ts';
import { ScriptedBrowserHost } from '../browser-host/scripted-browser-host.fixture.ts';
import { readConfig } from '../config.ts';
import type { StreamServer } from '../console/session-streams.ts';
import { LostSessions } from '../nodes/lost-sessions.ts';
import type { NodePresence } from '../nodes/node-presence.ts';
import { HostedSessions } from './hosted-sessions.ts';
import type { SessionLeases } from './session-leases.ts';
import { SessionLifecycle } from './session-lifecycle.ts';
import { memoryRegistry } from './session-registry.fixture.ts';
import type { SessionHost } from './session-registry.ts';
import { SessionStarter } from './session-starter.ts';
import { SessionTimer } from './session-timer.ts';

const config = readConfig({ SESSION_NODE: 'node-a', SESSION_LIMIT: '2', SESSION_POOL_SIZE: '0' });
const meta = { actor: 'key:tests', correlationId: 'a-test' };
const logger = pino({ level: 'silent' });

/** Passes on to the memory log, unless it is told to fail. */
class FailingLog {
  readonly log = memoryEventLog();
  beforeAppend: (commit: NewCommit) => void = () => undefined;
  afterAppend: (commit: NewCommit) => void = () => undefined;

  asEventLog(): EventLog {
    const append: EventLog['append'] = async (commit) => {
      this.beforeAppend(commit);
      const appended = await this.log.append(commit);
      this.afterAppend(commit);
      return appended;
    };
    return Object.assign(Object.create(this.log) as EventLog, { append, load: this.log.load.bind(this.log) });
  }
}

let failing: FailingLog;
let browsers: ScriptedBrowserHost;
let registered: Map<string, SessionHost>;
let nowMs: { wall: number; steady: number };
let leases: Map<string, number>;
let hosted: HostedSessions;
let starter: SessionStarter;
let timer: SessionTimer;
let lifecycle: SessionLifecycle;
let closed: [string, number, string][];
let runId: string;

beforeEach(async () => {
  failing = new FailingLog();
  browsers = new ScriptedBrowserHost();
  registered = new Map();
  nowMs = { wall: Date.now(), steady: 0 };
  const clock = { wallMs: () => nowMs.wall, steadyMs: () => nowMs.steady };
  leases = new Map();
  closed = [];
  const log = failing.asEventLog();
  const streams = {
    start: () => Promise.resolve(), stop: () => Promise.resolve(), register: () => undefined, connections: () => 0, controlChanged: () => undefined,
    unregister: (...call: [string, number, string]) => void closed.push(call),
  } as unknown as StreamServer;
  const leasePort: SessionLeases = {
    put: async ({ sessionId, lastHeartbeatAt }) => void leases.set(sessionId, Date.parse(lastHeartbeatAt)),
    lastHeartbeatMs: async (id) => leases.get(id) ?? null,
    remove: async (id) => void leases.delete(id),
  };
  const registry = memoryRegistry(registered);
  const hearing = { hearingMs: () => Infinity, prove: () => Promise.resolve() };
  const pool = new BrowserPool(browsers, 0, { width: 1280, height: 800 }, logger);
  hosted = new HostedSessions(log, streams, leasePort, registry, logger, undefined, clock);
  starter = new SessionStarter(config, log, pool, hosted, registry, logger);
  timer = new SessionTimer(hosted, streams, hearing, { mayAct: true, epoch: 0 }, config, logger);
  const node = { name: 'node-a', claim: () => Promise.resolve(), ready: () => Promise.resolve(), draining: () => undefined, leave: () => Promise.resolve() } as unknown as NodePresence;
  const lost = new LostSessions(hosted, registry, leasePort);
  lifecycle = new SessionLifecycle(browsers, pool, hosted, starter, timer, registry, streams, logger, config, lost, node);
  runId = randomUUID();
  await failing.log.append({
    aggregate: 'run', aggregateId: runId, source: 'gateway', expectedSequence: 0, version: 0, context: meta,
    events: [{ type: 'countersign.run.registered.v1', data: { candidateId: randomUUID(), title: null } }],
  });
});

const session = (): StartSession => ({ id: randomUUID(), runId });
const typesOf = async (id: string): Promise<string[]> =>
  (await failing.log.load('session', id)).flatMap(({ events }) => events.map(({ type, data }) => [type.split('.')[2], (data as { reason?: string }).reason].filter(Boolean).join(' ')));

describe('starting', () => {
  it('the same session twice at once starts one browser', async () => {
    const data = session();
    const replies = await Promise.all([starter.start(data, meta), starter.start(data, meta)]);
    expect(replies).toMatchObject([{ result: { id: data.id } }, { result: { id: data.id } }]);
    expect(browsers.started).toHaveLength(1);
    expect(await typesOf(data.id)).toEqual(['started']);
  });

  it('with a lost acknowledgement leaves no browser, and the log says that the host is lost', async () => {
    failing.afterAppend = ({ events }) => {
      if (events[0]!.type.includes('started')) throw new UnacknowledgedError('nobody knows');
    };
    const data = session();
    await expect(starter.start(data, meta)).rejects.toThrow('nobody knows');
    expect(browsers.running).toEqual([]);
    expect(await typesOf(data.id)).toEqual(['started', 'terminated host_lost']);
    expect(registered.size).toBe(0);
  });

  it('that never reached the log leaves nothing at all', async () => {
    failing.beforeAppend = () => {
      throw new Error('no connection');
    };
    const data = session();
    await expect(starter.start(data, meta)).rejects.toThrow('no connection');
    expect([browsers.running, hosted.all(), [...registered], await typesOf(data.id)]).toEqual([[], [], [], []]);
  });

  it('finds the session of another node that was faster, and stops its own browser', async () => {
    const data = session();
    failing.beforeAppend = (commit) => {
      failing.beforeAppend = () => undefined;
      void failing.log.append(commit);
    };
    expect(await starter.start(data, meta)).toMatchObject({ result: { id: data.id } });
    expect([browsers.running, hosted.all(), [...registered]]).toEqual([[], [], []]);
    expect(await typesOf(data.id)).toEqual(['started']);
  });

  it('of a browser that crashes before the log has its start ends as crashed', async () => {
    failing.beforeAppend = ({ events }) => {
      if (events[0]!.type.includes('started')) browsers.started[0]!.crash();
    };
    const data = session();
    await starter.start(data, meta);
    expect(await typesOf(data.id)).toEqual(['started', 'terminated browser_crashed']);
    expect([browsers.running, hosted.all()]).toEqual([[], []]);
  });

  it('counts browsers that are still starting against the limit', async () => {
    const replies = await Promise.all([session(), session(), session()].map((data) => starter.start(data, meta)));
    expect(replies.filter((reply) => 'code' in reply)).toMatchObject([{ code: 'session_limit_reached', details: { scope: 'node', limit: 2, count: 2, sessions: [expect.any(String), expect.any(String)], retryAfterSeconds: 30 } }]);
    expect(browsers.started).toHaveLength(2);
  });

  it('records why a browser did not start', async () => {
    browsers.beforeStart = () => Promise.reject(new BrowserStartError('no display'));
    const data = session();
    expect(await starter.start(data, meta)).toMatchObject({ code: 'session_start_failed', details: { reason: 'no display' } });
    expect(await typesOf(data.id)).toEqual(['start_failed no display']);
  });
});

describe('ending', () => {
  it('is recorded later when the log could not take it, but the browser goes at once', async () => {
    const data = session();
    await starter.start(data, meta);
    failing.beforeAppend = () => {
      throw new Error('no connection');
    };
    browsers.started[0]!.crash();
    await new Promise((resolve) => setImmediate(resolve));
    expect(browsers.running).toEqual([]);
    expect(await typesOf(data.id)).toEqual(['started']);
    failing.beforeAppend = () => undefined;
    await timer.check(hosted.get(data.id)!);
    expect(await typesOf(data.id)).toEqual(['started', 'terminated browser_crashed']);
    expect([hosted.all(), [...registered]]).toEqual([[], []]);
  });

  it('comes when nothing is heard for a whole lease', async () => {
    const data = session();
    await starter.start(data, meta);
    const pass = async (milliseconds: number): Promise<string[]> => {
      nowMs = { wall: nowMs.wall + milliseconds, steady: nowMs.steady + milliseconds };
      await timer.check(hosted.get(data.id)!);
      return typesOf(data.id);
    };
    expect(await pass(59_000)).toEqual(['started']);
    hosted.get(data.id)!.beat();
    expect(await pass(59_999)).toEqual(['started']);
    expect(await pass(1)).toEqual(['started', 'expired heartbeat_lost']);
    expect(closed.at(-1)).toEqual([data.id, 4410, 'expired: heartbeat_lost']);
    expect(browsers.running).toEqual([]);
  });

  it('comes at the deadline, however the wall clock was set', async () => {
    const [forward, back] = [{ ...session(), heartbeatTimeoutSeconds: null }, { ...session(), heartbeatTimeoutSeconds: null }];
    await starter.start(forward, meta);
    await starter.start(back, meta);
    const { expiresAt } = hosted.get(back.id)!.state;
    nowMs.wall -= 7 * 24 * 3_600_000;
    nowMs.steady += 3_599_999;
    await timer.check(hosted.get(back.id)!);
    expect(await typesOf(back.id)).toEqual(['started']);
    expect(hosted.get(back.id)!.nowMs()).toBe(Date.parse(expiresAt) - 1);
    nowMs.steady += 1;
    await timer.check(hosted.get(back.id)!);
    expect(await typesOf(back.id)).toEqual(['started', 'expired deadline_reached']);
    nowMs.steady = 0;
    nowMs.wall = Date.parse(expiresAt);
    await timer.check(hosted.get(forward.id)!);
    expect(await typesOf(forward.id)).toEqual(['started', 'expired deadline_reached']);
  });
});

describe('draining', () => {
  it('ends what runs and what is just starting, and takes no more', async () => {
    const running = session();
    await starter.start(running, meta);
    let goOn: () => void = () => undefined;
    browsers.beforeStart = () => new Promise((resolve) => (goOn = resolve));
    const starting = session();
    const started = starter.start(starting, meta);
    await new Promise((resolve) => setImmediate(resolve));
    const drained = lifecycle.drain();
    expect(await starter.start(session(), meta)).toMatchObject({ code: 'service_unavailable' });
    goOn();
    await Promise.all([started, drained]);
    for (const { id } of [running, starting]) expect(await typesOf(id)).toEqual(['started', 'terminated shutdown']);
    expect([browsers.running, hosted.all(), [...registered]]).toEqual([[], [], []]);
  });

  it('without a log stops the browsers; the next start records the loss', async () => {
    const data = session();
    await starter.start(data, meta);
    failing.beforeAppend = () => {
      throw new Error('no connection');
    };
    await lifecycle.drain();
    expect([browsers.running, [...registered.keys()]]).toEqual([[], [data.id]]);
    failing.beforeAppend = () => undefined;
    await lifecycle.onApplicationBootstrap();
    timer.stop();
    expect(await typesOf(data.id)).toEqual(['started', 'terminated host_lost']);
    expect(registered.size).toBe(0);
  });
});

describe('a command that comes again because its answer was lost', () => {
  const command = { ...meta, causationId: randomUUID() };
  const inMinutes = (minutes: number) => ({ type: 'extend', ttlMs: minutes * 60_000, longestLifeMs: 86_400_000, now: new Date().toISOString() }) as const;

  it('finds what it did, though it would be done again or refused', async () => {
    const { id } = session();
    await starter.start({ id, runId }, meta);
    await hosted.handleOnce(id, inMinutes(90), command, 'countersign.session.extended.v1');
    await hosted.handleOnce(id, inMinutes(120), command, 'countersign.session.extended.v1');
    const handoffId = randomUUID();
    await hosted.handle(id, { type: 'request_handoff', handoffId, reason: 'captcha', instructions: '', deadline: '2030-01-01T00:00:00.000Z' }, command);
    const complete = () => hosted.handleOnce(id, { type: 'complete_handoff', handoffId, outcome: 'done', note: null, actor: 'user:ada' }, command, 'countersign.session.handoff_completed.v1');
    expect([(await complete()).rejected, (await complete()).rejected]).toEqual([undefined, undefined]);
    expect(await typesOf(id)).toEqual(['started', 'extended', 'handoff_requested captcha', 'handoff_completed']);
  });
  it('is another command under another id, and every time without one', async () => {
    const { id } = session();
    await starter.start({ id, runId }, meta);
    for (const [minutes, each] of [[90, command], [100, { ...meta, causationId: randomUUID() }], [110, meta], [120, meta]] as const) await hosted.handleOnce(id, inMinutes(minutes), each, 'countersign.session.extended.v1');
    expect(await typesOf(id)).toEqual(['started', 'extended', 'extended', 'extended', 'extended']);
  });
});
