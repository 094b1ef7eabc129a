import { describe, expect, it } from '@jest/globals';
import type { SessionEvent } from '@countersign/contracts';
import { fold, Rejected } from '@countersign/decider';
import fc from 'fast-check';
import type { SessionCommand } from './commands.ts';
import { sessionDecider } from './decide.ts';
import type { SessionState } from './session.ts';

const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const at = (seconds: number): string => new Date(Date.UTC(2030, 0, 1) + seconds * 1000).toISOString();
const parameters = { runId: id(1), viewport: { width: 1280, height: 800 }, startUrl: null, ttlMs: 100_000, heartbeatTimeoutMs: null };
const start: SessionCommand = { type: 'start', parameters, node: 'a', now: at(0) };
const started = fold(sessionDecider, sessionDecider.initialState, sessionDecider.decide(start, sessionDecider.initialState) as SessionEvent[]);

const person = fc.constantFrom('user:ada', 'user:bob', 'user:eve');
const token = fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined });
const handoff = fc.integer({ min: 30, max: 32 }).map(id);
const command: fc.Arbitrary<SessionCommand> = fc.oneof(
  { weight: 6, arbitrary: person.map((holder): SessionCommand => ({ type: 'take_control', holder })) },
  {
    weight: 6,
    arbitrary: fc.tuple(person, token, fc.constantFrom('returned' as const, 'idle' as const)).map(([holder, turn, reason]): SessionCommand => ({ type: 'return_control', holder, reason, ...(turn === undefined ? {} : { token: turn }) })),
  },
  { weight: 2, arbitrary: handoff.map((handoffId): SessionCommand => ({ type: 'request_handoff', handoffId, reason: 'captcha', instructions: '', deadline: at(50) })) },
  { weight: 2, arbitrary: fc.tuple(handoff, person).map(([handoffId, actor]): SessionCommand => ({ type: 'complete_handoff', handoffId, outcome: 'done', note: null, actor })) },
  { weight: 1, arbitrary: fc.constant<SessionCommand>({ type: 'time_out_handoffs', now: at(60) }) },
  { weight: 1, arbitrary: fc.constantFrom<SessionCommand>({ type: 'terminate', reason: 'requested', lastHeartbeatAt: null }, { type: 'terminate', reason: 'host_lost', lastHeartbeatAt: null }) },
);

interface Step {
  readonly command: SessionCommand;
  readonly before: SessionState;
  readonly decided: readonly SessionEvent[] | Rejected;
  readonly after: SessionState;
}

/** Every step of every short sequence after a start. */
function everyStep(law: (step: Step) => void): void {
  fc.assert(
    fc.property(fc.array(command, { maxLength: 15 }), (commands) => {
      let before = started;
      for (const each of commands) {
        const decided = sessionDecider.decide(each, before);
        const after = decided instanceof Rejected ? before : fold(sessionDecider, before, decided);
        law({ command: each, before, decided, after });
        before = after;
      }
    }),
    { numRuns: 2000 },
  );
}

describe('control, step by step', () => {
  it('changes hands only by who has it, by a completed hand-off of theirs, or by an end', () => {
    everyStep(({ command: { type }, before, after }) => {
      if (after.controlHolder === before.controlHolder) return;
      if (before.controlHolder === null) expect(type).toBe('take_control');
      else expect(['return_control', 'complete_handoff', 'terminate']).toContain(type);
      if (before.controlHolder !== null) expect(after.controlHolder).toBeNull();
    });
  });
  it('goes to who asked, with the next token, and to nobody else while it is held', () => {
    everyStep(({ command: asked, before, decided, after }) => {
      if (asked.type !== 'take_control' || before.status !== 'active') return;
      if (before.controlHolder === null) expect(after).toMatchObject({ controlHolder: asked.holder, controlToken: before.controlToken + 1 });
      else expect(after).toMatchObject({ controlHolder: before.controlHolder, controlToken: before.controlToken });
      if (before.controlHolder !== null && before.controlHolder !== asked.holder) expect(decided).toMatchObject({ code: 'control_held' });
    });
  });
  it('is not ended by a token of another turn, nor by somebody else', () => {
    everyStep(({ command: asked, before, decided, after }) => {
      if (asked.type !== 'return_control' || before.controlHolder === null) return;
      if (asked.holder !== before.controlHolder) expect(decided).toMatchObject({ code: 'control_not_held' });
      else if (asked.token !== undefined && asked.token !== before.controlToken) expect(decided).toMatchObject({ code: 'control_token_stale' });
      else return expect(after.controlHolder).toBeNull();
      expect(after.controlHolder).toBe(before.controlHolder);
    });
  });
  it('never gives a token out twice', () => {
    everyStep(({ before, decided, after }) => {
      expect(after.controlToken).toBeGreaterThanOrEqual(before.controlToken);
      const taken = decided instanceof Rejected ? [] : decided.filter(({ type }) => type === 'countersign.session.control_taken.v1');
      expect(after.controlToken - before.controlToken).toBe(taken.length);
    });
  });
  it('is nobody\'s in a session that has ended, and cannot be taken there', () => {
    everyStep(({ command: asked, before, decided, after }) => {
      if (after.status !== 'active') expect(after.controlHolder).toBeNull();
      if (before.status !== 'active' && asked.type === 'take_control') expect(decided).toMatchObject({ code: 'session_not_active' });
    });
  });
});
