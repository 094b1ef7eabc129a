import type { AggregateName, AuditEventView, EventEnvelope, Page } from '@countersign/contracts';
import { Injectable } from '@nestjs/common';
import { InvalidCursorError, isUuid, limitOf } from '../database/page.ts';
import { instant, Sql } from '../database/sql.ts';
import type { AuditEvent } from './audit-event.entity.ts';
import type { EventSource } from './history.ts';
import type { RecordedEvent } from './recorded-event.ts';

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
  position, index, id, type, source, aggregate, aggregate_id as "aggregateId", aggregate_version as "aggregateVersion", run_id as "runId", actor,
  correlation_id as "correlationId", causation_id as "causationId", traceparent, time, stored_at as "storedAt", data
  from read_model.audit_events`;

/** The read model's copy of the log. */
@Injectable()
export class AuditQueries implements EventSource {
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
    const rows = await this.sql.query<AuditEvent>(
      `select ${AUDIT_COLUMNS} where ${conditions.join(' and ')} order by position, index limit $1`,
      parameters,
    );
    const items = rows.slice(0, limit).map(auditEventView);
    const last = items.at(-1);
    return { items, next: rows.length > limit && last ? encodePlace(last) : null };
  }

  async ofAggregate(aggregate: AggregateName, id: string, upTo: number): Promise<RecordedEvent[]> {
    return this.#recorded('aggregate = $2 and aggregate_id = $3', [upTo, aggregate, id]);
  }

  async ofRun(runId: string, aggregate: 'task' | 'capture', upTo: number): Promise<RecordedEvent[]> {
    return this.#recorded('run_id = $2 and aggregate = $3', [upTo, runId, aggregate]);
  }

  /** Whole commits after a position up to and with another, at most about `limit` events of them. */
  async commits(after: number, upTo: number, runId: string | undefined, limit: number): Promise<ReadCommits> {
    const rows = await this.sql.query<AuditEvent>(
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

  async #recorded(condition: string, parameters: readonly unknown[]): Promise<RecordedEvent[]> {
    return (await this.sql.query<AuditEvent>(`select ${AUDIT_COLUMNS} where position <= $1 and ${condition} order by position, index`, parameters)).map(recordedEventOf);
  }

  async #commit(position: number): Promise<AuditEventView[]> {
    return (await this.sql.query<AuditEvent>(`select ${AUDIT_COLUMNS} where position = $1 order by index`, [position])).map(auditEventView);
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

export function auditEventView(row: AuditEvent): AuditEventView {
  return {
    position: Number(row.position),
    index: row.index,
    id: row.id,
    type: row.type,
    source: row.source,
    aggregate: row.aggregate,
    aggregateId: row.aggregateId,
    aggregateVersion: row.aggregateVersion,
    runId: row.runId,
    actor: row.actor,
    correlationId: row.correlationId,
    causationId: row.causationId,
    time: instant(row.time),
    storedAt: instant(row.storedAt),
    data: row.data,
  };
}

/** The event as the log holds it, in its newest version. */
export function recordedEventOf(row: AuditEvent): RecordedEvent {
  const event: EventEnvelope = {
    specversion: '1.0',
    id: row.id,
    source: row.source,
    type: row.type,
    subject: `${row.aggregate}/${row.aggregateId}`,
    time: instant(row.time),
    datacontenttype: 'application/json',
    dataschema: `urn:${row.type}`,
    data: row.data,
    aggregateversion: row.aggregateVersion,
    ...(row.runId === null ? {} : { runid: row.runId }),
    actor: row.actor,
    correlationid: row.correlationId,
    ...(row.causationId === null ? {} : { causationid: row.causationId }),
    ...(row.traceparent === null ? {} : { traceparent: row.traceparent }),
  };
  return { position: Number(row.position), index: row.index, storedAt: instant(row.storedAt), event };
}
