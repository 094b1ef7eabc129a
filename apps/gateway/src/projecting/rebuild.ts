import type { EventLog } from '@countersign/event-log';
import type { MikroORM } from '@mikro-orm/postgresql';
import { projectAuditEvents } from '../audit/audit-event.projection.ts';
import { sqlOf } from '../database/migrate.ts';
import { READ_MODEL, readModelTablesSql } from '../database/read-model.tables.sql.ts';
import type { Sql, SqlSession } from '../database/sql.ts';
import { CommitStream } from './commit-stream.ts';
import { compareTable, type Comparison, type RowDifference } from './compare-read-models.ts';
import { POSITION_CHANNEL } from './position-listener.ts';
import { ReadModelRows } from './read-model-rows.ts';
import { AGGREGATES_IN_ORDER, ReadModelStore } from './read-model-store.ts';
import type { Table } from './table-columns.ts';

/** Key of the advisory lock of a rebuild: one at a time. */
const REBUILD_LOCK = 4_400_003;
const REBUILT = 'read_model_rebuild';
const REPLACED = 'read_model_old';
const PROGRESS_EVERY_MS = 2_000;

export interface RebuildOptions {
  readonly log: EventLog;
  readonly orm: MikroORM;
  /** One line for a person. */
  readonly progress: (line: string) => void;
}

export interface RebuildReport {
  readonly tables: number;
  readonly events: number;
  /** Up to where the log is in what was built. */
  readonly position: number;
  /** Rows of the replaced read model that were not what the log says. */
  readonly differing: number;
  /** The first of them in each table. */
  readonly differences: readonly RowDifference[];
}

/** Nothing was changed. */
export class RebuildRefusedError extends Error {
  override readonly name = 'RebuildRefusedError';
}

/**
 * Folds the whole log into a schema of its own, compares that with the live read model, and puts it in its place.
 * Reads and the follower go on meanwhile; the follower waits only for the swap and the commits since the comparison.
 * @throws RebuildRefusedError, CorruptionError, ProjectionError: the live read model stays as it is.
 */
export async function rebuild(options: RebuildOptions): Promise<RebuildReport> {
  const sql = await sqlOf(options.orm);
  const guard = await sql.reserve();
  try {
    const [lock] = await guard.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [REBUILD_LOCK]);
    if (!lock?.mine) throw new RebuildRefusedError('another rebuild is under way');
    return await new Rebuild(sql, options).run();
  } finally {
    // The server notices the end of a connection a little later; the next rebuild may begin at once.
    await guard.query('select pg_advisory_unlock($1)', [REBUILD_LOCK]).catch(() => undefined);
    guard.end();
  }
}

class Rebuild {
  readonly #live: ReadModelStore;
  readonly #rebuilt: ReadModelStore;
  #rows = new ReadModelRows({ publicUrl: '' });
  #at = 0;
  #events = 0;
  #saidAtMs = performance.now();

  constructor(
    private readonly sql: Sql,
    private readonly options: RebuildOptions,
  ) {
    this.#live = new ReadModelStore(options.orm, READ_MODEL);
    this.#rebuilt = new ReadModelStore(options.orm, REBUILT);
  }

  async run(): Promise<RebuildReport> {
    const { log, progress } = this.options;
    // In this order: the follower goes on, and what it has the log had before.
    const livePosition = await this.#livePosition(this.sql);
    const lastSequence = await log.lastSequence();
    if ((livePosition ?? 0) > lastSequence) {
      throw new RebuildRefusedError(`the read model is at ${livePosition}, the log ends at ${lastSequence}: they do not belong together`);
    }
    await this.#prepare();
    progress(`folding ${lastSequence} commits into ${REBUILT}`);
    const commits = await CommitStream.open(log, 0, (error) => progress(`trying again: ${error.message}`));
    try {
      await this.#foldTo(commits, livePosition ?? lastSequence, this.sql);
      const compared = livePosition === undefined ? nothingToCompare : await this.#compare(commits);
      await this.#foldTo(commits, await log.lastSequence(), this.sql);
      await this.#swap(commits);
      await this.sql.query(`drop schema if exists ${REPLACED} cascade`);
      return { tables: this.#tables().length, events: this.#events, position: this.#at, ...compared };
    } finally {
      await commits.close();
    }
  }

  /** Undefined when there is no live read model. */
  async #livePosition(session: SqlSession): Promise<number | undefined> {
    const [table] = await session.query<{ there: boolean }>(`select to_regclass('${READ_MODEL}.checkpoint') is not null as there`);
    return table?.there ? this.#live.position(session) : undefined;
  }

