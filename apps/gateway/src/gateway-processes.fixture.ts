import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { connect, createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Role } from '@countersign/contracts';
import { connectEventLog, type EventLog } from '@countersign/event-log';
import { buildOnce, findCommand, freePort, startNats, startPostgres, temporaryFolder, waitFor, type TestNats, type TestPostgres } from '@countersign/test-kit';
import type { BootstrapFile } from './auth/bootstrap-keys.ts';

const WORKSPACE = fileURLToPath(new URL('../../..', import.meta.url));
const MAIN = join(WORKSPACE, 'apps/gateway/dist/main.js');

/** The built gateway in a process of its own. */
export interface GatewayProcess {
  readonly url: string;
  readonly process: ChildProcess;
  readonly output: string[];
}

export interface ProcessAnswer<Body> {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Body;
}

/** Servers that any number of gateways share. */
export interface GatewayProcesses {
  readonly nats: TestNats;
  readonly postgres: TestPostgres;
  readonly log: EventLog;
  readonly folder: string;
  bootstrap(): BootstrapFile;
  start(environment?: Record<string, string>): Promise<GatewayProcess>;
  /** Resolves when it has ended. */
  kill(gateway: GatewayProcess, signal?: 'SIGKILL' | 'SIGTERM'): Promise<void>;
  killAll(): Promise<void>;
  /** On a connection of its own. @throws when the connection breaks */
  call<Body = Record<string, unknown>>(url: string, method: string, path: string, options?: { as?: Role; body?: unknown; headers?: Record<string, string> }): Promise<ProcessAnswer<Body>>;
  stop(): Promise<void>;
}

export async function startGatewayProcesses(environment: Record<string, string> = {}): Promise<GatewayProcesses> {
  buildOnce(WORKSPACE, '@countersign/gateway');
  const [nats, postgres, folder] = await Promise.all([startNats(), startPostgres(), temporaryFolder()]);
  const log = await connectEventLog({ natsUrl: nats.url, name: 'test' });
  const bootstrapFile = join(folder.path, 'bootstrap.json');
  const bootstrap = () => JSON.parse(readFileSync(bootstrapFile, 'utf8')) as BootstrapFile;
  const running = new Set<GatewayProcess>();

  async function start(own: Record<string, string> = {}): Promise<GatewayProcess> {
    const port = await freePort();
    // Killed by the kernel when the test is, however that ends.
    const setpriv = findCommand('setpriv');
    const [command, parameters] = setpriv ? [setpriv, ['--pdeathsig', 'KILL', '--', process.execPath, MAIN]] : [process.execPath, [MAIN]];
    const child = spawn(command, parameters, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NATS_URL: nats.url, DATABASE_URL: postgres.url, GATEWAY_PORT: String(port), GATEWAY_BOOTSTRAP_FILE: bootstrapFile, LOG_LEVEL: 'warn', GATEWAY_WEB_DIST: folder.path, ...environment, ...own },
    });
    const gateway: GatewayProcess = { url: `http://127.0.0.1:${port}`, process: child, output: [] };
    running.add(gateway);
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => gateway.output.push(chunk.toString()));
    await waitFor(async () => child.exitCode !== null || ((await fetch(`${gateway.url}/health/live`)).ok && existsSync(bootstrapFile)), { timeoutMs: 150_000, everyMs: 50, what: 'the gateway answers' });
    if (child.exitCode !== null) throw new Error(`the gateway ended:\n${gateway.output.join('')}`);
    return gateway;
  }
  async function kill(gateway: GatewayProcess, signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL'): Promise<void> {
    running.delete(gateway);
    if (gateway.process.exitCode !== null || gateway.process.signalCode !== null) return;
    const ended = once(gateway.process, 'exit');
    gateway.process.kill(signal);
    await ended;
  }
  const killAll = async () => void (await Promise.all([...running].map((gateway) => kill(gateway))));

  return {
    nats, postgres, log, folder: folder.path, bootstrap, start, kill, killAll,
    call: async (url, method, path, { as, body, headers = {} } = {}) => {
      const text = body === undefined ? undefined : JSON.stringify(body);
      const sent = request(`${url}${path}`, {
        method, agent: false,
        headers: { ...(as ? { authorization: `Bearer ${bootstrap().keys[as]}` } : {}), ...(text === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      });
      sent.end(text);
      const [response] = (await once(sent, 'response')) as [IncomingMessage];
      let answer = '';
      for await (const chunk of response.setEncoding('utf8')) answer += chunk as string;
      const isJson = /[/+]json/.test(response.headers['content-type'] ?? '');
      return { status: response.statusCode ?? 0, headers: response.headers, body: (isJson && answer !== '' ? JSON.parse(answer) : answer) as never };
    },
    stop: async () => {
      await killAll();
      await log.close();
      await Promise.all([nats.stop(), postgres.stop()]);
      await folder.remove();
    },
  };
}

/** One address before several servers: each connection goes to the next one that takes it. */
export async function startBalancer(targets: () => readonly string[]): Promise<{ url: string; stop(): Promise<void> }> {
  let turn = 0;
  const server = createServer((client) => {
    const urls = targets();
    const first = turn++;
    const tryNext = (tried: number) => {
      if (tried === urls.length) return client.destroy();
      const { hostname, port } = new URL(urls[(first + tried) % urls.length]!);
      const upstream = connect(Number(port), hostname);
      let isConnected = false;
      upstream.on('error', () => (isConnected ? client.destroy() : tryNext(tried + 1)));
      upstream.once('connect', () => {
        isConnected = true;
        client.pipe(upstream).pipe(client);
        upstream.on('close', () => client.destroy());
        client.on('close', () => upstream.destroy());
      });
    };
    client.on('error', () => undefined);
    tryNext(0);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      await closed;
    },
  };
}
