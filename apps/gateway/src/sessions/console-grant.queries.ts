import type { ConsoleGrantView, SessionEvent, SessionView } from '@countersign/contracts';
import { Injectable } from '@nestjs/common';
import { instant, Sql } from '../database/sql.ts';

const TYPES = ['countersign.session.console_granted.v1', 'countersign.session.console_opened.v1', 'countersign.session.console_closed.v1', 'countersign.session.console_revoked.v1'] as const;
export type ConsoleEvent = Extract<SessionEvent, { type: (typeof TYPES)[number] }> & { readonly time: string; readonly actor: string };
/** Far more than people open consoles in a session of a day. */
const MAX_EVENTS = 50_000;

/** Reads console grants from the events that the read model has: there is no table of them besides. */
@Injectable()
export class ConsoleGrantQueries {
  constructor(private readonly sql: Sql) {}

  /** Newest first. */
  async list(session: Pick<SessionView, 'id' | 'status' | 'endedAt'>): Promise<ConsoleGrantView[]> {
    const events = await this.sql.query<ConsoleEvent>(
      `select type, time, actor, data from read_model.audit_events
       where aggregate = 'session' and aggregate_id = $1 and type = any($2) order by position, index limit ${MAX_EVENTS}`,
      [session.id, TYPES],
    );
    return consoleGrants(events.map((event) => ({ ...event, time: instant(event.time) })), session, new Date().toISOString());
  }
}

/** What became of each grant, newest first. A session that ends closes what was opened, and nothing is opened any more. */
export function consoleGrants(events: readonly ConsoleEvent[], { status, endedAt }: Pick<SessionView, 'status' | 'endedAt'>, now: string): ConsoleGrantView[] {
  const grants = new Map<string, ConsoleGrantView>();
  for (const event of events) apply(grants, event);
  const isOver = status !== 'active';
  for (const grant of grants.values()) {
    if (grant.status === 'granted' && (isOver || grant.expiresAt <= now)) grant.status = 'expired';
    if (grant.status === 'opened' && isOver) Object.assign(grant, { status: 'closed', endedAt });
  }
  return [...grants.values()].reverse();
}

function apply(grants: Map<string, ConsoleGrantView>, event: ConsoleEvent): void {
  const { type, data, time } = event;
  switch (type) {
    case 'countersign.session.console_granted.v1': {
      const { grantId, mode, user, expiresAt } = data;
      grants.set(grantId, { grantId, mode, user, grantedBy: event.actor, grantedAt: time, expiresAt, status: 'granted', consoleId: null, openedAt: null, endedAt: null });
      return;
    }
    case 'countersign.session.console_opened.v1':
      change(grants.get(data.grantId), { status: 'opened', consoleId: data.consoleId, openedAt: time });
      return;
    case 'countersign.session.console_closed.v1':
      change([...grants.values()].find(({ consoleId, status }) => consoleId === data.consoleId && status === 'opened'), { status: 'closed', endedAt: time });
      return;
    case 'countersign.session.console_revoked.v1':
      change(grants.get(data.grantId), { status: 'revoked', endedAt: time });
  }
}

function change(grant: ConsoleGrantView | undefined, what: Partial<ConsoleGrantView>): void {
  if (grant) Object.assign(grant, what);
}
