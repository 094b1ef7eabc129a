import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decideExpiry, type Life } from './expiry.ts';

const life: Life = { deadlineMs: 1_000_000, heartbeatTimeoutMs: 60_000, connections: 0, silentMs: 20_000, hearingMs: 500_000 };

describe('expiry', () => {
  it('waits for the lease or the deadline, whichever is first', () => {
    expect(decideExpiry(life, 120_000)).toEqual({ expires: false, nextCheckMs: 160_000 });
    expect(decideExpiry(life, 995_000)).toEqual({ expires: false, nextCheckMs: 1_000_000 });
  });
  it('ends at the very moment the lease lapses', () => {
    expect(decideExpiry({ ...life, silentMs: 59_999 }, 160_000)).toMatchObject({ expires: false });
    expect(decideExpiry({ ...life, silentMs: 60_000 }, 160_000)).toEqual({ expires: true, reason: 'heartbeat_lost' });
  });
  it('ends at the deadline whatever is connected or cut off', () => {
    expect(decideExpiry({ ...life, connections: 3, hearingMs: 0 }, 1_000_000)).toEqual({ expires: true, reason: 'deadline_reached' });
  });
  it('counts an open connection as life', () => {
    expect(decideExpiry({ ...life, silentMs: 400_000, connections: 1 }, 500_000)).toEqual({ expires: false, nextCheckMs: 560_000 });
  });
  it('knows only the deadline when the lease is off', () => {
    expect(decideExpiry({ ...life, heartbeatTimeoutMs: null, silentMs: 900_000 }, 999_999)).toEqual({ expires: false, nextCheckMs: 1_000_000 });
  });
  it('does not hold against a caller what could not be heard, and gives it a whole lease afterwards', () => {
    expect(decideExpiry({ ...life, silentMs: 400_000, hearingMs: 0 }, 500_000)).toEqual({ expires: false, nextCheckMs: 560_000 });
    expect(decideExpiry({ ...life, silentMs: 459_999, hearingMs: 59_999 }, 559_999)).toEqual({ expires: false, nextCheckMs: 560_000 });
    expect(decideExpiry({ ...life, silentMs: 460_000, hearingMs: 60_000 }, 560_000)).toEqual({ expires: true, reason: 'heartbeat_lost' });
  });
});

describe('whatever life and time', () => {
  const duration = fc.nat({ max: 200_000 });
  const lives = fc.record({
    deadlineMs: fc.integer({ min: 0, max: 300_000 }),
    heartbeatTimeoutMs: fc.option(fc.integer({ min: 1000, max: 100_000 })),
    connections: fc.nat({ max: 2 }),
    silentMs: duration,
    hearingMs: duration,
  });
  const holds = (law: (any: Life, nowMs: number, otherMs: number) => void): void => {
    fc.assert(fc.property(lives, fc.nat({ max: 400_000 }), fc.nat({ max: 100_000 }), law), { numRuns: 1000 });
  };
  /** The same life `passedMs` later, with nothing heard meanwhile. */
  const later = (any: Life, passedMs: number): Life => ({ ...any, silentMs: any.silentMs + passedMs, hearingMs: any.hearingMs + passedMs });

  it('nothing lives at or beyond its deadline', () => {
    holds((any, nowMs) => expect(decideExpiry(any, any.deadlineMs + nowMs)).toEqual({ expires: true, reason: 'deadline_reached' }));
  });
  it('the reason is the deadline exactly when it is reached', () => {
    holds((any, nowMs) => {
      const decision = decideExpiry(any, nowMs);
      if (decision.expires) expect(decision.reason === 'deadline_reached').toBe(nowMs >= any.deadlineMs);
    });
  });
  it('what has expired stays expired as time goes on', () => {
    holds((any, nowMs, passedMs) => {
      if (decideExpiry(any, nowMs).expires) expect(decideExpiry(later(any, passedMs), nowMs + passedMs)).toMatchObject({ expires: true });
    });
  });
  it('nothing expires before the next check, and everything that stays silent does at some check', () => {
    holds((any, nowMs, passedMs) => {
      const decision = decideExpiry(any, nowMs);
      if (decision.expires) return;
      expect(decision.nextCheckMs).toBeGreaterThan(nowMs);
      const sooner = Math.min(passedMs, decision.nextCheckMs - nowMs - 1);
      expect(decideExpiry(later(any, sooner), nowMs + sooner)).toMatchObject({ expires: false });
      let [checkMs, checks] = [decision.nextCheckMs, 1];
      for (let next = decideExpiry(later(any, checkMs - nowMs), checkMs); !next.expires; next = decideExpiry(later(any, checkMs - nowMs), checkMs)) {
        checkMs = next.nextCheckMs;
        checks++;
        if (any.connections > 0 && checks > 3) return;
        expect(checks).toBeLessThanOrEqual(3);
      }
    });
  });
  it('a lease ends nothing that has a connection, or that could not be heard for a whole lease', () => {
    holds((any, nowMs) => {
      const decision = decideExpiry(any, nowMs);
      if (!decision.expires || decision.reason === 'deadline_reached') return;
      expect(any.connections).toBe(0);
      expect(Math.min(any.silentMs, any.hearingMs)).toBeGreaterThanOrEqual(any.heartbeatTimeoutMs!);
    });
  });
});
