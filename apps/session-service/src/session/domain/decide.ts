import type { SessionEvent } from '@countersign/contracts';
import { never, type Decider } from '@countersign/decider';
import type { CommandOf, ProfileOutcome, SessionCommand } from './commands.ts';
import { decideCloseConsole, decideGrant, decideOpenConsole, decideRevokeConsole } from './consoles.ts';
import { decideReturnControl, decideTakeControl } from './control.ts';
import { refuse, type Decision } from './decision.ts';
import { decideExpiry } from './expiry.ts';
import { decideCompleteHandoff, decideRequestHandoff, failOpenHandoffs, timeOutHandoffs } from './handoffs.ts';
import { decideSaveRecording, decideStopRecording } from './recordings.ts';
import { evolve, initialState, type SessionParameters, type SessionState } from './session.ts';

const toInstant = (milliseconds: number): string => new Date(milliseconds).toISOString();

function sameParameters(left: SessionParameters, right: SessionParameters): boolean {
  return (
    left.runId === right.runId &&
    left.viewport.width === right.viewport.width &&
    left.viewport.height === right.viewport.height &&
    left.startUrl === right.startUrl &&
    left.ttlMs === right.ttlMs &&
    left.heartbeatTimeoutMs === right.heartbeatTimeoutMs &&
    // Not the version: by the time of a repeat another session may have saved a newer one.
    left.profile?.name === right.profile?.name &&
    left.profile?.save === right.profile?.save &&
    (left.recorded ?? false) === (right.recorded ?? false) &&
    JSON.stringify(left.egressAllow) === JSON.stringify(right.egressAllow)
  );
}

function decideStart({ parameters, node, now, profile }: CommandOf<'start'>, state: SessionState): Decision {
  if (state.status === 'unknown') {
    const { ttlMs, profile: _choice, ...described } = parameters;
    const data = { ...described, ...(profile ? { profile } : {}), provider: 'novnc' as const, startedAt: now, expiresAt: toInstant(Date.parse(now) + ttlMs), node };
    return [{ type: 'countersign.session.started.v1', data }];
  }
  if (state.endedReason === 'start_failed') return refuse('session_start_failed');
  return state.parameters && sameParameters(state.parameters, parameters) ? [] : refuse('session_exists');
}

function decideFailStart({ runId, reason }: CommandOf<'fail_start'>, state: SessionState): Decision {
  return state.status === 'unknown' ? [{ type: 'countersign.session.start_failed.v1', data: { runId, reason: reason.slice(0, 2000) } }] : [];
}

/** An extension never shortens a session's life. */
function decideExtend({ ttlMs, longestLifeMs, now }: CommandOf<'extend'>, state: SessionState): Decision {
  const expiresAtMs = Date.parse(now) + ttlMs;
  if (Date.parse(now) >= Date.parse(state.expiresAt)) return refuse('session_not_active');
  if (expiresAtMs - Date.parse(state.startedAt) > longestLifeMs) return refuse('ttl_too_long', { longestLifeSeconds: longestLifeMs / 1000 });
  return expiresAtMs <= Date.parse(state.expiresAt) ? [] : [{ type: 'countersign.session.extended.v1', data: { expiresAt: toInstant(expiresAtMs) } }];
}

/** What became of the profile stands in the commit of the end, or nowhere. */
function profileOutcome({ profile }: { readonly profile?: ProfileOutcome }): readonly ProfileOutcome[] {
  return profile ? [profile] : [];
}

/** Decides again on the newest state, so that an extension which came first wins. */
function decideExpire(command: CommandOf<'expire'>, state: SessionState): Decision {
  const life = {
    deadlineMs: Date.parse(state.expiresAt),
    heartbeatTimeoutMs: state.parameters?.heartbeatTimeoutMs ?? null,
    connections: command.connections,
    silentMs: command.silentMs,
    hearingMs: command.hearingMs,
  };
  const decision = decideExpiry(life, Date.parse(command.now));
  if (!decision.expires) return [];
  const { lastHeartbeatAt } = command;
  return [...failOpenHandoffs(state), ...profileOutcome(command), { type: 'countersign.session.expired.v1', data: { reason: decision.reason, lastHeartbeatAt } }];
}

function decideActive(command: Exclude<SessionCommand, { type: 'start' | 'fail_start' | 'request_handoff' | 'save_recording' | 'stop_recording' }>, state: SessionState): Decision {
  switch (command.type) {
    case 'extend':
      return decideExtend(command, state);
    case 'terminate': {
      const { reason, lastHeartbeatAt } = command;
      return [...failOpenHandoffs(state), ...profileOutcome(command), { type: 'countersign.session.terminated.v1', data: { reason, lastHeartbeatAt } }];
    }
    case 'expire':
      return decideExpire(command, state);
    case 'take_control':
      return decideTakeControl(command, state);
    case 'return_control':
      return decideReturnControl(command, state);
    case 'grant_console':
      return decideGrant(command, state);
    case 'open_console':
      return decideOpenConsole(command, state);
    case 'close_console':
      return decideCloseConsole(command, state);
    case 'revoke_console':
      return decideRevokeConsole(command, state);
    case 'complete_handoff':
      return decideCompleteHandoff(command, state);
    case 'record_file':
      return [{ type: command.origin === 'download' ? 'countersign.session.file_downloaded.v1' : 'countersign.session.file_uploaded.v1', data: command.file }];
    case 'time_out_handoffs':
      return timeOutHandoffs(command.now, state);
    default:
      return never(command);
  }
}

/** Commands that find a session ended have nothing left to do, instead of being refused. */
const SATISFIED_BY_AN_END: ReadonlySet<SessionCommand['type']> = new Set(['terminate', 'expire', 'close_console', 'revoke_console', 'time_out_handoffs']);

export function decide(command: SessionCommand, state: SessionState): Decision {
  if (command.type === 'start') return decideStart(command, state);
  if (command.type === 'fail_start') return decideFailStart(command, state);
  if (state.status === 'unknown') return refuse('session_not_found');
  if (command.type === 'request_handoff') return decideRequestHandoff(command, state);
  if (command.type === 'save_recording') return decideSaveRecording(command, state);
  if (command.type === 'stop_recording') return decideStopRecording(command, state);
  if (state.status !== 'active') return SATISFIED_BY_AN_END.has(command.type) ? [] : refuse('session_not_active', { endedReason: state.endedReason });
  return decideActive(command, state);
}

export const sessionDecider: Decider<SessionCommand, SessionEvent, SessionState> = { initialState, decide, evolve };
