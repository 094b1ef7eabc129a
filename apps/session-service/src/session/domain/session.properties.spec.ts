import { describe, expect, it } from '@jest/globals';
import type { SessionEvent } from '@countersign/contracts';
import { fold, Rejected } from '@countersign/decider';
import fc from 'fast-check';
import type { SessionCommand } from './commands.ts';
import { sessionDecider } from './decide.ts';

const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const at = (seconds: number): string => new Date(Date.UTC(2030, 0, 1) + seconds * 1000).toISOString();
const oneOf = <T>(...values: T[]): fc.Arbitrary<T> => fc.constantFrom(...values);

const person = oneOf('user:ada', 'user:bob');
const grant = fc.integer({ min: 10, max: 12 });
const seconds = fc.integer({ min: 0, max: 200 });
const sha = (n: number): string => String(n).padStart(64, '0');
const parameters = { runId: id(1), viewport: { width: 1280, height: 800 }, startUrl: null, ttlMs: 100_000, heartbeatTimeoutMs: 60_000, recorded: true };

const command: fc.Arbitrary<SessionCommand> = fc.oneof(
  seconds.map((now): SessionCommand => ({ type: 'start', parameters, node: 'a', now: at(now) })),
  fc.constant<SessionCommand>({ type: 'fail_start', runId: id(1), reason: 'no' }),
  seconds.map((now): SessionCommand => ({ type: 'extend', ttlMs: 50_000, longestLifeMs: 150_000, now: at(now) })),
  oneOf<SessionCommand>({ type: 'terminate', reason: 'requested', lastHeartbeatAt: null }),
  fc.tuple(seconds, seconds).map(([silent, now]): SessionCommand => ({ type: 'expire', lastHeartbeatAt: null, silentMs: silent * 1000, hearingMs: 3_600_000, connections: 0, now: at(now) })),
  fc.tuple(person, fc.option(fc.integer({ min: 20, max: 22 }).map(id), { nil: undefined })).map(([holder, consoleId]): SessionCommand => ({ type: 'take_control', holder, ...(consoleId === undefined ? {} : { consoleId }) })),
  fc.tuple(person, fc.integer({ min: 20, max: 22 })).map(([holder, n]): SessionCommand => ({ type: 'return_control', holder, consoleId: id(n), reason: 'returned' })),
  fc.tuple(person, fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined })).map(([holder, token]): SessionCommand => ({ type: 'return_control', holder, token, reason: 'returned' })),
  fc.tuple(grant, person, oneOf('user:ada', 'key:1'), oneOf('view' as const, 'control' as const)).map(([n, user, actor, mode]): SessionCommand => ({ type: 'grant_console', actor, grantId: id(n), mode, user, secretSha256: sha(n), expiresAt: at(100) })),
  fc.tuple(grant, oneOf('user:ada', 'user:bob', 'service:gateway'), seconds, fc.integer({ min: 20, max: 29 })).map(
    ([n, actor, now, consoleId]): SessionCommand => ({ type: 'open_console', secretSha256: sha(n), consoleId: id(consoleId), cookieSha256: sha(consoleId), actor, now: at(now) }),
  ),
  fc.integer({ min: 20, max: 29 }).map((n): SessionCommand => ({ type: 'close_console', consoleId: id(n), reason: 'closed' })),
  grant.map((n): SessionCommand => ({ type: 'revoke_console', grantId: id(n) })),
  fc.integer({ min: 30, max: 31 }).map((n): SessionCommand => ({ type: 'request_handoff', handoffId: id(n), reason: 'r', instructions: '', deadline: at(90) })),
  fc.tuple(fc.integer({ min: 30, max: 31 }), person).map(([n, actor]): SessionCommand => ({ type: 'complete_handoff', handoffId: id(n), outcome: 'done', note: null, actor })),
  seconds.map((now): SessionCommand => ({ type: 'time_out_handoffs', now: at(now) })),
  fc.tuple(fc.nat(3), fc.nat(1)).map(([index, n]): SessionCommand => ({ type: 'save_recording', segment: { index, sha256: sha(n), sizeBytes: 1, from: at(index), to: at(index + 1) } })),
  oneOf<SessionCommand>({ type: 'stop_recording', reason: 'size_limit' }, { type: 'stop_recording', reason: 'failed' }),
);

