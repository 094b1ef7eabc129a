import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildOnce, waitFor } from '@countersign/test-kit';
import { ROOT } from './root.ts';
import { linesOf, runSeed } from './run-seed.ts';
import { World } from './world.ts';

/** `A..B` */
const ASKED_FOR = process.env['COUNTERSIGN_FAULT_SEEDS'];
const [FIRST, LAST] = (ASKED_FOR ?? '1..20').split('..').map(Number) as [number, number];
/** With their marks. */
const SEEDS = Array.from({ length: LAST - FIRST + 1 }, (_, index) => [FIRST + index, ASKED_FOR === undefined && index > 0 ? ' (ci)' : ''] as const);
const COMPARE_EVERY = 5;

describe('what must hold, whatever happens', () => {
  let world: World;
  beforeAll(async () => {
    for (const name of ['e2e', 'gateway', 'capture-service', 'session-service']) buildOnce(ROOT, `@countersign/${name}`);
    world = await World.start();
    const missing = [...(world.disk === undefined ? ['a disk that is full'] : []), ...(world.faketime === undefined ? ['clocks that jump'] : [])];
    if (missing.length > 0) process.stderr.write(`faults: cannot be had here: ${missing.join(', ')}\n`);
  }, 180_000);
  afterAll(async () => {
    await world?.stop();
    await waitFor(() => world.orphans().length === 0, { what: 'no process is left' });
  }, 60_000);

  it.each(SEEDS)('holds with seed %i%s', async (...[seed]) => {
    const report = await runSeed(world, seed, { comparesReadModel: seed % COMPARE_EVERY === 0 || seed === FIRST || seed === LAST });
    expect(report.violations.length === 0 ? [] : linesOf(report)).toEqual([]);
    expect(report.acknowledged).toBeGreaterThan(10);
  }, 180_000);
});
