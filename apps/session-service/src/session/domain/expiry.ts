/** When a session must end by itself. Durations are by a clock that nobody can set; only the deadline is an instant. */
export interface Life {
  /** Milliseconds since the epoch. */
  readonly deadlineMs: number;
  /** null: no lease, only the deadline counts. */
  readonly heartbeatTimeoutMs: number | null;
  /** Open console and CDP connections; one is as good as a heartbeat. */
  readonly connections: number;
  /** Since the start, the last heartbeat, or the last moment at which a connection was open. */
  readonly silentMs: number;
  /** For how long, without a break, a heartbeat could have reached the node: cut off or paused it hears none. */
  readonly hearingMs: number;
}

export type ExpiryDecision =
  | { readonly expires: true; readonly reason: 'heartbeat_lost' | 'deadline_reached' }
  /** Nothing can expire before `nextCheckMs`, unless the deadline is moved or a connection closes. */
  | { readonly expires: false; readonly nextCheckMs: number };

/**
 * `nowMs` is the later of the wall clock and of what it would say had nobody set it since the session's start: a clock
 * that jumps, in either direction, cannot keep a session alive beyond its deadline. A lease runs only while heartbeats can
 * arrive, and begins anew when they can again; the deadline is never moved by that.
 */
export function decideExpiry(life: Life, nowMs: number): ExpiryDecision {
  if (nowMs >= life.deadlineMs) return { expires: true, reason: 'deadline_reached' };
  if (life.heartbeatTimeoutMs === null) return { expires: false, nextCheckMs: life.deadlineMs };
  const waitedMs = life.connections > 0 ? 0 : Math.max(0, Math.min(life.silentMs, life.hearingMs));
  if (waitedMs >= life.heartbeatTimeoutMs) return { expires: true, reason: 'heartbeat_lost' };
  return { expires: false, nextCheckMs: Math.min(life.deadlineMs, nowMs + life.heartbeatTimeoutMs - waitedMs) };
}
