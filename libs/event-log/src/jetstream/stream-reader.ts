import { EVENTS_STREAM } from '@countersign/contracts';
import { DeliverPolicy, type Consumer, type ConsumerMessages, type JetStreamClient, type JetStreamManager, type JsMsg } from '@nats-io/jetstream';
import type { StoredCommit } from '../commit/stored-commit.ts';
import { CorruptionError, endsBefore } from '../errors.ts';
import type { Reader } from '../following/follower.ts';
import { FILL_BATCH_MS, IDLE_CHECK_MS, MAX_BUFFERED_BATCHES } from '../limits.ts';
import { fromDelivered, messageAt } from './messages.ts';

export interface ReaderOptions {
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
  const { client, manager, after, maxBatch } = options;
  const last = await lastSequenceOf(manager);
  if (last < after) throw endsBefore(last, after);
  const consumer = await client.consumers.get(EVENTS_STREAM, { deliver_policy: DeliverPolicy.StartSequence, opt_start_seq: after + 1 });
  const messages = await consumer.consume({ max_messages: maxBatch * MAX_BUFFERED_BATCHES, expires: 30_000, idle_heartbeat: 5_000 });
  return new StreamReader(options, consumer, messages, last);
}

/** An ordered consumer whose messages wait in a bounded buffer, so that a batch is what has come meanwhile. */
class StreamReader implements Reader {
  readonly #options: ReaderOptions;
  readonly #consumer: Consumer;
  readonly #messages: ConsumerMessages;
  readonly #idleCheck: NodeJS.Timeout;
  #buffer: JsMsg[] = [];
  /** Sequence of the last message handed out. */
  #taken: number;
  #arrived = 0;
  #end: number;
  #arrivedAtLastCheck = -1;
  #closed = false;
  #failure: Error | undefined;
  #onArrival: (() => void) | undefined;
  #onRoom: (() => void) | undefined;

  constructor(options: ReaderOptions, consumer: Consumer, messages: ConsumerMessages, end: number) {
    this.#end = end;
    this.#options = options;
    this.#consumer = consumer;
    this.#messages = messages;
    this.#taken = options.after;
    this.#idleCheck = setInterval(() => void this.#checkIdle(), options.idleCheckMs ?? IDLE_CHECK_MS);
    this.#idleCheck.unref();
    void this.#pump();
  }

  get buffered(): number {
    return this.#buffer.length;
  }
  get end(): number {
    return this.#end;
  }

  async take(max: number): Promise<readonly StoredCommit[]> {
    while (this.#buffer.length === 0 && !this.#closed && !this.#failure) await this.#arrival();
    if (this.#buffer.length < max && this.#buffer.at(-1)?.info.pending) await this.#fill(max);
    if (this.#closed) return [];
    if (this.#buffer.length === 0 && this.#failure) throw this.#failure;
    const batch = this.#buffer.length <= max ? this.#buffer : this.#buffer.slice(0, max);
    this.#buffer = this.#buffer.length <= max ? [] : this.#buffer.slice(max);
    this.#onRoom?.();
    await this.#refuseSkipped(batch);
    this.#taken = batch.at(-1)!.seq;
    return this.#options.redeem(batch.map(fromDelivered));
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    clearInterval(this.#idleCheck);
    this.#onArrival?.();
    this.#onRoom?.();
    await this.#messages.close();
    // The server removes it later by itself when this does not reach it.
    await this.#consumer.delete().catch(() => undefined);
  }

  async #pump(): Promise<void> {
    const limit = this.#options.maxBatch * MAX_BUFFERED_BATCHES;
    try {
      for await (const message of this.#messages) {
        if (this.#closed) return;
        this.#arrived++;
        this.#buffer.push(message);
        this.#end = Math.max(this.#end, message.seq + message.info.pending);
        this.#onArrival?.();
        if (this.#buffer.length >= limit) await new Promise<void>((resolve) => { this.#onRoom = resolve; });
      }
      this.#fail(new Error('the consumer ended'));
    } catch (error) {
      this.#fail(error as Error);
    }
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    this.#onArrival?.();
  }

  #arrival(): Promise<void> {
    return new Promise((resolve) => { this.#onArrival = resolve; });
  }

  /** The server has more at hand: wait briefly for a full batch. */
  async #fill(max: number): Promise<void> {
    let isLate = false;
    const timer = setTimeout(() => { isLate = true; this.#onArrival?.(); }, FILL_BATCH_MS);
    while (!isLate && !this.#closed && !this.#failure && this.#buffer.length < max && this.#buffer.at(-1)!.info.pending > 0) await this.#arrival();
    clearTimeout(timer);
  }

  /** A sequence that was skipped though the stream has it is a fault of the delivery, not of the log: begin again. */
  async #refuseSkipped(batch: readonly JsMsg[]): Promise<void> {
    let expected = this.#taken + 1;
    for (const { seq } of batch) {
      if (seq !== expected) {
        if (seq < expected || (await messageAt(this.#options.manager, expected))) throw new Error(`${seq} was delivered instead of ${expected}`);
        return;
      }
      expected++;
    }
  }

  /** Has the log grown, or shrunk, without a word? Also says how far behind a slow reader is. */
  async #checkIdle(): Promise<void> {
    const isIdle = this.#arrived === this.#arrivedAtLastCheck && this.#buffer.length === 0;
    this.#arrivedAtLastCheck = this.#arrived;
    if (this.#closed) return;
    try {
      const { manager } = this.#options;
      const expected = this.#taken + 1;
      const last = await lastSequenceOf(manager);
      this.#end = Math.max(this.#end, last);
      if (!isIdle) return;
      if (last < this.#taken) return this.#fail(endsBefore(last, this.#taken));
      if (last < expected || (await this.#consumer.info()).num_pending > 0 || this.#arrived !== this.#arrivedAtLastCheck) return;
      if (await messageAt(manager, expected)) this.#fail(new Error(`${expected} is stored and was not delivered`));
      else this.#fail(new CorruptionError(`the log ends at ${last} and ${expected} is missing`, expected, { kind: 'gap', until: last }));
    } catch {
      // Not reachable just now: the connection tells of that.
    }
  }
}
