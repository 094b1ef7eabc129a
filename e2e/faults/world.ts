import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, startFaultyProxy, startNats, startPostgres, temporaryFolder, waitFor, type FaultyProxy, type TemporaryFolder, type TestNats, type TestPostgres } from '@countersign/test-kit';
import { ROOT } from './root.ts';
import { LINKS, serviceOf, type Link, type Service, type Target } from './schedule.ts';
import { Supervised } from './supervised.ts';

const READY_TIMEOUT_MS = 60_000;
const DISK_BYTES = 96 * 1024 * 1024;

export type Role = 'automation' | 'reviewer' | 'operator';

/** Real servers and the real services, every connection between them through a proxy of its own. */
export class World {
  readonly presses = new Map<string, number>();
  readonly proxies = new Map<Link, FaultyProxy>();
  readonly services = new Map<Service, Supervised>();
  nats!: TestNats;
  postgres!: TestPostgres;
  url = '';
  keys!: Record<Role, string>;
  /** Where the disk of nats-server can be filled; undefined where we may not mount one. */
  disk: string | undefined;
  /** What sets a service's clock; undefined where libfaketime is not installed. */
  readonly faketime = globSync('/usr/lib/*/faketime/libfaketimeMT.so.1')[0];
  #folder!: TemporaryFolder;
  #board!: Server;

  static async start(): Promise<World> {
    const world = new World();
    try {
      await world.#start();
    } catch (error) {
      await world.stop().catch(() => undefined);
      throw error;
    }
    return world;
  }

  get folder(): string {
    return this.#folder.path;
  }

  async #start(): Promise<void> {
    // Faults need processes of their own: a container's server cannot be stopped in the middle.
    process.env['COUNTERSIGN_TEST_SERVERS'] ??= 'process';
    this.#folder = await temporaryFolder();
    this.disk = mountDisk();
    [this.nats, this.postgres, this.#board] = await Promise.all([
      startNats(this.disk === undefined ? {} : { storeFolder: join(this.disk, 'store') }), startPostgres({ durable: true }), startBoard(this.presses),
    ]);
    for (const link of LINKS) this.proxies.set(link, await startFaultyProxy(link.endsWith('postgres') ? this.postgres.url : this.nats.url));
    const port = await freePort();
    this.url = `http://127.0.0.1:${port}`;
    const bootstrap = join(this.folder, 'bootstrap.json');
    this.#add('session-service', { SESSION_DATA_DIR: join(this.folder, 'sessions'), SESSION_POOL_SIZE: '0', SESSION_LIMIT: '200', SESSION_NODE: 'faults', SESSION_NODE_LEASE_SECONDS: '10' });
    this.#add('capture-service', { CAPTURE_INSTANCE: 'faults', COUNTERSIGN_FAULTS_BOARD: `http://127.0.0.1:${(this.#board.address() as AddressInfo).port}` });
    this.#add('gateway', {
      GATEWAY_PORT: String(port), GATEWAY_PUBLIC_URL: this.url, DATABASE_URL: this.proxies.get('gateway-postgres')!.url, GATEWAY_BOOTSTRAP_FILE: bootstrap,
      GATEWAY_SECRET_KEY_FILE: join(this.folder, 'gateway.key'),
    });
    for (const service of this.services.values()) service.start();
    await this.ready();
    await waitFor(() => existsSync(bootstrap), { timeoutMs: READY_TIMEOUT_MS, what: 'the gateway writes the first keys' });
    this.keys = (JSON.parse(readFileSync(bootstrap, 'utf8')) as { keys: Record<Role, string> }).keys;
  }

  #add(name: Service, env: Record<string, string>): void {
    const link = LINKS.find((each) => serviceOf(each) === name && each.endsWith('nats'))!;
    const clock: Record<string, string> = this.faketime === undefined ? {} : { LD_PRELOAD: this.faketime, FAKETIME_TIMESTAMP_FILE: this.#clockOf(name), FAKETIME_CACHE_DURATION: '1', FAKETIME_DONT_FAKE_MONOTONIC: '1' };
    if (this.faketime !== undefined) this.setClock(name, 0);
    const logPath = join(this.folder, `${name}.log`);
    this.services.set(name, new Supervised({
      name, logPath, argv: [process.execPath, '--import', join(ROOT, 'e2e/dist/faults/hooks/scripted.js'), join(ROOT, 'apps', name, 'dist/main.js')],
      env: { NATS_URL: this.proxies.get(link)!.url, NODE_ENV: 'production', LOG_LEVEL: 'info', ...clock, ...env },
    }));
  }

  #clockOf(service: Service): string {
    return join(this.folder, `${service}.clock`);
  }

  setClock(service: Service, seconds: number): void {
    writeFileSync(this.#clockOf(service), `${seconds < 0 ? '' : '+'}${seconds}s\n`);
  }

  /** Ids of the processes of a target; Postgres has one for each connection. */
  pidsOf(target: Target): number[] {
    const pid = target === 'nats-server' ? this.nats.pid : target === 'postgres' ? this.postgres.pid : this.services.get(target)!.pid;
    return pid === undefined ? [] : [pid, ...childrenOf(pid)];
  }

  async kill(target: Target): Promise<void> {
    // One that is stopped dies, too, but its children would not.
    if (target === 'nats-server') await this.nats.kill();
    else if (target === 'postgres') {
      const children = this.pidsOf(target).slice(1);
      await this.postgres.kill();
      for (const pid of children) signal(pid, 'SIGCONT');
    } else await this.services.get(target)!.kill();
  }

  async startAgain(target: Target): Promise<void> {
    if (target === 'nats-server') await this.nats.restart();
    else if (target === 'postgres') await this.postgres.restart();
    else this.services.get(target)!.start();
  }

  /** Until everything answers, as its own health says. */
  async ready(): Promise<void> {
    let last: unknown;
    const isReady = async () => {
      const answer = await fetch(`${this.url}/health/ready`, { signal: AbortSignal.timeout(5_000) });
      last = await answer.text();
      return answer.ok;
    };
    await waitFor(isReady, { timeoutMs: READY_TIMEOUT_MS, everyMs: 50, what: 'everything is ready' }).catch((error: Error) => {
      throw new Error(`not ready after ${READY_TIMEOUT_MS / 1_000} s: ${String(last)}\nnats-server is ${stateOf(this.nats.pid)}, postgres ${stateOf(this.postgres.pid)}\n${[...this.services].map(([name, service]) => `--- ${name}\n${service.lastLines()}`).join('\n')}`, { cause: error });
    });
  }

  async stop(): Promise<void> {
    await Promise.all([...this.services.values()].map((service) => service.stop()));
    await Promise.all([...this.proxies.values()].map((proxy) => proxy.stop()));
    await Promise.all([this.nats?.stop(), this.postgres?.stop()]);
    this.#board?.closeAllConnections();
    this.#board?.close();
    if (this.disk !== undefined) unmount(this.disk);
    await this.#folder?.remove();
  }

  /** Processes that were given something of this world and still live. */
  orphans(): number[] {
    return readdirSync('/proc').map(Number).filter((pid) => pid > 0 && pid !== process.pid && `${read(`/proc/${pid}/cmdline`)}\n${read(`/proc/${pid}/environ`)}`.includes(this.folder));
  }
}

