/** When a session must end by itself. All instants are absolute, in milliseconds since the epoch. */
export interface Life {
  readonly deadlineMs: number;
  /** null: no lease, only the deadline counts. */
  readonly heartbeatTimeoutMs: number | null;
  /** Start, last heartbeat, or the last moment at which a console or CDP connection was open. */
  readonly lastSignOfLifeMs: number;
  /** Open console and CDP connections; one is as good as a heartbeat. */
  readonly connections: number;
}

export type ExpiryDecision =
  | { readonly expires: true; readonly reason: 'heartbeat_lost' | 'deadline_reached' }
  /** Nothing can expire before `nextCheckMs`, unless the deadline is moved or a connection closes. */
  | { readonly expires: false; readonly nextCheckMs: number };

/**
 * Compares absolute instants only, so neither a suspended machine nor a clock that jumps forward keeps a session alive.
 * A sign of life that lies in the future (the clock jumped back) counts as one of now.
 */
export function decideExpiry(life: Life, nowMs: number): ExpiryDecision {
  if (nowMs >= life.deadlineMs) return { expires: true, reason: 'deadline_reached' };
  if (life.heartbeatTimeoutMs === null) return { expires: false, nextCheckMs: life.deadlineMs };
  const aliveAtMs = life.connections > 0 ? nowMs : Math.min(life.lastSignOfLifeMs, nowMs);
  const leaseEndsMs = aliveAtMs + life.heartbeatTimeoutMs;
  if (nowMs >= leaseEndsMs) return { expires: true, reason: 'heartbeat_lost' };
  return { expires: false, nextCheckMs: Math.min(life.deadlineMs, leaseEndsMs) };
}
