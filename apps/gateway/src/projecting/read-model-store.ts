import { aggregateOfType, type AggregateName } from '@countersign/contracts';
import type { Commit } from '@countersign/event-log';
import type { MikroORM } from '@mikro-orm/postgresql';
import { AuditEvent } from '../audit/audit-event.entity.ts';
import { Candidate } from '../candidates/candidate.entity.ts';
import { FormCapture } from '../captures/capture.entity.ts';
import { instant, type ReservedSession, type SqlSession } from '../database/sql.ts';
import { ApplicationRun } from '../runs/run.entity.ts';
import { ApplicationTask } from '../runs/task.entity.ts';
import { RemoteBrowserSession } from '../sessions/session.entity.ts';
import { userConsoleUrl } from '../sessions/session.projection.ts';
import { aggregateIdOf } from './projection.ts';
import type { ReadModelRows, RowOf } from './read-model-rows.ts';
import { columnValues, tableOf, type Table } from './table-columns.ts';
import { TableCopy } from './table-copy.ts';

/** Parents before children, as the foreign keys ask for. */
export const AGGREGATES_IN_ORDER = ['candidate', 'run', 'task', 'session', 'capture'] as const satisfies readonly AggregateName[];
const ENTITY_OF = { run: ApplicationRun, task: ApplicationTask, candidate: Candidate, session: RemoteBrowserSession, capture: FormCapture };

/** Rows in one statement at most. */
const ROWS_PER_STATEMENT = 1000;

/** Somebody else moved the checkpoint: another follower, or a rebuild. */
export class CheckpointMovedError extends Error {
  override readonly name = 'CheckpointMovedError';
}

/** Rows are newer than what was folded onto: a commit came again, or the rows in memory are not those of the database. */
export class RowsMovedError extends Error {
  override readonly name = 'RowsMovedError';
}

/** SQL of the tables of the read model, in whichever schema they stand. */
export class ReadModelStore {
  readonly tables: Readonly<Record<AggregateName, Table>>;
  readonly auditTable: Table;

  constructor(orm: Pick<MikroORM, 'em'>, readonly schema: string) {
    const table = (aggregate: AggregateName) => tableOf(orm.em, ENTITY_OF[aggregate]);
    this.tables = { run: table('run'), task: table('task'), candidate: table('candidate'), session: table('session'), capture: table('capture') };
    this.auditTable = tableOf(orm.em, AuditEvent);
  }

  async position(session: SqlSession): Promise<number> {
    const [row] = await session.query<{ position: string }>(`select position from ${this.schema}.checkpoint where name = 'read_model'`);
    return Number(row?.position ?? 0);
  }

  /** First statement of a transaction that writes: whoever comes second waits here, and then finds it moved. @throws CheckpointMovedError */
  async moveCheckpoint(session: SqlSession, from: number, to: number): Promise<void> {
    const moved = await session.query(
      `update ${this.schema}.checkpoint set position = $2, updated_at = now() where name = 'read_model' and position = $1 returning position`,
      [from, to],
    );
    if (moved.length === 0) throw new CheckpointMovedError(`the checkpoint is not at ${from} any more`);
  }

  /** Makes the console urls of all sessions those of a public url. */
  async setPublicUrl(session: SqlSession, publicUrl: string): Promise<void> {
    await session.query(
      `update ${this.schema}.remote_browser_sessions set user_console_url = $1 || id where user_console_url <> $1 || id`,
      [userConsoleUrl(publicUrl, '')],
    );
  }

  /** Pairs of session id and RFC 3339 instant. A heartbeat never goes back, and an ended session keeps its last one. */
  async setHeartbeats(session: SqlSession, heartbeats: readonly (readonly [string, string])[]): Promise<void> {
    await session.query(
      `update ${this.schema}.remote_browser_sessions session set last_heartbeat_at = beat.at
       from unnest($1::uuid[], $2::timestamptz[]) as beat (id, at)
       where session.id = beat.id and session.status = 'active' and (session.last_heartbeat_at is null or session.last_heartbeat_at < beat.at)`,
      [heartbeats.map(([id]) => id), heartbeats.map(([, at]) => at)],
    );
  }

