import type { EventLog } from '@countersign/event-log';
import { EVENT_LOG, NATS_CONNECTION } from '@countersign/event-log/nest';
import { busMetrics, serveMonitoring, shared, type MonitoringServer } from '@countersign/telemetry/service';
import type { NatsConnection } from '@nats-io/transport-node';
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { GATEWAY_CONFIG } from '../config.token.ts';
import type { GatewayConfig } from '../config.ts';
import { Health } from '../health/health.ts';
import { ReadModelHealth } from '../projecting/read-model-health.ts';
import { Counts } from './counts.queries.ts';
import { GatewayMetrics } from './gateway-metrics.ts';

const STATES = ['starting', 'following', 'standby', 'stopped'] as const;

/** What the gateway tells Prometheus and an orchestrator, where an address for that is configured. */
@Injectable()
export class GatewayMonitoring implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #logger = new Logger('Monitoring');
  #server: MonitoringServer | undefined;

  constructor(
    @Inject(GATEWAY_CONFIG) private readonly config: GatewayConfig,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(NATS_CONNECTION) connection: NatsConnection,
    private readonly gateway: GatewayMetrics,
    private readonly readModel: ReadModelHealth,
    private readonly counts: Counts,
    private readonly health: Health,
  ) {
    busMetrics(gateway.metrics, connection, log);
    this.#readModelMetrics();
    this.#journalMetrics();
    this.#databaseMetrics();
  }

  async onApplicationBootstrap(): Promise<void> {
    if (this.config.monitoringAddress === undefined) return;
    this.#server = await serveMonitoring(this.config.monitoringAddress, this.gateway.metrics, async () => {
      const report = await this.health.read();
      return { isReady: report.status === 'ready', report };
    });
    this.#logger.log({ msg: 'metrics and health are served', url: this.#server.url });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#server?.stop();
  }

  #readModelMetrics(): void {
    const { metrics } = this.gateway;
    const report = shared(() => this.readModel.read());
    metrics.read({ name: 'read_model_position', help: 'Position up to which the log is in the read model.' }, async () => (await report()).position);
    metrics.read({ name: 'log_last_position', help: 'Position of the last commit in the log.' }, async () => (await report()).lastSequence);
    metrics.read({ name: 'read_model_lag_commits', help: 'Commits that are in the log and not yet in the read model.' }, async () => (await report()).lag);
    metrics.read(
      { name: 'read_model_state', help: '1 for the state of the follower in this process; following in exactly one gateway.', labels: ['state'] },
      () => STATES.map((state) => ({ value: Number(this.readModel.state === state), labels: { state } })),
    );
    metrics.read({ name: 'read_model_lag_seconds', help: 'Age of the oldest commit that this process has at hand and is not yet in the read model; 0 where it does not follow.' }, () => (this.readModel.metrics?.lagMs ?? 0) / 1_000);
    metrics.read({ name: 'read_model_buffered_commits', help: 'Commits that were fetched and wait in memory.' }, () => this.readModel.metrics?.buffered ?? 0);
    const counted = (name: string, help: string, of: 'commits' | 'events' | 'batches' | 'faults' | 'passedOver') => metrics.readCounter({ name, help }, () => this.readModel.metrics?.[of] ?? 0);
    counted('read_model_commits_total', 'Commits that this process wrote into the read model since it follows.', 'commits');
    counted('read_model_events_total', 'Events that this process wrote into the read model since it follows.', 'events');
    counted('read_model_batches_total', 'Transactions that this took.', 'batches');
    counted('read_model_faults_total', 'Batches that failed and readings that broke; they are tried again.', 'faults');
    counted('read_model_passed_over_commits_total', 'Commits of which nothing was written because an operator decided so.', 'passedOver');
  }

  #journalMetrics(): void {
    const { metrics } = this.gateway;
    metrics.read({ name: 'log_parked_commits', help: 'Commits that a reactor could not handle and an operator has to decide about.', labels: ['reactor'] }, async () => {
      const byReactor = Map.groupBy(await this.log.journal.parked(), ({ reactor }) => reactor);
      return [...byReactor].map(([reactor, commits]) => ({ value: commits.length, labels: { reactor } }));
    });
    metrics.read({ name: 'log_passed_over_places', help: 'Corrupt places that operators let followers pass over.' }, async () => (await this.log.journal.passedOver()).length);
    metrics.read({ name: 'log_quarantined_aggregates', help: 'Aggregates that nobody can change or see change because the log is corrupt there.' }, async () => (await this.log.journal.quarantined()).size);
    metrics.read({ name: 'log_corrupt', help: '1 when the follower of this process has stopped before something corrupt.' }, () => Number(this.readModel.state === 'stopped'));
  }

  #databaseMetrics(): void {
    const { metrics } = this.gateway;
    const byStatus = (name: string, help: string, look: () => Promise<readonly { status: string; count: number }[]>) =>
      metrics.read({ name, help, labels: ['status'] }, async () => (await look()).map(({ status, count }) => ({ value: count, labels: { status } })));
    byStatus('sessions', 'Sessions by state, as the read model has them.', () => this.counts.sessions());
    byStatus('captures', 'Captures by state, as the read model has them; submitted and outcome_unknown are what came of submissions.', () => this.counts.captures());
    byStatus('webhook_deliveries', 'Deliveries that are pending or dead.', () => this.counts.deliveries());
    metrics.read({ name: 'webhook_oldest_due_seconds', help: 'How long the delivery that is due for longest has been due.' }, () => this.counts.oldestDueSeconds());
    metrics.read({ name: 'webhook_endpoints', help: 'Webhooks by whether they are sent to.', labels: ['status'] }, async () => (await this.counts.endpoints()).map(({ status, count }) => ({ value: count, labels: { status } })));
  }
}
