import { isIP } from 'node:net';
import { fileURLToPath } from 'node:url';
import { ROLES, type Role } from '@countersign/contracts';
import { parseEgressPatterns, type EgressPattern } from '@countersign/egress';
import { parseMonitoringAddress, type MonitoringAddress } from '@countersign/telemetry/service';
import { STANDARD_RETRY_DELAYS_MS } from './webhooks/retry-schedule.ts';

export interface GatewayConfig {
  readonly host: string;
  readonly port: number;
  readonly natsUrl: string;
  readonly databaseUrl: string;
  /** Where people and callers reach the gateway, without a slash at the end. */
  readonly publicUrl: string;
  /** Path of publicUrl, such as `/tools/countersign`; empty at the root. Requests may come with it or without it. */
  readonly basePath: string;
  /** What a page's request may name as Host; those of the allowed origins and loopback are among them. Lower case. */
  readonly allowedHosts: readonly string[];
  /** Origins of pages that may use the cookie and open sockets; the public one and its loopback aliases are among them. */
  readonly allowedOrigins: readonly string[];
  /** Folder with the built web UI. */
  readonly webDist: string;
  /** File to which the first API keys and a sign-in link are written at start; undefined: none. */
  readonly bootstrapFile: string | undefined;
  readonly logLevel: string;
  /** Addresses and networks of proxies that are believed when they say in X-Forwarded-For who asks; none: nobody is. */
  readonly trustedProxies: readonly string[];
  /** Requests a minute, of a key or person, of an address without credentials, and of an address that tries to sign in; 0: any number. */
  readonly rateLimits: { readonly caller: number; readonly address: number; readonly signIn: number };
  readonly connections: {
    /** At once; further ones are closed. */
    readonly max: number;
    /** In which the headers of a request must have come, and all of it. */
    readonly headersTimeoutMs: number;
    readonly requestTimeoutMs: number;
    /** How long one waits for its next request. */
    readonly keepAliveTimeoutMs: number;
  };
  /** Where metrics and health are served apart from the API; undefined: nowhere. */
  readonly monitoringAddress?: MonitoringAddress | undefined;
  /** How long a command's answer waits for the read model. */
  readonly readYourWritesTimeoutMs: number;
  /** How long a shutdown waits for requests under way. */
  readonly drainTimeoutMs: number;
  /** One-time sign-in links are made and taken. */
  readonly signInLinks: boolean;
  /** A sign-in ends after this long, whatever the person does. */
  readonly signInLifeMs: number;
  /** … and after this long without a request. */
  readonly signInIdleMs: number;
  /** undefined: people do not sign in with an issuer. */
  readonly oidc: OidcConfig | undefined;
  /** 32 bytes each: the first seals webhook secrets, all of them open. */
  readonly secretKeys: readonly Buffer[];
  /** File with one more such key, made when it is not there; undefined: none. */
  readonly secretKeyFile: string | undefined;
  /** What webhooks may reach although it is not public. */
  readonly webhookAllow: readonly EgressPattern[];
  /** Waits before the second, third … attempt of a webhook delivery. */
  readonly webhookRetryDelaysMs: readonly number[];
}

/** How people sign in with an issuer of OpenID Connect. */
export interface OidcConfig {
  readonly issuer: string;
  readonly clientId: string;
  /** undefined: a public client, which PKCE alone protects. */
  readonly clientSecret: string | undefined;
  readonly scopes: string;
  /** Names the person in the log; must never be given to another one, nor be theirs to change. */
  readonly userClaim: string;
  readonly rolesClaim: string;
  /** What stands in the claim → roles here. */
  readonly roles: Readonly<Record<string, readonly Role[]>>;
  /** Of the mail address; empty: any. Lower case. */
  readonly allowedDomains: readonly string[];
  /** What people call it. */
  readonly name: string;
  readonly clockSkewSeconds: number;
}

