import { ACCESS, KV_BUCKETS, OBJECT_BUCKETS, RECORDINGS_BUCKET, type KvBucketOptions } from '@countersign/contracts';
import { StorageType } from '@nats-io/jetstream';
import { Kvm } from '@nats-io/kv';
import { Objm } from '@nats-io/obj';
import { nanos, type NatsConnection } from '@nats-io/transport-node';
import { jetStreamManagerOf, jetStreamOf } from '../jetstream/connect.ts';
import { ensureStream } from '../jetstream/ensure-stream.ts';
import { ensureConsumer } from '../jetstream/reactor.ts';
import { makeJournalStream } from '../journal/jetstream-journal.ts';
import { READ_TIMEOUT_MS } from '../limits.ts';

export interface PrepareOptions {
  /** 1 (default) on one node, 3 in a cluster. */
  readonly replicas?: number;
  /** Longest time that recorded screens are kept. */
  readonly recordingRetentionMs: number;
}

/** Makes every stream, bucket and durable consumer that is missing, so that no service has to be allowed to. What is there stays as it is, but for how long recordings are kept. */
export async function prepareNats(connection: NatsConnection, { replicas = 1, recordingRetentionMs }: PrepareOptions): Promise<void> {
  const client = jetStreamOf(connection);
  const manager = await jetStreamManagerOf(connection, { timeout: READ_TIMEOUT_MS });
  await ensureStream(manager, replicas);
  await makeJournalStream(manager, replicas);
  for (const [bucket, options] of Object.entries<KvBucketOptions>(KV_BUCKETS)) await new Kvm(client).create(bucket, { ...options, replicas });
  for (const bucket of OBJECT_BUCKETS) await new Objm(client).create(bucket, { storage: StorageType.File, replicas });
  await keepRecordingsFor(nanos(recordingRetentionMs));
  for (const { consumers } of Object.values(ACCESS)) for (const consumer of consumers) await ensureConsumer(manager, consumer);

  async function keepRecordingsFor(maxAge: number): Promise<void> {
    const stream = `OBJ_${RECORDINGS_BUCKET}`;
    const { config } = await manager.streams.info(stream);
    // A message is told from a repeat for at most as long as it is kept.
    if (config.max_age !== maxAge) await manager.streams.update(stream, { max_age: maxAge, duplicate_window: Math.min(config.duplicate_window, maxAge) });
  }
}
