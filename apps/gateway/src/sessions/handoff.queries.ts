import type { HandoffView, ListedHandoffView, Page } from '@countersign/contracts';
import { Injectable } from '@nestjs/common';
import { Conditions } from '../database/conditions.ts';
import { decodeCursor, limitOf, pageOf, type DatedPageRequest } from '../database/page.ts';
import { HAS_OPEN_HANDOFF } from '../database/read-model.tables.sql.ts';
import { instant, Sql } from '../database/sql.ts';

interface HandoffRow {
  readonly eventId: string;
  readonly requestedAt: string;
  readonly sessionId: string;
  readonly runId: string;
  readonly handoff: HandoffView;
}
interface HandoffFilter extends DatedPageRequest {
  readonly runId?: string | undefined;
  readonly state?: 'open' | 'completed' | undefined;
}

/** Hand-offs over all sessions: in the order of the events that asked for them, as their sessions' rows have them now. */
@Injectable()
export class HandoffQueries {
  constructor(private readonly sql: Sql) {}

  /** Newest first. @throws InvalidCursorError */
  async list(filter: HandoffFilter): Promise<Page<ListedHandoffView>> {
    const limit = limitOf(filter.limit);
    // The type stands in the statement as it does in the index.
    const asked = new Conditions(`request.type = 'countersign.session.handoff_requested.v1'`)
      .where('request.run_id', '=', filter.runId)
      .where('request.time', '>=', filter.since).where('request.time', '<', filter.until)
      .after('request.time', 'request.id', '<', decodeCursor(filter.cursor));
    if (filter.state === 'open') asked.and(HAS_OPEN_HANDOFF).and(`handoff ->> 'outcome' is null`);
    if (filter.state === 'completed') asked.and(`handoff ->> 'outcome' is not null`);
    const rows = await this.sql.query<HandoffRow>(
      `select request.id as "eventId", request.time as "requestedAt", session.id as "sessionId", session.run_id as "runId", handoff
       from read_model.audit_events request
       join read_model.remote_browser_sessions session on session.id = request.aggregate_id
       cross join lateral jsonb_path_query(session.handoffs, '$[*] ? (@.id == $id)', jsonb_build_object('id', request.data ->> 'handoffId')) handoff
       where ${asked} order by request.time desc, request.id desc limit ${limit + 1}`,
      asked.parameters,
    );
    const page = pageOf(rows, limit, ({ requestedAt, eventId }) => ({ at: instant(requestedAt), id: eventId }));
    return { ...page, items: page.items.map(({ handoff, sessionId, runId }) => ({ ...handoff, sessionId, runId })) };
  }
}
