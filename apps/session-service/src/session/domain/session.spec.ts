import { describe, expect, it } from '@jest/globals';
import type { SessionEvent } from '@countersign/contracts';
import { specification } from '@countersign/decider';
import type { CommandOf } from './commands.ts';
import { attachableConsole } from './consoles.ts';
import { sessionDecider } from './decide.ts';

const { given } = specification(sessionDecider);
const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const at = (seconds: number): string => new Date(Date.UTC(2030, 0, 1) + seconds * 1000).toISOString();
const sha = (character: string): string => character.repeat(64);

const parameters = { runId: id(1), viewport: { width: 1280, height: 800 }, startUrl: null, ttlMs: 3_600_000, heartbeatTimeoutMs: 60_000 };
const start: CommandOf<'start'> = { type: 'start', parameters, node: 'node-a', now: at(0) };
const { ttlMs: _, ...startedWith } = parameters;
const started: SessionEvent = {
  type: 'countersign.session.started.v1',
  data: { ...startedWith, provider: 'novnc', startedAt: at(0), expiresAt: at(3600), node: 'node-a' },
};
const startFailed: SessionEvent = { type: 'countersign.session.start_failed.v1', data: { runId: id(1), reason: 'no display' } };
const terminated: SessionEvent = { type: 'countersign.session.terminated.v1', data: { reason: 'requested', lastHeartbeatAt: null } };
const taken = (holder: string, token: number): SessionEvent => ({ type: 'countersign.session.control_taken.v1', data: { holder, token } });
const returned = (holder: string, token: number): SessionEvent => ({ type: 'countersign.session.control_returned.v1', data: { holder, token, reason: 'returned' } });
const grantData = { grantId: id(2), mode: 'control' as const, user: 'user:ada', secretSha256: sha('a'), expiresAt: at(60) };
const granted: SessionEvent = { type: 'countersign.session.console_granted.v1', data: grantData };
const consoleOpened: SessionEvent = {
  type: 'countersign.session.console_opened.v1',
  data: { grantId: id(2), consoleId: id(3), mode: 'control', user: 'user:ada', cookieSha256: sha('c') },
};
const revoked: SessionEvent = { type: 'countersign.session.console_revoked.v1', data: { grantId: id(2) } };
const handoffRequested: SessionEvent = {
  type: 'countersign.session.handoff_requested.v1',
  data: { handoffId: id(4), reason: 'captcha', instructions: 'Solve it.', deadline: at(600) },
};
const open: CommandOf<'open_console'> = { type: 'open_console', secretSha256: sha('a'), consoleId: id(3), cookieSha256: sha('c'), actor: 'user:ada', now: at(10) };
const complete: CommandOf<'complete_handoff'> = { type: 'complete_handoff', handoffId: id(4), outcome: 'done', note: null, actor: 'user:ada' };

describe('starting a session', () => {
  it('starts with an absolute deadline', () => {
    expect(given().when(start).events).toEqual([started]);
  });
  it('finds the same session when it is started again with the same parameters', () => {
    expect(given(started).when({ ...start, now: at(9), node: 'node-b' }).events).toEqual([]);
    expect(given(started, terminated).when(start).events).toEqual([]);
  });
  it('compares with what it was started with, not with what it was extended to', () => {
    const extended: SessionEvent = { type: 'countersign.session.extended.v1', data: { expiresAt: at(7200) } };
    expect(given(started, extended).when(start).events).toEqual([]);
  });
  it('refuses the same id with other parameters', () => {
    expect(given(started).when({ ...start, parameters: { ...parameters, startUrl: 'https://jobs.example/' } }).rejected).toBe('session_exists');
  });
  it('compares the hosts that it may reach: none is not the same as no list', () => {
    const of = (egressAllow?: string[]): typeof start => ({ ...start, parameters: { ...parameters, ...(egressAllow ? { egressAllow } : {}) } });
    const narrowed = given().when(of(['a.example'])).events as SessionEvent[];
    expect(narrowed).toMatchObject([{ data: { egressAllow: ['a.example'] } }]);
    expect(given(...narrowed).when(of(['a.example'])).events).toEqual([]);
    for (const other of [of(), of([]), of(['b.example'])]) expect(given(...narrowed).when(other).rejected).toBe('session_exists');
    expect(given(started).when(of([])).rejected).toBe('session_exists');
  });
  it('records a failed start, once, and does not try the same id again', () => {
    expect(given().when({ type: 'fail_start', runId: id(1), reason: 'no display' }).events).toEqual([startFailed]);
    expect(given(startFailed).when({ type: 'fail_start', runId: id(1), reason: 'again' }).events).toEqual([]);
    expect(given(startFailed).when(start).rejected).toBe('session_start_failed');
  });
});

