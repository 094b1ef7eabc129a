import { connect, type NatsConnection } from '@nats-io/transport-node';
import { CONNECT_TIMEOUT_MS } from '../limits.ts';
import { pause } from '../pause.ts';

export interface NatsOptions {
  /** `nats://[user:password@ | token@]host:port`, several separated by commas. */
  readonly natsUrl: string;
  /** Shown by the server as the name of the connection. */
  readonly name?: string;
  /** How long to try until the server answers for the first time; default 30 000. */
  readonly connectTimeoutMs?: number;
}

/** Reconnects for ever, soon. @throws Error when no server answers in time or the credentials are refused. */
export async function connectNats({ natsUrl, name, connectTimeoutMs = CONNECT_TIMEOUT_MS }: NatsOptions): Promise<NatsConnection> {
  const { servers, credentials } = parseUrl(natsUrl);
  const deadline = performance.now() + connectTimeoutMs;
  for (;;) {
    try {
      return await connect({
        servers, ...credentials, ...(name ? { name } : {}),
        maxReconnectAttempts: -1, reconnectTimeWait: 250, reconnectJitter: 250, ignoreAuthErrorAbort: true,
        pingInterval: 20_000, maxPingOut: 2,
        // A stack for every request in case it fails costs a tenth of an append; our errors say what was asked.
        noAsyncTraces: true,
      });
    } catch (error) {
      if (isRefusal(error) || performance.now() >= deadline) throw new Error(`no connection to NATS at ${servers.join(', ')}: ${(error as Error).message}`, { cause: error });
      await pause(250);
    }
  }
}

function isRefusal(error: unknown): boolean {
  return ['AuthorizationError', 'UserAuthenticationExpiredError', 'InvalidArgumentError'].includes((error as Error).name);
}

/** The client takes credentials beside the servers, not within their urls. */
function parseUrl(natsUrl: string): { servers: string[]; credentials: { user?: string; pass?: string; token?: string } } {
  const urls = natsUrl.split(',').map((part) => new URL(part.trim().includes('://') ? part.trim() : `nats://${part.trim()}`));
  const { username, password } = urls.find((url) => url.username) ?? { username: '', password: '' };
  const user = decodeURIComponent(username);
  return {
    servers: urls.map((url) => `${url.protocol === 'tls:' ? 'tls://' : ''}${url.host}`),
    credentials: password ? { user, pass: decodeURIComponent(password) } : user ? { token: user } : {},
  };
}
