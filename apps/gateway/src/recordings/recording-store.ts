import { createHash } from 'node:crypto';
import { RECORDINGS_BUCKET } from '@countersign/contracts';
import { jetStreamOf } from '@countersign/event-log';
import { NATS_CONNECTION } from '@countersign/event-log/nest';
import { Objm, type ObjectStore } from '@nats-io/obj';
import type { NatsConnection } from '@nats-io/transport-node';
import { Inject, Injectable } from '@nestjs/common';

/** Of an object whose parts go away while it is read, the rest never comes. */
const READ_TIMEOUT_MS = 10_000;
/** Looks at the store at the same time. */
const LOOKS_AT_ONCE = 16;

/** The bytes are not those that were saved. */
export class RecordingCorruptError extends Error {
  override readonly name = 'RecordingCorruptError';
}

/** Recorded segments by their SHA-256. session-service makes the bucket, fills it and says how long it keeps them. */
@Injectable()
export class RecordingStore {
  constructor(@Inject(NATS_CONNECTION) private readonly connection: NatsConnection) {}

  /** Those of the digests that are kept. */
  async kept(digests: readonly string[]): Promise<ReadonlySet<string>> {
    const kept = new Set<string>();
    const bucket = digests.length > 0 ? await this.open() : undefined;
    if (!bucket) return kept;
    const waiting = [...digests];
    const look = async (): Promise<void> => {
      for (let digest = waiting.pop(); digest !== undefined; digest = waiting.pop()) {
        const info = await bucket.info(digest);
        if (info && !info.deleted) kept.add(digest);
      }
    };
    await Promise.all(Array.from({ length: LOOKS_AT_ONCE }, look));
    return kept;
  }

  /** undefined: it is not kept any more. @throws RecordingCorruptError */
  async read(digest: string): Promise<Buffer | undefined> {
    const bucket = await this.open();
    const info = await bucket?.info(digest);
    if (!bucket || !info || info.deleted) return undefined;
    const bytes = await this.bytesOf(bucket, digest);
    if (bytes === undefined) return undefined;
    if (createHash('sha256').update(bytes).digest('hex') !== digest) throw new RecordingCorruptError(`the stored recording ${digest} is another`);
    return bytes;
  }

  private async bytesOf(bucket: ObjectStore, digest: string): Promise<Buffer | undefined> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<undefined>((resolve) => (timer = setTimeout(() => resolve(undefined), READ_TIMEOUT_MS)));
    const read = bucket.getBlob(digest).then(
      (bytes) => (bytes ? Buffer.from(bytes) : undefined),
      (error: Error) => {
        // The client compares with a digest of its own.
        if (/digest/i.test(error.message)) throw new RecordingCorruptError(error.message);
        throw error;
      },
    );
    try {
      return await Promise.race([read, late]);
    } finally {
      clearTimeout(timer);
      read.catch(() => undefined);
    }
  }

  /** Where nothing was recorded yet there is no bucket. */
  private async open(): Promise<ObjectStore | undefined> {
    return new Objm(jetStreamOf(this.connection)).open(RECORDINGS_BUCKET).catch((error: Error) => {
      if (/not found/.test(error.message)) return undefined;
      throw error;
    });
  }
}