describe('the life of a session', () => {
  const extend: CommandOf<'extend'> = { type: 'extend', ttlMs: 7_200_000, longestLifeMs: 86_400_000, now: at(100) };
  const expire: CommandOf<'expire'> = { type: 'expire', lastHeartbeatAt: at(5), silentMs: 60_000, hearingMs: 65_000, connections: 0, now: at(65) };

  it('is extended from now on', () => {
    expect(given(started).when(extend).events).toEqual([{ type: 'countersign.session.extended.v1', data: { expiresAt: at(7300) } }]);
  });
  it('is never shortened by an extension', () => {
    expect(given(started).when({ ...extend, ttlMs: 60_000 }).events).toEqual([]);
  });
  it('is not extended beyond the longest life, nor after its deadline', () => {
    expect(given(started).when({ ...extend, longestLifeMs: 7_200_000 }).rejected).toBe('ttl_too_long');
    expect(given(started).when({ ...extend, now: at(3600) }).rejected).toBe('session_not_active');
  });
  it('ends when the lease lapses, with the last heartbeat', () => {
    expect(given(started).when(expire).events).toEqual([{ type: 'countersign.session.expired.v1', data: { reason: 'heartbeat_lost', lastHeartbeatAt: at(5) } }]);
  });
  it('goes on while a connection is open', () => {
    expect(given(started).when({ ...expire, connections: 1 }).events).toEqual([]);
  });
  it('goes on when an extension came before the deadline was seen', () => {
    const extended: SessionEvent = { type: 'countersign.session.extended.v1', data: { expiresAt: at(7200) } };
    const atDeadline = { ...expire, silentMs: 10_000, now: at(3600) };
    expect(given(started, extended).when(atDeadline).events).toEqual([]);
    expect(given(started).when(atDeadline).events).toMatchObject([{ data: { reason: 'deadline_reached' } }]);
  });
  it('is terminated once, and whoever waits for a hand-off hears of it', () => {
    const terminate = { type: 'terminate', reason: 'requested', lastHeartbeatAt: null } as const;
    expect(given(started, terminated).when(terminate).events).toEqual([]);
    expect(given().when(terminate).rejected).toBe('session_not_found');
    expect(given(started, handoffRequested).when(terminate).events).toEqual([
      { type: 'countersign.session.handoff_completed.v1', data: { handoffId: id(4), outcome: 'failed', note: 'The session ended.' } },
      terminated,
    ]);
  });
  it('has its files on record while it is active', () => {
    const file = { fileId: id(9), name: 'offer.pdf', sizeBytes: 3, sha256: 'a'.repeat(64) };
    expect(given(started).when({ type: 'record_file', origin: 'download', file }).events).toEqual([{ type: 'countersign.session.file_downloaded.v1', data: file }]);
    expect(given(started).when({ type: 'record_file', origin: 'upload', file }).events).toEqual([{ type: 'countersign.session.file_uploaded.v1', data: file }]);
    expect(given(started, terminated).when({ type: 'record_file', origin: 'upload', file }).rejected).toBe('session_not_active');
  });
  it('refuses what needs an active session after the end', () => {
    for (const command of [extend, open, complete, { type: 'take_control', holder: 'user:ada' } as const]) {
      expect(given(started, granted, handoffRequested, terminated).when(command).rejected).toBe('session_not_active');
    }
  });
});

describe('control', () => {
  it('goes to one holder at a time with a token that grows', () => {
    expect(given(started).when({ type: 'take_control', holder: 'user:ada' }).events).toEqual([taken('user:ada', 1)]);
    expect(given(started, taken('user:ada', 1), returned('user:ada', 1)).when({ type: 'take_control', holder: 'user:bob' }).events).toEqual([taken('user:bob', 2)]);
    expect(given(started, taken('user:ada', 1)).when({ type: 'take_control', holder: 'user:bob' }).rejected).toBe('control_held');
  });
  it('is taken again by its holder without a new token', () => {
    const outcome = given(started, taken('user:ada', 1)).when({ type: 'take_control', holder: 'user:ada' });
    expect(outcome.events).toEqual([]);
    expect(outcome.state.controlToken).toBe(1);
  });
  it('is returned by its holder only, and with the token of this turn', () => {
    const held = [started, taken('user:ada', 1), returned('user:ada', 1), taken('user:ada', 2)];
    expect(given(...held).when({ type: 'return_control', holder: 'user:bob', reason: 'returned' }).rejected).toBe('control_not_held');
    expect(given(...held).when({ type: 'return_control', holder: 'user:ada', token: 1, reason: 'idle' }).rejected).toBe('control_token_stale');
    expect(given(...held).when({ type: 'return_control', holder: 'user:ada', reason: 'returned' }).events).toEqual([returned('user:ada', 2)]);
    expect(given(started).when({ type: 'return_control', holder: 'user:ada', reason: 'returned' }).events).toEqual([]);
  });
});

