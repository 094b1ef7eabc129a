import type { ConsoleMode, EndedReason, ProfileChoice, SessionEvent, Viewport } from '@countersign/contracts';
import { never } from '@countersign/decider';

export interface Grant {
  readonly grantId: string;
  readonly mode: ConsoleMode;
  /** Who may open it. */
  readonly user: string;
  readonly secretSha256: string;
  readonly expiresAt: string;
  readonly status: 'granted' | 'opened' | 'revoked';
  readonly lent?: true;
}

export interface OpenedConsole {
  readonly consoleId: string;
  readonly grantId: string;
  readonly mode: ConsoleMode;
  readonly user: string;
  readonly cookieSha256: string;
  readonly lent?: true;
  readonly open: boolean;
}

export interface Handoff {
  readonly handoffId: string;
  readonly reason: string;
  readonly instructions: string;
  readonly deadline: string;
  readonly outcome: 'done' | 'failed' | 'timed_out' | null;
}

/** What the session was started with; a repeated start must ask for the same. */
export interface SessionParameters {
  readonly runId: string;
  readonly viewport: Viewport;
  readonly startUrl: string | null;
  readonly ttlMs: number;
  readonly heartbeatTimeoutMs: number | null;
  /** Missing: the browser starts empty and nothing of it is kept. */
  readonly profile?: ProfileChoice;
  /** Missing: the screen is not recorded. */
  readonly recorded?: boolean;
  /** Missing: all that the node lets its browsers reach. */
  readonly egressAllow?: string[];
}

export interface SessionState {
  /** `unknown`: nothing happened yet under this id. */
  readonly status: 'unknown' | 'active' | 'expired' | 'terminated';
  readonly endedReason: EndedReason | 'start_failed' | null;
  /** null until started, and when the start failed. */
  readonly parameters: SessionParameters | null;
  readonly startedAt: string;
  readonly expiresAt: string;
  readonly node: string;
  /** Who drives the browser; null is the automation. */
  readonly controlHolder: string | null;
  /** The lent console that control was taken by, by which alone it is used; null: any console of the holder's own. */
  readonly controlConsoleId: string | null;
  /** The fencing token last given out; 0 before the first. */
  readonly controlToken: number;
  readonly grants: Readonly<Record<string, Grant>>;
  readonly consoles: Readonly<Record<string, OpenedConsole>>;
  readonly handoffs: Readonly<Record<string, Handoff>>;
  /** `segments`: digests of those that are saved, by index. */
  readonly recording: { readonly segments: Readonly<Record<number, string>>; readonly stopped: boolean };
}

export const initialState: SessionState = {
  status: 'unknown',
  endedReason: null,
  parameters: null,
  startedAt: '',
  expiresAt: '',
  node: '',
  controlHolder: null,
  controlConsoleId: null,
  controlToken: 0,
  grants: {},
  consoles: {},
  handoffs: {},
  recording: { segments: {}, stopped: false },
};

type DataOf<Type extends SessionEvent['type']> = Extract<SessionEvent, { type: Type }>['data'];

function started(state: SessionState, data: DataOf<'countersign.session.started.v1'>): SessionState {
  const { runId, viewport, startUrl, startedAt, expiresAt, heartbeatTimeoutMs, node, profile, recorded, egressAllow } = data;
  const ttlMs = Date.parse(expiresAt) - Date.parse(startedAt);
  return { ...state, status: 'active', parameters: { runId, viewport, startUrl, ttlMs, heartbeatTimeoutMs, ...(profile ? { profile: choiceOf(profile) } : {}), ...(recorded ? { recorded } : {}), ...(egressAllow ? { egressAllow } : {}) }, startedAt, expiresAt, node };
}

const choiceOf = ({ name, save }: ProfileChoice): ProfileChoice => ({ name, save });

