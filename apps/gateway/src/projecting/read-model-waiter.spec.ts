import { describe, expect, it } from '@jest/globals';
import { ReadModelWaiter } from './read-model-waiter.ts';

describe('who waits for a position', () => {
  it('goes on when it is there, and at once when it was', async () => {
    const waiter = new ReadModelWaiter();
    const waiting = waiter.waitFor(5, 10_000);
    waiter.advance(4);
    expect(waiter.isAwaited).toBe(true);
    waiter.advance(6);
    expect(await waiting).toBe(true);
    waiter.advance(2);
    expect(await waiter.waitFor(6, 0)).toBe(true);
    expect([waiter.position, waiter.isAwaited]).toEqual([6, false]);
  });
  it('is told when it takes too long, or when it gave up itself', async () => {
    const waiter = new ReadModelWaiter();
    expect(await waiter.waitFor(1, 5)).toBe(false);
    const ending = new AbortController();
    const waiting = waiter.waitFor(1, 10_000, ending.signal);
    ending.abort();
    expect(await waiting).toBe(false);
    expect(await waiter.waitFor(1, 10_000, ending.signal)).toBe(false);
    expect(waiter.isAwaited).toBe(false);
  });
});
