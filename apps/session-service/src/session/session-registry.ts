import { resolve } from 'node:path';
import { SESSION_HOSTS_BUCKET } from '@countersign/contracts';
import { Kvm, type KV } from '@nats-io/kv';
import type { NatsConnection } from '@nats-io/transport-node';

interface SessionHost {
  readonly node: string;
  /** Tells two services of one machine apart. */
  readonly dataFolder: string;
}

/**
 * The sessions that this node has or may have in the log as active: an entry is made before `started` is appended and
 * removed after the end is. What is left at the next start are sessions whose host was lost. Kept in NATS, because a
 * machine that restarts may have lost its folders, too.
 */
export interface SessionRegistry {
  add(sessionId: string): Promise<void>;
  remove(sessionId: string): Promise<void>;
  /** Ids of this node's sessions. */
  all(): Promise<readonly string[]>;
}

/** Much longer than any session may live, so that what is left of the removed ones goes away by itself. */
const KEPT_MS = 30 * 24 * 3600 * 1000;

/** Makes the bucket when it is not there. */
export async function openSessionRegistry(connection: NatsConnection, node: string, dataFolder: string): Promise<SessionRegistry> {
  const bucket = await new Kvm(connection).create(SESSION_HOSTS_BUCKET, { history: 1, ttl: KEPT_MS });
  return new BucketOfHosts(bucket, { node, dataFolder: resolve(dataFolder) });
}

class BucketOfHosts implements SessionRegistry {
  readonly #bucket: KV;
  readonly #host: SessionHost;

  constructor(bucket: KV, host: SessionHost) {
    this.#bucket = bucket;
    this.#host = host;
  }

  async add(sessionId: string): Promise<void> {
    await this.#bucket.put(sessionId, JSON.stringify(this.#host));
  }

  async remove(sessionId: string): Promise<void> {
    await this.#bucket.delete(sessionId);
  }

  async all(): Promise<readonly string[]> {
    const ids: string[] = [];
    for await (const id of await this.#bucket.keys()) ids.push(id);
    const hosts = await Promise.all(ids.map(async (id) => (await this.#bucket.get(id))?.json<SessionHost>()));
    return ids.filter((_, index) => hosts[index]?.node === this.#host.node && hosts[index].dataFolder === this.#host.dataFolder);
  }
}
