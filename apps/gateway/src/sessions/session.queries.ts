import type { Page, SessionStatus, SessionView } from '@countersign/contracts';
import { Injectable } from '@nestjs/common';
import { decodeCursor, isUuid, limitOf, pageOf, type PageRequest } from '../database/page.ts';
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
  async list(filter: PageRequest & { readonly runId?: string | undefined; readonly status?: SessionStatus | undefined }): Promise<Page<SessionView>> {
    const after = decodeCursor(filter.cursor);
    const limit = limitOf(filter.limit);
    if (filter.runId !== undefined && !isUuid(filter.runId)) return { items: [], next: null };
    const parameters: unknown[] = [limit + 1];
    const conditions = ['version > 0'];
    if (filter.runId !== undefined) conditions.push(`run_id = $${parameters.push(filter.runId)}`);
    if (filter.status !== undefined) conditions.push(`status = $${parameters.push(filter.status)}`);
    if (after) conditions.push(`(started_at, id) < ($${parameters.push(after.at)}, $${parameters.push(after.id)})`);
    const rows = await this.sql.prepared<SessionRow>(
      `select ${SESSION_COLUMNS} where ${conditions.join(' and ')} order by started_at desc, id desc limit $1`,
      parameters,
    );
    return pageOf(rows.map(sessionView), limit, ({ startedAt, id }) => ({ at: startedAt, id }));
  }

  async get(id: string): Promise<SessionView | undefined> {
    if (!isUuid(id)) return undefined;
    const [row] = await this.sql.prepared<SessionRow>(`select ${SESSION_COLUMNS} where id = $1`, [id]);
    return row && sessionView(row);
  }
}