/** An ended session has no holder and no open console any more, whatever was so before. */
function ended(state: SessionState, status: 'expired' | 'terminated', endedReason: SessionState['endedReason']): SessionState {
  const consoles = Object.fromEntries(Object.entries(state.consoles).map(([id, opened]) => [id, { ...opened, open: false }]));
  return { ...state, status, endedReason, controlHolder: null, controlConsoleId: null, consoles };
}

function consoleOpened(state: SessionState, data: DataOf<'countersign.session.console_opened.v1'>): SessionState {
  const grant = state.grants[data.grantId];
  return {
    ...state,
    grants: grant ? { ...state.grants, [data.grantId]: { ...grant, status: 'opened' } } : state.grants,
    consoles: { ...state.consoles, [data.consoleId]: { ...data, open: true } },
  };
}

function consoleRevoked(state: SessionState, grantId: string): SessionState {
  const grant = state.grants[grantId];
  const consoles = Object.fromEntries(
    Object.entries(state.consoles).map(([id, opened]) => [id, opened.grantId === grantId ? { ...opened, open: false } : opened]),
  );
  return { ...state, consoles, grants: grant ? { ...state.grants, [grantId]: { ...grant, status: 'revoked' } } : state.grants };
}

function consoleClosed(state: SessionState, consoleId: string): SessionState {
  const opened = state.consoles[consoleId];
  return opened ? { ...state, consoles: { ...state.consoles, [consoleId]: { ...opened, open: false } } } : state;
}

function handoffCompleted(state: SessionState, data: DataOf<'countersign.session.handoff_completed.v1'>): SessionState {
  const handoff = state.handoffs[data.handoffId];
  return handoff ? { ...state, handoffs: { ...state.handoffs, [data.handoffId]: { ...handoff, outcome: data.outcome } } } : state;
}

export function evolve(state: SessionState, event: SessionEvent): SessionState {
  switch (event.type) {
    case 'countersign.session.started.v1':
      return started(state, event.data);
    case 'countersign.session.start_failed.v1':
      return { ...state, status: 'terminated', endedReason: 'start_failed' };
    case 'countersign.session.extended.v1':
      return { ...state, expiresAt: event.data.expiresAt };
    case 'countersign.session.control_taken.v1':
      return { ...state, controlHolder: event.data.holder, controlConsoleId: event.data.consoleId ?? null, controlToken: event.data.token };
    case 'countersign.session.control_returned.v1':
      return { ...state, controlHolder: null, controlConsoleId: null };
    case 'countersign.session.console_granted.v1':
      return { ...state, grants: { ...state.grants, [event.data.grantId]: { ...event.data, status: 'granted' } } };
    case 'countersign.session.console_opened.v1':
      return consoleOpened(state, event.data);
    case 'countersign.session.console_closed.v1':
      return consoleClosed(state, event.data.consoleId);
    case 'countersign.session.console_revoked.v1':
      return consoleRevoked(state, event.data.grantId);
    case 'countersign.session.handoff_requested.v1': {
      const { handoffId } = event.data;
      return { ...state, handoffs: { ...state.handoffs, [handoffId]: { ...event.data, outcome: null } } };
    }
    case 'countersign.session.handoff_completed.v1':
      return handoffCompleted(state, event.data);
    case 'countersign.session.profile_saved.v1':
    case 'countersign.session.profile_not_saved.v1':
      return state; // The end follows in the same commit.
    case 'countersign.session.file_downloaded.v1':
    case 'countersign.session.file_uploaded.v1':
      return state; // Whoever hosts the browser knows its files; they end with it.
    case 'countersign.session.recording_saved.v1': {
      const { index, sha256 } = event.data;
      return { ...state, recording: { ...state.recording, segments: { ...state.recording.segments, [index]: sha256 } } };
    }
    case 'countersign.session.recording_stopped.v1':
      return { ...state, recording: { ...state.recording, stopped: true } };
    case 'countersign.session.expired.v1':
      return ended(state, 'expired', event.data.reason);
    case 'countersign.session.terminated.v1':
      return ended(state, 'terminated', event.data.reason);
    default:
      return never(event);
  }
}
