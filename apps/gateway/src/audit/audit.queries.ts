import type { AggregateName, AuditEventView, EventEnvelope, Page } from '@countersign/contracts';
import { Injectable } from '@nestjs/common';
import { InvalidCursorError, limitOf } from '../database/page.ts';
import { instant, Sql } from '../database/sql.ts';
import type { AuditEvent } from './audit-event.entity.ts';
import { conditionsOf } from './audit-conditions.ts';
import type { PlacedFilter } from './event-filter.ts';
import { MAX_EVENTS_OF_STATE, type EventSource } from './history.ts';
import type { RecordedEvent } from './recorded-event.ts';

export interface AuditPage {
  /** A position (whole commits after it), or `next` of the page before. */
  readonly after?: string | undefined;
  /** 1..1000, default 100. */
  readonly limit?: number | undefined;
}

/** How much a filter lets through. */
export interface AuditExtent {
  readonly count: number;
  readonly firstPosition: number | null;
  readonly lastPosition: number | null;
}

/** Before which event of the log a list begins: after the event `index` of the commit at `position`. */
interface AuditPlace {
  readonly position: number;
  readonly index: number;
}

const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 1000;
/** Of a stream: some of them may be as large as a commit may be. */
const EVENTS_AT_ONCE = 200;
/** Larger than any index in a commit. */
const WHOLE_COMMIT = 2_147_483_647;

export const AUDIT_COLUMNS = `
  position, index, id, type, source, aggregate, aggregate_id as "aggregateId", aggregate_version as "aggregateVersion", run_id as "runId", actor,
  correlation_id as "correlationId", causation_id as "causationId", traceparent, time, stored_at as "storedAt", data
  from read_model.audit_events`;

/** The read model's copy of the log. */
@Injectable()
export class AuditQueries implements EventSource {
  constructor(private readonly sql: Sql) {}

  /** In the order of the log. @throws InvalidCursorError */
  async list(filter: PlacedFilter, page: AuditPage = {}): Promise<Page<AuditEventView>> {
    const limit = limitOf(page.limit, DEFAULT_LIMIT, MAX_LIMIT);
    const rows = await this.#select(filter, placeAfter(page.after), limit + 1);
    const items = rows.slice(0, limit).map(auditEventView);
    const last = items.at(-1);
    return { items, next: rows.length > limit && last ? encodePlace(last) : null };
  }

  /** What a filter lets through, in the order of the log, a few at once. */
  async *stream(filter: PlacedFilter): AsyncGenerator<RecordedEvent[], void, undefined> {
    let after = placeAfter(undefined);
    for (;;) {
      const events = (await this.#select(filter, after, EVENTS_AT_ONCE)).map(recordedEventOf);
      const last = events.at(-1);
      if (!last) return;
      yield events;
      if (events.length < EVENTS_AT_ONCE) return;
      after = last;
    }
  }

  async extent(filter: PlacedFilter): Promise<AuditExtent> {
    const parameters: unknown[] = [];
    const [row] = await this.sql.query<{ count: string; first: string | null; last: string | null }>(
      `select count(*) as count, min(position) as first, max(position) as last from read_model.audit_events where ${['true', ...conditionsOf(filter, parameters)].join(' and ')}`,
      parameters,
    );
    const position = (text: string | null | undefined) => (text === null || text === undefined ? null : Number(text));
    return { count: Number(row?.count ?? 0), firstPosition: position(row?.first), lastPosition: position(row?.last) };
  }

  /** Of the last commit that was stored at or before an instant; 0: there is none. */
  async positionAt(at: string): Promise<number> {
    const [row] = await this.sql.query<{ position: string }>(
      'select position from read_model.audit_events where index = 0 and stored_at <= $1 order by stored_at desc, position desc limit 1', [at],
    );
    return Number(row?.position ?? 0);
  }

  /** When the last commit up to a position was stored; null: there is none. */
  async storedAt(position: number): Promise<string | null> {
    const [row] = await this.sql.query<{ stored_at: string }>('select stored_at from read_model.audit_events where position <= $1 order by position desc, index desc limit 1', [position]);
    return instant(row?.stored_at ?? null);
  }

  /** Where an aggregate came to be. */
  async firstPosition(aggregate: AggregateName, id: string): Promise<number | undefined> {
    const [row] = await this.sql.query<{ position: string }>('select position from read_model.audit_events where aggregate = $1 and aggregate_id = $2 order by position, index limit 1', [aggregate, id]);
    return row && Number(row.position);
  }

  /** No more than tells that there are too many for a state. */
  async ofAggregate(aggregate: AggregateName, id: string, upTo: number): Promise<RecordedEvent[]> {
    return this.#recorded('aggregate = $2 and aggregate_id = $3', [upTo, aggregate, id]);
  }

  async ofRun(runId: string, aggregate: 'task' | 'capture', upTo: number): Promise<RecordedEvent[]> {
    return this.#recorded('run_id = $2 and aggregate = $3', [upTo, runId, aggregate]);
  }

  async #select(filter: PlacedFilter, after: AuditPlace, limit: number): Promise<AuditEvent[]> {
    const parameters: unknown[] = [limit, after.position, after.index];
    const conditions = ['(position, index) > ($2::bigint, $3::integer)', ...conditionsOf(filter, parameters)];
    return this.sql.query<AuditEvent>(`select ${AUDIT_COLUMNS} where ${conditions.join(' and ')} order by position, index limit $1`, parameters);
  }

  async #recorded(condition: string, parameters: readonly unknown[]): Promise<RecordedEvent[]> {
    return (await this.sql.query<AuditEvent>(`select ${AUDIT_COLUMNS} where position <= $1 and ${condition} order by position, index limit ${MAX_EVENTS_OF_STATE + 1}`, parameters)).map(recordedEventOf);
  }
}

function placeAfter(after: string | undefined): AuditPlace {
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