type WebhookConfig = Pick<GatewayConfig, 'secretKeys' | 'secretKeyFile' | 'webhookAllow' | 'webhookRetryDelaysMs'>;

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];
/** Dots and such only within a segment; nothing that a URL would have to escape. */
const BASE_PATH = /^(?!\/(?:v1|health|docs|assets)(?:\/|$))(?:\/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*$/;
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
  const basePath = publicUrl === '' ? '' : new URL(publicUrl).pathname.replace(/\/$/, '');
  if (!BASE_PATH.test(basePath)) errors.push('GATEWAY_PUBLIC_URL: its path must be plain segments such as /tools/countersign, and not begin with what the gateway itself serves (/v1, /health, /docs, /assets)');
  const hosts = text('GATEWAY_ALLOWED_HOSTS', ' ').toLowerCase().split(',').map((host) => host.trim()).filter(Boolean);
  for (const host of hosts) {
    if (!URL.canParse(`http://${host}`) || new URL(`http://${host}`).host !== host.replace(/:80$/, '')) errors.push(`GATEWAY_ALLOWED_HOSTS: ${host} is not a host such as countersign.internal:4400`);
  }
  const allowedOrigins = publicUrl === '' ? origins : [...new Set([...ownOrigins(publicUrl), ...origins])];
  const logLevel = text('LOG_LEVEL', 'info');
  if (!LOG_LEVELS.includes(logLevel)) errors.push(`LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}`);
  const monitoring = text('GATEWAY_MONITORING_ADDRESS', ' ').trim();
  const monitoringAddress = parseMonitoringAddress(monitoring);
  if (monitoring !== '' && monitoringAddress === undefined) errors.push('GATEWAY_MONITORING_ADDRESS must be host:port, or a port on loopback');
  const config: GatewayConfig = {
    host: text('GATEWAY_HOST', '127.0.0.1'),
    port,
    natsUrl: urls('NATS_URL', ['nats:', 'tls:']),
    databaseUrl: url('DATABASE_URL', ['postgres:', 'postgresql:']),
    publicUrl,
    basePath,
    allowedHosts: [...new Set([...allowedOrigins.filter((origin) => URL.canParse(origin)).map((origin) => new URL(origin).host), ...LOOPBACK_HOSTS.map((host) => `${host}:${port}`), ...hosts])],
    allowedOrigins,
    webDist: text('GATEWAY_WEB_DIST', fileURLToPath(new URL('../../web/dist', import.meta.url))),
    bootstrapFile: environment['GATEWAY_BOOTSTRAP_FILE']?.trim() || undefined,
    logLevel,
    monitoringAddress,
    readYourWritesTimeoutMs: integer('GATEWAY_READ_YOUR_WRITES_TIMEOUT_MS', 5_000, 0, 60_000),
    drainTimeoutMs: integer('GATEWAY_DRAIN_TIMEOUT_MS', 10_000, 0, 300_000),
    trustedProxies: readTrustedProxies(environment, errors),
    ...readLimits(integer),
    ...readSignInConfig(environment, errors, integer),
    ...readWebhookConfig(environment, errors),
  };
  if (errors.length > 0) throw new ConfigError(`The configuration is not valid:\n${errors.map((error) => `  ${error}`).join('\n')}`);
  return config;
}

type ReadInteger = (name: string, fallback: number, min: number, max: number) => number;

function readSignInConfig(environment: NodeJS.ProcessEnv, errors: string[], integer: ReadInteger): Pick<GatewayConfig, 'signInLinks' | 'signInLifeMs' | 'signInIdleMs' | 'oidc'> {
  const oidc = readOidcConfig(environment, errors);
  const signInLinks = environment['GATEWAY_SIGN_IN_LINKS']?.trim() || (oidc ? 'off' : 'on');
  if (signInLinks !== 'on' && signInLinks !== 'off') errors.push('GATEWAY_SIGN_IN_LINKS must be on or off');
  return {
    signInLinks: signInLinks === 'on',
    signInLifeMs: integer('GATEWAY_SIGN_IN_HOURS', 12, 1, 24 * 30) * 3_600_000,
    signInIdleMs: integer('GATEWAY_SIGN_IN_IDLE_MINUTES', 120, 5, 24 * 60) * 60_000,
    oidc,
  };
}

function readLimits(integer: ReadInteger): Pick<GatewayConfig, 'rateLimits' | 'connections'> {
  return {
    rateLimits: {
      caller: integer('GATEWAY_RATE_LIMIT_PER_MINUTE', 6_000, 0, 1_000_000),
      address: integer('GATEWAY_RATE_LIMIT_ADDRESS_PER_MINUTE', 1_200, 0, 1_000_000),
      signIn: integer('GATEWAY_RATE_LIMIT_SIGN_IN_PER_MINUTE', 30, 0, 1_000_000),
    },
    connections: {
      max: integer('GATEWAY_MAX_CONNECTIONS', 10_000, 1, 1_000_000),
      headersTimeoutMs: integer('GATEWAY_HEADERS_TIMEOUT_MS', 15_000, 100, 600_000),
      requestTimeoutMs: integer('GATEWAY_REQUEST_TIMEOUT_MS', 60_000, 100, 600_000),
      keepAliveTimeoutMs: integer('GATEWAY_KEEP_ALIVE_TIMEOUT_MS', 65_000, 100, 600_000),
    },
  };
}

function readTrustedProxies(environment: NodeJS.ProcessEnv, errors: string[]): string[] {
  const proxies = (environment['GATEWAY_TRUSTED_PROXIES'] ?? '').split(',').map((part) => part.trim()).filter(Boolean);
  for (const proxy of proxies) {
    const [address = '', bits] = proxy.split('/');
    const version = isIP(address);
    const isNetwork = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
    if (version === 0 || !isNetwork) errors.push(`GATEWAY_TRUSTED_PROXIES: ${proxy} is not an address or network such as 10.0.0.0/8`);
  }
  return proxies;
}

const SECRET_KEY_BYTES = 32;
const MOST_RETRIES = 50;

