import { KV_BUCKETS, SESSION_NODES_BUCKET } from '@countersign/contracts';
import { jetStreamOf } from '@countersign/event-log';
import { Kvm, type KV } from '@nats-io/kv';
import type { NatsConnection } from '@nats-io/transport-node';
import { isWrongRevision } from '../session/shared-buckets.ts';
import type { NodeLease } from './domain/node-lease.ts';

export interface StoredLease {
  readonly lease: NodeLease;
  readonly revision: number;
}

/** The leases of all nodes. Every write names the revision it replaces, so that of two writers one learns of the other. */
export interface NodeLeases {
  all(): Promise<readonly StoredLease[]>;
  get(node: string): Promise<StoredLease | undefined>;
  /** `revision` 0: there is none yet. Resolves with the new revision; undefined when somebody else wrote first. */
  put(lease: NodeLease, revision: number): Promise<number | undefined>;
  /** Unless somebody else wrote meanwhile. */
  remove(node: string, revision: number): Promise<void>;
}

/** Names may hold anything, keys may not. */
const keyOf = (node: string): string => Buffer.from(node).toString('base64url');

/** Makes the bucket when it is not there. */
export async function openNodeLeases(connection: NatsConnection): Promise<NodeLeases> {
  return new BucketOfNodes(await new Kvm(jetStreamOf(connection)).create(SESSION_NODES_BUCKET, KV_BUCKETS[SESSION_NODES_BUCKET]));
}

class BucketOfNodes implements NodeLeases {
  readonly #bucket: KV;

  constructor(bucket: KV) {
    this.#bucket = bucket;
  }

  async all(): Promise<readonly StoredLease[]> {
    const keys: string[] = [];
    for await (const key of await this.#bucket.keys()) keys.push(key);
    const stored = await Promise.all(keys.map((key) => this.#read(key)));
    return stored.filter((lease) => lease !== undefined);
  }

  get(node: string): Promise<StoredLease | undefined> {
    return this.#read(keyOf(node));
  }

  async put(lease: NodeLease, revision: number): Promise<number | undefined> {
    const value = JSON.stringify(lease);
    try {
      return await (revision === 0 ? this.#bucket.create(keyOf(lease.node), value) : this.#bucket.update(keyOf(lease.node), value, revision));
    } catch (error) {
      if (isWrongRevision(error)) return undefined;
      throw error;
    }
  }

  async remove(node: string, revision: number): Promise<void> {
    await this.#bucket.delete(keyOf(node), { previousSeq: revision }).catch((error: unknown) => {
      if (!isWrongRevision(error)) throw error;
    });
  }

  async #read(key: string): Promise<StoredLease | undefined> {
    const entry = await this.#bucket.get(key);
    return entry?.operation === 'PUT' ? { lease: entry.json<NodeLease>(), revision: entry.revision } : undefined;
  }
}
