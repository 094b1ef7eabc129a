import { randomUUID } from 'node:crypto';
import { startNats, type TestNats } from '@countersign/test-kit';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { commitOf, NEW, registered, sequencesOf, withText } from '../contract-suite/candidates.ts';
import { eventually } from '../contract-suite/eventually.ts';
import type { EventLog } from '../event-log.ts';
import { MAX_PULL_BYTES } from '../limits.ts';
import { connectEventLog } from './jetstream-event-log.ts';

const BYTES = 900_000;
/** More than three requests are answered with. */
const COMMITS = Math.ceil((3.2 * MAX_PULL_BYTES) / BYTES);

describe('commits that are large (ci)', () => {
  let nats: TestNats;
  let log: EventLog;
  beforeAll(async () => {
    nats = await startNats();
    log = await connectEventLog({ natsUrl: nats.url });
  });
  afterAll(async () => {
    await log.close();
    await nats.stop();
  });

  it('are fetched only so many ahead as have room, and followed to the end', async () => {
    const text = 'x'.repeat(BYTES);
    for (let commit = 0; commit < COMMITS; commit++) await log.append(commitOf(randomUUID(), NEW, [registered(), withText(text)]));
    const seen: number[] = [];
    let goOn = () => {};
    const held = new Promise<void>((resolve) => { goOn = resolve; });
    const errors: Error[] = [];
    const follower = await log.follow({ after: 0, maxBatch: 2_000, onError: (error) => errors.push(error), onBatch: async (commits) => { seen.push(...sequencesOf(commits)); await held; } });
    try {
      await eventually(() => seen.length > 0 && follower.metrics.buffered > 0);
      // Long enough for all of it to come, were it asked for.
      await new Promise((resolve) => setTimeout(resolve, 500));
      expect(seen.length + follower.metrics.buffered).toBeLessThan(COMMITS);
    } finally {
      goOn();
    }
    await eventually(() => follower.position === COMMITS);
    expect(seen).toEqual(Array.from({ length: COMMITS }, (_, index) => index + 1));
    expect(errors).toEqual([]);
  });
});
