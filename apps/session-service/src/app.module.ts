import { EventLogModule, NATS_CONNECTION } from '@countersign/event-log/nest';
import type { NatsConnection } from '@nats-io/transport-node';
import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import type { Logger } from 'pino';
import type { BrowserHost } from './browser-host/browser-host.ts';
import { BrowserPool } from './browser-host/browser-pool.ts';
import { TigervncBrowserHost } from './browser-host/tigervnc-browser-host.ts';
import type { SessionServiceConfig } from './config.ts';
import { createStreamServer } from './console/session-streams.ts';
import { ConsoleCommands } from './session/console-commands.ts';
import { HostedSessions } from './session/hosted-sessions.ts';
import { openSessionLeases } from './session/session-leases.ts';
import { SessionLifecycle } from './session/session-lifecycle.ts';
import { openSessionRegistry } from './session/session-registry.ts';
import { DEFAULT_VIEWPORT, SessionStarter } from './session/session-starter.ts';
import { SessionTimer } from './session/session-timer.ts';
import { SessionController } from './session/session.controller.ts';
import { BROWSER_HOST, CONFIG, LOGGER, SESSION_LEASES, SESSION_REGISTRY, STREAM_SERVER } from './session/tokens.ts';

@Module({})
export class AppModule {
  static forRoot(config: SessionServiceConfig, logger: Logger): DynamicModule {
    return {
      module: AppModule,
      imports: [EventLogModule.forRoot({ natsUrl: config.natsUrl, name: 'session-service' })],
      controllers: [SessionController],
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: LOGGER, useValue: logger },
        ...infrastructure(config, logger),
        HostedSessions, SessionStarter, ConsoleCommands, SessionTimer, SessionLifecycle,
      ],
    };
  }
}

function infrastructure(config: SessionServiceConfig, logger: Logger): Provider[] {
  const { streamHost: host, streamPort: port, streamPublicHost: publicHost } = config;
  return [
    { provide: SESSION_LEASES, useFactory: openSessionLeases, inject: [NATS_CONNECTION] },
    { provide: STREAM_SERVER, useFactory: () => createStreamServer({ host, port, publicHost, logger }) },
    { provide: BROWSER_HOST, useFactory: () => browserHost(config) },
    { provide: BrowserPool, useFactory: (browsers: BrowserHost) => new BrowserPool(browsers, config.poolSize, DEFAULT_VIEWPORT, logger), inject: [BROWSER_HOST] },
    { provide: SESSION_REGISTRY, useFactory: (connection: NatsConnection) => openSessionRegistry(connection, config.node, config.dataFolder), inject: [NATS_CONNECTION] },
  ];
}

function browserHost(config: SessionServiceConfig): BrowserHost {
  const { dataFolder, uidBase, uidCount, chromiumBinary, vncBinary } = config;
  return new TigervncBrowserHost({ dataFolder, uidBase, uidCount, chromiumBinary, vncBinary, startTimeoutMs: config.startTimeoutSeconds * 1000 });
}
