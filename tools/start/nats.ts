import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { Child } from './child.ts';
import { freePort } from './free-port.ts';
import { findProgram } from './system-packages.ts';

const READY_TIMEOUT_MS = 20_000;

/** Starts nats-server with JetStream on loopback; its user has a new password at each start, in a file that only we can read. */
export async function startNats(data: string, onCrash: (line: string) => void): Promise<{ url: string; version: string; child: Child }> {
  const program = process.env.NATS_SERVER_BIN ?? findProgram('nats-server')!;
  const version = /v(\d+\.\d+\.\d+)/.exec(spawnSync(program, ['-v'], { encoding: 'utf8' }).stdout)?.[1] ?? '0.0.0';
  const port = await freePort();
  const password = randomBytes(18).toString('base64url');
  const store = join(data, 'nats');
  mkdirSync(store, { recursive: true, mode: 0o700 });
  const configuration = join(data, 'nats.conf');
  writeFileSync(configuration, natsConfiguration({ port, password, store, version }), { mode: 0o600 });
  const child = new Child({ name: 'nats-server', argv: [program, '-c', configuration], logPath: join(data, 'logs/nats-server.log'), onCrash });
  await reachable(port);
  return { url: `nats://countersign:${password}@127.0.0.1:${port}`, version, child };
}

/** From 2.10 on every write is synced to disk before it is acknowledged; 2.9 syncs once a minute and cannot be told. */
export function natsConfiguration(options: { port: number; password: string; store: string; version: string }): string {
  const [major, minor] = options.version.split('.').map(Number) as [number, number];
  const sync = major > 2 || minor >= 10 ? '\n  sync_interval: always' : '';
  return `listen: "127.0.0.1:${options.port}"
max_payload: 4MB
jetstream {
  store_dir: ${JSON.stringify(options.store)}${sync}
}
authorization {
  user: countersign
  password: ${JSON.stringify(options.password)}
}
`;
}

async function reachable(port: number): Promise<void> {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  while (Date.now() < deadline) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('data', () => { socket.destroy(); resolve(true); });
      socket.once('error', () => resolve(false));
    });
    if (open) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('nats-server did not answer; see logs/nats-server.log in the data folder.');
}
