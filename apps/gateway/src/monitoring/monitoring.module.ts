import { Global, Module } from '@nestjs/common';
import { HealthModule } from '../health/health.module.ts';
import { Counts } from './counts.queries.ts';
import { GatewayMetrics } from './gateway-metrics.ts';
import { GatewayMonitoring } from './gateway-monitoring.ts';

/** {@link GatewayMetrics} is everywhere: whoever counts something says so there. */
@Global()
@Module({ imports: [HealthModule], providers: [GatewayMetrics, Counts, GatewayMonitoring], exports: [GatewayMetrics] })
export class MonitoringModule {}
