/** Content type of a commit (CloudEvents JSON batch format). */
export const COMMIT_CONTENT_TYPE = 'application/cloudevents-batch+json';

/** A commit as a store hands it out, before anything in it is believed. */
export interface StoredCommit {
  readonly sequence: number;
  readonly subject: string;
  readonly commitId: string | undefined;
  readonly contentType: string | undefined;
  readonly storedAt: Date;
  readonly payload: Uint8Array;
}
