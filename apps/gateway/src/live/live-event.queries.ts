import type { AuditEventView } from '@countersign/contracts';
import { conditionsOf } from '../audit/audit-conditions.ts';
import type { AuditEvent } from '../audit/audit-event.entity.ts';
import { AUDIT_COLUMNS, auditEventView } from '../audit/audit.queries.ts';
import type { Sql } from '../database/sql.ts';
import { afterCommit, formatPlace, isAfter, type Place } from './place.ts';
import type { LiveFilter } from './live-filter.ts';

export interface LiveEvent {
  readonly event: AuditEventView;
  readonly place: Place;
  /** As it goes over the wire; made once, however many hear it. */
  readonly frame: string;
}
export interface LiveRead {
  readonly events: readonly LiveEvent[];
  /** What there is up to here was read. Not after where it began: the read model has not come further. */
  readonly readTo: Place;
}

/** Events in one read: some may be as large as a commit may be. */
const EVENTS_AT_ONCE = 200;
/** Positions that one read looks through for what a filter lets through. */
const POSITIONS_AT_ONCE = 20_000;

/** Events as the read model has them: whoever hears of one finds it in a query. */
export class LiveEventQueries {
  constructor(private readonly sql: Sql) {}

  /** Up to where the log is in the read model. */
  async position(): Promise<number> {
    const [row] = await this.sql.query<{ position: string }>(`select position from read_model.checkpoint where name = 'read_model'`);
    return Number(row?.position ?? 0);
  }

  async runsOf(candidateId: string): Promise<Set<string>> {
    const rows = await this.sql.query<{ id: string }>('select id from read_model.application_runs where candidate_id = $1', [candidateId]);
    return new Set(rows.map(({ id }) => id));
  }

  /**
   * The next events after a place, up to a position; without a filter all, also who read the audit. Events and checkpoint are of one snapshot: a read model that is behind what
   * this process knew of it, because it is being made anew, is waited for, and nothing is left out.
   */
  async read(after: Place, upTo: number, filter?: LiveFilter): Promise<LiveRead> {
    const last = Math.min(upTo, after.position + POSITIONS_AT_ONCE);
    const parameters: unknown[] = [after.position, after.index, last, EVENTS_AT_ONCE + 1];
    const conditions = ['(position, index) > ($1::bigint, $2::integer)', 'position <= least($3::bigint, checkpoint.position)', ...(filter === undefined ? [] : conditionsOf(filter, parameters))];
    const rows = await this.sql.query<AuditEvent & { checkpoint: string }>(
      `select checkpoint.position as checkpoint, event.* from read_model.checkpoint
       left join lateral (select ${AUDIT_COLUMNS} where ${conditions.join(' and ')} order by position, index limit $4) event on true
       where checkpoint.name = 'read_model' order by event.position, event.index`,
      parameters,
    );
    const events = rows.filter(({ id }) => id !== null).map((row, index, all) => liveEvent(auditEventView(row), all[index + 1]?.position === row.position));
    if (events.length > EVENTS_AT_ONCE) {
      const whole = events.slice(0, EVENTS_AT_ONCE);
      return { events: whole, readTo: whole.at(-1)!.place };
    }
    const end = afterCommit(Math.min(last, Number(rows[0]?.checkpoint ?? 0)));
    return { events, readTo: isAfter(end, after) ? end : after };
  }
}

/** The last event of a commit bears its position as id, so that who goes on after it goes on after the commit. */
function liveEvent(event: AuditEventView, isFollowed: boolean): LiveEvent {
  const place = isFollowed ? { position: event.position, index: event.index } : afterCommit(event.position);
  return { event, place, frame: `id: ${formatPlace(place)}\ndata: ${JSON.stringify(event)}\n\n` };
}
