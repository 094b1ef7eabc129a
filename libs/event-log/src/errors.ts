/** Somebody else appended to the aggregate first: load again and decide again. */
export class ConflictError extends Error {
  override readonly name = 'ConflictError';
}
/** The commit breaks a rule of the log and was not sent: a fault of the caller. */
export class InvalidCommitError extends Error {
  override readonly name = 'InvalidCommitError';
}
/** The commit is larger than any may be and was not sent: what is big belongs into the object store. */
export class CommitTooLargeError extends Error {
  override readonly name = 'CommitTooLargeError';
  readonly sizeBytes: number;
  readonly maxBytes: number;
  constructor(sizeBytes: number, maxBytes: number) {
    super(`the commit has ${sizeBytes} bytes, ${maxBytes} are allowed`);
    this.sizeBytes = sizeBytes;
    this.maxBytes = maxBytes;
  }
}
/** No acknowledgement came in time: the commit may be stored or not. Load before deciding again. */
export class UnacknowledgedError extends Error {
  override readonly name = 'UnacknowledgedError';
}
/**
 * commit: the one at `sequence` is not sound · gap: those from `sequence` until `until` are missing · end: the log ends
 * before a position that was read already, which no decision mends: what was derived from it has to be made anew.
 */
export type Finding =
  | { readonly kind: 'commit'; readonly subject: string }
  | { readonly kind: 'gap'; readonly until: number }
  | { readonly kind: 'end' };
/** The log is not what an append-only log must be; a follower stops before it. */
export class CorruptionError extends Error {
  override readonly name = 'CorruptionError';
  /** The first position that is wrong. */
  readonly sequence: number;
  readonly finding: Finding;
  constructor(message: string, sequence: number, finding: Finding) {
    super(message);
    this.sequence = sequence;
    this.finding = finding;
  }
}

export function endsBefore(last: number, position: number): CorruptionError {
  return new CorruptionError(`the log ends at ${last}, before the position ${position}`, last + 1, { kind: 'end' });
}
