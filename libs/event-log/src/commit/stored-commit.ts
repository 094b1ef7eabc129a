import type { CommitHeaders } from './commit-headers.ts';

/** A commit as a store hands it out, before anything in it is believed. */
export interface StoredCommit {
  readonly sequence: number;
  readonly subject: string;
  readonly headers: CommitHeaders;
  readonly storedAt: Date;
  readonly payload: Uint8Array;
  /** Why the payload could not be had although the commit is stored. */
  readonly missing?: string;
}
