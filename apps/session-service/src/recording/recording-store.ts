import { createHash } from 'node:crypto';
import { RECORDINGS_BUCKET } from '@countersign/contracts';
import { jetStreamManagerOf, jetStreamOf } from '@countersign/event-log';
import { Objm, StorageType, type ObjectStore } from '@nats-io/obj';
import { nanos, type NatsConnection } from '@nats-io/transport-node';

/** Where finished segments are kept, each under its SHA-256, for as long as the bucket keeps them. */
export interface RecordingStore {
  /** The same bytes again are there once. */
  put(bytes: Buffer): Promise<{ sha256: string; sizeBytes: number }>;
}

/** The stream behind an object store's bucket. */
const BUCKET_STREAM = `OBJ_${RECORDINGS_BUCKET}`;

/** Makes the bucket when it is not there; an existing one gets the retention that is configured now, which concerns what it holds already. */
export class BucketOfRecordings implements RecordingStore {
  readonly #connection: NatsConnection;
  readonly #retentionMs: number;
  #bucket: Promise<ObjectStore> | undefined;

  constructor(connection: NatsConnection, retentionMs: number) {
    this.#connection = connection;
    this.#retentionMs = retentionMs;
  }

  async put(bytes: Buffer): Promise<{ sha256: string; sizeBytes: number }> {
    const bucket = await this.#open();
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    if (!(await bucket.info(sha256))) await bucket.putBlob({ name: sha256 }, bytes);
    return { sha256, sizeBytes: bytes.length };
  }

  #open(): Promise<ObjectStore> {
    this.#bucket ??= this.#make();
    this.#bucket.catch(() => (this.#bucket = undefined));
    return this.#bucket;
  }

  async #make(): Promise<ObjectStore> {
    const maxAge = nanos(this.#retentionMs);
    const bucket = await new Objm(jetStreamOf(this.#connection)).create(RECORDINGS_BUCKET, { storage: StorageType.File, ttl: maxAge });
    const streams = (await jetStreamManagerOf(this.#connection)).streams;
    const { config } = await streams.info(BUCKET_STREAM);
    // A message is told from a repeat for at most as long as it is kept.
    if (config.max_age !== maxAge) await streams.update(BUCKET_STREAM, { max_age: maxAge, duplicate_window: Math.min(config.duplicate_window, maxAge) }).catch(unlessForbidden);
    return bucket;
  }
}

/** Where services have accounts of their own, none may alter a stream: the bootstrap, which has the same setting, does. */
function unlessForbidden(error: unknown): void {
  if (!(error instanceof Error) || error.name !== 'JetStreamNotEnabled') throw error;
}
