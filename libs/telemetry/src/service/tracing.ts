import { trace } from '@opentelemetry/api';
import type { Sampler } from '@opentelemetry/sdk-trace';

export interface Tracing {
  /** Sends what was not sent yet. */
  stop(): Promise<void>;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** At a shutdown, the last spans may take this long. */
const LAST_EXPORT_TIMEOUT_MS = 2_000;

/**
 * Collects traces when OpenTelemetry's own variables say so: an endpoint is given, or `OTEL_TRACES_EXPORTER` is `otlp`.
 * Otherwise nothing of the SDK is even loaded.
 */
export async function startTracing(service: string, environment: Environment = process.env): Promise<Tracing> {
  if (!isWanted(environment)) return { stop: () => Promise.resolve() };
  const [sdk, { OTLPTraceExporter }, { resourceFromAttributes, detectResources, envDetector, defaultResource }] = await Promise.all([
    import('@opentelemetry/sdk-trace'), import('@opentelemetry/exporter-trace-otlp-http'), import('@opentelemetry/resources'),
  ]);
  const named = resourceFromAttributes({ 'service.name': service, 'service.namespace': 'countersign' });
  const provider = new sdk.TracerProvider({
    resource: defaultResource().merge(named).merge(detectResources({ detectors: [envDetector] })),
    sampler: samplerOf(sdk, environment),
    spanProcessors: [new sdk.BatchSpanProcessor({ exporter: new OTLPTraceExporter(), ...batchesOf(environment) })],
  });
  trace.setGlobalTracerProvider(provider);
  return {
    stop: async () => {
      const late = new Promise<void>((resolve) => setTimeout(resolve, LAST_EXPORT_TIMEOUT_MS).unref());
      await Promise.race([provider.shutdown().catch(() => undefined), late]);
    },
  };
}

function isWanted(environment: Environment): boolean {
  const { OTEL_SDK_DISABLED: disabled, OTEL_TRACES_EXPORTER: exporter } = environment;
  if (disabled?.trim().toLowerCase() === 'true') return false;
  if (exporter?.trim()) return exporter.split(',').map((name) => name.trim()).includes('otlp');
  return Boolean(environment['OTEL_EXPORTER_OTLP_ENDPOINT']?.trim() || environment['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT']?.trim());
}

type Sdk = typeof import('@opentelemetry/sdk-trace');

/** The names of the specification; what it does not know is its default. */
function samplerOf(sdk: Sdk, environment: Environment): Sampler {
  const argument = Number(environment['OTEL_TRACES_SAMPLER_ARG']?.trim() || 1);
  const ratio = Number.isFinite(argument) ? Math.min(1, Math.max(0, argument)) : 1;
  const name = environment['OTEL_TRACES_SAMPLER']?.trim() || 'parentbased_always_on';
  const root: Sampler = name.endsWith('always_off') ? new sdk.AlwaysOffSampler() : name.endsWith('traceidratio') ? new sdk.TraceIdRatioBasedSampler(ratio) : new sdk.AlwaysOnSampler();
  return name === 'always_on' || name === 'always_off' || name === 'traceidratio' ? root : new sdk.ParentBasedSampler({ root });
}

function batchesOf(environment: Environment): { scheduledDelayMillis?: number; maxQueueSize?: number; maxExportBatchSize?: number; exportTimeoutMillis?: number } {
  const given = (name: string, key: string) => {
    const value = Number(environment[name]?.trim() || Number.NaN);
    return Number.isInteger(value) && value > 0 ? { [key]: value } : {};
  };
  return {
    ...given('OTEL_BSP_SCHEDULE_DELAY', 'scheduledDelayMillis'), ...given('OTEL_BSP_MAX_QUEUE_SIZE', 'maxQueueSize'),
    ...given('OTEL_BSP_MAX_EXPORT_BATCH_SIZE', 'maxExportBatchSize'), ...given('OTEL_BSP_EXPORT_TIMEOUT', 'exportTimeoutMillis'),
  };
}
