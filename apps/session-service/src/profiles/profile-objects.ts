import { createHash } from 'node:crypto';
import { PROFILES_BUCKET } from '@countersign/contracts';
import { jetStreamManagerOf, jetStreamOf } from '@countersign/event-log';
import { StorageType, type JetStreamManager } from '@nats-io/jetstream';
import { Objm, type ObjectStore } from '@nats-io/obj';
import type { NatsConnection } from '@nats-io/transport-node';
import type { ProfileId } from './profile-records.ts';
import { subjectsOf } from './stream-subjects.ts';

/** Sealed bytes of one version of a profile. */
export interface SealedObject extends ProfileId {
  readonly sha256: string;
}

/** Sealed profiles by candidate, name and digest. A version is written once and never changed. */
export interface ProfileObjects {
  put(object: SealedObject, sealed: Buffer): Promise<void>;
  /** null when they are not there, or not those of this digest. */
  get(object: SealedObject): Promise<Buffer | null>;
  /** Idempotent. */
  remove(object: SealedObject): Promise<void>;
  /** Of one candidate, or all. */
  all(candidateId?: string): Promise<readonly SealedObject[]>;
  /** Removes parts of objects whose writing was broken off more than an hour ago. */
  removeFragments(): Promise<void>;
}

const STREAM = `OBJ_${PROFILES_BUCKET}`;
const CHUNKS = `$O.${PROFILES_BUCKET}.C.`;
const NAMES = `$O.${PROFILES_BUCKET}.M.`;
const FRAGMENT_AGE_MS = 3_600_000;

/** Makes the bucket when it is not there. */
export async function openProfileObjects(connection: NatsConnection): Promise<ProfileObjects> {
  const bucket = await new Objm(jetStreamOf(connection)).create(PROFILES_BUCKET, { storage: StorageType.File });
  return new BucketOfObjects(bucket, await jetStreamManagerOf(connection));
}

class BucketOfObjects implements ProfileObjects {
  readonly #bucket: ObjectStore;
  readonly #manager: JetStreamManager;

  constructor(bucket: ObjectStore, manager: JetStreamManager) {
    this.#bucket = bucket;
    this.#manager = manager;
  }

  async put(object: SealedObject, sealed: Buffer): Promise<void> {
    await this.#bucket.putBlob({ name: nameOf(object) }, sealed);
  }

  async get(object: SealedObject): Promise<Buffer | null> {
    const info = await this.#bucket.info(nameOf(object));
    if (!info || info.deleted) return null;
    const bytes = await this.#bucket.getBlob(nameOf(object)).catch(() => null);
    return bytes && createHash('sha256').update(bytes).digest('hex') === object.sha256 ? Buffer.from(bytes) : null;
  }

  async remove(object: SealedObject): Promise<void> {
    const name = nameOf(object);
    const before = await this.#bucket.info(name);
    if (!before) return;
    if (!before.deleted) await this.#bucket.delete(name);
    // What is left says that there was such an object, for ever.
    const marker = await this.#bucket.info(name);
    if (marker?.deleted) await this.#manager.streams.deleteMessage(STREAM, marker.revision, true).catch(() => false);
  }

  async all(candidateId?: string): Promise<readonly SealedObject[]> {
    const subjects = await subjectsOf(this.#manager, STREAM, `${NAMES}>`);
    const objects = subjects.map((subject) => objectOf(Buffer.from(subject.slice(NAMES.length), 'base64url').toString('utf8')));
    return objects.filter((object) => candidateId === undefined || object.candidateId === candidateId);
  }

  async removeFragments(): Promise<void> {
    // Parts first: what is being written now has parts before it has a name.
    const parts = await subjectsOf(this.#manager, STREAM, `${CHUNKS}>`);
    const infos = await Promise.all((await this.all()).map((object) => this.#bucket.info(nameOf(object))));
    const known = new Set(infos.map((info) => CHUNKS + (info?.nuid ?? '')));
    for (const subject of parts) {
      if (known.has(subject)) continue;
      const last = await this.#manager.streams.getMessage(STREAM, { last_by_subj: subject });
      if (last && Date.now() - last.time.getTime() > FRAGMENT_AGE_MS) await this.#manager.streams.purge(STREAM, { filter: subject });
    }
  }
}

const nameOf = ({ candidateId, name, sha256 }: SealedObject): string => `${candidateId}/${name}/${sha256}`;

function objectOf(objectName: string): SealedObject {
  const [candidateId = '', name = '', sha256 = ''] = objectName.split('/');
  return { candidateId, name, sha256 };
}
