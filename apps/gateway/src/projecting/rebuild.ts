import type { Commit, EventLog } from '@countersign/event-log';
import type { MikroORM } from '@mikro-orm/postgresql';
import type { AuditEvent } from '../audit/audit-event.entity.ts';
import { projectAuditEvents } from '../audit/audit-event.projection.ts';
import { sqlOf } from '../database/migrate.ts';
import { READ_MODEL, readModelTablesSql } from '../database/read-model.tables.sql.ts';
import type { ReservedSession, Sql, SqlSession } from '../database/sql.ts';
import { CommitStream } from './commit-stream.ts';
import { compareTable, type Comparison, type RowDifference } from './compare-read-models.ts';
import { POSITION_CHANNEL } from './position-listener.ts';
import { ReadModelRows } from './read-model-rows.ts';
import { AGGREGATES_IN_ORDER, ReadModelStore } from './read-model-store.ts';
import type { Table } from './table-columns.ts';
import { TableCopy } from './table-copy.ts';

/** Key of the advisory lock of a rebuild: one at a time. */
const REBUILD_LOCK = 4_400_003;
const REBUILT = 'read_model_rebuild';
const REPLACED = 'read_model_old';
const SAY_EVERY_MS = 2_000;
const PROGRESS_EVERY_MS = 100;
/** With more rows of one kind in memory they are written and, but for the newest, read again when they change. Captures hold whole forms. */
const MAX_ROWS_IN_MEMORY = { candidate: 20_000, run: 150_000, task: 150_000, session: 150_000, capture: 5_000 } as const;
const ROWS_KEPT = 2_000;
/** Made when the rows are there: that is cheaper. Rows other than of the audit are looked up meanwhile. */
const INDEX = /^(create (unique )?index|alter table \S+ add primary key) /;

export type RebuildPhase = 'folding' | 'indexing' | 'comparing' | 'swapping';
export interface RebuildProgress {
  readonly phase: RebuildPhase;
  /** Commits that were folded, and what was the end of the log when it was last looked at. */
  readonly done: number;
  readonly total: number;
  readonly events: number;
  readonly eventsPerSecond: number;
}

export interface RebuildOptions {
  readonly log: EventLog;
  readonly orm: MikroORM;
  /** One line for a person. */
  readonly progress: (line: string) => void;
  /** For a progress bar: at most ten times a second, and when a phase begins. */
  readonly onProgress?: (progress: RebuildProgress) => void;
  /** Rows of each kind in memory, beyond which they are written before the end; see {@link MAX_ROWS_IN_MEMORY}. Tests have less. */
  readonly maxRows?: Readonly<Record<(typeof AGGREGATES_IN_ORDER)[number], number>>;
  /** Ends it at the next step, until the swap has begun. */
  readonly signal?: AbortSignal;
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
 * Should it be killed: what it leaves behind, the next one removes.
 * @throws RebuildRefusedError, CorruptionError, ProjectionError, or what the signal was aborted with: everything is as it was before.
 */
export async function rebuild(options: RebuildOptions): Promise<RebuildReport> {
  const sql = await sqlOf(options.orm);
  const guard = await sql.reserve();
  try {
    const [lock] = await guard.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [REBUILD_LOCK]);
    if (!lock?.mine) throw new RebuildRefusedError('another rebuild is under way');
    return await withoutLosing(guard, (lost) => new Rebuild(sql, { ...options, signal: options.signal ? AbortSignal.any([lost, options.signal]) : lost }).run());
  } finally {
    // The server notices the end of a connection a little later; the next rebuild may begin at once.
    await guard.query('select pg_advisory_unlock($1)', [REBUILD_LOCK]).catch(() => undefined);
    guard.end();
  }
}

/** Without the connection that holds its lock another one may begin. */
async function withoutLosing<Result>(guard: ReservedSession, work: (lost: AbortSignal) => Promise<Result>): Promise<Result> {
  const losing = new AbortController();
  void guard.lost.then(() => losing.abort(new Error('the connection to the database broke')));
  return work(losing.signal);
}

