export interface CdpLimits {
  /** Longest command of a client. Chromium ends its pipe at 100 MB; Playwright sends files of up to 50 MB as base64 in one command. */
  readonly maxClientMessageBytes: number;
  /** Longest message of the browser. */
  readonly maxBrowserMessageBytes: number;
  /** Commands of one client that the browser has not answered yet; more are refused, and after as many refusals the client is closed with 1008. */
  readonly maxPendingCommandsPerClient: number;
  /** Commands of one client that wait for its session in the browser, all together; beyond it the client is closed with 1008. */
  readonly maxWaitingBytesPerClient: number;
  /** What may wait in memory for a client that reads too slowly, beside the newest message; beyond it the client is closed with 1013. */
  readonly maxBufferedBytesPerClient: number;
  /** What may wait for all clients of a browser; beyond it the slowest is closed with 1013. */
  readonly maxBufferedBytes: number;
  /** Clients of one browser at a time; more are closed with 1013. */
  readonly maxClients: number;
  /** How long the service itself waits for an answer. */
  readonly ownCommandTimeoutMs: number;
}

export const cdpLimits: CdpLimits = {
  maxClientMessageBytes: 72 * 1024 * 1024,
  maxBrowserMessageBytes: 256 * 1024 * 1024,
  maxPendingCommandsPerClient: 2000,
  maxWaitingBytesPerClient: 80 * 1024 * 1024,
  maxBufferedBytesPerClient: 64 * 1024 * 1024,
  maxBufferedBytes: 256 * 1024 * 1024,
  maxClients: 32,
  ownCommandTimeoutMs: 30_000,
};
