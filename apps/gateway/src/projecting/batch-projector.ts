import type { Commit, EventLog } from '@countersign/event-log';
import type { Sql } from '../database/sql.ts';
import { projectAuditEvents } from '../audit/audit-event.projection.ts';
import { POSITION_CHANNEL } from './position-listener.ts';
import { VersionError, type ProjectionSettings } from './projection.ts';
import { ReadModelRows } from './read-model-rows.ts';
import { RowsMovedError, type ReadModelStore } from './read-model-store.ts';

/** A process that stands still in the middle of a batch keeps the checkpoint locked no longer than this. */
const IDLE_TIMEOUT_MS = 4_000;
/** Rows of each kind that stay in memory between batches. */
const MAX_ROWS_KEPT = 1_000;

/**
 * Writes batches of commits, rows and checkpoint in one transaction. Rows that became known lately stay in memory: as long as
 * the checkpoint is where this left it, nobody else wrote, and they need not be read again.
 */
export class BatchProjector {
  #rows: ReadModelRows;

  constructor(
    private readonly log: Pick<EventLog, 'load'>,
    private readonly sql: Sql,
    private readonly store: ReadModelStore,
    private readonly settings: ProjectionSettings,
  ) {
    this.#rows = new ReadModelRows(settings);
  }

  /** @returns the new position. @throws CheckpointMovedError, CorruptionError, ProjectionError: then nothing was written. */
  async project(from: number, commits: readonly Commit[]): Promise<number> {
    const to = commits.at(-1)?.sequence ?? from;
    if (to === from) return from;
    try {
      await this.#write(from, to, commits, false);
    } catch (error) {
      this.#rows = new ReadModelRows(this.settings);
      if (!(error instanceof RowsMovedError || error instanceof VersionError)) throw error;
      await this.#writeKnowing(from, to, commits);
    }
    this.#rows.forgetOldest(MAX_ROWS_KEPT);
    return to;
  }

  /** With everything read from the database. What does not fit then is asked of the log: is it the log that is wrong? */
  async #writeKnowing(from: number, to: number, commits: readonly Commit[]): Promise<void> {
    try {
      await this.#write(from, to, commits, true);
    } catch (error) {
      this.#rows = new ReadModelRows(this.settings);
      if (error instanceof VersionError) await this.log.load(error.aggregate, error.aggregateId);
      throw error;
    }
  }

  async #write(from: number, to: number, commits: readonly Commit[], evenOfNew: boolean): Promise<void> {
    const { sql, store } = this;
    const rows = this.#rows;
    await sql.transaction(async (session) => {
      await store.moveCheckpoint(session, from, to);
      await store.load(session, rows, commits, evenOfNew);
      // The database writes these while the rows are being folded.
      const auditWritten = store.writeAudit(session, commits.flatMap(projectAuditEvents));
      auditWritten.catch(() => undefined);
      rows.fold(commits);
      await auditWritten;
      await store.writeRows(session, rows);
      await session.query('select pg_notify($1, $2)', [POSITION_CHANNEL, String(to)]);
    }, 'read committed', IDLE_TIMEOUT_MS);
  }
}
