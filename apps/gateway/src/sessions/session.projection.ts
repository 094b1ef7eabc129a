import type { OpenConsoleView, SessionEvent, SessionStatus, SessionView } from '@countersign/contracts';
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
      const { runId, provider, viewport, startUrl, startedAt, expiresAt, heartbeatTimeoutMs, node, profile, recorded, egressAllow } = event.data;
      return { ...unstarted(event, runId, settings), status: 'active', provider, viewport, startUrl, startedAt, expiresAt, heartbeatTimeoutMs, node, profile: profile ? { name: profile.name, save: profile.save } : null, recorded: recorded ?? false, egressAllow: egressAllow ?? null };
    }
    case 'countersign.session.start_failed.v1':
      return { ...(row ?? unstarted(event, event.data.runId, settings)), ...ended(event, 'terminated', 'start_failed'), version };
    case 'countersign.session.extended.v1':
      return { ...founded(row, event), expiresAt: event.data.expiresAt, version };
    case 'countersign.session.handoff_requested.v1': {
      const { handoffId, reason, instructions, deadline } = event.data;
      const known = founded(row, event);
      const asked = { id: handoffId, reason, instructions, requestedAt: event.time, requestedBy: event.actor, deadline };
      return { ...known, handoffs: [...known.handoffs, { ...asked, outcome: null, note: null, completedAt: null, completedBy: null }], version };
    }
    case 'countersign.session.handoff_completed.v1': {
      const { handoffId, outcome, note } = event.data;
      const known = founded(row, event);
      return { ...known, handoffs: known.handoffs.map((handoff) => (handoff.id === handoffId ? { ...handoff, outcome, note, completedAt: event.time, completedBy: event.actor } : handoff)), version };
    }
    case 'countersign.session.console_opened.v1': {
      const { consoleId, grantId, user, mode } = event.data;
      const known = founded(row, event);
      return { ...known, consoles: [...known.consoles, { consoleId, grantId, user, mode, openedAt: event.time }], version };
    }
    case 'countersign.session.console_closed.v1':
      return { ...withoutConsoles(founded(row, event), ({ consoleId }) => consoleId === event.data.consoleId), version };
    case 'countersign.session.console_revoked.v1':
      return { ...withoutConsoles(founded(row, event), ({ grantId }) => grantId === event.data.grantId), version };
    case 'countersign.session.control_taken.v1':
      return { ...founded(row, event), controlHolder: event.data.holder, controlToken: event.data.token, controlSince: event.time, version };
    case 'countersign.session.control_returned.v1':
      return { ...founded(row, event), ...withAutomation, version };
    case 'countersign.session.file_downloaded.v1':
    case 'countersign.session.file_uploaded.v1':
    case 'countersign.session.console_granted.v1':
    case 'countersign.session.profile_saved.v1':
    case 'countersign.session.profile_not_saved.v1':
    case 'countersign.session.recording_saved.v1':
    case 'countersign.session.recording_stopped.v1':
      return { ...founded(row, event), version };
    case 'countersign.session.expired.v1':
      return { ...founded(row, event), ...ended(event, 'expired', event.data.reason), lastHeartbeatAt: event.data.lastHeartbeatAt, version };
    case 'countersign.session.terminated.v1':
      return { ...founded(row, event), ...ended(event, 'terminated', event.data.reason), lastHeartbeatAt: event.data.lastHeartbeatAt, version };
    default:
      return never(event);
  }
}

const withAutomation = { controlHolder: null, controlToken: null, controlSince: null };

function withoutConsoles(row: RemoteBrowserSession, isGone: (opened: OpenConsoleView) => boolean): RemoteBrowserSession {
  return { ...row, consoles: row.consoles.filter((opened) => !isGone(opened)) };
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
    ...withAutomation,
    consoles: [],
    profile: null,
    egressAllow: null,
    handoffs: [],
    recorded: false,
    version: event.aggregateversion,
  };
}

function ended(event: Recorded<SessionEvent>, status: SessionStatus, endedReason: SessionView['endedReason']) {
  return { status, endedReason, endedAt: event.time, ...withAutomation, consoles: [] };
}