class Rebuild {
  readonly #live: ReadModelStore;
  readonly #rebuilt: ReadModelStore;
  #rows = new ReadModelRows({ publicUrl: '' });
  #at = 0;
  #events = 0;
  #phase: RebuildPhase = 'folding';
  readonly #startedAtMs = performance.now();
  #saidAtMs = performance.now();
  #progressAtMs = 0;

  constructor(
    private readonly sql: Sql,
    private readonly options: RebuildOptions & { readonly signal: AbortSignal },
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
    const indexes = await this.#prepare();
    const { signal } = this.options;
    const commits = await CommitStream.open(log, 0, (error) => progress(`trying again: ${error.message}`));
    const abort = () => commits.fail(signal.reason as Error);
    signal.addEventListener('abort', abort, { once: true });
    try {
      this.#begin('folding', lastSequence, `folding ${lastSequence} commits into ${REBUILT}`);
      // With one whose follower has not begun there is nothing to compare, and nothing to stop for.
      const hasBegun = livePosition !== undefined && (livePosition > 0 || !(await this.#isLiveEmpty()));
      await this.#fold(commits, hasBegun ? livePosition : lastSequence);
      this.#begin('indexing', lastSequence, 'making indexes');
      for (const statement of indexes) await this.#unlessAborted(() => this.sql.query(statement));
      const compared = hasBegun ? await this.#compare(commits) : livePosition === undefined ? MISSING : EQUAL;
      await this.#foldOn(commits, await log.lastSequence(), this.sql);
      this.#begin('swapping', this.#at, `swapping at position ${this.#at}`);
      await this.#swap(commits);
      await this.sql.query(`drop schema if exists ${REPLACED} cascade`);
      return { tables: this.#tables().length, events: this.#events, position: this.#at, ...compared };
    } catch (error) {
      await this.sql.query(`drop schema if exists ${REBUILT} cascade`).catch(() => undefined);
      throw error;
    } finally {
      signal.removeEventListener('abort', abort);
      await commits.close();
    }
  }

  /** Undefined when there is no live read model. */
  async #livePosition(session: SqlSession): Promise<number | undefined> {
    const [table] = await session.query<{ there: boolean }>(`select to_regclass('${READ_MODEL}.checkpoint') is not null as there`);
    return table?.there ? this.#live.position(session) : undefined;
  }

  async #isLiveEmpty(): Promise<boolean> {
    const [found] = await this.sql.query<{ empty: boolean }>(`select ${this.#tables().map(({ name }) => `not exists (select from ${READ_MODEL}.${name})`).join(' and ')} as empty`);
    return found?.empty ?? false;
  }

  /** @returns what makes the indexes. */
  async #prepare(): Promise<readonly string[]> {
    const [setting] = await this.sql.query<{ value: string }>(`select value from gateway.settings where name = 'public_url'`);
    this.#rows = new ReadModelRows({ publicUrl: setting?.value ?? '' });
    await this.sql.query(`drop schema if exists ${REPLACED} cascade`);
    await this.sql.query(`drop schema if exists ${REBUILT} cascade`);
    const statements = readModelTablesSql(REBUILT);
    for (const statement of statements) if (!INDEX.test(statement)) await this.#unlessAborted(() => this.sql.query(statement));
    return statements.filter((statement) => INDEX.test(statement));
  }

