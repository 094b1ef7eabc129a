import { subjectOf, type AggregateName } from '@countersign/contracts';
import { inSpan } from '@countersign/telemetry';
import type { JetStreamClient, JetStreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { decodeHistory } from '../commit/decode-history.ts';
import { encodeCommit, type EncodedCommit } from '../commit/encode-commit.ts';
import type { StoredCommit } from '../commit/stored-commit.ts';
import { ConflictError } from '../errors.ts';
import type { Appended, Commit, EventLog, Follower, FollowOptions, NewCommit, ReactOptions, Reactor, Verification, VerifyOptions } from '../event-log.ts';
import { startFollower, type Reader } from '../following/follower.ts';
import { verifyLog } from '../following/verify-log.ts';
import { RunningJournal } from '../journal/journal.ts';
import { jetStreamJournal } from '../journal/jetstream-journal.ts';
import { APPEND_TIMEOUT_MS, DEFAULT_MAX_BATCH, HEADER_RESERVE_BYTES, MAX_READ_ATTEMPTS, READ_TIMEOUT_MS } from '../limits.ts';
import { Counters } from '../metrics.ts';
import { jetStreamSnapshots } from '../snapshots/jetstream-snapshots.ts';
import type { SnapshotStore } from '../snapshots/snapshot-store.ts';
import { Acknowledgements } from './acknowledgements.ts';
import { publishCommit, type Publisher } from './appender.ts';
import { connectNats, jetStreamManagerOf, jetStreamOf, type NatsOptions } from './connect.ts';
import { ConnectionLostError, ConnectionWatch } from './connection-watch.ts';
import { ensureStream } from './ensure-stream.ts';
import { readHistoryOf, type ReadHistory } from './history.ts';
import { LargeCommits } from './large-commits.ts';
import { positionAt } from './position-at.ts';
import { startReactor, type RunningReactor } from './reactor.ts';
import { caution, hasBatchedGets, refusal } from './server-version.ts';
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
  const manager = await jetStreamManagerOf(connection, { timeout: READ_TIMEOUT_MS });
  const { config } = await ensureStream(manager, options.replicas ?? 1);
  return new JetStreamEventLog({ connection, manager, replicas: config.num_replicas, hasBatches: hasBatchedGets(server), options, onClose });
}

interface Parts {
  readonly connection: NatsConnection;
  readonly manager: JetStreamManager;
  readonly replicas: number;
  readonly hasBatches: boolean;
  readonly options: JetStreamOptions;
  onClose(): Promise<void>;
}

class JetStreamEventLog implements EventLog {
  readonly journal: RunningJournal;
  readonly snapshots: SnapshotStore;
  readonly metrics = new Counters();
  readonly #parts: Parts;
  readonly #client: JetStreamClient;
  readonly #watch: ConnectionWatch;
  readonly #acknowledgements: Acknowledgements;
  readonly #publisher: Publisher;
  readonly #readHistory: ReadHistory;
  readonly #large: LargeCommits;
  readonly #running = new Set<{ stop(): Promise<void> }>();
  readonly #readers = new Set<Reader>();
  readonly #reactors = new Set<RunningReactor>();
  /** The connection does not say while it is broken. */
  #maxPayloadBytes: number;