/** Stands for the job board: counts what was sent, by capture. */
async function startBoard(presses: Map<string, number>): Promise<Server> {
  const server = createServer((request, response) => {
    const id = request.url!.split('/').at(-1)!;
    if (request.method === 'POST') presses.set(id, (presses.get(id) ?? 0) + 1);
    response.end(String(presses.get(id) ?? 0));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

/** A small file system of its own, which can be filled without harm; removes what killed runs left. */
function mountDisk(): string | undefined {
  const prefix = 'countersign-faults-disk-';
  for (const name of readdirSync(tmpdir()).filter((each) => each.startsWith(prefix))) {
    if (!existsSync(`/proc/${name.slice(prefix.length)}`)) unmount(join(tmpdir(), name));
  }
  const path = join(tmpdir(), `${prefix}${process.pid}`);
  mkdirSync(path, { recursive: true });
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_BYTES}`, 'tmpfs', path], { stdio: 'ignore' });
    return path;
  } catch {
    rmSync(path, { recursive: true });
    return undefined;
  }
}

function unmount(path: string): void {
  spawnSync('umount', [path]);
  rmSync(path, { recursive: true, force: true });
}

export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch { /* it has ended */ }
}

function childrenOf(pid: number): number[] {
  return read(`/proc/${pid}/task/${pid}/children`).trim().split(' ').filter(Boolean).map(Number);
}

/** As the kernel says: running, sleeping, stopped, or gone. */
function stateOf(pid: number | undefined): string {
  return /^State:\s+(.*)$/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 'gone';
}

function read(path: string): string {
  try {
    return existsSync(path) ? readFileSync(path, 'utf8') : '';
  } catch {
    return '';
  }
}
