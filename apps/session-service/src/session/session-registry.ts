import { KV_BUCKETS, SESSION_HOSTS_BUCKET } from '@countersign/contracts';
import { jetStreamOf } from '@countersign/event-log';
import { Kvm, type KV } from '@nats-io/kv';
import type { NatsConnection } from '@nats-io/transport-node';
import { openRunPlaces, type RunPlaces, type TakenPlace } from './run-places.ts';
import { isWrongRevision } from './shared-buckets.ts';

/** Who hosts a session, or is about to. */
export interface SessionHost {
  readonly node: string;
  /** The process: of a node that was started again, the earlier one is gone. Absent in what older versions wrote. */
  readonly instance?: string;
  readonly runId?: string;
}
export interface RegisteredSession {
  readonly id: string;
  readonly host: SessionHost;
}

/**
 * Which node hosts which session, and which sessions count against the limit of a run. An entry is made before a browser is
 * started and removed after the end is in the log. What is left of a node that is gone are sessions whose host was lost.
 * Kept in NATS, because a machine that restarts may have lost its folders, too.
 */
export interface SessionRegistry {
  /** Of several nodes that start the same id at once, one gets it: the others learn which. */
  claim(sessionId: string, runId: string): Promise<{ claimed: true } | { claimed: false; host: SessionHost }>;
  host(sessionId: string): Promise<SessionHost | undefined>;
  all(): Promise<readonly RegisteredSession[]>;
  /** A place among the sessions of a run, of which there are `limit`. Taking it again changes nothing. */
  takePlace(runId: string, sessionId: string, limit: number): Promise<TakenPlace>;
  freePlace(runId: string, sessionId: string): Promise<void>;
  /** Its entry and its place. An unknown one changes nothing. */
  remove(sessionId: string): Promise<void>;
}

/** Makes the buckets when they are not there. */
export async function openSessionRegistry(connection: NatsConnection, self: { node: string; instance: string }): Promise<SessionRegistry> {
  const bucket = await new Kvm(jetStreamOf(connection)).create(SESSION_HOSTS_BUCKET, KV_BUCKETS[SESSION_HOSTS_BUCKET]);
  return new BucketOfHosts(bucket, self, await openRunPlaces(connection));
}

class BucketOfHosts implements SessionRegistry {
  readonly #bucket: KV;
  readonly #self: { node: string; instance: string };
  readonly #places: RunPlaces;

  constructor(bucket: KV, self: { node: string; instance: string }, places: RunPlaces) {
    this.#bucket = bucket;
    this.#self = self;
    this.#places = places;
  }

  async claim(sessionId: string, runId: string): Promise<{ claimed: true } | { claimed: false; host: SessionHost }> {
    const host: SessionHost = { ...this.#self, runId };
    try {
      await this.#bucket.create(sessionId, JSON.stringify(host));
      return { claimed: true };
    } catch (error) {
      const found = await this.host(sessionId);
      if (!found) throw error;
      return found.instance === this.#self.instance ? { claimed: true } : { claimed: false, host: found };
    }
  }

  async host(sessionId: string): Promise<SessionHost | undefined> {
    const entry = await this.#bucket.get(sessionId);
    return entry?.operation === 'PUT' ? entry.json<SessionHost>() : undefined;
  }

  async all(): Promise<readonly RegisteredSession[]> {
    const ids: string[] = [];
    for await (const id of await this.#bucket.keys()) ids.push(id);
    const hosts = await Promise.all(ids.map((id) => this.host(id)));
    return ids.flatMap((id, index) => (hosts[index] ? [{ id, host: hosts[index] }] : []));
  }

  takePlace(runId: string, sessionId: string, limit: number): Promise<TakenPlace> {
    return this.#places.take(runId, sessionId, limit);
  }

  freePlace(runId: string, sessionId: string): Promise<void> {
    return this.#places.free(runId, sessionId);
  }

  async remove(sessionId: string): Promise<void> {
    const entry = await this.#bucket.get(sessionId);
    if (entry?.operation !== 'PUT') return;
    const { runId } = entry.json<SessionHost>();
    if (runId !== undefined) await this.#places.free(runId, sessionId);
    await this.#bucket.delete(sessionId, { previousSeq: entry.revision }).catch((error: unknown) => {
      if (!isWrongRevision(error)) throw error;
    });
  }
}
