import { EventLogModule, NATS_CONNECTION } from '@countersign/event-log/nest';
import type { NatsConnection } from '@nats-io/transport-node';
import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import type { Logger } from 'pino';
import type { BrowserHost } from './browser-host/browser-host.ts';
import { BrowserPool } from './browser-host/browser-pool.ts';
import { TigervncBrowserHost } from './browser-host/tigervnc-browser-host.ts';
import type { SessionServiceConfig } from './config.ts';
import { NodeEgress } from './egress/node-egress.ts';
import { createStreamServer } from './console/session-streams.ts';
import { FileCommands } from './files/file-commands.ts';
import { FilesController } from './files/files.controller.ts';
import { CommandForwarder } from './nodes/command-forwarder.ts';
import { LostSessions } from './nodes/lost-sessions.ts';
import { NatsHearing } from './nodes/nats-hearing.ts';
import { monitoringProviders, SessionMonitoring } from './monitoring/session-monitoring.ts';
import { openNodeLeases } from './nodes/node-leases.ts';
import { NodeMembership, type NodeIdentity } from './nodes/node-membership.ts';
import { NodePresence } from './nodes/node-presence.ts';
import { RouteToHost } from './nodes/route-to-host.ts';
import { BucketOfRecordings } from './recording/recording-store.ts';
import { Recordings } from './recording/recordings.ts';
import { profileProviders } from './profiles/profile-providers.ts';
import { ProfileController } from './profiles/profile.controller.ts';
import { ConsoleCommands } from './session/console-commands.ts';
import { Heartbeats } from './session/heartbeats.ts';
import { HostedSessions } from './session/hosted-sessions.ts';
import { systemClock } from './session/session-clock.ts';
import { openSessionLeases } from './session/session-leases.ts';
import { SessionLifecycle } from './session/session-lifecycle.ts';
import { openSessionRegistry } from './session/session-registry.ts';
import { DEFAULT_VIEWPORT, SessionStarter } from './session/session-starter.ts';
import { SessionTimer } from './session/session-timer.ts';
import { SessionController } from './session/session.controller.ts';
import { BROWSER_HOST, CLOCK, CONFIG, HEARING, LOGGER, NODE_STANDING, RECORDING_STORE, SESSION_LEASES, SESSION_REGISTRY, STREAM_SERVER } from './session/tokens.ts';

const DAY_MS = 24 * 3600 * 1000;

@Module({})
export class AppModule {
  /** `instance`: id of this process, on whose subject its commands are answered, too. */
  static forRoot(config: SessionServiceConfig, logger: Logger, instance: string): DynamicModule {
    return {
      module: AppModule,
      imports: [EventLogModule.forRoot({ natsUrl: config.natsUrl, name: 'session-service' })],
      controllers: [SessionController, FilesController, ProfileController],
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: LOGGER, useValue: logger },
        ...monitoringProviders,
        ...infrastructure(config, logger),
        ...profileProviders(config, logger),
        ...nodes(config, logger, { node: config.node, instance }),
        HostedSessions, SessionStarter, Heartbeats, ConsoleCommands, SessionTimer, SessionLifecycle, FileCommands, Recordings, SessionMonitoring,
      ],
    };
  }
}

function infrastructure(config: SessionServiceConfig, logger: Logger): Provider[] {
  const { streamHost: host, streamPort: port, streamPublicHost: publicHost } = config;
  return [
    { provide: SESSION_LEASES, useFactory: openSessionLeases, inject: [NATS_CONNECTION] },
    { provide: RECORDING_STORE, useFactory: (connection: NatsConnection) => new BucketOfRecordings(connection, config.recordingRetentionDays * DAY_MS), inject: [NATS_CONNECTION] },
    { provide: STREAM_SERVER, useFactory: () => createStreamServer({ host, port, publicHost, logger, fileLimits: { fileBytes: config.fileBytes, totalBytes: config.filesBytes } }) },
    { provide: BROWSER_HOST, useFactory: () => browserHost(config, logger) },
    { provide: BrowserPool, useFactory: (browsers: BrowserHost) => new BrowserPool(browsers, config.poolSize, DEFAULT_VIEWPORT, logger), inject: [BROWSER_HOST] },
  ];
}

/** This node and the others: leases, and the way of a command to the node that hosts its session. */
function nodes(config: SessionServiceConfig, logger: Logger, identity: NodeIdentity): Provider[] {
  const leaseMs = config.nodeLeaseSeconds * 1000;
  const membership = async (connection: NatsConnection): Promise<NodeMembership> =>
    new NodeMembership({ identity, leaseMs, connection, leases: await openNodeLeases(connection), clock: systemClock, logger });
  return [
    { provide: CLOCK, useValue: systemClock },
    { provide: HEARING, useFactory: (connection: NatsConnection) => new NatsHearing(connection, systemClock), inject: [NATS_CONNECTION] },
    { provide: NodeMembership, useFactory: membership, inject: [NATS_CONNECTION] },
    { provide: NODE_STANDING, useExisting: NodeMembership },
    { provide: SESSION_REGISTRY, useFactory: (connection: NatsConnection) => openSessionRegistry(connection, identity), inject: [NATS_CONNECTION] },
    LostSessions, NodePresence, CommandForwarder, RouteToHost,
    { provide: APP_INTERCEPTOR, useExisting: RouteToHost },
  ];
}

function browserHost(config: SessionServiceConfig, logger: Logger): BrowserHost {
  const { dataFolder, uidBase, uidCount, chromiumBinary, vncBinary } = config;
  const egress = new NodeEgress({ opened: config.egressAllow, logger });
  return new TigervncBrowserHost({ dataFolder, uidBase, uidCount, chromiumBinary, vncBinary, egress, startTimeoutMs: config.startTimeoutSeconds * 1000 });
}
