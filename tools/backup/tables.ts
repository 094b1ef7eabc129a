import { createWriteStream, createReadStream } from 'node:fs';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Client } from 'pg';

/**
 * What Postgres holds that is not in the log, parents first. Left out on purpose: `idempotency_keys` (an answer that tells of an
 * event which the copy of the log does not have would be a lie; ids make a repeat safe), `user_sessions` and `sign_in_tokens`
 * (who signed out since must not be signed in again), and `read_model`, which is folded from the log.
 */
export const TABLES = ['settings', 'api_keys', 'webhook_endpoints', 'webhook_secrets', 'webhook_deliveries', 'webhook_attempts'] as const;
const ROWS_AT_ONCE = 500;

/** One JSON object a line, as Postgres writes it: numbers and bytes come back as they were. */
export async function copyTable(client: Client, name: string, path: string): Promise<number> {
  const file = createWriteStream(path, { flags: 'wx', mode: 0o600 });
  await client.query(`declare rows_of_table no scroll cursor for select row_to_json(each)::text as row from gateway.${name} each`);
  let count = 0;
  for (;;) {
    const { rows } = await client.query<{ row: string }>(`fetch ${ROWS_AT_ONCE} from rows_of_table`);
    for (const { row } of rows) if (!file.write(`${row}\n`)) await once(file, 'drain');
    count += rows.length;
    if (rows.length < ROWS_AT_ONCE) break;
  }
  await client.query('close rows_of_table');
  await new Promise<void>((resolve, reject) => file.end((error?: Error | null) => (error ? reject(error) : resolve())));
  return count;
}

export async function restoreTable(client: Client, name: string, path: string): Promise<void> {
  await client.query(`delete from gateway.${name}`);
  let lines: string[] = [];
  const write = async () => {
    if (lines.length > 0) await client.query(`insert into gateway.${name} select * from json_populate_recordset(null::gateway.${name}, $1::json)`, [`[${lines.join(',')}]`]);
    lines = [];
  };
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    if (line !== '') lines.push(line);
    if (lines.length === ROWS_AT_ONCE) await write();
  }
  await write();
}

/** Makes what tells of a log true of one that ends at `position`. */
export async function forgetAfter(client: Client, position: number): Promise<void> {
  await client.query('delete from gateway.idempotency_keys');
  await client.query('delete from gateway.webhook_deliveries where position > $1', [position]);
  await client.query('update gateway.webhook_endpoints set from_position = $1 where from_position > $1', [position]);
}
