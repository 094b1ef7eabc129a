import { subjectOf, type AggregateName } from '@countersign/contracts';
import { jetstream, jetstreamManager, type JetStreamClient, type JetStreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { decodeHistory } from '../commit/decode-history.ts';
import { encodeCommit } from '../commit/encode-commit.ts';
import type { Appended, Commit, EventLog, Follower, FollowOptions, NewCommit, ReactOptions, Reactor } from '../event-log.ts';
import { startFollower, type Reader } from '../following/follower.ts';
import { APPEND_TIMEOUT_MS, DEFAULT_MAX_BATCH, HEADER_RESERVE_BYTES, MAX_READ_ATTEMPTS, READ_TIMEOUT_MS } from '../limits.ts';
import { publishCommit } from './appender.ts';
import { connectNats, type NatsOptions } from './connect.ts';
import { ConnectionLostError, ConnectionWatch } from './connection-watch.ts';
import { ensureStream } from './ensure-stream.ts';
import { readHistoryOf, type ReadHistory } from './history.ts';
import { startReactor, type RunningReactor } from './reactor.ts';
import { caution, refusal } from './server-version.ts';
import { lastSequenceOf, openStreamReader } from './stream-reader.ts';

export interface JetStreamOptions {
  /** Copies of a stream that has to be made: 1 (default) on one node, 3 in a cluster. */
  readonly replicas?: number;
  /** Told once at start about what the server cannot do. */
  readonly logger?: { warn(message: string): void };
  /** How often an idle follower asks for the end of the log; default 5000. */
  readonly idleCheckMs?: number;
  /** How long one attempt to append waits for its acknowledgement; default 2500. */
  readonly appendTimeoutMs?: number;
}

/** The log in JetStream, over a connection of its own, which `close` closes. @throws Error when the server or its stream is unsafe. */
export async function connectEventLog(options: NatsOptions & JetStreamOptions): Promise<EventLog> {
  const connection = await connectNats(options);
  try {
    return await openLog(connection, options, () => connection.close());
  } catch (error) {
    await connection.close();
    throw error;
  }
}

/** The log in JetStream over somebody's connection, which `close` leaves open. @throws Error when the server or its stream is unsafe. */
export function jetStreamEventLog(connection: NatsConnection, options: JetStreamOptions = {}): Promise<EventLog> {
  return openLog(connection, options, () => Promise.resolve());
}

async function openLog(connection: NatsConnection, options: JetStreamOptions, onClose: () => Promise<void>): Promise<EventLog> {
  const { version, cluster } = connection.info!;
  const server = { version, isClustered: Boolean(cluster) };
  const reason = refusal(server);
  if (reason) throw new Error(reason);
  const warning = caution(server);
  if (warning) options.logger?.warn(warning);
  const manager = await jetstreamManager(connection, { timeout: READ_TIMEOUT_MS });
  const { config } = await ensureStream(manager, options.replicas ?? 1);
  const readHistory = readHistoryOf({ isReplicated: config.num_replicas > 1 });
  return new JetStreamEventLog({ connection, manager, readHistory, options, onClose });
}

interface Parts {
  readonly connection: NatsConnection;
  readonly manager: JetStreamManager;
  readonly readHistory: ReadHistory;
  readonly options: JetStreamOptions;
  onClose(): Promise<void>;
}

class JetStreamEventLog implements EventLog {
  readonly #parts: Parts;
  readonly #client: JetStreamClient;
  readonly #watch: ConnectionWatch;
  readonly #running = new Set<{ stop(): Promise<void> }>();
  readonly #readers = new Set<Reader>();
  readonly #reactors = new Set<RunningReactor>();
  /** The connection does not say while it is broken. */
  #maxPayloadBytes: number;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#maxPayloadBytes = parts.connection.info!.max_payload;
    this.#client = jetstream(parts.connection, { timeout: this.#appendTimeoutMs });
    this.#watch = new ConnectionWatch(parts.connection, () => this.#reopen());
  }

  get #appendTimeoutMs(): number {
    return this.#parts.options.appendTimeoutMs ?? APPEND_TIMEOUT_MS;
  }

  async append(commit: NewCommit): Promise<Appended> {
    const encoded = encodeCommit(commit, this.#maxPayloadBytes - HEADER_RESERVE_BYTES);
    const ask = <Answer>(question: () => Promise<Answer>) => this.#watch.ask(question, this.#appendTimeoutMs);
    const sequence = await publishCommit({ client: this.#client, manager: this.#parts.manager, ask }, encoded, commit.expectedSequence);
    return { sequence, version: encoded.version };
  }

  async load(aggregate: AggregateName, aggregateId: string, after = 0): Promise<readonly Commit[]> {
    const { manager, readHistory } = this.#parts;
    return decodeHistory(await this.#read(() => readHistory(manager, subjectOf(aggregate, aggregateId), after)), after === 0);
  }

  lastSequence(): Promise<number> {
    return this.#read(() => lastSequenceOf(this.#parts.manager));
  }

  follow(options: FollowOptions): Promise<Follower> {
    const { manager, options: { idleCheckMs } } = this.#parts;
    const maxBatch = options.maxBatch ?? DEFAULT_MAX_BATCH;
    const open = async (after: number): Promise<Reader> => {
      const opened = await this.#read(() => openStreamReader({ client: this.#client, manager, after, maxBatch, ...(idleCheckMs === undefined ? {} : { idleCheckMs }) }));
      const reader: Reader = {
        take: (max) => opened.take(max),
        close: () => {
          this.#readers.delete(reader);
          return opened.close();
        },
      };
      this.#readers.add(reader);
      return reader;
    };
    return Promise.resolve(this.#track(startFollower(open, options)));
  }

  async react(options: ReactOptions): Promise<Reactor> {
    const reactor = await startReactor(this.#client, this.#parts.manager, options);
    this.#reactors.add(reactor);
    return this.#track(reactor);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#running].map((each) => each.stop()));
    this.#running.clear();
    this.#watch.stop();
    await this.#parts.onClose();
  }

  #track<Running extends { stop(): Promise<void> }>(running: Running): Running {
    this.#running.add(running);
    return running;
  }

  /** Reading again does no harm. */
  async #read<Answer>(question: () => Promise<Answer>): Promise<Answer> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#watch.ask(question, READ_TIMEOUT_MS);
      } catch (error) {
        if (!(error instanceof ConnectionLostError) || attempt === MAX_READ_ATTEMPTS) throw error;
      }
    }
  }

  /** A server that was away may have forgotten its consumers: everyone opens a new one at its position. */
  #reopen(): void {
    this.#maxPayloadBytes = this.#parts.connection.info?.max_payload ?? this.#maxPayloadBytes;
    for (const reader of [...this.#readers]) void reader.close();
    for (const reactor of this.#reactors) reactor.reopen();
  }
}
