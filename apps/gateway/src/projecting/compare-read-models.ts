import { randomInt } from 'node:crypto';
import type { SqlSession } from '../database/sql.ts';
import type { Column, Table } from './table-columns.ts';

/** What one row of the live read model is compared with what the log says. */
export interface RowDifference {
  readonly table: string;
  /** Primary key; null: the whole table. */
  readonly id: string | null;
  /** missing: only the log has it · unexpected: the log knows nothing of it · changed: `columns` differ. */
  readonly kind: 'missing' | 'unexpected' | 'changed';
  readonly columns: readonly string[];
}

export interface ReadModelSide {
  readonly schema: string;
  /** A transaction: cursors live in one. */
  readonly session: SqlSession;
}

export interface Comparison {
  /** Rows that differ, counted without a limit. */
  readonly differing: number;
  /** The first of them. */
  readonly differences: readonly RowDifference[];
}

/** Differences that are described in one table at most; all are counted. */
const MAX_DESCRIBED = 50;
const ROWS_AT_ONCE = 5_000;

/** Compares a table on two sides, each of which sees its own snapshot: by one digest, and row by row only when that differs. */
export async function compareTable(table: Table, live: ReadModelSide, truth: ReadModelSide): Promise<Comparison> {
  const unlike = unlikeColumns(await columnNames(live, table), await columnNames(truth, table));
  if (unlike.length > 0) return { differing: 1, differences: [{ table: table.name, id: null, kind: 'changed', columns: unlike }] };
  const seed = randomInt(2 ** 47);
  const [ofLive, ofTruth] = await Promise.all([live, truth].map((side) => tableDigest(table, side, seed)));
  return ofLive === ofTruth ? { differing: 0, differences: [] } : compareRows(table, live, truth, seed);
}

async function compareRows(table: Table, live: ReadModelSide, truth: ReadModelSide, seed: number): Promise<Comparison> {
  const differences: RowDifference[] = [];
  let differing = 0;
  const found = async (key: string, kind: RowDifference['kind']) => {
    differing += 1;
    if (differences.length >= MAX_DESCRIBED) return;
    const columns = kind === 'changed' ? await differingColumns(table, key, live, truth) : [];
    differences.push({ table: table.name, id: key, kind, columns });
  };
  const left = rowDigests(table, live, seed);
  const right = rowDigests(table, truth, seed);
  let a = (await left.next()).value;
  let b = (await right.next()).value;
  while (a || b) {
    if (a && (!b || a.order < b.order)) {
      await found(a.key, 'unexpected');
      a = (await left.next()).value;
    } else if (b && (!a || b.order < a.order)) {
      await found(b.key, 'missing');
      b = (await right.next()).value;
    } else {
      if (a!.digest !== b!.digest) await found(a!.key, 'changed');
      a = (await left.next()).value;
      b = (await right.next()).value;
    }
  }
  return { differing, differences };
}

interface RowDigest {
  readonly key: string;
  /** The key as a text that sorts as the primary key does. */
  readonly order: string;
  readonly digest: string;
}

async function* rowDigests(table: Table, { schema, session }: ReadModelSide, seed: number): AsyncGenerator<RowDigest, undefined, undefined> {
  const cursor = `digests_of_${table.name}`;
  await session.query(
    `declare ${cursor} no scroll cursor for
     select ${keyOf(table)} as key, ${orderOf(table)} as "order", ${digestOf(table, seed)} as digest from ${schema}.${table.name} order by ${primaryNames(table)}`,
  );
  for (;;) {
    const rows = await session.query<RowDigest>(`fetch ${ROWS_AT_ONCE} from ${cursor}`);
    yield* rows;
    if (rows.length < ROWS_AT_ONCE) break;
  }
  await session.query(`close ${cursor}`);
  return undefined;
}

/** The sum of the rows' digests: in no order, so that the server can do it in parallel. */
async function tableDigest(table: Table, { schema, session }: ReadModelSide, seed: number): Promise<string> {
  const [row] = await session.query<{ digest: string }>(`select count(*) || ':' || coalesce(sum(${digestOf(table, seed)}), 0) as digest from ${schema}.${table.name}`);
  return row?.digest ?? '';
}

async function differingColumns(table: Table, key: string, live: ReadModelSide, truth: ReadModelSide): Promise<string[]> {
  const values = async ({ schema, session }: ReadModelSide) => {
    const columns = table.columns.map((column) => `(${comparable(table, column)})::text as ${column.name}`).join(', ');
    const [row] = await session.query<Record<string, string | null>>(`select ${columns} from ${schema}.${table.name} where ${keyOf(table)} = $1`, [key]);
    return row ?? {};
  };
  const [before, after] = [await values(live), await values(truth)];
  return Object.keys(after).filter((column) => before[column] !== after[column]);
}

async function columnNames({ schema, session }: ReadModelSide, table: Table): Promise<string[]> {
  const rows = await session.query<{ name: string }>(
    `select column_name || ' ' || data_type as name from information_schema.columns where table_schema = $1 and table_name = $2`,
    [schema, table.name],
  );
  return rows.map(({ name }) => name);
}

function unlikeColumns(a: readonly string[], b: readonly string[]): string[] {
  const nameOf = (column: string) => column.slice(0, column.indexOf(' '));
  const unlike = [...a.filter((column) => !b.includes(column)), ...b.filter((column) => !a.includes(column))];
  return [...new Set(unlike.map(nameOf))];
}

/** 64 bits, of a seed that nobody knew when the rows were written. JSON has none of its own, or takes what is written otherwise for the same. */
function digestOf(table: Table, seed: number): string {
  const values = table.columns.map((column) => `${comparable(table, column)}${column.type.startsWith('json') ? '::text' : ''}`);
  return `hash_record_extended(row(${values.join(', ')}), ${seed})`;
}

/** A lease writes the heartbeat of an active session, so the log does not know it. */
function comparable(table: Table, column: Column): string {
  return table.name === 'remote_browser_sessions' && column.name === '"last_heartbeat_at"' ? `case when status <> 'active' then last_heartbeat_at end` : column.name;
}

function primaryNames(table: Table): string {
  return primary(table).map(({ name }) => name).join(', ');
}

function keyOf(table: Table): string {
  return primary(table).map(({ name }) => `${name}::text`).join(` || '/' || `);
}

function orderOf(table: Table): string {
  return primary(table).map(({ name, type }) => (type === 'uuid' ? `${name}::text` : `lpad(${name}::text, 20, '0')`)).join(` || '/' || `);
}

function primary(table: Table): Column[] {
  return table.columns.filter((column) => column.primary);
}
