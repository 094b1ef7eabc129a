import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import type { BusUser } from '@countersign/contracts';
import { connectNats, natsAccounts, natsUrlOf, passwordsFor, prepareNats, type Passwords } from '@countersign/event-log';
import { Child } from './child.ts';
import { freePort } from './free-port.ts';
import { findProgram } from './system-packages.ts';

const READY_TIMEOUT_MS = 20_000;
const DAY_MS = 24 * 3600 * 1000;
/** Of session-service, whose setting it is. */
const RETENTION_DAYS = 30;
/** Users that belong to none of the processes started here, with their addresses; a backup is taken by the bootstrap. */
const CREDENTIALS = 'nats-credentials.json';
const OUTSIDERS = ['operator', 'application-system', 'notifier', 'bootstrap'] as const;

export interface StartedNats {
  readonly version: string;
  readonly child: Child;
  /** With the user's credentials. */
  urlOf(user: BusUser): string;
}

/**
 * Starts nats-server with JetStream on loopback and makes what is to be on it. Every user has a new password at each start, in files
 * that only we can read. A restore brings its own streams.
 */
export async function startNats(data: string, onCrash: (line: string) => void, { prepares = true } = {}): Promise<StartedNats> {
  const program = process.env.NATS_SERVER_BIN ?? findProgram('nats-server')!;
  const version = /v(\d+\.\d+\.\d+)/.exec(spawnSync(program, ['-v'], { encoding: 'utf8' }).stdout)?.[1] ?? '0.0.0';
  const port = await freePort();
  const passwords = passwordsFor(() => randomBytes(18).toString('base64url'));
  const urlOf = (user: BusUser): string => natsUrlOf(user, passwords[user], `127.0.0.1:${port}`);
  const store = join(data, 'nats');
  mkdirSync(store, { recursive: true, mode: 0o700 });
  adoptStreams(store);
  const configuration = join(data, 'nats.conf');
  writeSecret(configuration, natsConfiguration({ listen: `127.0.0.1:${port}`, passwords, store, syncs: syncs(version) }));
  const child = new Child({ name: 'nats-server', argv: [program, '-c', configuration], logPath: join(data, 'logs/nats-server.log'), onCrash });
  try {
    await reachable(port);
    if (prepares) await prepare(urlOf('bootstrap'));
  } catch (error) {
    await child.stop();
    throw error;
  }
  writeSecret(join(data, CREDENTIALS), `${JSON.stringify(Object.fromEntries(OUTSIDERS.map((user) => [user, urlOf(user)])), null, 2)}\n`);
  return { version, child, urlOf };
}

/** The address of a user outside, at the server that runs on this data. @throws Error when none does */
export function outsidersUrl(data: string, user: (typeof OUTSIDERS)[number]): string {
  return (JSON.parse(readFileSync(join(data, CREDENTIALS), 'utf8')) as Record<string, string>)[user]!;
}

async function prepare(natsUrl: string): Promise<void> {
  const connection = await connectNats({ natsUrl, name: 'bootstrap' });
  await prepareNats(connection, { recordingRetentionMs: Number(process.env.SESSION_RECORDING_RETENTION_DAYS || RETENTION_DAYS) * DAY_MS }).finally(() => connection.close());
}

/** Before there were accounts, streams were in the one that every server has. Nothing in them names it. */
export function adoptStreams(store: string): void {
  const [before, now] = ['$G', 'BUS'].map((account) => join(store, 'jetstream', account)) as [string, string];
  if (existsSync(join(before, 'streams')) && !existsSync(now)) renameSync(before, now);
}

/** What `npm start` and the compose file have in common, and the accounts. */
export function natsConfiguration({ listen, passwords, store, syncs }: { listen: string; passwords: Passwords; store: string; syncs: boolean }): string {
  return `listen: "${listen}"
max_payload: 4MB
jetstream {
  store_dir: ${JSON.stringify(store)}${syncs ? '\n  sync_interval: always' : ''}
}
${natsAccounts(passwords)}`;
}

/** From 2.10 on every write is synced to disk before it is acknowledged; 2.9 syncs once a minute and cannot be told. */
function syncs(version: string): boolean {
  const [major, minor] = version.split('.').map(Number) as [number, number];
  return major > 2 || minor >= 10;
}

/** Readable for us only, also when it was there already. */
function writeSecret(path: string, content: string): void {
  rmSync(path, { force: true });
  writeFileSync(path, content, { mode: 0o600 });
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
