import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { buildOnce, freePort, startNats, startPostgres, temporaryFolder, waitFor, type TestNats, type TestPostgres } from '@countersign/test-kit';

const ROOT = join(import.meta.dirname, '../..');
export const SERVICES = ['session-service', 'capture-service', 'gateway'] as const;
export type Service = (typeof SERVICES)[number];
export type Role = 'automation' | 'reviewer' | 'auditor' | 'operator';

const READY_TIMEOUT_MS = 150_000;

export interface ThreeServices {
  readonly nats: TestNats;
  readonly postgres: TestPostgres;
  readonly url: string;
  readonly keys: Readonly<Record<Role, string>>;
  readonly signInUrl: string;
  /** Where metrics and health of each are. */
  readonly monitoring: Readonly<Record<Service, string>>;
  /** Everything that the processes printed, line by line. */
  readonly lines: Readonly<Record<Service, string[]>>;
  call(method: string, path: string, options?: { as?: Role; body?: unknown; headers?: Record<string, string> }): Promise<{ status: number; body: Record<string, unknown>; headers: Headers }>;
  /** SIGTERM, until they have ended. */
  end(): Promise<void>;
  stop(): Promise<void>;
}

/** The built services as processes, on servers of their own. No browser is started, and none has to be there. */
export async function startThreeServices(environment: Partial<Record<Service | 'all', Record<string, string>>> & { natsToken: string }): Promise<ThreeServices> {
  for (const name of SERVICES) buildOnce(ROOT, `@countersign/${name}`);
  const [nats, postgres, folder, port, ...ports] = await Promise.all([startNats({ token: environment.natsToken }), startPostgres(), temporaryFolder(), ...Array.from({ length: 4 }, () => freePort())]);
  const url = `http://127.0.0.1:${port}`;
  const bootstrap = join(folder.path, 'bootstrap.json');
  const own: Record<Service, Record<string, string>> = {
    'session-service': { SESSION_DATA_DIR: join(folder.path, 'sessions'), SESSION_POOL_SIZE: '0', SESSION_NODE: 'telemetry', SESSION_MONITORING_ADDRESS: String(ports[0]) },
    'capture-service': { CAPTURE_INSTANCE: 'telemetry', CAPTURE_MONITORING_ADDRESS: String(ports[1]) },
    gateway: {
      GATEWAY_PORT: String(port), GATEWAY_PUBLIC_URL: url, DATABASE_URL: postgres.url, GATEWAY_BOOTSTRAP_FILE: bootstrap, GATEWAY_MONITORING_ADDRESS: String(ports[2]),
      GATEWAY_SECRET_KEY_FILE: join(folder.path, 'gateway.key'), GATEWAY_WEBHOOK_ALLOW: '127.0.0.2', GATEWAY_WEBHOOK_RETRY_SECONDS: '0', GATEWAY_DRAIN_TIMEOUT_MS: '2000',
    },
  };
  const lines: Record<Service, string[]> = { 'session-service': [], 'capture-service': [], gateway: [] };
  const children = SERVICES.map((name) => start(name, { NATS_URL: nats.url, ...own[name], ...environment.all, ...environment[name] }, lines[name]));
  const end = async () => void (await Promise.all(children.map(endOf)));
  try {
    await waitFor(async () => (await fetch(`${url}/health/ready`)).status === 200 && existsSync(bootstrap), { timeoutMs: READY_TIMEOUT_MS, everyMs: 50, what: 'all services answer' });
  } catch (error) {
    await end();
    throw new Error(JSON.stringify(lines, null, 1).slice(-6_000), { cause: error });
  }
  const { keys, signInUrl } = JSON.parse(readFileSync(bootstrap, 'utf8')) as { keys: Record<Role, string>; signInUrl: string };
  return {
    nats, postgres, url, keys, signInUrl, lines, end,
    monitoring: Object.fromEntries(SERVICES.map((name, index) => [name, `http://127.0.0.1:${ports[index]}`])) as Record<Service, string>,
    call: async (method, path, { as, body, headers = {} } = {}) => {
      const response = await fetch(`${url}${path}`, {
        method, headers: { ...(as ? { authorization: `Bearer ${keys[as]}` } : {}), ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, headers: response.headers, body: (/[/+]json/.test(response.headers.get('content-type') ?? '') && text ? JSON.parse(text) : { text }) as Record<string, unknown> };
    },
    stop: async () => {
      await end();
      await Promise.all([nats.stop(), postgres.stop()]);
      await folder.remove();
    },
  };
}

function start(name: Service, env: Record<string, string>, lines: string[]): ChildProcess {
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([key]) => !key.startsWith('OTEL_')));
  const child = spawn(process.execPath, ['--enable-source-maps', join(ROOT, 'apps', name, 'dist/main.js')], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...inherited, NODE_ENV: 'production', ...env } });
  for (const stream of [child.stdout!, child.stderr!]) createInterface(stream).on('line', (line) => lines.push(line));
  return child;
}

async function endOf(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), 20_000);
  await ended;
  clearTimeout(late);
}

export interface ReceivedSpan {
  readonly service: string;
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly links: readonly { traceId: string; spanId: string }[];
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** What stands where a collector would: takes OTLP over HTTP. */
export async function startCollector(): Promise<{ url: string; spans: ReceivedSpan[]; stop(): Promise<void> }> {
  const spans: ReceivedSpan[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (request.url === '/v1/traces') spans.push(...spansOf(JSON.parse(Buffer.concat(chunks).toString()) as Exported));
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    stop: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

interface KeyValue { key: string; value: Record<string, unknown> }
interface Exported {
  resourceSpans: { resource: { attributes: KeyValue[] }; scopeSpans: { spans: { name: string; traceId: string; spanId: string; parentSpanId?: string; links?: { traceId: string; spanId: string }[]; attributes: KeyValue[] }[] }[] }[];
}

function spansOf({ resourceSpans }: Exported): ReceivedSpan[] {
  const values = (attributes: KeyValue[]) => Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));
  return resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap(({ spans }) => spans.map(({ attributes, links = [], ...span }) => ({ ...span, links, service: String(values(resource.attributes)['service.name']), attributes: values(attributes) }))));
}
