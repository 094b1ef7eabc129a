import { hostname } from 'node:os';
import { parseMonitoringAddress, type MonitoringAddress } from '@countersign/telemetry/service';
import type { ModelConfig } from './answering/model/model-endpoint.ts';

export interface CaptureServiceConfig {
  readonly natsUrl: string;
  readonly logLevel: string;
  /** Where metrics and health are served; undefined: nowhere. */
  readonly monitoringAddress?: MonitoringAddress | undefined;
  /** Name of this instance, unique among those that run: after a crash it looks after the submissions it left behind. */
  readonly instance: string;
  /** How long opening, reading or filling in a page may take in all. */
  readonly pageTimeoutMs: number;
  /** How long the page is watched after the button was pressed. */
  readonly outcomeTimeoutMs: number;
  /** How long a command waits for a person who signs in where a form hides behind an account. */
  readonly signInWaitMs: number;
  /** Who wrote an answer, or had it proposed, may not approve it. */
  readonly fourEyes: boolean;
  /** How long what is under way may take to end when the service is told to stop. */
  readonly drainTimeoutMs: number;
  /** The OpenAI-compatible endpoint that is asked what rules cannot answer; null: off. */
  readonly model: ModelConfig | null;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The environment is wrong; lists everything that is, at once. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

/** @throws ConfigError */
export function readConfig(environment: Environment): CaptureServiceConfig {
  const problems: string[] = [];
  const text = (name: string, fallback: string): string => environment[name]?.trim() || fallback;
  const seconds = (name: string, fallback: number, minimum: number, maximum: number): number => {
    const value = Number(text(name, String(fallback)));
    if (Number.isInteger(value) && value >= minimum && value <= maximum) return value * 1000;
    problems.push(`${name} must be a whole number from ${minimum} to ${maximum}`);
    return fallback * 1000;
  };
  const monitoring = text('CAPTURE_MONITORING_ADDRESS', '');
  const modelUrl = text('CAPTURE_MODEL_URL', '');
  const modelName = text('CAPTURE_MODEL_NAME', '');
  const config: CaptureServiceConfig = {
    natsUrl: text('NATS_URL', 'nats://127.0.0.1:4222'),
    logLevel: text('LOG_LEVEL', 'info'),
    monitoringAddress: parseMonitoringAddress(monitoring),
    instance: text('CAPTURE_INSTANCE', hostname()),
    pageTimeoutMs: seconds('CAPTURE_PAGE_TIMEOUT_SECONDS', 75, 5, 120),
    outcomeTimeoutMs: seconds('CAPTURE_OUTCOME_TIMEOUT_SECONDS', 45, 5, 60),
    signInWaitMs: seconds('CAPTURE_SIGN_IN_WAIT_SECONDS', 60, 0, 90),
    fourEyes: text('CAPTURE_FOUR_EYES', 'off') === 'on',
    drainTimeoutMs: seconds('CAPTURE_DRAIN_SECONDS', 30, 1, 300),
    model: modelUrl === '' ? null : { url: modelUrl, model: modelName, key: text('CAPTURE_MODEL_KEY', '') },
  };
  if (!URL.canParse(config.natsUrl) || !/^(nats|tls|wss?):$/.test(new URL(config.natsUrl).protocol)) problems.push('NATS_URL must be a URL like nats://host:4222');
  if (!LOG_LEVELS.includes(config.logLevel)) problems.push(`LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}`);
  if (!['on', 'off'].includes(text('CAPTURE_FOUR_EYES', 'off'))) problems.push('CAPTURE_FOUR_EYES must be on or off');
  if (monitoring !== '' && config.monitoringAddress === undefined) problems.push('CAPTURE_MONITORING_ADDRESS must be host:port, or a port on loopback');
  if (config.instance.length > 200) problems.push('CAPTURE_INSTANCE must have at most 200 characters');
  if (modelUrl !== '' && (!URL.canParse(modelUrl) || !/^https?:$/.test(new URL(modelUrl).protocol))) problems.push('CAPTURE_MODEL_URL must be a URL like https://host/v1');
  if (modelUrl !== '' && modelName === '') problems.push('CAPTURE_MODEL_NAME must name a model when CAPTURE_MODEL_URL is given');
  if (problems.length > 0) throw new ConfigError(`The configuration is wrong:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  return config;
}
