import { SESSION_LEASES_BUCKET, type SessionLease } from '@countersign/contracts';
import { jetStreamOf } from '@countersign/event-log';
import { Kvm } from '@nats-io/kv';
import type { NatsConnection } from '@nats-io/transport-node';
import type { Sql } from '../database/sql.ts';
import { pause } from './pause.ts';
import type { ReadModelStore } from './read-model-store.ts';

/** All heartbeats of this long go into the database with one statement: at most one write a second for each session. */
const WRITE_EVERY_MS = 1_000;
/** The bucket is made by session-service, which may start later. */
const RETRY_AFTER_MS = 1_000;
/** Sessions whose heartbeat waits to be written; beyond it the newest is dropped, and comes again with the next one. */
const MAX_WAITING = 10_000;

/** Keeps `last_heartbeat_at` of active sessions at their leases, which are no events. */
export class SessionHeartbeats {
  readonly #waiting = new Map<string, string>();

  constructor(
    private readonly nats: NatsConnection,
    private readonly sql: Sql,
    private readonly store: ReadModelStore,
  ) {}

  /** Until the signal aborts. Faults are retried: the next heartbeat says it again. */
  async watch(signal: AbortSignal): Promise<void> {
    const writing = setInterval(() => void this.#write(), WRITE_EVERY_MS);
    while (!signal.aborted) {
      try {
        await this.#read(signal);
      } catch {
        // No bucket yet, or NATS is away.
      }
      await pause(RETRY_AFTER_MS, signal);
    }
    clearInterval(writing);
    await this.#write();
  }

  async #read(signal: AbortSignal): Promise<void> {
    const bucket = await new Kvm(jetStreamOf(this.nats)).open(SESSION_LEASES_BUCKET);
    const entries = await bucket.watch();
    const stop = () => entries.stop();
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    try {
      for await (const entry of entries) {
        const lease = entry.operation === 'PUT' ? leaseOf(entry.string()) : undefined;
        if (lease && this.#waiting.size < MAX_WAITING) this.#waiting.set(lease.sessionId, lease.lastHeartbeatAt);
      }
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  async #write(): Promise<void> {
    if (this.#waiting.size === 0) return;
    const heartbeats = [...this.#waiting];
    this.#waiting.clear();
    try {
      await this.store.setHeartbeats(this.sql, heartbeats);
    } catch {
      // Lost, and soon followed by the next.
    }
  }
}

function leaseOf(text: string): SessionLease | undefined {
  try {
    const { sessionId, lastHeartbeatAt } = JSON.parse(text) as Partial<SessionLease>;
    const isLease = typeof sessionId === 'string' && /^[0-9a-f-]{36}$/.test(sessionId) && typeof lastHeartbeatAt === 'string' && !Number.isNaN(Date.parse(lastHeartbeatAt));
    return isLease ? { sessionId, lastHeartbeatAt } : undefined;
  } catch {
    return undefined;
  }
}
