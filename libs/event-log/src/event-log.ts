import type { AggregateName, DomainEvent, EventEnvelope } from '@countersign/contracts';
import type { CorruptionError } from './errors.ts';
import type { Journal } from './journal/journal.ts';
import type { FollowerMetrics, LogMetrics } from './metrics.ts';
import type { SnapshotStore } from './snapshots/snapshot-store.ts';

/** Who caused events and in which chain; goes into every envelope of a commit. */
export interface EventContext {
  /** `user:<name>`, `key:<id>` or `service:<name>`. */
  readonly actor: string;
  readonly correlationId: string;
  readonly causationId?: string;
  readonly traceparent?: string;
  /** The run the aggregate belongs to, where there is one. */
  readonly runId?: string;
}

/** What is not given is made when it is appended. */
export interface NewEvent extends DomainEvent {
  /** UUID, for an event that had one before it came to the log. */
  readonly id?: string;
  /** When it happened; default now. */
  readonly time?: string;
}

/** 1..n events of one decision; becomes one message of the stream, so it is stored whole or not at all. */
export interface NewCommit {
  readonly aggregate: AggregateName;
  readonly aggregateId: string;
  /** The service that writes, e.g. `session-service`. */
  readonly source: string;
  /** Stream sequence of the aggregate's last commit; 0 for a new aggregate. */
  readonly expectedSequence: number;
  /** Version of the aggregate before this commit; 0 for a new one. */
  readonly version: number;
  readonly events: readonly NewEvent[];
  readonly context: EventContext;
  /** For a writer that must find its own commit again; random and unguessable, as the one that is made by default. */
  readonly commitId?: string;
}

/** A commit as it stands in the log. */
export interface Commit {
  /** Stream sequence: the position. */
  readonly sequence: number;
  readonly subject: string;
  readonly commitId: string;
  /** Server time at which it was stored. */
  readonly storedAt: Date;
  /** Empty only where an operator let followers pass over what stands there: see {@link Journal.passOver}. */
  readonly events: readonly EventEnvelope[];
}

export interface Appended {
  readonly sequence: number;
  /** Version of the aggregate after the commit. */
  readonly version: number;
}

export interface FollowOptions {
  /** Deliver commits with a sequence greater than this. */
  readonly after: number;
  /** Commits in one batch at most; default 1000. */
  readonly maxBatch?: number;
  /**
   * Called with one batch after the other, in order, never two at once. A throw is retried with backoff with the same
   * batch, for ever; {@link Follower.error} tells of it meanwhile. A CorruptionError says that a commit cannot be
   * true though it is sound in itself: the commits before it are handed over once more, and the follower stops.
   */
  onBatch(commits: readonly Commit[]): Promise<void>;
  /** Corruption, or a fault that is being retried. */
  onError?(error: Error): void;
}
export interface Follower {
  /** Sequence of the last commit whose batch was handled. */
  readonly position: number;
  /** `stopped` after a corruption (see `error`), until an operator decides (see {@link Journal.passOver}), or after {@link stop}. */
  readonly state: 'following' | 'stopped';
  /** The corruption, or the fault that is being retried. */
  readonly error: Error | undefined;
  readonly metrics: FollowerMetrics;
  /** Finishes the batch at hand and stops. Not to be awaited inside `onBatch`. */
  stop(): Promise<void>;
}

export interface ReactOptions {
  /** Name of the durable consumer; one position for all instances of a service. */
  readonly name: string;
  /** Only commits of this aggregate; default all. */
  readonly aggregate?: AggregateName;
  /**
   * At least once, one commit at a time in each instance. A throw is delivered again with backoff, at most
   * `maxDeliveries` times (default 8); later commits do not wait for it.
   */
  handle(commit: Commit): Promise<void>;
  readonly maxDeliveries?: number;
  /** Waits before the second, third … delivery; the last one repeats. Default 50 ms, doubling, at most 10 s. */
  readonly backoffMs?: readonly number[];
  /**
   * The last delivery failed, or ended with its process. The commit is parked: the journal lists it, and it is
   * delivered again only when an operator asks for that.
   */
  onParked?(commit: Commit, error: Error): void | Promise<void>;
  /** A fault outside of `handle`, which is being retried. */
  onError?(error: Error): void;
}
export interface Reactor {
  stop(): Promise<void>;
}

export interface VerifyOptions {
  /** A position that somebody has read: the log must reach it. */
  readonly reaches?: number;
  /** Goes on behind what operators decided to pass over; otherwise also that is found. */
  readonly honourDecisions?: boolean;
  /** Hears up to where the log was found sound, and where it ends. */
  onProgress?(sequence: number, last: number): void;
}
export interface Verification {
  /** Commits and events that are sound, before the first that is not. */
  readonly commits: number;
  readonly events: number;
  /** Of these, commits from before there were checksums. */
  readonly withoutChecksum: number;
  readonly firstWrong: CorruptionError | undefined;
}

/** The append-only log. Two implementations, JetStream and memory, under one contract suite. */
export interface EventLog {
  /**
   * Resolves when the commit is stored. @throws ConflictError when `expectedSequence` is not the aggregate's last;
   * InvalidCommitError, CommitTooLargeError when it was not even sent; UnacknowledgedError when nobody knows.
   */
  append(commit: NewCommit): Promise<Appended>;
  /** Commits of one aggregate, oldest first, with a sequence greater than `after` (default 0). @throws CorruptionError */
  load(aggregate: AggregateName, aggregateId: string, after?: number): Promise<readonly Commit[]>;
  /** Sequence of the last commit in the log; 0 when empty. */
  lastSequence(): Promise<number>;
  /** Sequence of the last commit that was stored at or before a time, by the clock of the store; 0 when there is none. */
  positionAt(time: Date): Promise<number>;
  follow(options: FollowOptions): Promise<Follower>;
  react(options: ReactOptions): Promise<Reactor>;
  /** Reads all of it, and says where it is first wrong, if anywhere. @throws when reading fails. */
  verify(options?: VerifyOptions): Promise<Verification>;
  /** Parked commits, corrupt places, and what operators decided about them. */
  readonly journal: Journal;
  /** Folded states, kept for faster loads. */
  readonly snapshots: SnapshotStore;
  readonly metrics: LogMetrics;
  close(): Promise<void>;
}