describe('console grants', () => {
  it('are recorded with the digest of their secret', () => {
    expect(given(started).when({ type: 'grant_console', actor: 'user:ada', ...grantData }).events).toEqual([granted]);
  });
  it('are lent when somebody else made them, until their person opens them signed in', () => {
    const lent = given(started).when({ type: 'grant_console', actor: 'key:1', ...grantData });
    expect(lent.events).toMatchObject([{ data: { lent: true } }]);
    const history = [started, ...(lent.events as SessionEvent[])];
    expect(given(...history).when({ ...open, actor: 'service:gateway' }).events).toMatchObject([{ data: { lent: true } }]);
    expect(given(...history).when(open).events).toEqual([consoleOpened]);
    expect(given(started, granted).when({ ...open, actor: 'service:gateway' }).events).toEqual([consoleOpened]);
  });
  it('that are lent use and give back what was taken by them, and nothing that their person took', () => {
    const take = { type: 'take_control', holder: 'user:ada' } as const;
    const giveBack = { type: 'return_control', holder: 'user:ada', reason: 'returned' } as const;
    const byPerson = given(started).when(take).events as SessionEvent[];
    expect(given(started, ...byPerson).when({ ...take, consoleId: id(3) }).rejected).toBe('control_held');
    expect(given(started, ...byPerson).when({ ...giveBack, consoleId: id(3) }).rejected).toBe('control_not_held');
    const complete = { type: 'complete_handoff', handoffId: id(4), outcome: 'done', note: null, actor: 'user:ada' } as const;
    expect(given(started, handoffRequested, ...byPerson).when({ ...complete, consoleId: id(3) }).events).toHaveLength(1);
    const byConsole = given(started).when({ ...take, consoleId: id(3) }).events as SessionEvent[];
    expect(byConsole).toMatchObject([{ data: { holder: 'user:ada', token: 1, consoleId: id(3) } }]);
    expect(given(started, ...byConsole).when({ ...take, consoleId: id(3) }).events).toEqual([]);
    expect(given(started, ...byConsole).when({ ...take, consoleId: id(9) }).rejected).toBe('control_held');
    expect(given(started, ...byConsole).when({ ...giveBack, consoleId: id(3) }).events).toHaveLength(1);
    expect(given(started, handoffRequested, ...byConsole).when({ ...complete, consoleId: id(3) }).events).toHaveLength(2);
    expect(given(started, ...byConsole).when(take).events).toMatchObject([{ data: { reason: 'taken_over' } }, { data: { holder: 'user:ada', token: 2 } }]);
  });
  it('open once', () => {
    expect(given(started, granted).when(open).events).toEqual([consoleOpened]);
    expect(given(started, granted, consoleOpened).when({ ...open, consoleId: id(9) }).rejected).toBe('grant_used');
  });
  it('open for the person they name, or for a service that speaks for the bearer of the secret', () => {
    expect(given(started, granted).when({ ...open, actor: 'user:bob' }).rejected).toBe('grant_not_yours');
    expect(given(started, granted).when({ ...open, actor: 'key:1' }).rejected).toBe('grant_not_yours');
    expect(given(started, granted).when({ ...open, actor: 'service:gateway' }).events).toEqual([consoleOpened]);
  });
  it('do not open with another secret, late, or after they were revoked', () => {
    expect(given(started, granted).when({ ...open, secretSha256: sha('b') }).rejected).toBe('grant_not_found');
    expect(given(started, granted).when({ ...open, now: at(60) }).rejected).toBe('grant_expired');
    expect(given(started, granted, revoked).when(open).rejected).toBe('grant_revoked');
  });
  it('are revoked once, and with them the console that they opened', () => {
    const outcome = given(started, granted, consoleOpened).when({ type: 'revoke_console', grantId: id(2) });
    expect(outcome.events).toEqual([revoked]);
    expect(attachableConsole(outcome.state, id(3), sha('c'), 'user:ada')).toMatchObject({ code: 'console_not_open' });
    expect(given(started, granted, revoked).when({ type: 'revoke_console', grantId: id(2) }).events).toEqual([]);
    expect(given(started).when({ type: 'revoke_console', grantId: id(2) }).rejected).toBe('grant_not_found');
  });
  it('take control from whoever drove the browser by their console alone, when they are revoked or the console is closed', () => {
    const taken = { type: 'countersign.session.control_taken.v1', data: { holder: 'user:ada', token: 1 } } as SessionEvent;
    const returned = { type: 'countersign.session.control_returned.v1', data: { holder: 'user:ada', token: 1, reason: 'taken_over' } };
    const second = { ...consoleOpened, data: { ...consoleOpened.data, grantId: id(8), consoleId: id(9) } } as SessionEvent;
    const revoke = { type: 'revoke_console', grantId: id(2) } as const;
    expect(given(started, granted, consoleOpened, taken).when(revoke).events).toEqual([revoked, returned]);
    expect(given(started, granted, consoleOpened, taken).when({ type: 'close_console', consoleId: id(3), reason: 'expired' }).events).toMatchObject([{ data: { reason: 'expired' } }, returned]);
    expect(given(started, granted, consoleOpened, second, taken).when(revoke).events).toEqual([revoked]);
    const byAnother = { ...taken, data: { holder: 'user:bob', token: 1 } } as SessionEvent;
    expect(given(started, granted, consoleOpened, byAnother).when(revoke).events).toEqual([revoked]);
  });
  it('leave a console that attaches with its own cookie until it is closed', () => {
    const opened = given(started, granted).when(open).state;
    expect(attachableConsole(opened, id(3), sha('c'), 'user:ada')).toMatchObject({ user: 'user:ada', mode: 'control' });
    expect(attachableConsole(opened, id(3), sha('d'), 'user:ada')).toMatchObject({ code: 'console_not_open' });
    expect(attachableConsole(opened, id(3), sha('c'), 'service:gateway')).toMatchObject({ user: 'user:ada' });
    expect(attachableConsole(opened, id(3), sha('c'), 'user:bob')).toMatchObject({ code: 'grant_not_yours' });
    const close = { type: 'close_console', consoleId: id(3), reason: 'disconnected' } as const;
    const closed = given(started, granted, consoleOpened).when(close);
    expect(closed.events).toHaveLength(1);
    expect(attachableConsole(closed.state, id(3), sha('c'), 'user:ada')).toMatchObject({ code: 'console_not_open' });
    expect(given(started, granted, consoleOpened, terminated).when(close).events).toEqual([]);
  });
});

