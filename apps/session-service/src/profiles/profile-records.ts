import { KV_BUCKETS, PROFILE_RECORDS_BUCKET } from '@countersign/contracts';
import { JetStreamApiCodes, JetStreamApiError, type JetStreamManager } from '@nats-io/jetstream';
import { jetStreamManagerOf, jetStreamOf } from '@countersign/event-log';
import { Kvm, type KV, type KvEntry } from '@nats-io/kv';
import type { NatsConnection } from '@nats-io/transport-node';
import type { ProfileRecord } from './domain/profile-record.ts';
import { subjectsOf } from './stream-subjects.ts';

export interface ProfileId {
  readonly candidateId: string;
  readonly name: string;
}
export interface StoredRecord {
  readonly record: ProfileRecord;
  /** Of this very state; a change names the one that it was decided on. */
  readonly revision: number;
}

export interface ProfileKeyId extends ProfileId {
  readonly keyId: string;
}

/** Somebody else changed the record first: read it again and decide again. */
export class RecordChangedError extends Error {
  override readonly name = 'RecordChangedError';
}

/**
 * What is kept about profiles beside their bytes: records, wrapped keys, and the checksum of the master key. Every change of
 * a record is compare-and-set. Keys are erased in the file of the stream, too.
 */
export interface ProfileRecords {
  get(id: ProfileId): Promise<StoredRecord | null>;
  /** Returns the revision. @throws RecordChangedError when there is one. */
  create(id: ProfileId, record: ProfileRecord): Promise<number>;
  /** null removes it. Returns the new revision. @throws RecordChangedError */
  replace(id: ProfileId, record: ProfileRecord | null, revision: number): Promise<number>;
  /** Of one candidate, or all. */
  ids(candidateId?: string): Promise<readonly ProfileId[]>;
  /** Wrapped. */
  key(id: ProfileKeyId): Promise<Buffer | null>;
  addKey(id: ProfileKeyId, wrapped: Buffer): Promise<void>;
  removeKey(id: ProfileKeyId): Promise<void>;
  /** Of one candidate, or all. */
  keyIds(candidateId?: string): Promise<readonly (ProfileKeyId & { readonly addedAt: Date })[]>;
  masterKeyChecksum(): Promise<string | null>;
  setMasterKeyChecksum(checksum: string): Promise<void>;
}

/** Makes the bucket when it is not there. */
export async function openProfileRecords(connection: NatsConnection): Promise<ProfileRecords> {
  const bucket = await new Kvm(jetStreamOf(connection)).create(PROFILE_RECORDS_BUCKET, KV_BUCKETS[PROFILE_RECORDS_BUCKET]);
  return new BucketOfRecords(bucket, await jetStreamManagerOf(connection));
}

const STREAM = `KV_${PROFILE_RECORDS_BUCKET}`;
const SUBJECTS = `$KV.${PROFILE_RECORDS_BUCKET}.`;
const MASTER = 'master';

class BucketOfRecords implements ProfileRecords {
  readonly #bucket: KV;
  readonly #manager: JetStreamManager;

  constructor(bucket: KV, manager: JetStreamManager) {
    this.#bucket = bucket;
    this.#manager = manager;
  }

  async get(id: ProfileId): Promise<StoredRecord | null> {
    const entry = await this.#entry(nameOf(id));
    return entry && { record: entry.json<ProfileRecord>(), revision: entry.revision };
  }

  create(id: ProfileId, record: ProfileRecord): Promise<number> {
    return orChanged(this.#bucket.create(nameOf(id), JSON.stringify(record)));
  }

  async replace(id: ProfileId, record: ProfileRecord | null, revision: number): Promise<number> {
    if (record !== null) return orChanged(this.#bucket.update(nameOf(id), JSON.stringify(record), revision));
    // By its sequence: when the record changed, that message is gone, and nothing is removed.
    if (!(await this.#erase(revision))) throw new RecordChangedError('the record changed');
    return 0;
  }

  async ids(candidateId = '*'): Promise<readonly ProfileId[]> {
    const names = await this.#names(`record.${candidateId}.*`);
    return names.map(([, candidate, name]) => ({ candidateId: candidate!, name: name! })).toSorted((left, right) => left.name.localeCompare(right.name));
  }

  async key(id: ProfileKeyId): Promise<Buffer | null> {
    const entry = await this.#entry(keyNameOf(id));
    return entry && Buffer.from(entry.value);
  }

  async addKey(id: ProfileKeyId, wrapped: Buffer): Promise<void> {
    await this.#bucket.create(keyNameOf(id), wrapped);
  }

  async removeKey(id: ProfileKeyId): Promise<void> {
    const entry = await this.#entry(keyNameOf(id));
    if (entry) await this.#erase(entry.revision);
  }

  async keyIds(candidateId = '*'): Promise<readonly (ProfileKeyId & { readonly addedAt: Date })[]> {
    const keyIds: (ProfileKeyId & { readonly addedAt: Date })[] = [];
    for (const [, candidate, name, keyId] of await this.#names(`key.${candidateId}.*.*`)) {
      const id = { candidateId: candidate!, name: name!, keyId: keyId! };
      const entry = await this.#entry(keyNameOf(id));
      if (entry) keyIds.push({ ...id, addedAt: entry.created });
    }
    return keyIds;
  }

  async masterKeyChecksum(): Promise<string | null> {
    return (await this.#entry(MASTER))?.string() ?? null;
  }

  async setMasterKeyChecksum(checksum: string): Promise<void> {
    await this.#bucket.put(MASTER, checksum);
  }

  async #names(filter: string): Promise<string[][]> {
    const subjects = await subjectsOf(this.#manager, STREAM, SUBJECTS + filter);
    return subjects.map((subject) => subject.slice(SUBJECTS.length).split('.'));
  }

  async #entry(name: string): Promise<KvEntry | null> {
    const entry = await this.#bucket.get(name);
    return entry?.operation === 'PUT' ? entry : null;
  }

  /** Overwrites the message in its file and removes it. False when there is none of this sequence. */
  async #erase(sequence: number): Promise<boolean> {
    try {
      return await this.#manager.streams.deleteMessage(STREAM, sequence, true);
    } catch (error) {
      if (error instanceof JetStreamApiError) return false; // "no message found" has codes that differ between servers.
      throw error;
    }
  }
}

const nameOf = ({ candidateId, name }: ProfileId): string => `record.${candidateId}.${name}`;
const keyNameOf = ({ candidateId, name, keyId }: ProfileKeyId): string => `key.${candidateId}.${name}.${keyId}`;

async function orChanged(change: Promise<number>): Promise<number> {
  return change.catch((error: unknown) => {
    const isConflict = error instanceof JetStreamApiError && error.code === JetStreamApiCodes.StreamWrongLastSequence;
    throw isConflict ? new RecordChangedError('the record changed') : error;
  });
}
