import type { EventLog } from '@countersign/event-log';
import { EVENT_LOG, NATS_CONNECTION } from '@countersign/event-log/nest';
import { MikroORM } from '@mikro-orm/postgresql';
import type { NatsConnection } from '@nats-io/transport-node';
import { Logger, Module, type BeforeApplicationShutdown, type DynamicModule, type OnApplicationBootstrap, type OnModuleDestroy, type Provider } from '@nestjs/common';
import { AuditQueries } from '../audit/audit.queries.ts';
import { CandidateQueries } from '../candidates/candidate.queries.ts';
import { CaptureQueries } from '../captures/capture.queries.ts';
import { READ_MODEL } from '../database/read-model.tables.sql.ts';
import { Sql } from '../database/sql.ts';
import { LiveEventQueries } from '../live/live-event.queries.ts';
import { LiveEvents } from '../live/live-events.ts';
import { RunQueries } from '../runs/run.queries.ts';
import { TaskQueries } from '../runs/task.queries.ts';
import { SessionQueries } from '../sessions/session.queries.ts';
import { PositionListener } from './position-listener.ts';
import { ReadModelFollower } from './read-model-follower.ts';
import { ReadModelHealth } from './read-model-health.ts';
import { ReadModelStore } from './read-model-store.ts';
import { ReadModelWaiter } from './read-model-waiter.ts';
import { SessionHeartbeats } from './session-heartbeats.ts';

export interface ReadModelOptions {
  /** Base of the console urls, without a slash at its end. */
  readonly publicUrl: string;
}

const QUERIES = [RunQueries, TaskQueries, CandidateQueries, SessionQueries, CaptureQueries, AuditQueries];

/** The follower and what reads its work, everywhere in the application. Needs DatabaseModule and EventLogModule. */
@Module({})
export class ReadModelModule implements OnApplicationBootstrap, OnModuleDestroy, BeforeApplicationShutdown {
  constructor(
    private readonly follower: ReadModelFollower,
    private readonly listener: PositionListener,
    private readonly live: LiveEvents,
  ) {}

  static forRoot(options: ReadModelOptions): DynamicModule {
    return { module: ReadModelModule, global: true, providers: providers(options), exports: [...QUERIES, ReadModelWaiter, LiveEvents, ReadModelHealth] };
  }

  onApplicationBootstrap(): void {
    this.listener.start();
    this.follower.start();
  }

  /** Before the HTTP server waits for its connections to end. */
  onModuleDestroy(): void {
    this.live.close();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all([this.follower.stop(), this.listener.stop()]);
  }
}

function providers({ publicUrl }: ReadModelOptions): Provider[] {
  return [
    ...QUERIES,
    { provide: ReadModelWaiter, useFactory: () => new ReadModelWaiter() },
    { provide: ReadModelStore, inject: [MikroORM], useFactory: (orm: MikroORM) => new ReadModelStore(orm, READ_MODEL) },
    {
      provide: PositionListener,
      inject: [Sql, ReadModelStore, ReadModelWaiter],
      useFactory: (sql: Sql, store: ReadModelStore, waiter: ReadModelWaiter) => new PositionListener(sql, store, waiter),
    },
    {
      provide: ReadModelFollower,
      inject: [EVENT_LOG, NATS_CONNECTION, Sql, ReadModelStore, ReadModelWaiter],
      useFactory: (log: EventLog, nats: NatsConnection, sql: Sql, store: ReadModelStore, waiter: ReadModelWaiter) => {
        const logger = new Logger('ReadModel');
        const heartbeats = new SessionHeartbeats(nats, sql, store);
        return new ReadModelFollower({
          log, sql, store, waiter,
          settings: { publicUrl },
          alongside: (signal) => heartbeats.watch(signal),
          onError: (error) => logger.error({ msg: 'the read model does not move on', err: error }),
        });
      },
    },
    {
      provide: LiveEvents,
      inject: [Sql, ReadModelWaiter],
      useFactory: (sql: Sql, waiter: ReadModelWaiter) => {
        const logger = new Logger('LiveEvents');
        return new LiveEvents(new LiveEventQueries(sql), waiter, (error) => logger.error({ msg: 'events cannot be read for the streams', err: error }));
      },
    },
    {
      provide: ReadModelHealth,
      inject: [EVENT_LOG, Sql, ReadModelStore, ReadModelFollower],
      useFactory: (log: EventLog, sql: Sql, store: ReadModelStore, follower: ReadModelFollower) => new ReadModelHealth(log, sql, store, follower),
    },
  ];
}
