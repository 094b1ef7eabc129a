import { CorruptionError } from '@countersign/event-log';

/** What a script may ask the end of a command for. */
export const EXIT = {
  ok: 0,
  /** Something is wrong, differs, or was refused; also a fault that nobody expected. */
  wrong: 1,
  /** The command line, the configuration or the input is not valid; nothing was done. */
  usage: 2,
  /** A server did not answer, or refused the credentials. */
  unreachable: 3,
  /** The log is not what an append-only log must be. */
  corrupt: 4,
  /** Stopped by SIGINT before it was done. */
  interrupted: 130,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export class UsageError extends Error {
  override readonly name = 'UsageError';
}
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError';
}
export class InterruptedError extends Error {
  override readonly name = 'InterruptedError';
}

export function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof CorruptionError) return EXIT.corrupt;
  if (error instanceof UsageError) return EXIT.usage;
  if (error instanceof UnreachableError) return EXIT.unreachable;
  if (error instanceof InterruptedError) return EXIT.interrupted;
  return EXIT.wrong;
}
