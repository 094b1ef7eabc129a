import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { BrowserPool } from './browser-pool.ts';
import { ScriptedBrowserHost } from './scripted-browser-host.fixture.ts';

const usual = { width: 1280, height: 800 };
const warnings: string[] = [];
let host: ScriptedBrowserHost;
let pool: BrowserPool;
const filled = (size: number): BrowserPool => {
  pool = new BrowserPool(host, size, usual, { warn: (_, message) => warnings.push(message) });
  pool.fill();
  return pool;
};
const pass = (ms: number): Promise<void> => jest.advanceTimersByTimeAsync(ms);

beforeEach(() => {
  jest.useFakeTimers();
  host = new ScriptedBrowserHost();
  warnings.length = 0;
});
afterEach(async () => {
  await pool.close();
  jest.useRealTimers();
});

describe('a pool of browsers', () => {
  it('fills up, hands out what it has, and starts the next one a moment later', async () => {
    filled(2);
    await pass(0);
    expect(pool.ready).toBe(2);
    const [first] = host.started;
    expect(await pool.take(usual)).toBe(first);
    expect(host.started).toHaveLength(2);
    await pass(500);
    expect([pool.ready, host.started.length]).toEqual([2, 3]);
  });

  it('starts a new one for a caller when none waits', async () => {
    filled(0);
    expect(await pool.take(usual)).toBe(host.started[0]);
    await pass(100_000);
    expect(host.started).toHaveLength(1);
  });

  it('gives a waiting browser another viewport, but prefers one that has it', async () => {
    filled(2);
    await pass(0);
    host.started[1]!.viewport = { width: 640, height: 480 };
    expect(await pool.take({ width: 640, height: 480 })).toBe(host.started[1]);
    const other = await pool.take({ width: 333, height: 444 });
    expect(other).toBe(host.started[0]);
    expect(other.viewport).toEqual({ width: 333, height: 444 });
  });

  it('never hands out a browser that hangs', async () => {
    filled(2);
    await pass(0);
    const [hanging, second] = host.started;
    hanging!.hangs = true;
    expect(await pool.take(usual)).toBe(second);
    expect(hanging!.stopped).toBe(true);
    expect(warnings).toEqual(['a browser of the pool did not answer']);
    await pass(2_000);
    expect(pool.ready).toBe(2);
  });

  it('replaces waiting browsers that hang or die', async () => {
    filled(2);
    await pass(0);
    host.started[0]!.hangs = true;
    host.started[1]!.crash();
    await pass(40_000);
    expect(host.started.map(({ stopped }) => stopped)).toEqual([true, true, false, false]);
    expect(pool.ready).toBe(2);
  });

  it('replaces a browser that has waited for long', async () => {
    filled(1);
    await pass(29 * 60_000);
    expect(host.started).toHaveLength(1);
    await pass(2 * 60_000);
    expect(host.started.map(({ stopped }) => stopped)).toEqual([true, false]);
    expect(warnings).toEqual([]);
  });

  it('tries again after a failed start, each time later, and from the beginning after a success', async () => {
    let starts = 0;
    host.beforeStart = () => {
      starts++;
      return Promise.reject(new Error('no'));
    };
    filled(1);
    await pass(0);
    const startsAfter = async (ms: number): Promise<number> => {
      await pass(ms);
      return starts;
    };
    expect([starts, await startsAfter(1_000), await startsAfter(2_000), await startsAfter(4_000)]).toEqual([1, 2, 3, 4]);
    expect(await startsAfter(3_600_000)).toBeLessThan(70);
    host.beforeStart = () => Promise.resolve();
    await pass(60_000);
    await pool.take(usual);
    await pass(500);
    expect(pool.ready).toBe(1);
  });

  it('does not loop when browsers die as soon as they are up', async () => {
    filled(1);
    for (let second = 0; second < 600; second++) {
      await pass(1_000);
      for (const browser of host.running) browser.crash();
    }
    expect(host.started.length).toBeLessThan(20);
  });

  it('stops all that wait when it is closed, and what is being started', async () => {
    filled(3);
    await pass(0);
    await pool.take(usual);
    let aborted = false;
    host.beforeStart = (signal) => new Promise((_, reject) => signal?.addEventListener('abort', () => {
      aborted = true;
      reject(new Error('aborted'));
    }));
    await pass(500);
    await pool.close();
    expect(aborted).toBe(true);
    expect([pool.ready, host.running.length]).toEqual([0, 1]);
    expect(warnings).toEqual([]);
    await pass(100_000);
    expect(host.running).toHaveLength(1);
  });
});
