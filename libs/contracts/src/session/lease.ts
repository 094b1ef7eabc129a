/** Value of a key of the `session-leases` bucket. */
export interface SessionLease {
  readonly sessionId: string;
  /** RFC 3339. */
  readonly lastHeartbeatAt: string;
}
