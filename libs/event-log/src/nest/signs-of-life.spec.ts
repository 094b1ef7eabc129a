import { SIGN_OF_LIFE_INTERVAL_MS, type CommandReply } from '@countersign/contracts';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { withSignsOfLife } from './signs-of-life.ts';

describe('withSignsOfLife', () => {
  beforeEach(() => { jest.useFakeTimers(); });
  afterEach(() => { jest.useRealTimers(); });

  it('sends one an interval until the reply is there, then the reply, then nothing', async () => {
    const reply: CommandReply<string> = { ok: true, position: 1, version: 1, result: 'done' };
    let answer!: (value: CommandReply<string>) => void;
    const seen: unknown[] = [];
    const complete = jest.fn();
    withSignsOfLife(new Promise<CommandReply<string>>((resolve) => { answer = resolve; })).subscribe({ next: (value) => seen.push(value), complete });
    await jest.advanceTimersByTimeAsync(2 * SIGN_OF_LIFE_INTERVAL_MS + 1);
    answer(reply);
    await jest.advanceTimersByTimeAsync(3 * SIGN_OF_LIFE_INTERVAL_MS);
    expect(seen).toEqual([{ working: true }, { working: true }, reply]);
    expect(complete).toHaveBeenCalledTimes(1);
    expect(jest.getTimerCount()).toBe(0);
  });
});
