import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildOnce } from '@countersign/test-kit';
import { ROOT } from '../faults/root.ts';
import { fuzz, linesOf } from './run.ts';
import { World } from './world.ts';

/** `npm run fuzz` sends 20,000. */
const REQUESTS = Number(process.env['COUNTERSIGN_FUZZ_REQUESTS'] ?? (process.env['COUNTERSIGN_THOROUGH'] ? 5_000 : 600));
const SEED = Number(process.env['COUNTERSIGN_FUZZ_SEED'] ?? 1);

describe('whatever is sent to the API (ci)', () => {
  let world: World;
  beforeAll(async () => {
    for (const name of ['e2e', 'gateway', 'capture-service', 'session-service']) buildOnce(ROOT, `@countersign/${name}`);
    world = await World.start();
  }, 180_000);
  afterAll(async () => world?.stop(), 60_000);

  it('is answered as its description says, in time, and without a change when it is refused', async () => {
    const report = await fuzz(world, SEED, REQUESTS);
    expect(report.violations.length === 0 ? [] : linesOf(report)).toEqual([]);
    expect(report.refusals).toBeGreaterThan(REQUESTS / 4);
    expect(report.comparedAlone).toBeGreaterThan(report.refusals / 2);
    expect(report.seen.size).toBeGreaterThan(60);
  }, 180_000);
});
