import { hostname } from 'node:os';

export interface SessionServiceConfig {
  readonly natsUrl: string;
  readonly logLevel: string;
  /** Name of this node in events. */
  readonly node: string;
  readonly dataFolder: string;
  readonly sessionLimit: number;
  readonly defaultTtlSeconds: number;
  readonly longestLifeSeconds: number;
  readonly defaultHeartbeatTimeoutSeconds: number;
  /** How long the X server, Chromium and its first window may each take to start. */
  readonly startTimeoutSeconds: number;
  readonly poolSize: number;
  /** A console without a connection for this long is closed; its person needs a new grant. */
  readonly consoleReconnectSeconds: number;
  /** Control whose holder looks at no console for this long goes back to the automation. */
  readonly controlIdleSeconds: number;
  readonly uidBase: number;
  readonly uidCount: number;
  readonly streamHost: string;
  readonly streamPort: number;
  /** Host that others on the network reach the stream port by. */
  readonly streamPublicHost: string;
  readonly chromiumBinary: string | undefined;
  readonly vncBinary: string | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The environment is wrong; lists everything that is, at once. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

/** @throws ConfigError */
export function readConfig(environment: Environment): SessionServiceConfig {
  const problems: string[] = [];
  const text = (name: string, fallback: string): string => environment[name]?.trim() || fallback;
  const optional = (name: string): string | undefined => environment[name]?.trim() || undefined;
  const integer = (name: string, fallback: number, minimum: number, maximum: number): number => {
    const value = Number(text(name, String(fallback)));
    if (Number.isInteger(value) && value >= minimum && value <= maximum) return value;
    problems.push(`${name} must be a whole number from ${minimum} to ${maximum}`);
    return fallback;
  };

  const config: SessionServiceConfig = {
    natsUrl: text('NATS_URL', 'nats://127.0.0.1:4222'),
    logLevel: text('LOG_LEVEL', 'info'),
    node: text('SESSION_NODE', hostname()),
    dataFolder: text('SESSION_DATA_DIR', '.countersign/sessions'),
    sessionLimit: integer('SESSION_LIMIT', 8, 1, 1000),
    defaultTtlSeconds: integer('SESSION_TTL_SECONDS', 3600, 10, 86_400),
    longestLifeSeconds: integer('SESSION_LONGEST_LIFE_SECONDS', 86_400, 10, 86_400),
    defaultHeartbeatTimeoutSeconds: integer('SESSION_HEARTBEAT_TIMEOUT_SECONDS', 60, 5, 3600),
    startTimeoutSeconds: integer('SESSION_START_TIMEOUT_SECONDS', 30, 1, 300),
    poolSize: integer('SESSION_POOL_SIZE', 1, 0, 20),
    consoleReconnectSeconds: integer('SESSION_CONSOLE_RECONNECT_SECONDS', 300, 5, 86_400),
    controlIdleSeconds: integer('SESSION_CONTROL_IDLE_SECONDS', 300, 5, 86_400),
    uidBase: integer('SESSION_UID_BASE', 64_000, 1000, 2_000_000_000),
    uidCount: integer('SESSION_UID_COUNT', 200, 1, 100_000),
    streamHost: text('SESSION_STREAM_HOST', '127.0.0.1'),
    streamPort: integer('SESSION_STREAM_PORT', 0, 0, 65_535),
    streamPublicHost: text('SESSION_STREAM_PUBLIC_HOST', text('SESSION_STREAM_HOST', '127.0.0.1')),
    chromiumBinary: optional('CHROMIUM_BIN'),
    vncBinary: optional('XTIGERVNC_BIN'),
  };

  if (!URL.canParse(config.natsUrl) || !/^(nats|tls|wss?):$/.test(new URL(config.natsUrl).protocol)) problems.push('NATS_URL must be a URL like nats://host:4222');
  if (!LOG_LEVELS.includes(config.logLevel)) problems.push(`LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}`);
  if (config.node.length > 200) problems.push('SESSION_NODE must have at most 200 characters');
  if (config.defaultTtlSeconds > config.longestLifeSeconds) problems.push('SESSION_TTL_SECONDS must not be more than SESSION_LONGEST_LIFE_SECONDS');
  if (problems.length > 0) throw new ConfigError(`The configuration is wrong:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  return config;
}
