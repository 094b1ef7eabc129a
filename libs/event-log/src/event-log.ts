import type { AggregateName, DomainEvent, EventEnvelope } from '@countersign/contracts';

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
  readonly events: readonly DomainEvent[];
  readonly context: EventContext;
}

/** A commit as it stands in the log. */
export interface Commit {
  /** Stream sequence: the position. */
  readonly sequence: number;
  readonly subject: string;
  readonly commitId: string;
  /** Server time at which it was stored. */
  readonly storedAt: Date;
  readonly events: readonly EventEnvelope[];
}

export interface Appended {
  readonly sequence: number;
  /** Version of the aggregate after the commit. */
  readonly version: number;
}

/** Somebody else appended to the aggregate first: load again and decide again. */
export class ConflictError extends Error {
  override readonly name = 'ConflictError';
}
/** The commit breaks a rule of the log and was not sent: a fault of the caller. */
export class InvalidCommitError extends Error {
  override readonly name = 'InvalidCommitError';
}
/** The commit does not fit into a message and was not sent: what is big belongs into the object store. */
export class CommitTooLargeError extends Error {
  override readonly name = 'CommitTooLargeError';
  readonly sizeBytes: number;
  readonly maxBytes: number;
  constructor(sizeBytes: number, maxBytes: number) {
    super(`the commit has ${sizeBytes} bytes, ${maxBytes} are allowed`);
    this.sizeBytes = sizeBytes;
    this.maxBytes = maxBytes;
  }
}
/** No acknowledgement came in time: the commit may be stored or not. Load before deciding again. */
export class UnacknowledgedError extends Error {
  override readonly name = 'UnacknowledgedError';
}
/** The log is not what an append-only log must be; a follower stops before it. */
export class CorruptionError extends Error {
  override readonly name = 'CorruptionError';
  readonly sequence: number;
  constructor(message: string, sequence: number) {
    super(message);
    this.sequence = sequence;
  }
}

export interface FollowOptions {
  /** Deliver commits with a sequence greater than this. */
  readonly after: number;
  /** Commits in one batch at most; default 1000. */
  readonly maxBatch?: number;
  /**
   * Called with one batch after the other, in order, never two at once. A throw is retried with backoff with the same
   * batch, for ever; {@link Follower.error} tells of it meanwhile.
   */
  onBatch(commits: readonly Commit[]): Promise<void>;
  /** Corruption, or a fault that is being retried. */
  onError?(error: Error): void;
}
export interface Follower {
  /** Sequence of the last commit whose batch was handled. */
  readonly position: number;
  /** `stopped` after a corruption (see `error`), until somebody decides, or after {@link stop}. */
  readonly state: 'following' | 'stopped';
  /** The corruption, or the fault that is being retried. */
  readonly error: Error | undefined;
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
   * The last delivery failed, or ended with its process. The commit is not delivered again, so this must record it.
   */
  onParked?(commit: Commit, error: Error): void | Promise<void>;
  /** A fault outside of `handle`, which is being retried. */
  onError?(error: Error): void;
}
export interface Reactor {
  stop(): Promise<void>;
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
  follow(options: FollowOptions): Promise<Follower>;
  react(options: ReactOptions): Promise<Reactor>;
  close(): Promise<void>;
}
