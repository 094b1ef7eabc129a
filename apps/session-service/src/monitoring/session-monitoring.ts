import type { EventLog } from '@countersign/event-log';
import { EVENT_LOG, NATS_CONNECTION, ObservedCommands } from '@countersign/event-log/nest';
import { busMetrics, commandMetrics, Metrics, serveMonitoring, within, type MonitoringServer, type Readiness } from '@countersign/telemetry/service';
import type { NatsConnection } from '@nats-io/transport-node';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown, type Provider } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import type { Logger } from 'pino';
import type { SessionServiceConfig } from '../config.ts';
import { NodeMembership } from '../nodes/node-membership.ts';
import { HostedSessions } from '../session/hosted-sessions.ts';
import { SessionStarter } from '../session/session-starter.ts';
import { CONFIG, LOGGER } from '../session/tokens.ts';

/** The first interceptor of all must come from here. */
export const monitoringProviders: Provider[] = [
  { provide: Metrics, useFactory: () => new Metrics() },
  { provide: APP_INTERCEPTOR, useFactory: (metrics: Metrics) => new ObservedCommands(commandMetrics(metrics)), inject: [Metrics] },
];

/** What this node tells Prometheus and an orchestrator, where an address for that is configured. */
@Injectable()
export class SessionMonitoring implements OnApplicationBootstrap, OnApplicationShutdown {
  #server: MonitoringServer | undefined;

  constructor(
    @Inject(CONFIG) private readonly config: SessionServiceConfig,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(NATS_CONNECTION) connection: NatsConnection,
    private readonly metrics: Metrics,
    private readonly hosted: HostedSessions,
    private readonly starter: SessionStarter,
    private readonly membership: NodeMembership,
  ) {
    busMetrics(metrics, connection, log);
    metrics.read({ name: 'session_node_sessions', help: 'Sessions that this node hosts.' }, () => hosted.all().length);
    metrics.read({ name: 'session_node_sessions_limit', help: 'Sessions that this node may host.' }, () => config.sessionLimit);
    metrics.read({ name: 'session_node_may_act', help: '1 while the lease of this node is renewed; 0: its sessions are cut off.' }, () => Number(membership.mayAct));
    metrics.read({ name: 'session_node_draining', help: '1 when this node takes no more sessions because it shuts down.' }, () => Number(starter.draining));
    metrics.read({ name: 'session_node_pool_ready', help: 'Browsers that wait to be handed out.' }, () => starter.poolReady);
    metrics.read({ name: 'session_node_pool_size', help: 'Browsers that are to wait.' }, () => config.poolSize);
  }

  async onApplicationBootstrap(): Promise<void> {
    const { monitoringAddress } = this.config;
    if (monitoringAddress === undefined) return;
    this.#server = await serveMonitoring(monitoringAddress, this.metrics, () => this.#ready());
    this.logger.info({ url: this.#server.url }, 'metrics and health are served');
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#server?.stop();
  }

  /** The log is asked, not the connection: a server whose disk is full still answers pings. */
  async #ready(): Promise<Readiness> {
    const lastSequence = await within(() => this.log.lastSequence()).catch(() => null);
    const { mayAct, identity: { node } } = this.membership;
    const status = this.starter.draining ? 'draining' : !mayAct ? 'cut_off' : lastSequence === null ? 'log_unavailable' : 'ready';
    return { isReady: status === 'ready', report: { status, node, sessions: this.hosted.all().length, sessionLimit: this.config.sessionLimit, poolReady: this.starter.poolReady, lastSequence } };
  }
}
