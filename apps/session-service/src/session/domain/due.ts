import type { SessionCommand } from './commands.ts';
import { decideExpiry } from './expiry.ts';
import type { SessionState } from './session.ts';

/** What only the node that hosts the browser knows: who is connected, and since when. Instants in milliseconds since the epoch. */
export interface Presence {
  readonly lastHeartbeatMs: number | null;
  /** Start, last heartbeat, or the last moment at which a connection was open. */
  readonly lastSignOfLifeMs: number;
  /** Open console and CDP connections. */
  readonly connections: number;
  /** Consoles that were opened here: connected or not, since when. */
  readonly consoles: ReadonlyMap<string, { readonly connected: boolean; readonly sinceMs: number }>;
  /** When the holder of control took it, or was last connected to a console that may control. */
  readonly controlSeenMs: number;
}

export interface Patience {
  /** A console without a connection for this long is closed. */
  readonly consoleReconnectMs: number;
  /** Control whose holder is not connected for this long goes back to the automation. */
  readonly controlIdleMs: number;
}

const instant = (milliseconds: number): string => new Date(milliseconds).toISOString();

export function isHolderConnected(state: SessionState, presence: Presence): boolean {
  return Object.values(state.consoles).some(
    ({ consoleId, mode, user, open }) => open && mode === 'control' && user === state.controlHolder && presence.consoles.get(consoleId)?.connected,
  );
}

/** What time alone asks for now; an end stands alone. Empty for a session that is not active. */
export function dueCommands(state: SessionState, presence: Presence, patience: Patience, nowMs: number): SessionCommand[] {
  if (state.status !== 'active') return [];
  const { lastSignOfLifeMs, lastHeartbeatMs, connections } = presence;
  const heartbeatTimeoutMs = state.parameters?.heartbeatTimeoutMs ?? null;
  const expiry = decideExpiry({ deadlineMs: Date.parse(state.expiresAt), heartbeatTimeoutMs, lastSignOfLifeMs, connections }, nowMs);
  const now = instant(nowMs);
  if (expiry.expires) {
    const lastHeartbeatAt = lastHeartbeatMs === null ? null : instant(lastHeartbeatMs);
    return [{ type: 'expire', lastHeartbeatAt, lastSignOfLifeAt: instant(lastSignOfLifeMs), connections, now }];
  }
  const due: SessionCommand[] = [];
  if (Object.values(state.handoffs).some(({ outcome, deadline }) => outcome === null && Date.parse(deadline) <= nowMs)) due.push({ type: 'time_out_handoffs', now });
  for (const [consoleId, { connected, sinceMs }] of presence.consoles) {
    const isOpen = state.consoles[consoleId]?.open ?? false;
    if (isOpen && !connected && nowMs - sinceMs >= patience.consoleReconnectMs) due.push({ type: 'close_console', consoleId, reason: 'disconnected' });
  }
  const isIdle = !isHolderConnected(state, presence) && nowMs - presence.controlSeenMs >= patience.controlIdleMs;
  if (state.controlHolder !== null && isIdle) due.push({ type: 'return_control', holder: state.controlHolder, token: state.controlToken, reason: 'idle' });
  return due;
}
