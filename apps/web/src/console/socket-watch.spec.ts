import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { watchSocket } from './socket-watch.ts';

describe('a watched socket', () => {
  let asked = 0;
  let dead = 0;
  const watch = () => watchSocket({ ask: () => (asked += 1), dead: () => (dead += 1), nowMs: () => Date.now() });
  beforeEach(() => {
    jest.useFakeTimers();
    [asked, dead] = [0, 0];
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('is left alone while something comes', () => {
    const { heard, stop } = watch();
    for (let seconds = 0; seconds < 120; seconds += 5) {
      jest.advanceTimersByTime(5_000);
      heard();
    }
    stop();
    expect([asked, dead]).toEqual([0, 0]);
  });

  it('is asked when nothing comes, and lives when it answers', () => {
    const { heard, stop } = watch();
    for (let seconds = 0; seconds < 120; seconds += 1) {
      jest.advanceTimersByTime(1_000);
      if (asked > 0) heard();
    }
    stop();
    expect(asked).toBeGreaterThan(0);
    expect(dead).toBe(0);
  });

  it('is dead within half a minute when it does not answer, and said so once', () => {
    watch();
    jest.advanceTimersByTime(30_000);
    expect(dead).toBe(1);
    jest.advanceTimersByTime(60_000);
    expect(dead).toBe(1);
  });

  it('is asked first after the page slept', () => {
    const { heard, stop } = watch();
    jest.advanceTimersByTime(5_000);
    jest.setSystemTime(Date.now() + 3_600_000);
    jest.advanceTimersByTime(2_500);
    expect([asked, dead]).toEqual([1, 0]);
    heard();
    jest.advanceTimersByTime(5_000);
    expect(dead).toBe(0);
    stop();
  });
});