  /**
   * Makes known to `rows` what stands of the aggregates that the commits are of and that are not known. One whose first
   * event is among them has no row, unless the log is wrong: `evenOfNew` looks for that too.
   */
  async load(session: SqlSession, rows: ReadModelRows, commits: readonly Commit[], evenOfNew = false): Promise<void> {
    const ids = new Map<AggregateName, Set<string>>();
    for (const { events } of commits) {
      const first = events[0];
      if (!first || (first.aggregateversion === 1 && !evenOfNew)) continue;
      const aggregate = aggregateOfType(first.type) as AggregateName;
      const id = aggregateIdOf(first);
      if (!rows.knows(aggregate, id)) ids.set(aggregate, (ids.get(aggregate) ?? new Set()).add(id));
    }
    for (const [aggregate, touched] of ids) rows.know(aggregate, await this.#select(session, aggregate, [...touched]));
  }

  /** Stubs and changed rows; what was written is not written again. @throws RowsMovedError */
  async writeRows(session: SqlSession, rows: ReadModelRows): Promise<void> {
    for (const aggregate of AGGREGATES_IN_ORDER) {
      const table = this.tables[aggregate];
      await this.#insert(session, table, rows.stubs(aggregate), 'on conflict do nothing');
      const changed = rows.changed(aggregate);
      const written = await this.#insert(session, table, changed, this.#onConflictUpdate(table));
      if (written !== changed.length) throw new RowsMovedError(`${changed.length - written} rows of ${table.name} have that version already`);
    }
    rows.rowsWritten();
  }

  async writeAudit(session: SqlSession, events: readonly AuditEvent[]): Promise<void> {
    await this.#insert(session, this.auditTable, events, '');
  }

  /** Rows and stubs, into tables that are empty. */
  async copyRows(session: ReservedSession, rows: ReadModelRows): Promise<void> {
    for (const aggregate of AGGREGATES_IN_ORDER) {
      const copy = new TableCopy(session, this.schema, this.tables[aggregate]);
      const all = [...rows.stubs(aggregate), ...rows.changed(aggregate)];
      for (let start = 0; start < all.length; start += ROWS_PER_STATEMENT) await copy.write(all.slice(start, start + ROWS_PER_STATEMENT));
      await copy.end();
    }
    rows.rowsWritten();
  }

  async #select<Name extends AggregateName>(session: SqlSession, aggregate: Name, ids: readonly string[]): Promise<RowOf[Name][]> {
    const table = this.tables[aggregate];
    const columns = table.columns.map(({ name, property }) => `${name} as "${property}"`).join(', ');
    const found = await session.query<Record<string, unknown>>(`select ${columns} from ${this.schema}.${table.name} where id = any($1::uuid[])`, [ids]);
    const instants = table.columns.filter(({ type }) => type === 'timestamptz');
    for (const row of found) for (const { property } of instants) row[property] = instant(row[property] as string | null);
    return found as unknown as RowOf[Name][];
  }

  async #insert(session: SqlSession, table: Table, rows: readonly object[], onConflict: string): Promise<number> {
    let inserted = 0;
    const names = table.columns.map(({ name }) => name).join(', ');
    const arrays = table.columns.map(({ type }, index) => `$${index + 1}::${type}[]`).join(', ');
    const statement = `insert into ${this.schema}.${table.name} as known (${names}) select * from unnest(${arrays}) ${onConflict} returning 1`;
    for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT) {
      const some = rows.slice(start, start + ROWS_PER_STATEMENT);
      inserted += (await session.query(statement, table.columns.map((column) => columnValues(column, some)))).length;
    }
    return inserted;
  }

  #onConflictUpdate(table: Table): string {
    const assignments = table.columns
      .filter(({ primary }) => !primary)
      .map(({ name }) => `${name} = ${name === '"last_heartbeat_at"' ? LAST_HEARTBEAT_AT : `excluded.${name}`}`);
    return `on conflict (id) do update set ${assignments.join(', ')} where known.version < excluded.version`;
  }
}

/** While a session is active its lease writes this column, beside the events. */
const LAST_HEARTBEAT_AT = `case when excluded.status = 'active' then known.last_heartbeat_at else excluded.last_heartbeat_at end`;
