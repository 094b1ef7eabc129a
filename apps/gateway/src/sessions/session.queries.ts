import type { Page, SessionStatus, SessionView } from '@countersign/contracts';
import { Injectable } from '@nestjs/common';
import { Conditions } from '../database/conditions.ts';
import { decodeCursor, isUuid, limitOf, pageOf, type DatedPageRequest } from '../database/page.ts';
import { Sql } from '../database/sql.ts';
import { sessionView, type SessionRow } from './session.view.ts';

const SESSION_COLUMNS = `
  id, run_id as "runId", status, ended_reason as "endedReason", ended_at as "endedAt", provider, user_console_url as "userConsoleUrl", viewport,
  started_at as "startedAt", last_heartbeat_at as "lastHeartbeatAt", expires_at as "expiresAt", node, control_holder as "controlHolder",
  control_token as "controlToken", control_since as "controlSince", consoles, profile, egress_allow as "egressAllow", handoffs, recorded, version
  from read_model.remote_browser_sessions`;

@Injectable()
export class SessionQueries {
  constructor(private readonly sql: Sql) {}

  /** Newest first. @throws InvalidCursorError */
  async list(filter: DatedPageRequest & { readonly runId?: string | undefined; readonly status?: SessionStatus | undefined }): Promise<Page<SessionView>> {
    const limit = limitOf(filter.limit);
    const asked = new Conditions('version > 0')
      .where('run_id', '=', filter.runId).where('status', '=', filter.status)
      .where('started_at', '>=', filter.since).where('started_at', '<', filter.until)
      .after('started_at', 'id', '<', decodeCursor(filter.cursor));
    const rows = await this.sql.prepared<SessionRow>(
      `select ${SESSION_COLUMNS} where ${asked} order by started_at desc, id desc limit ${asked.bind(limit + 1)}`, asked.parameters,
    );
    return pageOf(rows.map(sessionView), limit, ({ startedAt, id }) => ({ at: startedAt, id }));
  }

  async get(id: string): Promise<SessionView | undefined> {
    if (!isUuid(id)) return undefined;
    const [row] = await this.sql.prepared<SessionRow>(`select ${SESSION_COLUMNS} where id = $1`, [id]);
    return row && sessionView(row);
  }
}