function historyOf(commands: readonly SessionCommand[]): SessionEvent[] {
  const history: SessionEvent[] = [];
  let state = sessionDecider.initialState;
  for (const each of commands) {
    const decided = sessionDecider.decide(each, state);
    if (decided instanceof Rejected) continue;
    history.push(...decided);
    state = fold(sessionDecider, state, decided);
  }
  return history;
}

const started = sessionDecider.decide({ type: 'start', parameters, node: 'a', now: at(0) }, sessionDecider.initialState) as SessionEvent[];
/** Most sequences that begin with nothing stop at "not found": half of them begin with a start. */
const commands = fc.tuple(fc.boolean(), fc.array(command, { maxLength: 40 })).map(([fromStart, rest]): SessionCommand[] =>
  fromStart ? [{ type: 'start', parameters, node: 'a', now: at(0) }, ...rest] : rest,
);
const isEnd = ({ type }: SessionEvent): boolean => /\.(expired|terminated|start_failed)\.v1$/.test(type);
type DataOf<Type extends SessionEvent['type']> = Extract<SessionEvent, { type: Type }>['data'];
const all = <Type extends SessionEvent['type']>(history: SessionEvent[], type: Type): DataOf<Type>[] =>
  history.filter((event) => event.type === type).map((event) => event.data as DataOf<Type>);

const holds = (invariant: (history: SessionEvent[]) => void): void => {
  fc.assert(fc.property(commands, (sequence) => invariant(historyOf(sequence))), { numRuns: 500 });
};

describe('whatever is commanded', () => {
  it('a history begins with one start or one failed start', () => {
    expect(started).toHaveLength(1);
    holds((history) => expect(history.findLastIndex(({ type }) => /\.(started|start_failed)\.v1$/.test(type))).toBeLessThanOrEqual(0));
  });
  it('nothing follows an end but the last segments of the recording', () => {
    holds((history) => {
      const endsAt = history.findIndex(isEnd);
      if (endsAt >= 0) expect(history.slice(endsAt + 1).filter(({ type }) => type !== 'countersign.session.recording_saved.v1')).toEqual([]);
    });
  });
  it('each segment of the recording is saved once, and the recording stops once', () => {
    holds((history) => {
      const saved = all(history, 'countersign.session.recording_saved.v1').map(({ index }) => index);
      expect(new Set(saved).size).toBe(saved.length);
      expect(all(history, 'countersign.session.recording_stopped.v1').length).toBeLessThanOrEqual(1);
    });
  });
  it('one person holds control at a time and the token grows by one with each turn', () => {
    holds((history) => {
      let holder: string | null = null;
      let token = 0;
      for (const event of history) {
        if (event.type === 'countersign.session.control_taken.v1') {
          expect(holder).toBeNull();
          expect(event.data.token).toBe(token + 1);
          ({ holder, token } = event.data);
        }
        if (event.type === 'countersign.session.control_returned.v1') {
          expect(event.data).toMatchObject({ holder, token });
          holder = null;
        }
      }
    });
  });
  it('a grant opens at most once, and not after it was revoked', () => {
    holds((history) => {
      const opened = all(history, 'countersign.session.console_opened.v1').map(({ grantId }) => grantId);
      expect(new Set(opened).size).toBe(opened.length);
      const revokedAt = new Map(history.flatMap((event, index) => (event.type === 'countersign.session.console_revoked.v1' ? [[event.data.grantId, index] as const] : [])));
      history.forEach((event, index) => {
        if (event.type === 'countersign.session.console_opened.v1') expect(index).toBeLessThan(revokedAt.get(event.data.grantId) ?? Infinity);
      });
    });
  });
  it('every hand-off is completed at most once, and none is left open by an end', () => {
    holds((history) => {
      const requested = all(history, 'countersign.session.handoff_requested.v1').map(({ handoffId }) => handoffId);
      const completed = all(history, 'countersign.session.handoff_completed.v1').map(({ handoffId }) => handoffId);
      expect(new Set(completed).size).toBe(completed.length);
      if (history.some(isEnd)) expect(new Set(completed)).toEqual(new Set(requested));
    });
  });
  it('the deadline never moves back', () => {
    holds((history) => {
      const deadlines = [...all(history, 'countersign.session.started.v1'), ...all(history, 'countersign.session.extended.v1')].map(({ expiresAt }) => expiresAt);
      expect(deadlines).toEqual([...deadlines].sort());
    });
  });
});