  async #prepare(): Promise<void> {
    const [setting] = await this.sql.query<{ value: string }>(`select value from gateway.settings where name = 'public_url'`);
    this.#rows = new ReadModelRows({ publicUrl: setting?.value ?? '' });
    await this.sql.query(`drop schema if exists ${REPLACED} cascade`);
    await this.sql.query(`drop schema if exists ${REBUILT} cascade`);
    for (const statement of readModelTablesSql(REBUILT)) await this.sql.query(statement);
  }

  /** Rows stay in memory; they are written once, at the end. Audit rows are written as they come. */
  async #foldTo(commits: CommitStream, upTo: number, session: SqlSession): Promise<void> {
    const from = this.#at;
    for await (const batch of commits.read(from, upTo)) {
      const audit = batch.flatMap(projectAuditEvents);
      this.#events += audit.length;
      const auditWritten = this.#rebuilt.writeAudit(session, audit);
      auditWritten.catch(() => undefined);
      this.#rows.fold(batch);
      await auditWritten;
      this.#at = batch.at(-1)!.sequence;
      this.#say(upTo);
    }
    if (this.#at === from) return;
    await this.#rebuilt.writeRows(session, this.#rows);
    await this.#rebuilt.moveCheckpoint(session, from, this.#at);
  }

  #say(upTo: number): void {
    if (performance.now() - this.#saidAtMs < PROGRESS_EVERY_MS) return;
    this.#saidAtMs = performance.now();
    this.options.progress(`folded ${this.#at} of ${upTo} commits`);
  }

  /** In a snapshot of the live read model, at exactly its position: nobody has to wait for it. */
  async #compare(commits: CommitStream): Promise<Comparison> {
    return this.sql.transaction(async (live) => {
      const position = await this.#live.position(live);
      await this.#foldTo(commits, position, this.sql);
      this.options.progress(`comparing at position ${position}`);
      return this.sql.transaction(async (truth) => {
        const found: Comparison[] = [];
        for (const table of this.#tables()) {
          found.push(await compareTable(table, { schema: READ_MODEL, session: live }, { schema: REBUILT, session: truth }));
        }
        return { differing: found.reduce((sum, { differing }) => sum + differing, 0), differences: found.flatMap(({ differences }) => differences) };
      }, 'repeatable read');
    }, 'repeatable read');
  }

  async #swap(commits: CommitStream): Promise<void> {
    await this.sql.transaction(async (session) => {
      const hasLive = (await this.#livePosition(session)) !== undefined;
      // Whoever writes moves the checkpoint first: a follower waits here, and then finds the new table by its name.
      if (hasLive) await session.query(`lock table ${READ_MODEL}.checkpoint in access exclusive mode`);
      await this.#foldTo(commits, await this.options.log.lastSequence(), session);
      await this.#carryOver(session, hasLive);
      if (hasLive) await session.query(`alter schema ${READ_MODEL} rename to ${REPLACED}`);
      else await session.query(`drop schema if exists ${READ_MODEL} cascade`);
      await session.query(`alter schema ${REBUILT} rename to ${READ_MODEL}`);
      await session.query('select pg_notify($1, $2)', [POSITION_CHANNEL, String(this.#at)]);
    });
  }

  /** What the log does not know: the heartbeats of active sessions, and a public url that changed meanwhile. */
  async #carryOver(session: SqlSession, hasLive: boolean): Promise<void> {
    const [setting] = await session.query<{ value: string }>(`select value from gateway.settings where name = 'public_url'`);
    if (setting) await this.#rebuilt.setPublicUrl(session, setting.value);
    if (!hasLive) return;
    await session.query(
      `update ${REBUILT}.remote_browser_sessions rebuilt set last_heartbeat_at = live.last_heartbeat_at
       from ${READ_MODEL}.remote_browser_sessions live where live.id = rebuilt.id and rebuilt.status = 'active'`,
    );
  }

  #tables(): Table[] {
    return [...AGGREGATES_IN_ORDER.map((aggregate) => this.#rebuilt.tables[aggregate]), this.#rebuilt.auditTable];
  }
}

const nothingToCompare: Comparison = { differing: 1, differences: [{ table: READ_MODEL, id: null, kind: 'missing', columns: [] }] };
