import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EVENTS_STREAM, JOURNAL_STREAM, SNAPSHOTS_BUCKET } from '@countersign/contracts';
import { connectNats, copyStream, streamNames } from '@countersign/event-log';
import { Client } from 'pg';
import { fileOf, MANIFEST, type Manifest } from './manifest.ts';
import { copyTable, TABLES } from './tables.ts';

export interface Addresses {
  readonly natsUrl: string;
  readonly databaseUrl: string;
}

/**
 * Copies what cannot be made anew into a folder that is not there yet, while everything runs. The log comes first: what
 * later copies have, objects and rows, is then at least what the log tells of. @throws Error, and nothing is left.
 */
export async function takeBackup({ natsUrl, databaseUrl }: Addresses, folder: string, say: (line: string) => void): Promise<Manifest> {
  const draft = `${folder}.partial`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  try {
    const streams = await copyStreams(natsUrl, draft, say);
    const tables = await copyTables(databaseUrl, draft, say);
    const position = streams.find(({ name }) => name === EVENTS_STREAM)!.state.last_seq;
    const manifest: Manifest = { format: 1, createdAt: new Date().toISOString(), position, streams, tables };
    writeFileSync(join(draft, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 });
    // Fails when somebody made it meanwhile: a backup is never written over another.
    mkdirSync(folder);
    renameSync(draft, folder);
    return manifest;
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw error;
  }
}

async function copyStreams(natsUrl: string, folder: string, say: (line: string) => void): Promise<Manifest['streams']> {
  const connection = await connectNats({ natsUrl, name: 'backup', connectTimeoutMs: 5_000 });
  try {
    const names = await streamNames(connection);
    if (!names.includes(EVENTS_STREAM)) throw new Error(`there is no stream ${EVENTS_STREAM}: this is no log of Countersign`);
    // A decision of the journal that is newer than the log it is about does no harm; one that is older and missing would.
    const first: string[] = [EVENTS_STREAM, JOURNAL_STREAM];
    const others = names.filter((name) => !first.includes(name) && name !== `KV_${SNAPSHOTS_BUCKET}`);
    const copies = [];
    for (const name of [...first.filter((each) => names.includes(each)), ...others]) {
      const file = `${name}.stream`;
      const copy = await copyStream(connection, name, join(folder, file));
      say(`${name}: ${copy.state.messages} messages up to ${copy.state.last_seq}`);
      copies.push({ ...copy, ...(await fileOf(folder, file)) });
    }
    return copies;
  } finally {
    await connection.close();
  }
}

async function copyTables(databaseUrl: string, folder: string, say: (line: string) => void): Promise<Manifest['tables']> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    const tables = [];
    for (const name of TABLES) {
      const file = `${name}.ndjson`;
      const rows = await copyTable(client, name, join(folder, file));
      say(`gateway.${name}: ${rows} rows`);
      tables.push({ name, rows, ...(await fileOf(folder, file)) });
    }
    await client.query('commit');
    return tables;
  } finally {
    await client.end();
  }
}
