import type { SessionView } from '@countersign/contracts';
import { instant } from '../database/sql.ts';
import type { RemoteBrowserSession } from './session.entity.ts';

export type SessionRow = Pick<RemoteBrowserSession, keyof SessionView>;

/** How the API shows a row, from the database or as it is projected. */
export function sessionView(row: SessionRow): SessionView {
  return {
    id: row.id,
    runId: row.runId,
    status: row.status,
    endedReason: row.endedReason,
    endedAt: instant(row.endedAt),
    provider: row.provider,
    userConsoleUrl: row.userConsoleUrl,
    viewport: row.viewport,
    startedAt: instant(row.startedAt),
    lastHeartbeatAt: instant(row.lastHeartbeatAt),
    expiresAt: instant(row.expiresAt),
    node: row.node,
    controlHolder: row.controlHolder,
    controlToken: row.controlToken,
    controlSince: instant(row.controlSince),
    consoles: row.consoles,
    profile: row.profile,
    handoffs: row.handoffs,
    egressAllow: row.egressAllow,
    recorded: row.recorded,
    version: row.version,
  };
}
