import { spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client } from '@countersign/client';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const START_TIMEOUT_MS = 180_000;

export interface Ready {
  readonly url: string;
  readonly natsUrl: string;
  readonly databaseUrl: string;
  readonly keys: Record<'automation' | 'reviewer' | 'auditor' | 'operator', string>;
  readonly signInUrl: string;
  readonly jobBoardUrl: string;
  readonly sample: { readonly runId: string; readonly taskIds: readonly string[]; readonly captureIds: readonly string[] };
}
export type ServiceName = 'session-service' | 'capture-service' | 'gateway';

/** What `npm start` runs, with a port and a data folder of its own; nothing of it is left after `stop`. */
export class Countersign {
  readonly data = mkdtempSync(join(tmpdir(), 'countersign-e2e-'));
  output = '';
  #process: ChildProcess | undefined;
  #port: number | undefined;

  /** Folder of the browser sessions; every process of one has it in its command line or environment. */
  get sessions(): string {
    return join(tmpdir(), `countersign-${createHash('sha256').update(this.data).digest('hex').slice(0, 8)}`);
  }

  /** Does not wait until it is ready. */
  async launch(env: Record<string, string> = {}): Promise<void> {
    this.#port ??= await freePort();
    this.#process = spawn(process.execPath, [join(ROOT, 'tools/dist/start/main.js')], {
      cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, COUNTERSIGN_PORT: String(this.#port), COUNTERSIGN_DATA: this.data, ...env },
    });
    this.#process.stdout!.on('data', (chunk: Buffer) => { this.output += chunk.toString(); });
    this.#process.stderr!.on('data', (chunk: Buffer) => { this.output += chunk.toString(); });
  }

  async ready(): Promise<Ready> {
    const path = join(this.data, 'ready.json');
    await until(() => existsSync(path) || this.#process?.exitCode !== null, START_TIMEOUT_MS, () => `not ready:\n${this.output}`);
    if (!existsSync(path)) throw new Error(`ended before it was ready:\n${this.output}\n${this.logs()}`);
    return JSON.parse(readFileSync(path, 'utf8')) as Ready;
  }

  /** The process id of a service, once it runs. */
  async pid(service: ServiceName): Promise<number> {
    let pid: number | undefined;
    await until(() => (pid = this.descendants().find((one) => commandLine(one).includes(`apps/${service}/dist/main.js`))) !== undefined, 60_000, () => `${service} does not run:\n${this.output}`);
    return pid!;
  }

  /** All processes that came from this start, whoever their parent is now: told by the data folder or the session folder in what they were given. */
  descendants(): number[] {
    const root = this.#process?.pid;
    if (!root) return [];
    const found: number[] = [];
    const visit = (pid: number) => {
      found.push(pid);
      try {
        for (const child of readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')) if (child) visit(Number(child));
      } catch { /* it has ended */ }
    };
    visit(root);
    return found;
  }

  /** The last lines of every log, for a failure's message. */
  logs(): string {
    const folder = join(this.data, 'logs');
    if (!existsSync(folder)) return '';
    return readdirSync(folder).map((name) => `--- ${name}\n${readFileSync(join(folder, name), 'utf8').slice(-3000)}`).join('\n');
  }

  async stop(signal: NodeJS.Signals = 'SIGINT'): Promise<void> {
    const child = this.#process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill(signal);
    await ended;
    this.#process = undefined;
  }

  async remove(): Promise<void> {
    await this.stop();
    for (const folder of [this.data, this.sessions]) rmSync(folder, { recursive: true, force: true });
  }
}

/** Living processes on this machine that have one of the texts in their command line or environment. */
export function processes(...texts: string[]): number[] {
  return readdirSync('/proc').map(Number).filter((pid) => {
    if (!(pid > 0) || pid === process.pid) return false;
    const given = `${commandLine(pid)}\n${read(`/proc/${pid}/environ`)}`;
    return texts.some((text) => given.includes(text));
  });
}

export function commandLine(pid: number): string {
  return read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ');
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

export async function until(holds: () => boolean | Promise<boolean>, timeoutMs: number, otherwise: () => string): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(otherwise());
    await pause(50);
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export interface Answer<Body> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

/** The HTTP API as its callers use it: a refusal throws. */
export function clientOf(ready: Ready, role: keyof Ready['keys']): Client {
  return new Client({ url: ready.url, key: ready.keys[role] });
}

/** One call of the HTTP API; the answer as it is, refusals too. */
export async function call<Body = Record<string, unknown>>(ready: Ready, role: keyof Ready['keys'] | string, method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer<Body>> {
  const key = role in ready.keys ? ready.keys[role as keyof Ready['keys']] : role;
  const response = await fetch(`${ready.url}${path}`, {
    method, headers: { ...(key ? { authorization: `Bearer ${key}` } : {}), ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: (text ? JSON.parse(text) : undefined) as Body };
}

export interface Received {
  readonly id: number;
  readonly job: string;
  readonly fields: Record<string, string[]>;
  readonly files: Record<string, { readonly name: string; readonly sha256: string }>;
}
export async function received(ready: Ready): Promise<Received[]> {
  return (await fetch(`${ready.jobBoardUrl}/applications.json`)).json() as Promise<Received[]>;
}
