import { hostname } from 'node:os';
import { join } from 'node:path';
import { parseEgressPatterns, type EgressPattern } from '@countersign/egress';
import { parseMonitoringAddress, type MonitoringAddress } from '@countersign/telemetry/service';
import { parseMasterKey } from './profiles/master-key.ts';

export interface SessionServiceConfig {
  readonly natsUrl: string;
  readonly logLevel: string;
  /** Where metrics and health are served; undefined: nowhere. */
  readonly monitoringAddress?: MonitoringAddress | undefined;
  /** Name of this node in events. */
  readonly node: string;
  readonly dataFolder: string;
  readonly sessionLimit: number;
  /** On all nodes together. */
  readonly sessionLimitPerRun: number;
  /** A node that does not renew its lease for this long is lost, and its sessions with it. */
  readonly nodeLeaseSeconds: number;
  /** How long running sessions may go on after SIGTERM. */
  readonly drainSeconds: number;
  readonly defaultTtlSeconds: number;
  readonly longestLifeSeconds: number;
  readonly defaultHeartbeatTimeoutSeconds: number;
  /** How long the X server, Chromium and its first window may each take to start. */
  readonly startTimeoutSeconds: number;
  readonly poolSize: number;
  /** A console without a connection for this long is closed; its person needs a new grant. */
  readonly consoleReconnectSeconds: number;
  /** A console is closed after this long, also while somebody looks on. */
  readonly consoleLifeSeconds: number;
  /** Control whose holder presses no key and moves no pointer for this long goes back to the automation. */
  readonly controlIdleSeconds: number;
  /** What the recording of one session may have; then it stops, and the session goes on. */
  readonly recordingBytes: number;
  readonly recordingRetentionDays: number;
  /** Cookies and files of one saved profile. */
  readonly profileBytes: number;
  /** Seals saved profiles; undefined: the key in the file. */
  readonly profileKey: Buffer | undefined;
  /** Made when it is not there and no key is given. */
  readonly profileKeyFile: string;
  /** Longest file that a session downloads or is given. */
  readonly fileBytes: number;
  /** All files of one session. */
  readonly filesBytes: number;
  readonly uidBase: number;
  readonly uidCount: number;
  readonly streamHost: string;
  readonly streamPort: number;
  /** Host that others on the network reach the stream port by. */
  readonly streamPublicHost: string;
  /** What sessions may reach although it is not of the public internet. */
  readonly egressAllow: readonly EgressPattern[];
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

  const patterns = (name: string): readonly EgressPattern[] => {
    const { patterns: read, problems: wrong } = parseEgressPatterns(text(name, '').split(',').filter((entry) => entry.trim() !== ''));
    problems.push(...wrong.map((problem) => `${name}: ${problem}`));
    return read;
  };

  const config: SessionServiceConfig = {
    natsUrl: text('NATS_URL', 'nats://127.0.0.1:4222'),
    logLevel: text('LOG_LEVEL', 'info'),
    monitoringAddress: parseMonitoringAddress(text('SESSION_MONITORING_ADDRESS', '')),
    node: text('SESSION_NODE', hostname()),
    dataFolder: text('SESSION_DATA_DIR', '.countersign/sessions'),
    sessionLimit: integer('SESSION_LIMIT', 8, 1, 1000),
    sessionLimitPerRun: integer('SESSION_LIMIT_PER_RUN', 4, 1, 1000),
    nodeLeaseSeconds: integer('SESSION_NODE_LEASE_SECONDS', 30, 3, 600),
    drainSeconds: integer('SESSION_DRAIN_SECONDS', 0, 0, 86_400),
    defaultTtlSeconds: integer('SESSION_TTL_SECONDS', 3600, 10, 86_400),
    longestLifeSeconds: integer('SESSION_LONGEST_LIFE_SECONDS', 86_400, 10, 86_400),
    defaultHeartbeatTimeoutSeconds: integer('SESSION_HEARTBEAT_TIMEOUT_SECONDS', 60, 5, 3600),
    startTimeoutSeconds: integer('SESSION_START_TIMEOUT_SECONDS', 30, 1, 300),
    poolSize: integer('SESSION_POOL_SIZE', 1, 0, 20),
    consoleReconnectSeconds: integer('SESSION_CONSOLE_RECONNECT_SECONDS', 300, 5, 86_400),
    consoleLifeSeconds: integer('SESSION_CONSOLE_LIFE_SECONDS', 43_200, 5, 86_400),
    controlIdleSeconds: integer('SESSION_CONTROL_IDLE_SECONDS', 300, 5, 86_400),
    recordingBytes: integer('SESSION_RECORDING_BYTES', 200_000_000, 1_000_000, 1_000_000_000_000),
    recordingRetentionDays: integer('SESSION_RECORDING_RETENTION_DAYS', 30, 1, 3650),
    profileBytes: integer('SESSION_PROFILE_BYTES', 50_000_000, 100_000, 1_000_000_000),
    profileKey: parseMasterKey(text('SESSION_PROFILE_KEY', '')),
    profileKeyFile: text('SESSION_PROFILE_KEY_FILE', join(text('SESSION_DATA_DIR', '.countersign/sessions'), 'profile-key')),
    fileBytes: integer('SESSION_FILE_BYTES', 50_000_000, 1_000, 10_000_000_000),
    filesBytes: integer('SESSION_FILES_BYTES', 200_000_000, 1_000, 100_000_000_000),
    uidBase: integer('SESSION_UID_BASE', 64_000, 1000, 2_000_000_000),
    uidCount: integer('SESSION_UID_COUNT', 200, 1, 100_000),
    streamHost: text('SESSION_STREAM_HOST', '127.0.0.1'),
    streamPort: integer('SESSION_STREAM_PORT', 0, 0, 65_535),
    streamPublicHost: text('SESSION_STREAM_PUBLIC_HOST', text('SESSION_STREAM_HOST', '127.0.0.1')),
    egressAllow: patterns('SESSION_EGRESS_ALLOW'),
    chromiumBinary: optional('CHROMIUM_BIN'),
    vncBinary: optional('XTIGERVNC_BIN'),
  };

  if (!URL.canParse(config.natsUrl) || !/^(nats|tls|wss?):$/.test(new URL(config.natsUrl).protocol)) problems.push('NATS_URL must be a URL like nats://host:4222');
  if (!LOG_LEVELS.includes(config.logLevel)) problems.push(`LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}`);
  if (optional('SESSION_PROFILE_KEY') && !config.profileKey) problems.push('SESSION_PROFILE_KEY must be 32 bytes in base64 (openssl rand -base64 32)');
  if (optional('SESSION_MONITORING_ADDRESS') && !config.monitoringAddress) problems.push('SESSION_MONITORING_ADDRESS must be host:port, or a port on loopback');
  if (config.node.length > 200) problems.push('SESSION_NODE must have at most 200 characters');
  if (config.defaultTtlSeconds > config.longestLifeSeconds) problems.push('SESSION_TTL_SECONDS must not be more than SESSION_LONGEST_LIFE_SECONDS');
  if (config.fileBytes > config.filesBytes) problems.push('SESSION_FILE_BYTES must not be more than SESSION_FILES_BYTES');
  if (problems.length > 0) throw new ConfigError(`The configuration is wrong:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  return config;
}
