import { jetstream, jetstreamManager, type JetStreamClient, type JetStreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection, type ReconnectToServerHandler } from '@nats-io/transport-node';
import { CONNECT_TIMEOUT_MS, MAX_PINGS_UNANSWERED, PING_INTERVAL_MS, RECONNECT_WAIT_MS } from '../limits.ts';
import { pause } from '../pause.ts';

export interface NatsOptions {
  /**
   * `nats://[user:password@ | token@]host:port`, several separated by commas. With `?js-api-prefix=…` behind it where JetStream is in
   * another account than the user's.
   */
  readonly natsUrl: string;
  /** Shown by the server as the name of the connection. */
  readonly name?: string;
  /** How long to try until the server answers for the first time; default 30 000. */
  readonly connectTimeoutMs?: number;
}

/** Reconnects for ever, soon. @throws Error when no server answers in time or the credentials are refused. */
export async function connectNats({ natsUrl, name, connectTimeoutMs = CONNECT_TIMEOUT_MS }: NatsOptions): Promise<NatsConnection> {
  const options = natsConnectionOptions(natsUrl);
  const apiPrefix = apiPrefixOf(natsUrl);
  const deadline = performance.now() + connectTimeoutMs;
  for (;;) {
    try {
      const connection = await connect({
        ...options, ...(name ? { name } : {}),
        // What the account of JetStream lets through to ours when a consumer is to push.
        ...(apiPrefix ? { inboxPrefix: inboxPrefixOf(options.user ?? '') } : {}),
        // A stack for every request in case it fails costs a tenth of an append; our errors say what was asked.
        noAsyncTraces: true,
      });
      if (apiPrefix) apiPrefixes.set(connection, apiPrefix);
      return connection;
    } catch (error) {
      if (isRefusal(error) || performance.now() >= deadline) throw new Error(`no connection to NATS at ${options.servers.join(', ')}: ${(error as Error).message}`, { cause: error });
      await pause(250);
    }
  }
}

function isRefusal(error: unknown): boolean {
  return ['AuthorizationError', 'UserAuthenticationExpiredError', 'InvalidArgumentError'].includes((error as Error).name);
}

/** Of connections whose JetStream is in another account. */
const apiPrefixes = new WeakMap<NatsConnection, string>();

export function inboxPrefixOf(user: string): string {
  return `_INBOX.${user}`;
}

/** JetStream over a connection of {@link connectNats}, wherever its account has it. */
export function jetStreamOf(connection: NatsConnection, options: { readonly timeout?: number } = {}): JetStreamClient {
  return jetstream(connection, { ...options, ...prefixOf(connection) });
}

export function jetStreamManagerOf(connection: NatsConnection, options: { readonly timeout?: number } = {}): Promise<JetStreamManager> {
  return jetstreamManager(connection, { ...options, ...prefixOf(connection) });
}

function prefixOf(connection: NatsConnection): { apiPrefix?: string } {
  const apiPrefix = apiPrefixes.get(connection);
  return apiPrefix === undefined ? {} : { apiPrefix };
}

export interface NatsConnectionOptions {
  readonly servers: string[];
  readonly user?: string;
  readonly pass?: string;
  readonly token?: string;
  readonly maxReconnectAttempts: number;
  readonly reconnectDelayHandler: () => number;
  readonly reconnectToServer: ReconnectToServerHandler;
  readonly ignoreAuthErrorAbort: boolean;
  readonly pingInterval: number;
  readonly maxPingOut: number;
}

/**
 * What every connection to NATS is made with, also those that Nest's transport makes itself: credentials beside the servers, as the client
 * takes them; it reconnects for ever, soon, and does not wait for minutes on a connection that is half open.
 */
export function natsConnectionOptions(natsUrl: string): NatsConnectionOptions {
  const urls = urlsOf(natsUrl);
  const { username, password } = urls.find((url) => url.username) ?? { username: '', password: '' };
  const user = decodeURIComponent(username);
  return {
    servers: urls.map((url) => `${url.protocol === 'tls:' ? 'tls://' : ''}${url.host}`),
    ...(password ? { user, pass: decodeURIComponent(password) } : user ? { token: user } : {}),
    maxReconnectAttempts: -1, ...spacedAttempts(), ignoreAuthErrorAbort: true,
    pingInterval: PING_INTERVAL_MS, maxPingOut: MAX_PINGS_UNANSWERED,
  };
}

/**
 * The client spaces its attempts by the wall clock: where that was put back by a day, it would not try again for a day. Told that there is
 * nothing to wait for, it asks for the server, and waits here, by a clock that only goes on.
 */
function spacedAttempts(): Pick<NatsConnectionOptions, 'reconnectDelayHandler' | 'reconnectToServer'> {
  let earliestMs = 0;
  return {
    reconnectDelayHandler: () => Number.NEGATIVE_INFINITY,
    reconnectToServer: (servers) => {
      const delay = Math.max(0, earliestMs - performance.now());
      earliestMs = performance.now() + delay + RECONNECT_WAIT_MS * (1 + Math.random());
      return { server: servers[0]!, delay };
    },
  };
}

function apiPrefixOf(natsUrl: string): string | undefined {
  return urlsOf(natsUrl).map((url) => url.searchParams.get('js-api-prefix')).find((prefix) => prefix !== null) ?? undefined;
}

function urlsOf(natsUrl: string): URL[] {
  return natsUrl.split(',').map((part) => new URL(part.trim().includes('://') ? part.trim() : `nats://${part.trim()}`));
}
