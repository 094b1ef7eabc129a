import { EVENTS_STREAM } from '@countersign/contracts';
import { DeliverPolicy, type Consumer, type JetStreamClient, type JetStreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import type { StoredCommit } from '../commit/stored-commit.ts';
import { CorruptionError, endsBefore } from '../errors.ts';
import type { Reader } from '../following/follower.ts';
import { FILL_BATCH_MS, IDLE_CHECK_MS, MAX_BUFFERED_BATCHES } from '../limits.ts';
import { fromDelivered, messageAt } from './messages.ts';
import { Pull, type Delivered } from './pull.ts';

export interface ReaderOptions {
  readonly connection: NatsConnection;
  readonly client: JetStreamClient;
  readonly manager: JetStreamManager;
  readonly after: number;
  readonly maxBatch: number;
  /** Puts the content of large commits in its place. */
  redeem(stored: readonly StoredCommit[]): Promise<readonly StoredCommit[]>;
  /** Default 5000. */
  readonly idleCheckMs?: number;
}

/** Sequence of the stream's last message, from its leader. */
export async function lastSequenceOf(manager: JetStreamManager): Promise<number> {
  return (await manager.streams.info(EVENTS_STREAM)).state.last_seq;
}

/** @throws CorruptionError when the stream ends before the position: it has lost what was read already. */
export async function openStreamReader(options: ReaderOptions): Promise<Reader> {
  const { client, manager, after } = options;
  const last = await lastSequenceOf(manager);
  if (last < after) throw endsBefore(last, after);
  const consumer = await client.consumers.get(EVENTS_STREAM, { deliver_policy: DeliverPolicy.StartSequence, opt_start_seq: after + 1 });
  const { name } = await consumer.info(true);
  return new StreamReader(options, consumer, name, last);
}

/** A consumer whose messages wait in a bounded buffer, so that a batch is what has come meanwhile. That they come in order is checked here. */
class StreamReader implements Reader {
  readonly #options: ReaderOptions;
  readonly #consumer: Consumer;
  readonly #pull: Pull;
  readonly #idleCheck: NodeJS.Timeout;
  /** Sequence of the last message handed out. */
  #taken: number;
  #end: number;
  #arrivedAtLastCheck = -1;
  #closed = false;
  #failure: Error | undefined;
  #onArrival: (() => void) | undefined;
  /** Who waits for an arrival is woken with so many, or with all there are. */
  #wanted = 1;

  constructor(options: ReaderOptions, consumer: Consumer, name: string, end: number) {
    this.#end = end;
    this.#options = options;
    this.#consumer = consumer;
    this.#taken = options.after;
    this.#pull = new Pull({
      connection: options.connection, client: options.client, consumer: name, limit: options.maxBatch * MAX_BUFFERED_BATCHES,
      onArrival: () => { if (this.#pull.waiting >= this.#wanted || this.#pull.pending === 0) this.#wake(); },
      onFailure: (error) => this.#fail(error),
    });
    this.#idleCheck = setInterval(() => void this.#checkIdle(), options.idleCheckMs ?? IDLE_CHECK_MS);
    this.#idleCheck.unref();
  }

  get buffered(): number {
    return this.#pull.waiting;
  }
  get end(): number {
    const { last } = this.#pull;
    return last ? Math.max(this.#end, last.sequence + last.pending) : this.#end;
  }

  async take(max: number, withinMs?: number): Promise<readonly StoredCommit[]> {
    const pull = this.#pull;
    if (pull.waiting === 0) await this.#arrivals(1, withinMs);
    // The server has more at hand: briefly, for a full batch.
    if (pull.waiting < max && pull.pending > 0) await this.#arrivals(max, FILL_BATCH_MS);
    if (this.#closed) return [];
    if (pull.waiting === 0) {
      if (this.#failure) throw this.#failure;
      return [];
    }
    this.#end = this.end;
    const batch = pull.take(max);
    await this.#refuseSkipped(batch);
    this.#taken = batch.at(-1)!.sequence;
    return this.#options.redeem(batch.map(fromDelivered));
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    clearInterval(this.#idleCheck);
    this.#pull.close();
    this.#wake();
    // The server removes it later by itself when this does not reach it.
    await this.#consumer.delete().catch(() => undefined);
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    this.#wake();
  }

  /** Until so many wait or, of more than one, all that the server has; or it is too late. */
  async #arrivals(wanted: number, withinMs?: number): Promise<void> {
    let isLate = false;
    this.#wanted = wanted;
    const timer = withinMs === undefined ? undefined : setTimeout(() => { isLate = true; this.#wake(); }, withinMs);
    const isEnough = () => this.#pull.waiting >= wanted || (this.#pull.waiting > 0 && this.#pull.pending === 0);
    while (!isLate && !this.#closed && !this.#failure && !isEnough()) await new Promise<void>((resolve) => { this.#onArrival = resolve; });
    clearTimeout(timer);
    this.#wanted = 1;
  }

  #wake(): void {
    const wake = this.#onArrival;
    this.#onArrival = undefined;
    wake?.();
  }

  /** A sequence that was skipped though the stream has it is a fault of the delivery, not of the log: begin again. */
  async #refuseSkipped(batch: readonly Delivered[]): Promise<void> {
    let expected = this.#taken + 1;
    for (const { sequence } of batch) {
      if (sequence !== expected) {
        if (sequence < expected || (await messageAt(this.#options.manager, expected))) throw new Error(`${sequence} was delivered instead of ${expected}`);
        return;
      }
      expected++;
    }
  }

  /** Has the log grown, or shrunk, without a word? Also says how far behind a slow reader is. */
  async #checkIdle(): Promise<void> {
    const isIdle = this.#pull.arrived === this.#arrivedAtLastCheck && this.#pull.waiting === 0;
    this.#arrivedAtLastCheck = this.#pull.arrived;
    if (this.#closed) return;
    try {
      const { manager } = this.#options;
      const expected = this.#taken + 1;
      const last = await lastSequenceOf(manager);
      this.#end = Math.max(this.#end, last);
      if (!isIdle) return;
      if (last < this.#taken) return this.#fail(endsBefore(last, this.#taken));
      if (last < expected || (await this.#consumer.info()).num_pending > 0 || this.#pull.arrived !== this.#arrivedAtLastCheck) return;
      if (await messageAt(manager, expected)) this.#fail(new Error(`${expected} is stored and was not delivered`));
      else this.#fail(new CorruptionError(`the log ends at ${last} and ${expected} is missing`, expected, { kind: 'gap', until: last }));
    } catch {
      // Not reachable just now: the connection tells of that.
    }
  }
}
