export { aggregate } from './aggregate.ts';
export type { Aggregate, AggregateOptions, Handled, Loaded } from './aggregate.ts';
export { CommitTooLargeError, ConflictError, CorruptionError, InvalidCommitError, UnacknowledgedError } from './errors.ts';
export type {
  Appended, Commit, EventContext, EventLog, Follower, FollowOptions, NewCommit, NewEvent, ReactOptions, Reactor, Verification, VerifyOptions,
} from './event-log.ts';
export { NothingToDecideError } from './journal/journal.ts';
export type { Decision, Journal, ParkedKey } from './journal/journal.ts';
export type { ParkedCommit, PassedOver } from './journal/journal-state.ts';
export type { FollowerMetrics, LogMetrics } from './metrics.ts';
export type { Snapshot, SnapshotStore } from './snapshots/snapshot-store.ts';
export { natsAccounts, natsUrlOf, passwordsFor } from './accounts/nats-accounts.ts';
export type { Passwords } from './accounts/nats-accounts.ts';
export { prepareNats } from './accounts/prepare-nats.ts';
export type { PrepareOptions } from './accounts/prepare-nats.ts';
export { connectNats, jetStreamManagerOf, jetStreamOf, natsConnectionOptions } from './jetstream/connect.ts';
export type { NatsConnectionOptions, NatsOptions } from './jetstream/connect.ts';
export { inspectLog, inspectServer } from './jetstream/inspect.ts';
export type { ConsumerInspection, LogInspection, ServerInspection, StreamInspection } from './jetstream/inspect.ts';
export { connectEventLog, jetStreamEventLog } from './jetstream/jetstream-event-log.ts';
export type { JetStreamOptions } from './jetstream/jetstream-event-log.ts';
export { memoryEventLog } from './memory/memory-event-log.ts';
export type { MemoryOptions, RecordedCommit } from './memory/memory-event-log.ts';
export { copyStream, restoreStream, streamNames } from './jetstream/stream-backup.ts';
export type { StreamCopy } from './jetstream/stream-backup.ts';
