import type { HandoffView, OpenConsoleView, Page, ProfileChoice, SessionStatus, SessionView, Viewport } from '@countersign/contracts';
import { Injectable } from '@nestjs/common';
import { decodeCursor, isUuid, limitOf, pageOf, type PageRequest } from '../database/page.ts';
import { instant, Sql } from '../database/sql.ts';

interface SessionRow {
  id: string;
  run_id: string;
  status: SessionStatus;
  ended_reason: SessionView['endedReason'];
  ended_at: string | null;
  provider: 'novnc';
  user_console_url: string;
  viewport: Viewport;
  started_at: string;
  last_heartbeat_at: string | null;
  expires_at: string;
  node: string;
  control_holder: string | null;
  control_token: number | null;
  control_since: string | null;
  consoles: OpenConsoleView[];
  profile: ProfileChoice | null;
  egress_allow: string[] | null;
  handoffs: HandoffView[];
  recorded: boolean;
  version: number;
}

const SESSION_COLUMNS = `
  id, run_id, status, ended_reason, ended_at, provider, user_console_url, viewport, started_at, last_heartbeat_at,
  expires_at, node, control_holder, control_token, control_since, consoles, profile, egress_allow, handoffs, recorded, version
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
    const rows = await this.sql.query<SessionRow>(
      `select ${SESSION_COLUMNS} where ${conditions.join(' and ')} order by started_at desc, id desc limit $1`,
      parameters,
    );
    return pageOf(rows.map(sessionView), limit, ({ startedAt, id }) => ({ at: startedAt, id }));
  }

  async get(id: string): Promise<SessionView | undefined> {
    if (!isUuid(id)) return undefined;
    const [row] = await this.sql.query<SessionRow>(`select ${SESSION_COLUMNS} where id = $1`, [id]);
    return row && sessionView(row);
  }
}

function sessionView(row: SessionRow): SessionView {
  return {
    id: row.id,
    runId: row.run_id,
    status: row.status,
    endedReason: row.ended_reason,
    endedAt: instant(row.ended_at),
    provider: row.provider,
    userConsoleUrl: row.user_console_url,
    viewport: row.viewport,
    startedAt: instant(row.started_at),
    lastHeartbeatAt: instant(row.last_heartbeat_at),
    expiresAt: instant(row.expires_at),
    node: row.node,
    controlHolder: row.control_holder,
    controlToken: row.control_token,
    controlSince: instant(row.control_since),
    consoles: row.consoles,
    profile: row.profile,
    handoffs: row.handoffs,
    egressAllow: row.egress_allow,
    recorded: row.recorded,
    version: row.version,
  };
}