  /** Into the empty tables: audit rows as they come, the others once at the end, unless they become too many. */
  async #fold(commits: CommitStream, upTo: number): Promise<void> {
    const { maxRows = MAX_ROWS_IN_MEMORY } = this.options;
    const [auditing, copying] = [await this.sql.reserve(), await this.sql.reserve()];
    try {
      const audit = new TableCopy(auditing, REBUILT, this.#rebuilt.auditTable);
      let isSpilt = false;
      for await (const batch of commits.read(0, upTo)) {
        if (isSpilt) await this.#rebuilt.load(this.sql, this.#rows, batch);
        await audit.write(this.#foldBatch(batch, upTo));
        if (!AGGREGATES_IN_ORDER.some((aggregate) => this.#rows.count(aggregate) > maxRows[aggregate])) continue;
        await this.#write(copying, isSpilt);
        this.#rows.forgetOldest(Math.min(ROWS_KEPT, ...Object.values(maxRows)));
        isSpilt = true;
      }
      await this.#write(copying, isSpilt);
      await audit.end();
      await this.#rebuilt.moveCheckpoint(copying, 0, this.#at);
    } finally {
      // Ends a COPY that is under way too.
      auditing.end();
      copying.end();
    }
    this.#rows = new ReadModelRows(this.#rows.settings);
  }

  async #write(session: ReservedSession, isSpilt: boolean): Promise<void> {
    if (isSpilt) await this.#rebuilt.writeRows(session, this.#rows);
    else await this.#rebuilt.copyRows(session, this.#rows);
  }

  /** What came since, as a follower would write it. */
  async #foldOn(commits: CommitStream, upTo: number, session: SqlSession): Promise<void> {
    const from = this.#at;
    for await (const batch of commits.read(from, upTo)) {
      await this.#rebuilt.load(session, this.#rows, batch);
      await this.#rebuilt.writeAudit(session, this.#foldBatch(batch, upTo));
      await this.#rebuilt.writeRows(session, this.#rows);
      this.#rows.forgetOldest(ROWS_KEPT);
    }
    if (this.#at > from) await this.#rebuilt.moveCheckpoint(session, from, this.#at);
  }

  /** @returns the audit rows. */
  #foldBatch(batch: readonly Commit[], upTo: number): AuditEvent[] {
    this.options.signal.throwIfAborted();
    const audit = batch.flatMap(projectAuditEvents);
    this.#rows.fold(batch);
    this.#events += audit.length;
    this.#at = batch.at(-1)!.sequence;
    this.#tell(upTo);
    return audit;
  }

  async #unlessAborted<Result>(work: () => Promise<Result>): Promise<Result> {
    this.options.signal.throwIfAborted();
    return work();
  }

  #begin(phase: RebuildPhase, total: number, line: string): void {
    this.options.signal.throwIfAborted();
    this.#phase = phase;
    this.#progressAtMs = 0;
    this.options.progress(line);
    this.#tell(total);
  }

  #tell(total: number): void {
    const nowMs = performance.now();
    if (nowMs - this.#progressAtMs >= PROGRESS_EVERY_MS) {
      this.#progressAtMs = nowMs;
      const eventsPerSecond = Math.round((this.#events / (nowMs - this.#startedAtMs)) * 1_000);
      this.options.onProgress?.({ phase: this.#phase, done: this.#at, total: Math.max(total, this.#at), events: this.#events, eventsPerSecond });
    }
    if (nowMs - this.#saidAtMs < SAY_EVERY_MS) return;
    this.#saidAtMs = nowMs;
    this.options.progress(`folded ${this.#at} of ${total} commits`);
  }

  /** In a snapshot of the live read model, at exactly its position: nobody has to wait for it. */
  async #compare(commits: CommitStream): Promise<Comparison> {
    return this.sql.transaction(async (live) => {
      const position = await this.#live.position(live);
      await this.#foldOn(commits, position, this.sql);
      this.#begin('comparing', position, `comparing at position ${position}`);
      return this.sql.transaction(async (truth) => {
        const found: Comparison[] = [];
        for (const table of this.#tables()) {
          found.push(await this.#unlessAborted(() => compareTable(table, { schema: READ_MODEL, session: live }, { schema: REBUILT, session: truth })));
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
      await this.#foldOn(commits, await this.options.log.lastSequence(), session);
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
       from ${READ_MODEL}.remote_browser_sessions live
       where live.id = rebuilt.id and rebuilt.status = 'active' and live.last_heartbeat_at is distinct from rebuilt.last_heartbeat_at`,
    );
  }

  #tables(): Table[] {
    return [...AGGREGATES_IN_ORDER.map((aggregate) => this.#rebuilt.tables[aggregate]), this.#rebuilt.auditTable];
  }
}

const EQUAL: Comparison = { differing: 0, differences: [] };
const MISSING: Comparison = { differing: 1, differences: [{ table: READ_MODEL, id: null, kind: 'missing', columns: [] }] };
