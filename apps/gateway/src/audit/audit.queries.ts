import type { AggregateName, AuditEventView, Page } from '@countersign/contracts';
import { Injectable } from '@nestjs/common';
import { InvalidCursorError, isUuid, limitOf } from '../database/page.ts';
import { instant, Sql } from '../database/sql.ts';

interface AuditEventRow {
  position: string;
  index: number;
  id: string;
  type: string;
  source: string;
  aggregate: string;
  aggregate_id: string;
  aggregate_version: number;
  run_id: string | null;
  actor: string;
  correlation_id: string;
  time: string;
  data: unknown;
}

export interface AuditFilter {
  readonly runId?: string | undefined;
  readonly aggregate?: AggregateName | undefined;
  readonly aggregateId?: string | undefined;
  /** A position (whole commits after it), or `next` of the page before. */
  readonly after?: string | undefined;
  /** 1..1000, default 100. */
  readonly limit?: number | undefined;
}

export interface ReadCommits {
  readonly events: readonly AuditEventView[];
  /** All that there is up to this position was read. */
  readonly readTo: number;
}

/** Before which event of the log a list begins: after the event `index` of the commit at `position`. */
interface AuditPlace {
  readonly position: number;
  readonly index: number;
}

const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 1000;
/** Larger than any index in a commit. */
const WHOLE_COMMIT = 2_147_483_647;

const AUDIT_COLUMNS = `
  position, index, id, type, source, aggregate, aggregate_id, aggregate_version, run_id, actor, correlation_id, time, data
  from read_model.audit_events`;

@Injectable()
export class AuditQueries {
  constructor(private readonly sql: Sql) {}

  /** In the order of the log. @throws InvalidCursorError */
  async list(filter: AuditFilter): Promise<Page<AuditEventView>> {
    const limit = limitOf(filter.limit, DEFAULT_LIMIT, MAX_LIMIT);
    const after = placeOf(filter.after);
    if ([filter.runId, filter.aggregateId].some((id) => id !== undefined && !isUuid(id))) return { items: [], next: null };
    const parameters: unknown[] = [limit + 1, after.position, after.index];
    const conditions = ['(position, index) > ($2::bigint, $3::integer)'];
    if (filter.runId !== undefined) conditions.push(`run_id = $${parameters.push(filter.runId)}`);
    if (filter.aggregate !== undefined) conditions.push(`aggregate = $${parameters.push(filter.aggregate)}`);
    if (filter.aggregateId !== undefined) conditions.push(`aggregate_id = $${parameters.push(filter.aggregateId)}`);
    const rows = await this.sql.query<AuditEventRow>(
      `select ${AUDIT_COLUMNS} where ${conditions.join(' and ')} order by position, index limit $1`,
      parameters,
    );
    const items = rows.slice(0, limit).map(auditEventView);
    const last = items.at(-1);
    return { items, next: rows.length > limit && last ? encodePlace(last) : null };
  }

  /** Everything that happened to one aggregate, in order; those are not many. */
  async ofAggregate(aggregate: AggregateName, aggregateId: string): Promise<AuditEventView[]> {
    return (await this.sql.query<AuditEventRow>(`select ${AUDIT_COLUMNS} where aggregate = $1 and aggregate_id = $2 order by position, index`, [aggregate, aggregateId])).map(auditEventView);
  }

  /** Whole commits after a position up to and with another, at most about `limit` events of them. */
  async commits(after: number, upTo: number, runId: string | undefined, limit: number): Promise<ReadCommits> {
    const rows = await this.sql.query<AuditEventRow>(
      `select ${AUDIT_COLUMNS}
       where position > $1 and position <= $2 ${runId === undefined ? '' : 'and run_id = $4'}
       order by position, index fetch first $3 rows only`,
      [after, upTo, limit, ...(runId === undefined ? [] : [runId])],
    );
    const events = rows.map(auditEventView);
    const last = events.at(-1);
    if (rows.length < limit || !last) return { events, readTo: upTo };
    // The last commit may have been cut: what is there of it is read again, whole.
    const whole = events.filter(({ position }) => position < last.position);
    if (whole.length > 0) return { events: whole, readTo: last.position - 1 };
    return { events: await this.#commit(last.position), readTo: last.position };
  }

  async #commit(position: number): Promise<AuditEventView[]> {
    return (await this.sql.query<AuditEventRow>(`select ${AUDIT_COLUMNS} where position = $1 order by index`, [position])).map(auditEventView);
  }
}

function placeOf(after: string | undefined): AuditPlace {
  if (after === undefined) return { position: 0, index: WHOLE_COMMIT };
  if (/^\d{1,15}$/.test(after)) return { position: Number(after), index: WHOLE_COMMIT };
  const [, position, index] = /^(\d{1,15}) (\d{1,9})$/.exec(Buffer.from(after, 'base64url').toString()) ?? [];
  if (position === undefined || index === undefined) throw new InvalidCursorError('"after" is neither a position nor the cursor of a page.');
  return { position: Number(position), index: Number(index) };
}

function encodePlace({ position, index }: AuditPlace): string {
  return Buffer.from(`${position} ${index}`).toString('base64url');
}

export function auditEventView(row: AuditEventRow): AuditEventView {
  return {
    position: Number(row.position),
    index: row.index,
    id: row.id,
    type: row.type,
    source: row.source,
    aggregate: row.aggregate,
    aggregateId: row.aggregate_id,
    aggregateVersion: row.aggregate_version,
    runId: row.run_id,
    actor: row.actor,
    correlationId: row.correlation_id,
    time: instant(row.time),
    data: row.data,
  };
}