function readWebhookConfig(environment: NodeJS.ProcessEnv, errors: string[]): WebhookConfig {
  const list = (name: string): string[] => (environment[name] ?? '').split(',').map((part) => part.trim()).filter(Boolean);
  const secretKeys = list('GATEWAY_SECRET_KEY').map((text) => Buffer.from(text, 'base64'));
  if (secretKeys.some(({ length }) => length !== SECRET_KEY_BYTES)) errors.push(`GATEWAY_SECRET_KEY must be ${SECRET_KEY_BYTES} bytes in base64, or several such with commas between`);
  const { patterns, problems } = parseEgressPatterns(list('GATEWAY_WEBHOOK_ALLOW'));
  errors.push(...problems.map((problem) => `GATEWAY_WEBHOOK_ALLOW: ${problem}`));
  const delays = list('GATEWAY_WEBHOOK_RETRY_SECONDS').map((text) => Number(text) * 1000);
  if (delays.length > MOST_RETRIES || !delays.every((delayMs) => delayMs >= 0 && delayMs <= 7 * 86_400_000)) {
    errors.push(`GATEWAY_WEBHOOK_RETRY_SECONDS must be at most ${MOST_RETRIES} numbers of seconds with commas between, of at most a week each`);
  }
  return {
    secretKeys,
    secretKeyFile: environment['GATEWAY_SECRET_KEY_FILE']?.trim() || undefined,
    webhookAllow: patterns,
    webhookRetryDelaysMs: delays.length > 0 ? delays : STANDARD_RETRY_DELAYS_MS,
  };
}

/** Nobody who signs in is an automation. */
const PERSON_ROLES: readonly Role[] = ROLES.filter((role) => role !== 'automation');

/** undefined: people do not sign in with an issuer. What is wrong goes into `errors`. */
function readOidcConfig(environment: NodeJS.ProcessEnv, errors: string[]): OidcConfig | undefined {
  const text = (name: string, fallback = ''): string => environment[name]?.trim() || fallback;
  const issuer = text('GATEWAY_OIDC_ISSUER');
  const clientId = text('GATEWAY_OIDC_CLIENT_ID');
  if (issuer === '' && clientId === '') return undefined;
  if (!URL.canParse(issuer) || !isSafeIssuer(new URL(issuer))) errors.push('GATEWAY_OIDC_ISSUER must be the https URL of the issuer; http only on loopback');
  if (clientId === '') errors.push('GATEWAY_OIDC_CLIENT_ID is missing');
  const scopes = text('GATEWAY_OIDC_SCOPES', 'openid profile email');
  if (!scopes.split(' ').includes('openid')) errors.push('GATEWAY_OIDC_SCOPES must have openid among them, with spaces between');
  const clockSkewSeconds = Number(text('GATEWAY_OIDC_CLOCK_SKEW_SECONDS', '30'));
  if (!Number.isInteger(clockSkewSeconds) || clockSkewSeconds < 0 || clockSkewSeconds > 300) errors.push('GATEWAY_OIDC_CLOCK_SKEW_SECONDS must be an integer from 0 to 300');
  return {
    issuer, clientId, scopes, clockSkewSeconds,
    clientSecret: text('GATEWAY_OIDC_CLIENT_SECRET') || undefined,
    userClaim: text('GATEWAY_OIDC_USER_CLAIM', 'sub'),
    rolesClaim: text('GATEWAY_OIDC_ROLES_CLAIM', 'roles'),
    roles: readRoles(text('GATEWAY_OIDC_ROLES'), errors),
    allowedDomains: text('GATEWAY_OIDC_ALLOWED_DOMAINS').toLowerCase().split(',').map((domain) => domain.trim().replace(/^@/, '')).filter(Boolean),
    name: text('GATEWAY_OIDC_NAME', URL.canParse(issuer) ? new URL(issuer).host : ''),
  };
}

/** `staff=reviewer,leads=reviewer+auditor`; without it each role goes by its own name. */
function readRoles(text: string, errors: string[]): Record<string, readonly Role[]> {
  if (text === '') return Object.fromEntries(PERSON_ROLES.map((role) => [role, [role]]));
  const entries = text.split(',').map((entry) => entry.trim()).filter(Boolean).map((entry): [string, Role[]] => {
    const at = entry.lastIndexOf('=');
    const roles = entry.slice(at + 1).split('+').map((role) => role.trim()) as Role[];
    if (at < 1 || !roles.every((role) => PERSON_ROLES.includes(role))) errors.push(`GATEWAY_OIDC_ROLES: ${entry} is not like staff=reviewer+auditor, with the roles ${PERSON_ROLES.join(', ')}`);
    return [entry.slice(0, Math.max(at, 0)).trim(), roles];
  });
  return Object.fromEntries(entries);
}

function isSafeIssuer({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK_HOSTS.includes(hostname));
}

/** A browser on the same machine may name a loopback address in any way. */
function ownOrigins(publicUrl: string): string[] {
  const { protocol, hostname, port, origin } = new URL(publicUrl);
  if (!LOOPBACK_HOSTS.includes(hostname)) return [origin];
  return LOOPBACK_HOSTS.map((host) => new URL(`${protocol}//${host}${port === '' ? '' : `:${port}`}`).origin);
}
