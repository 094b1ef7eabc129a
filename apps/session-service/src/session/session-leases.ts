import { KV_BUCKETS, SESSION_LEASES_BUCKET, type SessionLease } from '@countersign/contracts';
import { jetStreamOf } from '@countersign/event-log';
import { Kvm, type KV } from '@nats-io/kv';
import type { NatsConnection } from '@nats-io/transport-node';

/** The last heartbeat of every active session, where read models and other nodes can see it. */
export interface SessionLeases {
  put(lease: SessionLease): Promise<void>;
  /** Milliseconds since the epoch; null when there was no heartbeat. */
  lastHeartbeatMs(sessionId: string): Promise<number | null>;
  remove(sessionId: string): Promise<void>;
}

/** Makes the bucket when it is not there. */
export async function openSessionLeases(connection: NatsConnection): Promise<SessionLeases> {
  const bucket = await new Kvm(jetStreamOf(connection)).create(SESSION_LEASES_BUCKET, KV_BUCKETS[SESSION_LEASES_BUCKET]);
  return new BucketOfLeases(bucket);
}

class BucketOfLeases implements SessionLeases {
  readonly #bucket: KV;

  constructor(bucket: KV) {
    this.#bucket = bucket;
  }

  async put(lease: SessionLease): Promise<void> {
    await this.#bucket.put(lease.sessionId, JSON.stringify(lease));
  }

  async lastHeartbeatMs(sessionId: string): Promise<number | null> {
    const entry = await this.#bucket.get(sessionId);
    if (entry?.operation !== 'PUT') return null;
    const beatMs = Date.parse(entry.json<SessionLease>().lastHeartbeatAt);
    return Number.isNaN(beatMs) ? null : beatMs;
  }

  async remove(sessionId: string): Promise<void> {
    await this.#bucket.delete(sessionId);
  }
}
