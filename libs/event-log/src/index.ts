export { aggregate } from './aggregate.ts';
export type { Aggregate, AggregateOptions, Handled, Loaded } from './aggregate.ts';
export { CommitTooLargeError, ConflictError, CorruptionError, InvalidCommitError, UnacknowledgedError } from './event-log.ts';
export type {
  Appended, Commit, EventContext, EventLog, Follower, FollowOptions, NewCommit, ReactOptions, Reactor,
} from './event-log.ts';
export { connectNats } from './jetstream/connect.ts';
export type { NatsOptions } from './jetstream/connect.ts';
export { connectEventLog, jetStreamEventLog } from './jetstream/jetstream-event-log.ts';
export type { JetStreamOptions } from './jetstream/jetstream-event-log.ts';
export { memoryEventLog } from './memory/memory-event-log.ts';
