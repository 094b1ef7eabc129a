import { describe, expect, it } from '@jest/globals';
import { decideExpiry, type Life } from './expiry.ts';

const life: Life = { deadlineMs: 1_000_000, heartbeatTimeoutMs: 60_000, lastSignOfLifeMs: 100_000, connections: 0 };

describe('expiry', () => {
  it('waits for the lease or the deadline, whichever is first', () => {
    expect(decideExpiry(life, 120_000)).toEqual({ expires: false, nextCheckMs: 160_000 });
    expect(decideExpiry({ ...life, lastSignOfLifeMs: 990_000 }, 995_000)).toEqual({ expires: false, nextCheckMs: 1_000_000 });
  });
  it('ends at the very moment the lease lapses', () => {
    expect(decideExpiry(life, 159_999)).toMatchObject({ expires: false });
    expect(decideExpiry(life, 160_000)).toEqual({ expires: true, reason: 'heartbeat_lost' });
  });
  it('ends at the deadline whatever is connected', () => {
    expect(decideExpiry({ ...life, connections: 3 }, 1_000_000)).toEqual({ expires: true, reason: 'deadline_reached' });
  });
  it('counts an open connection as life', () => {
    expect(decideExpiry({ ...life, connections: 1 }, 500_000)).toEqual({ expires: false, nextCheckMs: 560_000 });
  });
  it('knows only the deadline when the lease is off', () => {
    expect(decideExpiry({ ...life, heartbeatTimeoutMs: null }, 999_999)).toEqual({ expires: false, nextCheckMs: 1_000_000 });
  });
  it('survives neither a clock that jumped forward nor, for longer than a lease, one that jumped back', () => {
    expect(decideExpiry(life, 9_000_000)).toEqual({ expires: true, reason: 'deadline_reached' });
    expect(decideExpiry({ ...life, lastSignOfLifeMs: 900_000 }, 100_000)).toEqual({ expires: false, nextCheckMs: 160_000 });
  });
});
