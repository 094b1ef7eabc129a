import { KV_BUCKETS, SNAPSHOTS_BUCKET } from '@countersign/contracts';
import type { JetStreamClient } from '@nats-io/jetstream';
import { Kvm, type KV } from '@nats-io/kv';
import { MAX_SNAPSHOT_BYTES } from '../limits.ts';
import { parseSnapshot, type SnapshotStore } from './snapshot-store.ts';

/** Snapshots in a bucket that is made with the first of them, and made again when somebody deleted it. */
export function jetStreamSnapshots(client: JetStreamClient, replicas: number): SnapshotStore {
  let bucket: Promise<KV> | undefined;
  const open = () => (bucket ??= new Kvm(client).create(SNAPSHOTS_BUCKET, { ...KV_BUCKETS[SNAPSHOTS_BUCKET], replicas }));

  /** Whatever goes wrong here only costs time: the log has it all. */
  async function attempt<Answer>(work: (kv: KV) => Promise<Answer>): Promise<Answer | undefined> {
    try {
      return await work(await open());
    } catch {
      bucket = undefined;
      return undefined;
    }
  }

  return {
    find: (subject) => attempt(async (kv) => parseSnapshot((await kv.get(subject))?.string() ?? '')),
    save: async (subject, snapshot) => {
      const text = JSON.stringify(snapshot);
      if (Buffer.byteLength(text) <= MAX_SNAPSHOT_BYTES) await attempt((kv) => kv.put(subject, text));
    },
    remove: async (subject) => void (await attempt((kv) => kv.purge(subject))),
  };
}
