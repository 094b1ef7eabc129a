import { jetstream, jetstreamManager, type JetStreamClient, type JetStreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { CONNECT_TIMEOUT_MS } from '../limits.ts';
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
  const { servers, credentials, apiPrefix } = parseUrl(natsUrl);
  const deadline = performance.now() + connectTimeoutMs;
  for (;;) {
    try {
      const connection = await connect({
        servers, ...credentials, ...(name ? { name } : {}),
        // What the account of JetStream lets through to ours when a consumer is to push.
        ...(apiPrefix ? { inboxPrefix: inboxPrefixOf(credentials.user ?? '') } : {}),
        maxReconnectAttempts: -1, reconnectTimeWait: 250, reconnectJitter: 250, ignoreAuthErrorAbort: true,
        pingInterval: 20_000, maxPingOut: 2,
        // A stack for every request in case it fails costs a tenth of an append; our errors say what was asked.
        noAsyncTraces: true,
      });
      if (apiPrefix) apiPrefixes.set(connection, apiPrefix);
      return connection;
    } catch (error) {
      if (isRefusal(error) || performance.now() >= deadline) throw new Error(`no connection to NATS at ${servers.join(', ')}: ${(error as Error).message}`, { cause: error });
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

/** The client takes credentials beside the servers, not within their urls. */
function parseUrl(natsUrl: string): { servers: string[]; credentials: { user?: string; pass?: string; token?: string }; apiPrefix: string | undefined } {
  const urls = natsUrl.split(',').map((part) => new URL(part.trim().includes('://') ? part.trim() : `nats://${part.trim()}`));
  const { username, password } = urls.find((url) => url.username) ?? { username: '', password: '' };
  const user = decodeURIComponent(username);
  return {
    servers: urls.map((url) => `${url.protocol === 'tls:' ? 'tls://' : ''}${url.host}`),
    apiPrefix: urls.map((url) => url.searchParams.get('js-api-prefix')).find((prefix) => prefix !== null) ?? undefined,
    credentials: password ? { user, pass: decodeURIComponent(password) } : user ? { token: user } : {},
  };
}
