import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from '@countersign/client';
import { EVENTS_STREAM } from '@countersign/contracts';
import { connectNats } from '@countersign/event-log';
import { freePort, startNats, startPostgres, temporaryFolder } from '@countersign/test-kit';
import { jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { fill } from '../log/fill.ts';
import { startProcess } from './child.ts';

/** Commits in the log; ten of them are one session, so one row. */
const COMMITS = 5_000;
const READY_TIMEOUT_MS = 60_000;
const GATEWAY = fileURLToPath(new URL('../../../apps/gateway/dist/main.js', import.meta.url));

/** nats-server, Postgres, a gateway and a bare server, each a process of its own; both servers read the same rows. */
export interface World {
  readonly url: string;
  readonly bareUrl: string;
  readonly natsUrl: string;
  readonly connection: NatsConnection;
  readonly keys: Record<'automation' | 'operator', string>;
  readonly sessionIds: readonly string[];
  stop(): Promise<void>;
}

export async function startWorld(progress: (line: string) => void): Promise<World> {
  const stops: (() => Promise<unknown>)[] = [];
  const stop = async (): Promise<void> => {
    for (const end of stops) await end();
  };
  try {
    const [nats, postgres, folder, port] = await Promise.all([startNats(), startPostgres({ durable: true }), temporaryFolder(), freePort()]);
    stops.push(() => nats.stop(), () => postgres.stop(), () => folder.remove());
    const connection = await connectNats({ natsUrl: nats.url });
    stops.unshift(() => connection.close());
    const keysPath = join(folder.path, 'keys.json');
    const url = `http://127.0.0.1:${port}`;
    const gateway = spawn(process.execPath, [GATEWAY], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, NATS_URL: nats.url, DATABASE_URL: postgres.url, GATEWAY_PORT: String(port), GATEWAY_BOOTSTRAP_FILE: keysPath, GATEWAY_SECRET_KEY_FILE: join(folder.path, 'key'),
        // What is measured is how fast it is, not how it says no.
        GATEWAY_RATE_LIMIT_PER_MINUTE: '0', GATEWAY_RATE_LIMIT_ADDRESS_PER_MINUTE: '0',
      },
    });
    const gone = new Promise<void>((resolve) => gateway.once('exit', () => resolve()));
    process.once('exit', () => gateway.kill('SIGKILL'));
    stops.unshift(async () => {
      gateway.kill('SIGTERM');
      await gone;
    });
    await until(() => existsSync(keysPath), 'the gateway writes its first keys');
    const { keys } = JSON.parse(readFileSync(keysPath, 'utf8')) as { keys: World['keys'] };
    progress(`filling the log with ${COMMITS} commits of ${COMMITS / 10} sessions …`);
    const sessionIds = await fill(connection, COMMITS);
    const client = new Client({ url, key: keys.automation });
    const last = sessionIds.at(-1)!;
    await until(async () => (await client.get('/v1/sessions/{id}', { path: { id: last } }).catch(() => undefined))?.version === 10, 'the read model has all of it');
    await until(() => isQuiet(connection), 'nothing of the log is worked on any more');
    const bare = await startProcess<{ url: string }>('bare-server.js', { DATABASE_URL: postgres.url });
    stops.unshift(() => bare.stop());
    return { url, bareUrl: bare.ready.url, natsUrl: nats.url, connection, keys, sessionIds, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Every consumer of the log has had all of it. */
async function isQuiet(connection: NatsConnection): Promise<boolean> {
  const consumers = (await jetstreamManager(connection)).consumers.list(EVENTS_STREAM);
  for await (const { num_pending, num_ack_pending } of consumers) if (num_pending + num_ack_pending > 0) return false;
  return true;
}

async function until(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (const deadline = Date.now() + READY_TIMEOUT_MS; !(await holds()); await pause(50)) if (Date.now() > deadline) throw new Error(`not in time: ${what}`);
}
