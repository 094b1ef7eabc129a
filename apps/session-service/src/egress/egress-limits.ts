export interface EgressLimits {
  /** Of one browser at a time; Chromium itself keeps 32 to a proxy and some more for WebSockets. */
  readonly maxConnections: number;
  readonly maxRequestHeaderBytes: number;
  /** What Chromium takes at most. */
  readonly maxResponseHeaderBytes: number;
  /** For resolving and connecting. */
  readonly connectTimeoutMs: number;
  /** For the header of a request, so that nobody holds a connection by sending it drop by drop. */
  readonly requestHeaderTimeoutMs: number;
  /** A connection between requests. */
  readonly keepAliveTimeoutMs: number;
  /** A request or tunnel in which nothing moves either way. */
  readonly idleTimeoutMs: number;
  /** Hosts whose refusal is logged for one browser; the rest is only counted. */
  readonly maxLoggedRefusals: number;
}

export const egressLimits: EgressLimits = {
  maxConnections: 256,
  maxRequestHeaderBytes: 128 * 1024,
  maxResponseHeaderBytes: 256 * 1024,
  connectTimeoutMs: 20_000,
  requestHeaderTimeoutMs: 30_000,
  keepAliveTimeoutMs: 60_000,
  idleTimeoutMs: 10 * 60_000,
  maxLoggedRefusals: 50,
};
