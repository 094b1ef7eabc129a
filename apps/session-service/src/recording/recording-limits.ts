import type { Pace } from './rfb-screen-source.ts';

/** What a recording may cost; every number of it is here. */
export interface RecordingLimits {
  readonly pace: Pace;
  /** A segment is followed by the next after this long, if anything changed in it, ms. */
  readonly segmentMs: number;
  /** A segment is followed by the next when it has this many bytes. */
  readonly segmentBytes: number;
  /** All segments of a session together; then the recording stops. */
  readonly sessionBytes: number;
  /** What may wait to be written to the disk; a disk that is slower ends the recording, not the service. */
  readonly unwrittenBytes: number;
  /** From when the screen could not be read until the next try, ms. */
  readonly retryAfterMs: number;
  /** Tries in a row after which the recording is given up. */
  readonly tries: number;
}

export function recordingLimits(sessionBytes: number): RecordingLimits {
  return {
    pace: { shortestIntervalMs: 150, longestIntervalMs: 1000, bytesPerSecond: 256 * 1024 },
    segmentMs: 60_000,
    segmentBytes: 4 * 1024 * 1024,
    sessionBytes,
    unwrittenBytes: 64 * 1024 * 1024,
    retryAfterMs: 2_000,
    tries: 5,
  };
}
