import { randomUUID } from 'node:crypto';
import { SNAPSHOTS_BUCKET, subjectOf } from '@countersign/contracts';
import { startNats, waitFor, type TestNats } from '@countersign/test-kit';
import { jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aggregate } from '../aggregate.ts';
import { context, counter } from '../contract-suite/candidates.ts';
import type { EventLog } from '../event-log.ts';
import { connectNats } from '../jetstream/connect.ts';
import { jetStreamEventLog } from '../jetstream/jetstream-event-log.ts';

describe('snapshots in a bucket', () => {
  let nats: TestNats;
  let connection: NatsConnection;
  let log: EventLog;
  const id = randomUUID();
  const subject = subjectOf('candidate', id);
  beforeAll(async () => {
    nats = await startNats();
    connection = await connectNats({ natsUrl: nats.url });
    log = await jetStreamEventLog(connection);
  });
  afterAll(async () => {
    await log.close();
    await connection.close();
    await nats.stop();
  });
  /** As another process, which remembers nothing. */
  const candidates = () => aggregate({ log, aggregate: 'candidate', source: 'capture-service', decider: counter, snapshots: { stateVersion: 1, everyEvents: 4 } });

  it('are made by a long load, used by the next, and lose nothing when the bucket is deleted, twice', async () => {
    for (let count = 0; count < 4; count++) await candidates().handle(id, 2, context);
    const loaded = { state: { count: 8 }, version: 8, sequence: 4 };
    for (let round = 0; round < 2; round++) {
      expect(await candidates().load(id)).toEqual(loaded);
      await waitFor(async () => (await log.snapshots.find(subject)) !== undefined);
      const before = log.metrics.loadedCommits;
      expect(await candidates().load(id)).toEqual(loaded);
      expect(log.metrics.loadedCommits - before).toBe(1);
      await (await jetstreamManager(connection)).streams.delete(`KV_${SNAPSHOTS_BUCKET}`);
    }
    expect(await candidates().handle(id, 1, context)).toMatchObject({ loaded: { version: 9 } });
  });

  it('are left out when the state is too large to keep', async () => {
    await log.snapshots.save(subject, { state: 'x'.repeat(600_000), version: 1, sequence: 1, stateVersion: 1 });
    expect((await log.snapshots.find(subject))?.sequence).not.toBe(1);
  });
});
