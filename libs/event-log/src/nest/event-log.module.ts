import { Inject, Logger, Module, type DynamicModule, type FactoryProvider, type ModuleMetadata, type OnApplicationShutdown } from '@nestjs/common';
import type { NatsConnection } from '@nats-io/transport-node';
import type { EventLog } from '../event-log.ts';
import { connectNats, type NatsOptions } from '../jetstream/connect.ts';
import { jetStreamEventLog, type JetStreamOptions } from '../jetstream/jetstream-event-log.ts';

/** Injects the {@link EventLog}. */
export const EVENT_LOG = Symbol('EVENT_LOG');
/** Injects the connection beneath it, for what else lives in NATS: leases, documents. */
export const NATS_CONNECTION = Symbol('NATS_CONNECTION');
const OPTIONS = Symbol('EVENT_LOG_OPTIONS');

export type EventLogModuleOptions = NatsOptions & JetStreamOptions;
export interface EventLogModuleAsyncOptions extends Pick<ModuleMetadata, 'imports'> {
  readonly useFactory: FactoryProvider<EventLogModuleOptions>['useFactory'];
  readonly inject?: FactoryProvider['inject'];
}

/**
 * One log and one connection for the whole application. Both close in `onApplicationShutdown`: what has to be appended
 * on the way down is appended in `onModuleDestroy` or `beforeApplicationShutdown`.
 */
@Module({})
export class EventLogModule implements OnApplicationShutdown {
  readonly #log: EventLog;
  readonly #connection: NatsConnection;

  constructor(@Inject(EVENT_LOG) log: EventLog, @Inject(NATS_CONNECTION) connection: NatsConnection) {
    this.#log = log;
    this.#connection = connection;
  }

  static forRoot(options: EventLogModuleOptions): DynamicModule {
    return EventLogModule.forRootAsync({ useFactory: () => options });
  }

  static forRootAsync({ imports = [], inject = [], useFactory }: EventLogModuleAsyncOptions): DynamicModule {
    return {
      module: EventLogModule,
      global: true,
      imports,
      providers: [
        { provide: OPTIONS, useFactory, inject },
        { provide: NATS_CONNECTION, useFactory: (options: EventLogModuleOptions) => connectNats(options), inject: [OPTIONS] },
        {
          provide: EVENT_LOG,
          useFactory: (connection: NatsConnection, options: EventLogModuleOptions) => jetStreamEventLog(connection, { logger: new Logger('EventLog'), ...options }),
          inject: [NATS_CONNECTION, OPTIONS],
        },
      ],
      exports: [EVENT_LOG, NATS_CONNECTION],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#log.close();
    await this.#connection.close();
  }
}
