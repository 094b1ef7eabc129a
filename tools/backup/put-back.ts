import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { connectEventLog, connectNats, restoreStream, streamNames } from '@countersign/event-log';
import { Client } from 'pg';
import { ROOT } from '../start/configuration.ts';
import { readManifest, type Manifest } from './manifest.ts';
import { forgetAfter, restoreTable } from './tables.ts';
import type { Addresses } from './take.ts';

/** What a rebuild says when it has built, whether that was equal to what was there or, because there was nothing, not. */
const REBUILT = /^rebuilt /m;

/**
 * Puts a backup into a nats-server without streams and a database without read model, no service running; the read model
 * is folded from the log. A database that has API keys of its own keeps them: it outlived the log. @throws Error
 */
export async function putBack({ natsUrl, databaseUrl }: Addresses, folder: string, say: (line: string) => void): Promise<{ readonly position: number }> {
  const manifest = await readManifest(folder);
  await restoreStreams(natsUrl, folder, manifest, say);
  const position = await verifiedEnd(natsUrl, manifest, say);
  await restoreTables({ natsUrl, databaseUrl }, folder, { ...manifest, position }, say);
  return { position };
}

/** The last position of the restored log. */
async function verifiedEnd(natsUrl: string, { position }: Manifest, say: (line: string) => void): Promise<number> {
  const log = await connectEventLog({ natsUrl, name: 'restore' });
  try {
    const { firstWrong, commits } = await log.verify({ reaches: position, honourDecisions: true });
    if (firstWrong) throw new Error(`the log was restored, and is wrong: ${firstWrong.message}`);
    const end = await log.lastSequence();
    say(`the log verifies: ${commits} commits up to position ${end}`);
    return end;
  } finally {
    await log.close();
  }
}

async function restoreStreams(natsUrl: string, folder: string, { streams }: Manifest, say: (line: string) => void): Promise<void> {
  const connection = await connectNats({ natsUrl, name: 'restore', connectTimeoutMs: 5_000 });
  try {
    const there = await streamNames(connection);
    if (there.length > 0) throw new Error(`this nats-server has streams already (${there.join(', ')}): stop the services and give it an empty store`);
    for (const copy of streams) {
      await restoreStream(connection, copy, join(folder, copy.file));
      say(`${copy.name}: ${copy.state.messages} messages`);
    }
  } finally {
    await connection.close();
  }
}

async function restoreTables({ natsUrl, databaseUrl }: Addresses, folder: string, { tables, position }: Manifest, say: (line: string) => void): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    // Of another log, or of positions that this one does not have.
    await client.query('drop schema if exists read_model cascade');
    const rebuild = spawnSync(process.execPath, [join(ROOT, 'apps/gateway/dist/cli/main.js'), 'rebuild'], { encoding: 'utf8', env: { ...process.env, NATS_URL: natsUrl, DATABASE_URL: databaseUrl } });
    if (!REBUILT.test(rebuild.stderr)) throw new Error(`the read model was not built:\n${rebuild.stdout}${rebuild.stderr}`);
    say('the read model is folded from the log');
    await client.query('begin');
    const { rowCount } = await client.query('select 1 from gateway.api_keys limit 1');
    if (rowCount === 0) for (const { name, file, rows } of tables) {
      await restoreTable(client, name, join(folder, file));
      say(`gateway.${name}: ${rows} rows`);
    } else say('the database has API keys of its own: its tables stay');
    await forgetAfter(client, position);
    await client.query('commit');
  } finally {
    await client.end();
  }
}
