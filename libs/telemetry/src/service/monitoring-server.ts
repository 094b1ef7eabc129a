import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Metrics } from './metrics.ts';

/** Where a service answers orchestrators and Prometheus. */
export interface MonitoringAddress {
  readonly host: string;
  readonly port: number;
}

/** How a service is, asked now; `report` says it for a person. */
export interface Readiness {
  readonly isReady: boolean;
  readonly report: object;
}

export interface MonitoringServer {
  readonly url: string;
  stop(): Promise<void>;
}

const REQUEST_TIMEOUT_MS = 10_000;
/** Nobody but a scraper, an orchestrator and a person asks. */
const MOST_CONNECTIONS = 32;
const JSON_TYPE = 'application/json; charset=utf-8';

/** `127.0.0.1:9464`, `[::1]:9464`, or a port alone, which is loopback's; undefined when it is none of these. */
export function parseMonitoringAddress(text: string): MonitoringAddress | undefined {
  const [, bracketed, name, digits] = /^(?:(?:\[([0-9a-fA-F:.]{2,45})\]|([A-Za-z0-9.-]{1,253})):)?([0-9]{1,5})$/.exec(text) ?? [];
  const port = Number(digits);
  return digits !== undefined && port <= 65_535 ? { host: bracketed ?? name ?? '127.0.0.1', port } : undefined;
}

/**
 * `/metrics`, `/health/live`, `/health/ready`, on a port of its own: it has no keys, so it is for loopback or a network of
 * operators, and nothing of it is reachable where callers are. Questions that come while one is being answered share its answer.
 */
export async function serveMonitoring({ host, port }: MonitoringAddress, metrics: Metrics, ready: () => Promise<Readiness>): Promise<MonitoringServer> {
  const text = shared(() => metrics.text());
  const readiness = shared(ready);
  const server = createServer({ requestTimeout: REQUEST_TIMEOUT_MS, headersTimeout: REQUEST_TIMEOUT_MS, maxHeaderSize: 8_192 }, (request, response) => {
    void answer(request, response).catch(() => send(response, 500, JSON_TYPE, '{"status":"unavailable"}'));
  });
  server.maxConnections = MOST_CONNECTIONS;

  async function answer({ method, url }: IncomingMessage, response: ServerResponse): Promise<void> {
    if (method !== 'GET' && method !== 'HEAD') return send(response, 405, JSON_TYPE, '{"error":"GET only"}', { allow: 'GET, HEAD' });
    switch (url?.split('?', 1)[0]) {
      case '/metrics':
        return send(response, 200, metrics.contentType, await text());
      case '/health/live':
        return send(response, 200, JSON_TYPE, '{"status":"live"}');
      case '/health/ready': {
        const { isReady, report } = await readiness();
        return send(response, isReady ? 200 : 503, JSON_TYPE, JSON.stringify(report));
      }
      default:
        return send(response, 404, JSON_TYPE, '{"error":"Here are /metrics, /health/live and /health/ready."}');
    }
  }

  await listening(server, host, port);
  const { port: bound } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`,
    stop: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

function send(response: ServerResponse, status: number, type: string, body: string, headers: Record<string, string> = {}): void {
  if (response.headersSent) return;
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body), 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', ...headers });
  response.end(body);
}

function listening(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** One at a time, however many ask. */
export function shared<Answer>(ask: () => Promise<Answer>): () => Promise<Answer> {
  let underWay: Promise<Answer> | undefined;
  return () => (underWay ??= ask().finally(() => (underWay = undefined)));
}
