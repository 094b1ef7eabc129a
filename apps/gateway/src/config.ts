import { fileURLToPath } from 'node:url';

export interface GatewayConfig {
  readonly host: string;
  readonly port: number;
  readonly natsUrl: string;
  readonly databaseUrl: string;
  /** Where people and callers reach the gateway, without a slash at the end. */
  readonly publicUrl: string;
  /** Origins of pages that may use the cookie and open sockets; the public one and its loopback aliases are among them. */
  readonly allowedOrigins: readonly string[];
  /** Folder with the built web UI. */
  readonly webDist: string;
  /** File to which the first API keys and a sign-in link are written at start; undefined: none. */
  readonly bootstrapFile: string | undefined;
  readonly logLevel: string;
  /** How long a command's answer waits for the read model. */
  readonly readYourWritesTimeoutMs: number;
  /** How long a shutdown waits for requests under way. */
  readonly drainTimeoutMs: number;
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];
const LOOPBACK_HOSTS = ['localhost', '127.0.0.1', '[::1]'];

/** The environment names what is wrong with all of it at once. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** @throws ConfigError */
export function readConfig(environment: NodeJS.ProcessEnv): GatewayConfig {
  const errors: string[] = [];
  const text = (name: string, fallback?: string): string => {
    const value = environment[name]?.trim() || fallback;
    if (value === undefined) errors.push(`${name} is missing`);
    return value ?? '';
  };
  const integer = (name: string, fallback: number, min: number, max: number): number => {
    const value = Number(text(name, String(fallback)));
    if (!Number.isInteger(value) || value < min || value > max) errors.push(`${name} must be an integer from ${min} to ${max}`);
    return value;
  };
  const url = (name: string, protocols: readonly string[], fallback?: string): string => {
    const value = text(name, fallback);
    if (value !== '' && !(URL.canParse(value) && protocols.includes(new URL(value).protocol))) {
      errors.push(`${name} must be a URL with ${protocols.join(' or ')}`);
      return '';
    }
    return value;
  };
  const urls = (name: string, protocols: readonly string[]): string => {
    const value = text(name);
    const fits = value.split(',').every((part) => URL.canParse(part.trim()) && protocols.includes(new URL(part.trim()).protocol));
    if (value !== '' && !fits) errors.push(`${name} must be one URL or several with commas between, with ${protocols.join(' or ')}`);
    return value;
  };

  const port = integer('GATEWAY_PORT', 4400, 1, 65_535);
  const publicUrl = url('GATEWAY_PUBLIC_URL', ['http:', 'https:'], `http://localhost:${port}`).replace(/\/+$/, '');
  const origins = text('GATEWAY_ALLOWED_ORIGINS', ' ').split(',').map((origin) => origin.trim()).filter(Boolean);
  for (const origin of origins) {
    if (!URL.canParse(origin) || new URL(origin).origin !== origin) errors.push(`GATEWAY_ALLOWED_ORIGINS: ${origin} is not an origin such as https://app.example.org`);
  }
  const logLevel = text('LOG_LEVEL', 'info');
  if (!LOG_LEVELS.includes(logLevel)) errors.push(`LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}`);
  const config: GatewayConfig = {
    host: text('GATEWAY_HOST', '127.0.0.1'),
    port,
    natsUrl: urls('NATS_URL', ['nats:', 'tls:']),
    databaseUrl: url('DATABASE_URL', ['postgres:', 'postgresql:']),
    publicUrl,
    allowedOrigins: publicUrl === '' ? origins : [...new Set([...ownOrigins(publicUrl), ...origins])],
    webDist: text('GATEWAY_WEB_DIST', fileURLToPath(new URL('../../web/dist', import.meta.url))),
    bootstrapFile: environment['GATEWAY_BOOTSTRAP_FILE']?.trim() || undefined,
    logLevel,
    readYourWritesTimeoutMs: integer('GATEWAY_READ_YOUR_WRITES_TIMEOUT_MS', 5_000, 0, 60_000),
    drainTimeoutMs: integer('GATEWAY_DRAIN_TIMEOUT_MS', 10_000, 0, 300_000),
  };
  if (errors.length > 0) throw new ConfigError(`The configuration is not valid:\n${errors.map((error) => `  ${error}`).join('\n')}`);
  return config;
}

/** A browser on the same machine may name a loopback address in any way. */
function ownOrigins(publicUrl: string): string[] {
  const { protocol, hostname, port, origin } = new URL(publicUrl);
  if (!LOOPBACK_HOSTS.includes(hostname)) return [origin];
  return LOOPBACK_HOSTS.map((host) => new URL(`${protocol}//${host}${port === '' ? '' : `:${port}`}`).origin);
}
