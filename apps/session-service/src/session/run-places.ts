import { KV_BUCKETS, SESSION_RUNS_BUCKET } from '@countersign/contracts';
import { jetStreamOf } from '@countersign/event-log';
import { Kvm, type KV } from '@nats-io/kv';
import type { NatsConnection } from '@nats-io/transport-node';
import { isWrongRevision } from './shared-buckets.ts';

/** `sessions`: those that have the places, when there was none left. */
export type TakenPlace = { readonly taken: true } | { readonly taken: false; readonly sessions: readonly string[] };

/** The sessions of each run that are starting or running, on whichever node. */
export interface RunPlaces {
  take(runId: string, sessionId: string, limit: number): Promise<TakenPlace>;
  free(runId: string, sessionId: string): Promise<void>;
}

/** Somebody else wrote first that many times: every time, another start or end of the same run made progress. */
const MAX_ATTEMPTS = 200;

/** Makes the bucket when it is not there. */
export async function openRunPlaces(connection: NatsConnection): Promise<RunPlaces> {
  return new BucketOfRuns(await new Kvm(jetStreamOf(connection)).create(SESSION_RUNS_BUCKET, KV_BUCKETS[SESSION_RUNS_BUCKET]));
}

/** One key a run, written by compare and set: however many nodes take places at once, there are never too many taken. */
class BucketOfRuns implements RunPlaces {
  readonly #bucket: KV;
  /** Of this process, changes of one run wait for each other instead of losing to each other. */
  readonly #lines = new Map<string, Promise<unknown>>();

  constructor(bucket: KV) {
    this.#bucket = bucket;
  }

  take(runId: string, sessionId: string, limit: number): Promise<TakenPlace> {
    return this.#change(runId, (sessions): [TakenPlace, readonly string[]] => {
      if (sessions.includes(sessionId)) return [{ taken: true }, sessions];
      return sessions.length >= limit ? [{ taken: false, sessions }, sessions] : [{ taken: true }, [...sessions, sessionId]];
    });
  }

  async free(runId: string, sessionId: string): Promise<void> {
    await this.#change(runId, (sessions) => [undefined, sessions.includes(sessionId) ? sessions.filter((id) => id !== sessionId) : sessions]);
  }

  async #change<Result>(runId: string, change: (sessions: readonly string[]) => [Result, readonly string[]]): Promise<Result> {
    const turn = (this.#lines.get(runId) ?? Promise.resolve()).then(() => this.#attempt(runId, change));
    const settled = turn.catch(() => undefined);
    this.#lines.set(runId, settled);
    try {
      return await turn;
    } finally {
      if (this.#lines.get(runId) === settled) this.#lines.delete(runId);
    }
  }

  async #attempt<Result>(runId: string, change: (sessions: readonly string[]) => [Result, readonly string[]]): Promise<Result> {
    for (let attempt = 1; ; attempt++) {
      const entry = await this.#bucket.get(runId);
      const before = entry?.operation === 'PUT' ? entry.json<{ sessions: readonly string[] }>().sessions : [];
      const [result, after] = change(before);
      if (after === before) return result;
      try {
        if (after.length === 0) await this.#bucket.delete(runId, { previousSeq: entry!.revision });
        else if (entry) await this.#bucket.update(runId, JSON.stringify({ sessions: after }), entry.revision);
        else await this.#bucket.create(runId, JSON.stringify({ sessions: after }));
        return result;
      } catch (error) {
        if (!isWrongRevision(error) || attempt >= MAX_ATTEMPTS) throw error;
      }
    }
  }
}
