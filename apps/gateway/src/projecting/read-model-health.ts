import type { EventLog, FollowerMetrics } from '@countersign/event-log';
import type { Sql } from '../database/sql.ts';
import type { FollowerState, ReadModelFollower } from './read-model-follower.ts';
import type { ReadModelStore } from './read-model-store.ts';

export interface ReadModelHealthReport {
  readonly state: FollowerState;
  /** Up to where the log is in the read model. */
  readonly position: number;
  readonly lastSequence: number;
  /** Commits that are in the log and not yet in the read model. */
  readonly lag: number;
  readonly error: string | null;
  /** Aggregates that an operator let it leave as they were, because the log is corrupt there. */
  readonly quarantined: number;
}

export class ReadModelHealth {
  constructor(
    private readonly log: EventLog,
    private readonly sql: Sql,
    private readonly store: ReadModelStore,
    private readonly follower: ReadModelFollower,
  ) {}

  /** Of this process. */
  get state(): FollowerState {
    return this.follower.state;
  }

  /** Undefined while another process follows. */
  get metrics(): FollowerMetrics | undefined {
    return this.follower.metrics;
  }

  /** Asks Postgres and NATS. @throws when one of them does not answer. */
  async read(): Promise<ReadModelHealthReport> {
    const [position, lastSequence, quarantined] = await Promise.all([this.store.position(this.sql), this.log.lastSequence(), this.log.journal.quarantined()]);
    const { state, error } = this.follower;
    return { state, position, lastSequence, lag: Math.max(0, lastSequence - position), error: error?.message ?? null, quarantined: quarantined.size };
  }
}