  constructor(parts: Parts) {
    this.#parts = parts;
    const { connection, hasBatches, manager, replicas } = parts;
    this.#maxPayloadBytes = connection.info!.max_payload;
    this.#client = jetStreamOf(connection, { timeout: this.#appendTimeoutMs });
    this.#acknowledgements = new Acknowledgements(connection, this.#appendTimeoutMs);
    this.#watch = new ConnectionWatch(connection, () => this.#reopen());
    this.#publisher = { acknowledgements: this.#acknowledgements, manager, ask: (question) => this.#watch.ask(question, this.#appendTimeoutMs) };
    this.#readHistory = readHistoryOf({ connection, client: this.#client, manager, hasBatches, isReplicated: replicas > 1 });
    this.#large = new LargeCommits(this.#client, replicas);
    this.journal = new RunningJournal(jetStreamJournal(this.#client, manager, replicas));
    this.snapshots = jetStreamSnapshots(this.#client, replicas);
  }

  get #appendTimeoutMs(): number {
    return this.#parts.options.appendTimeoutMs ?? APPEND_TIMEOUT_MS;
  }

  /** The events hold the traceparent of the append itself, where traces are collected. */
  append(commit: NewCommit): Promise<Appended> {
    const { aggregate, context } = commit;
    const attributes = { 'messaging.system': 'nats', 'messaging.operation.type': 'send', 'countersign.aggregate': aggregate, 'countersign.correlation_id': context.correlationId };
    return inSpan(`append ${aggregate}`, { kind: 'producer', parent: context.traceparent, attributes }, async (span) => {
      const { traceparent } = span;
      const appended = await this.#append(traceparent === undefined ? commit : { ...commit, context: { ...context, traceparent } });
      span.set({ 'countersign.position': appended.sequence });
      return appended;
    });
  }

  async #append(commit: NewCommit): Promise<Appended> {
    const startedAt = performance.now();
    try {
      const encoded = encodeCommit(commit);
      const isLarge = encoded.payload.length > this.#maxPayloadBytes - HEADER_RESERVE_BYTES;
      const sequence = await (isLarge ? this.#publishLarge(encoded, commit.expectedSequence) : publishCommit(this.#publisher, encoded, commit.expectedSequence));
      this.metrics.countAppend(commit.events.length, startedAt);
      return { sequence, version: encoded.version };
    } catch (error) {
      this.metrics.countFault(error, startedAt);
      throw error;
    }
  }

  async load(aggregate: AggregateName, aggregateId: string, after = 0): Promise<readonly Commit[]> {
    const stored = await this.#read(() => this.#readHistory(subjectOf(aggregate, aggregateId), after));
    this.metrics.countLoad(stored.length);
    return decodeHistory(await this.#large.redeem(stored), after === 0);
  }

  lastSequence(): Promise<number> {
    return this.#read(() => lastSequenceOf(this.#parts.manager));
  }

  positionAt(time: Date): Promise<number> {
    return this.#read(() => positionAt(this.#parts.manager, time));
  }

  follow(options: FollowOptions): Promise<Follower> {
    return Promise.resolve(this.#track(startFollower((after) => this.#open(after, options.maxBatch), options, this.journal)));
  }

  async react(options: ReactOptions): Promise<Reactor> {
    const { manager } = this.#parts;
    const reactor = await startReactor({ client: this.#client, manager, journal: this.journal, redeem: (stored) => this.#large.redeem(stored) }, options);
    this.#reactors.add(reactor);
    return this.#track(reactor);
  }

  verify(options: VerifyOptions = {}): Promise<Verification> {
    return verifyLog({ open: (after) => this.#open(after), lastSequence: () => this.lastSequence(), journal: this.journal }, options);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#running].map((each) => each.stop()));
    this.#running.clear();
    this.#watch.stop();
    this.#acknowledgements.close();
    await this.#parts.onClose();
  }

  #track<Running extends { stop(): Promise<void> }>(running: Running): Running {
    this.#running.add(running);
    return running;
  }

  async #publishLarge(encoded: EncodedCommit, expectedSequence: number): Promise<number> {
    this.metrics.largeCommits++;
    const claim = await this.#large.deposit(encoded);
    try {
      return await publishCommit(this.#publisher, claim, expectedSequence);
    } catch (error) {
      if (error instanceof ConflictError) await this.#large.withdraw(claim);
      throw error;
    }
  }

  async #open(after: number, maxBatch = DEFAULT_MAX_BATCH): Promise<Reader> {
    const { connection, manager, options: { idleCheckMs } } = this.#parts;
    const redeem = (stored: readonly StoredCommit[]) => this.#large.redeem(stored);
    const opened = await this.#read(() => openStreamReader({ connection, client: this.#client, manager, after, maxBatch, redeem, ...(idleCheckMs === undefined ? {} : { idleCheckMs }) }));
    const reader: Reader = {
      get buffered() { return opened.buffered; },
      get end() { return opened.end; },
      take: (max, withinMs) => opened.take(max, withinMs),
      close: () => {
        this.#readers.delete(reader);
        return opened.close();
      },
    };
    this.#readers.add(reader);
    return reader;
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
