import type { SessionEvent, SessionStatus, SessionView } from '@countersign/contracts';
import { never } from '@countersign/decider';
import { aggregateIdOf, founded, type ProjectionSettings, type Recorded } from '../projecting/projection.ts';
import type { RemoteBrowserSession } from './session.entity.ts';

export function projectSession(
  row: RemoteBrowserSession | undefined,
  event: Recorded<SessionEvent>,
  settings: ProjectionSettings,
): RemoteBrowserSession {
  const version = event.aggregateversion;
  switch (event.type) {
    case 'countersign.session.started.v1': {
      const { runId, provider, viewport, startUrl, startedAt, expiresAt, heartbeatTimeoutMs, node } = event.data;
      return { ...unstarted(event, runId, settings), status: 'active', provider, viewport, startUrl, startedAt, expiresAt, heartbeatTimeoutMs, node };
    }
    case 'countersign.session.start_failed.v1':
      return { ...(row ?? unstarted(event, event.data.runId, settings)), ...ended(event, 'terminated', 'start_failed'), version };
    case 'countersign.session.extended.v1':
      return { ...founded(row, event), expiresAt: event.data.expiresAt, version };
    case 'countersign.session.handoff_requested.v1': {
      const { handoffId, reason, instructions, deadline } = event.data;
      const known = founded(row, event);
      return { ...known, handoffs: [...known.handoffs, { id: handoffId, reason, instructions, deadline, outcome: null, note: null }], version };
    }
    case 'countersign.session.handoff_completed.v1': {
      const { handoffId, outcome, note } = event.data;
      const known = founded(row, event);
      return { ...known, handoffs: known.handoffs.map((handoff) => (handoff.id === handoffId ? { ...handoff, outcome, note } : handoff)), version };
    }
    case 'countersign.session.control_taken.v1':
      return { ...founded(row, event), controlHolder: event.data.holder, version };
    case 'countersign.session.control_returned.v1':
      return { ...founded(row, event), controlHolder: null, version };
    case 'countersign.session.console_granted.v1':
    case 'countersign.session.console_opened.v1':
    case 'countersign.session.console_closed.v1':
    case 'countersign.session.console_revoked.v1':
      return { ...founded(row, event), version };
    case 'countersign.session.expired.v1':
      return { ...founded(row, event), ...ended(event, 'expired', event.data.reason), lastHeartbeatAt: event.data.lastHeartbeatAt, version };
    case 'countersign.session.terminated.v1':
      return { ...founded(row, event), ...ended(event, 'terminated', event.data.reason), lastHeartbeatAt: event.data.lastHeartbeatAt, version };
    default:
      return never(event);
  }
}

export function userConsoleUrl(publicUrl: string, sessionId: string): string {
  return `${publicUrl}/console/${sessionId}`;
}

function unstarted(event: Recorded<SessionEvent>, runId: string, settings: ProjectionSettings): RemoteBrowserSession {
  const id = aggregateIdOf(event);
  return {
    id,
    runId,
    status: 'active',
    provider: 'novnc',
    userConsoleUrl: userConsoleUrl(settings.publicUrl, id),
    startedAt: event.time,
    lastHeartbeatAt: null,
    expiresAt: event.time,
    endedAt: null,
    endedReason: null,
    viewport: { width: 0, height: 0 },
    startUrl: null,
    heartbeatTimeoutMs: null,
    node: '',
    controlHolder: null,
    handoffs: [],
    version: event.aggregateversion,
  };
}

function ended(event: Recorded<SessionEvent>, status: SessionStatus, endedReason: SessionView['endedReason']) {
  return { status, endedReason, endedAt: event.time, controlHolder: null };
}
