import { spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { connect as connectTcp } from 'node:net';
import { tmpdir } from 'node:os';
import { afterAll, describe, expect, it } from '@jest/globals';
import { connect } from '@nats-io/transport-node';
import pg from 'pg';
import { startNats } from './servers/start-nats.ts';
import { serverKind } from './servers/container-engine.ts';
import { startPostgres } from './servers/start-postgres.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { waitFor } from './wait-for.ts';

const ownFolders = async () => (await readdir(tmpdir())).filter((name) => name.startsWith(`countersign-test-${process.pid}-`));

async function isOpen(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connectTcp(Number(port), hostname);
    socket.once('connect', () => { socket.destroy(); resolve(true); });
    socket.once('error', () => resolve(false));
  });
}

describe('startNats', () => {
  it('serves JetStream with a token and keeps url and storage over kill and restart', async () => {
    const nats = await startNats({ token: 'secret-of-the-test' });
    const connection = await connect({ servers: nats.url.replace('secret-of-the-test@', ''), token: 'secret-of-the-test', maxReconnectAttempts: -1, reconnectTimeWait: 50 });
    const create = await connection.request('$JS.API.STREAM.CREATE.KEPT', JSON.stringify({ name: 'KEPT', subjects: ['kept'] }));
    expect(create.json()).not.toHaveProperty('error');
    await nats.kill();
    expect(await isOpen(nats.url)).toBe(false);
    await nats.restart();
    const info = await waitFor(() => connection.request('$JS.API.STREAM.INFO.KEPT', '', { timeout: 1000 }));
    expect(info.json()).toHaveProperty('config.name', 'KEPT');
    await connection.close();
    await nats.stop();
    expect(await isOpen(nats.url)).toBe(false);
  });
});

describe('startPostgres', () => {
  it('answers a query and leaves nothing', async () => {
    const postgres = await startPostgres();
    const client = new pg.Client(postgres.url);
    await client.connect();
    expect((await client.query<{ name: string }>('select current_database() as name')).rows).toEqual([{ name: 'countersign' }]);
    await client.end();
    await postgres.stop();
    expect(await isOpen(postgres.url)).toBe(false);
  });
});

describe('a test process that is killed', () => {
  it('takes its servers with it', async () => {
    if ((await serverKind()) === 'container') return; // There, the reaper of testcontainers does it.
    const script = `
      import { startNats } from '${new URL('./servers/start-nats.ts', import.meta.url).href}';
      import { startPostgres } from '${new URL('./servers/start-postgres.ts', import.meta.url).href}';
      const servers = await Promise.all([startNats(), startPostgres()]);
      console.log(JSON.stringify(servers.map((server) => server.url)));
      setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    const output: string[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk.toString()));
    const urls = await waitFor(() => /\n$/.test(output.join('')) && (JSON.parse(output.join('')) as string[]), { timeoutMs: 20_000 });
    expect(await Promise.all(urls.map(isOpen))).toEqual([true, true]);
    child.kill('SIGKILL');
    await waitFor(async () => !(await Promise.all(urls.map(isOpen))).includes(true));
    await waitFor(async () => {
      await (await temporaryFolder()).remove(); // Sweeps what the killed process left.
      return (await readdir(tmpdir())).every((name) => !name.startsWith(`countersign-test-${child.pid}-`));
    });
  });
});

describe('waitFor', () => {
  it('returns what it waited for and explains what it did not get', async () => {
    let looks = 0;
    expect(await waitFor(() => (++looks > 2 ? looks : undefined))).toBe(3);
    await expect(waitFor(() => { throw new Error('still closed'); }, { timeoutMs: 20, what: 'the door' })).rejects.toThrow('not so after 20 ms: the door');
  });
});

afterAll(async () => {
  expect(await ownFolders()).toEqual([]);
});
