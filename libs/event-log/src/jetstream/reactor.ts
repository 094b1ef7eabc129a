import { EVENTS_STREAM, EVENTS_WILDCARD, subjectOf } from '@countersign/contracts';
import { AckPolicy, DeliverPolicy, JetStreamApiCodes, JetStreamApiError, type ConsumerMessages, type JetStreamClient, type JetStreamManager, type JsMsg } from '@nats-io/jetstream';
import { decodeCommit } from '../commit/decode-commit.ts';
import { CorruptionError } from '../errors.ts';
import type { Commit, ReactOptions, Reactor } from '../event-log.ts';
import { backoffMs, DEFAULT_MAX_DELIVERIES, DELIVERY_TIMEOUT_MS, MAX_PREFETCHED } from '../limits.ts';
import { pause } from '../pause.ts';
import type { StoredCommit } from '../commit/stored-commit.ts';
import type { RunningJournal } from '../journal/journal.ts';
import { handleRetries, parkCommit } from '../reacting/parking.ts';
import { waitBefore } from '../reacting/wait-before.ts';
import { fromDelivered, messageAt } from './messages.ts';

const MS_TO_NANOS = 1_000_000;

export interface ReactorParts {
  readonly client: JetStreamClient;
  readonly manager: JetStreamManager;
  readonly journal: RunningJournal;
  redeem(stored: readonly StoredCommit[]): Promise<readonly StoredCommit[]>;
}

/**
 * A durable pull consumer. The server counts deliveries but does not limit them: a commit whose process died on its last
 * delivery would otherwise never be parked.
 */
export async function startReactor(parts: ReactorParts, options: ReactOptions): Promise<RunningReactor> {
  await ensureConsumer(parts.manager, options);
  const reactor = new RunningReactor(parts, options);
  reactor.start();
  return reactor;
}

/** Makes the durable consumer when it is missing. */
export async function ensureConsumer(manager: JetStreamManager, { name, aggregate }: Pick<ReactOptions, 'name' | 'aggregate'>): Promise<void> {
  try {
    await manager.consumers.info(EVENTS_STREAM, name);
    return;
  } catch (error) {
    if (!(error instanceof JetStreamApiError) || error.code !== JetStreamApiCodes.ConsumerNotFound) throw error;
  }
  await manager.consumers.add(EVENTS_STREAM, {
    durable_name: name,
    ack_policy: AckPolicy.Explicit,
    deliver_policy: DeliverPolicy.All,
    ack_wait: DELIVERY_TIMEOUT_MS * MS_TO_NANOS,
    max_deliver: -1,
    filter_subject: aggregate ? subjectOf(aggregate, '*') : EVENTS_WILDCARD,
  });
}

export class RunningReactor implements Reactor {
  readonly #parts: ReactorParts;
  readonly #options: ReactOptions;
  readonly #stopping = new AbortController();
  #messages: ConsumerMessages | undefined;
  #ended: Promise<void> = Promise.resolve();

  constructor(parts: ReactorParts, options: ReactOptions) {
    this.#parts = parts;
    this.#options = options;
  }

  start(): void {
    const { journal, manager, redeem } = this.#parts;
    const load = async (sequence: number) => {
      const stored = await messageAt(manager, sequence);
      return stored && decodeCommit((await redeem([stored]))[0]!);
    };
    const retries = handleRetries({ journal, load, options: this.#options, signal: this.#stopping.signal });
    this.#ended = Promise.all([this.#run(), retries]).then(() => undefined);
  }

  /** Begins to fetch anew. */
  reopen(): void {
    this.#messages?.stop();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#messages?.stop();
    await this.#ended;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    for (let faults = 0; !signal.aborted; faults++) {
      try {
        const consumer = await this.#parts.client.consumers.get(EVENTS_STREAM, this.#options.name);
        this.#messages = await consumer.consume({ max_messages: MAX_PREFETCHED, expires: 30_000, idle_heartbeat: 5_000 });
        if (signal.aborted) this.#messages.stop();
        for await (const message of this.#messages) {
          faults = 0;
          // What was fetched and is not begun goes back at once, so that another instance can take it.
          if (signal.aborted) message.nak();
          else await this.#deliver(message);
        }
      } catch (error) {
        this.#options.onError?.(error as Error);
      }
      await pause(backoffMs(faults), signal);
    }
  }

  async #deliver(message: JsMsg): Promise<void> {
    const { handle, maxDeliveries = DEFAULT_MAX_DELIVERIES } = this.#options;
    const { deliveryCount } = message.info;
    let commit: Commit;
    try {
      const [stored] = await this.#parts.redeem([fromDelivered({ message, payload: message.data, sequence: message.seq, storedAt: message.time })]);
      commit = decodeCommit(stored!);
    } catch (error) {
      return this.#refuse(message, error as Error);
    }
    if (deliveryCount > maxDeliveries) return this.#park(message, commit, new Error(`its process ended during delivery ${maxDeliveries}`));
    const working = setInterval(() => message.working(), DELIVERY_TIMEOUT_MS / 3);
    try {
      await handle(commit);
      message.ack();
    } catch (error) {
      if (deliveryCount >= maxDeliveries) await this.#park(message, commit, error as Error);
      else message.nak(waitBefore(this.#options, deliveryCount + 1));
    } finally {
      clearInterval(working);
    }
  }

  /**
   * A follower stops the service over what is corrupt; here it only must not be taken for an event, nor be forgotten
   * before an operator decides to pass over it.
   */
  async #refuse(message: JsMsg, error: Error): Promise<void> {
    this.#options.onError?.(error);
    const decisions = await this.#parts.journal.refresh().catch(() => undefined);
    if (error instanceof CorruptionError && decisions?.passesCommit(message.seq)) message.term();
    else message.nak(DELIVERY_TIMEOUT_MS);
  }

  async #park(message: JsMsg, commit: Commit, error: Error): Promise<void> {
    try {
      await parkCommit(this.#parts.journal, this.#options, commit, error);
      message.term();
    } catch (fault) {
      this.#options.onError?.(fault as Error);
      message.nak(DELIVERY_TIMEOUT_MS);
    }
  }
}
