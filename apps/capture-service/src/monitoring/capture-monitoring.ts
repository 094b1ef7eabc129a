import type { EventLog } from '@countersign/event-log';
import { EVENT_LOG, NATS_CONNECTION, ObservedCommands } from '@countersign/event-log/nest';
import { busMetrics, commandMetrics, Metrics, serveMonitoring, within, type MonitoringServer, type Readiness } from '@countersign/telemetry/service';
import type { NatsConnection } from '@nats-io/transport-node';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown, type Provider } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import type { Logger } from 'pino';
import { WorkInProgress } from '../capture/work-in-progress.ts';
import type { CaptureServiceConfig } from '../config.ts';
import { CONFIG, LOGGER } from '../tokens.ts';

export const monitoringProviders: Provider[] = [
  { provide: Metrics, useFactory: () => new Metrics() },
  { provide: APP_INTERCEPTOR, useFactory: (metrics: Metrics) => new ObservedCommands(commandMetrics(metrics)), inject: [Metrics] },
];

/** What this instance tells Prometheus and an orchestrator, where an address for that is configured. */
@Injectable()
export class CaptureMonitoring implements OnApplicationBootstrap, OnApplicationShutdown {
  #server: MonitoringServer | undefined;

  constructor(
    @Inject(CONFIG) private readonly config: CaptureServiceConfig,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(NATS_CONNECTION) connection: NatsConnection,
    private readonly metrics: Metrics,
    private readonly work: WorkInProgress,
  ) {
    busMetrics(metrics, connection, log);
    metrics.read({ name: 'capture_instance_submissions', help: 'Submissions that are being filled in, pressed or watched.' }, () => work.submissions);
    metrics.read({ name: 'capture_instance_commands', help: 'Commands that are being worked on.' }, () => work.underWay);
    metrics.read({ name: 'capture_instance_draining', help: '1 when this instance takes nothing more because it shuts down.' }, () => Number(work.draining));
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
    const status = this.work.draining ? 'draining' : lastSequence === null ? 'log_unavailable' : 'ready';
    return { isReady: status === 'ready', report: { status, instance: this.config.instance, submissions: this.work.submissions, lastSequence } };
  }
}
