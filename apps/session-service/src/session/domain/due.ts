import type { SessionCommand } from './commands.ts';
import { decideExpiry } from './expiry.ts';
import type { SessionState } from './session.ts';

/** What only the node that hosts the browser knows. Durations are in milliseconds, by a clock that nobody can set. */
export interface Presence {
  readonly lastHeartbeatAt: string | null;
  /** Since the start, the last heartbeat, or the last moment at which a connection was open. */
  readonly silentMs: number;
  /** For how long, without a break, heartbeats could have arrived. */
  readonly hearingMs: number;
  /** Open console and CDP connections. */
  readonly connections: number;
  /** Consoles that were opened here: connected or not, for how long, and for how long they have been open. */
  readonly consoles: ReadonlyMap<string, { readonly connected: boolean; readonly forMs: number; readonly openForMs: number }>;
  /** Since control was taken, or its holder last pressed a key or moved the pointer. */
  readonly controlIdleMs: number;
}

export interface Patience {
  /** A console without a connection for this long is closed. */
  readonly consoleReconnectMs: number;
  /** A console is closed after this long, connected or not: its person needs a new grant. */
  readonly consoleLifeMs: number;
  /** Control whose holder does nothing for this long goes back to the automation. */
  readonly controlIdleMs: number;
}

/** What time alone asks for now; an end stands alone. Empty for a session that is not active. */
export function dueCommands(state: SessionState, presence: Presence, patience: Patience, nowMs: number): SessionCommand[] {
  if (state.status !== 'active') return [];
  const { lastHeartbeatAt, silentMs, hearingMs, connections } = presence;
  const heartbeatTimeoutMs = state.parameters?.heartbeatTimeoutMs ?? null;
  const expiry = decideExpiry({ deadlineMs: Date.parse(state.expiresAt), heartbeatTimeoutMs, connections, silentMs, hearingMs }, nowMs);
  const now = new Date(nowMs).toISOString();
  if (expiry.expires) return [{ type: 'expire', lastHeartbeatAt, silentMs, hearingMs, connections, now }];
  const due: SessionCommand[] = [];
  if (Object.values(state.handoffs).some(({ outcome, deadline }) => outcome === null && Date.parse(deadline) <= nowMs)) due.push({ type: 'time_out_handoffs', now });
  for (const [consoleId, { connected, forMs, openForMs }] of presence.consoles) {
    if (!state.consoles[consoleId]?.open) continue;
    if (openForMs >= patience.consoleLifeMs) due.push({ type: 'close_console', consoleId, reason: 'expired' });
    else if (!connected && forMs >= patience.consoleReconnectMs) due.push({ type: 'close_console', consoleId, reason: 'disconnected' });
  }
  if (state.controlHolder !== null && presence.controlIdleMs >= patience.controlIdleMs) {
    due.push({ type: 'return_control', holder: state.controlHolder, token: state.controlToken, reason: 'idle' });
  }
  return due;
}