describe('hand-offs', () => {
  it('are asked for once under one id', () => {
    const request = { type: 'request_handoff', handoffId: id(4), reason: 'captcha', instructions: 'Solve it.', deadline: at(600) } as const;
    expect(given(started).when(request).events).toEqual([handoffRequested]);
    expect(given(started, handoffRequested).when({ ...request, deadline: at(900) }).events).toEqual([]);
    expect(given(started, handoffRequested, terminated).when(request).events).toEqual([]);
    expect(given(started, handoffRequested).when({ ...request, instructions: 'Sign in.' }).rejected).toBe('handoff_exists');
    expect(given(started, terminated).when(request).rejected).toBe('session_not_active');
    expect(given().when(request).rejected).toBe('session_not_found');
  });
  it('may be open several at once, each with its own deadline, but not without end', () => {
    const other = { ...handoffRequested.data, handoffId: id(5), deadline: at(700) } as typeof handoffRequested.data;
    const both = [started, handoffRequested, { ...handoffRequested, data: other } as SessionEvent];
    expect(given(...both).when({ type: 'time_out_handoffs', now: at(600) }).events).toMatchObject([{ data: { handoffId: id(4), outcome: 'timed_out' } }]);
    expect(given(...both).when(complete).state.handoffs).toMatchObject({ [id(4)]: { outcome: 'done' }, [id(5)]: { outcome: null } });
    const many = Array.from({ length: 20 }, (_, index) => ({ ...handoffRequested, data: { ...handoffRequested.data, handoffId: id(100 + index) } }) as SessionEvent);
    const request = { type: 'request_handoff', handoffId: id(4), reason: 'captcha', instructions: 'Solve it.', deadline: at(600) } as const;
    expect(given(started, ...many).when(request).rejected).toBe('handoff_limit_reached');
  });
  it('give control back when its holder completes one', () => {
    expect(given(started, handoffRequested, taken('user:ada', 1)).when(complete).events).toEqual([
      returned('user:ada', 1),
      { type: 'countersign.session.handoff_completed.v1', data: { handoffId: id(4), outcome: 'done', note: null } },
    ]);
    expect(given(started, handoffRequested, taken('user:bob', 1)).when(complete).events).toHaveLength(1);
  });
  it('are completed once', () => {
    expect(given(started).when(complete).rejected).toBe('handoff_not_found');
    const done = given(started, handoffRequested).when(complete).events ?? [];
    expect(given(started, handoffRequested, ...done).when(complete).rejected).toBe('handoff_completed');
  });
  it('time out at their deadline', () => {
    expect(given(started, handoffRequested).when({ type: 'time_out_handoffs', now: at(599) }).events).toEqual([]);
    expect(given(started, handoffRequested).when({ type: 'time_out_handoffs', now: at(600) }).events).toMatchObject([{ data: { outcome: 'timed_out' } }]);
  });
});
