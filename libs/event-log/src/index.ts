export { aggregate } from './aggregate.ts';
export type { Aggregate, AggregateOptions, Handled, Loaded } from './aggregate.ts';
export { ConflictError, CorruptionError } from './event-log.ts';
export type {
  Appended, Commit, EventContext, EventLog, Follower, FollowOptions, NewCommit, ReactOptions, Reactor,
} from './event-log.ts';
