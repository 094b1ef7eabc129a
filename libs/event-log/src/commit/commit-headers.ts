import { hash } from 'node:crypto';

/** Content type of a commit (CloudEvents JSON batch format). */
export const COMMIT_CONTENT_TYPE = 'application/cloudevents-batch+json';
/** Content type of a message whose commit is in the object store, under the name of its digest. */
export const CLAIM_CONTENT_TYPE = 'application/vnd.countersign.commit-claim+json';

/**
 * What a message says of its commit beside it: the one place for it. A signature of the writer belongs here, over
 * `sha256`, `commitId` and the subject.
 */
export interface CommitHeaders {
  /** Random, so that nobody can use up the id of somebody else's commit beforehand. */
  readonly commitId: string;
  readonly contentType: string;
  /** Lower-case hex SHA-256 of the commit's bytes, wherever they are. Commits from before it have none. */
  readonly sha256: string | undefined;
}

const HEADER = { commitId: 'Nats-Msg-Id', contentType: 'Content-Type', sha256: 'Countersign-Sha256' } as const;

export function writeHeaders({ commitId, contentType, sha256 }: CommitHeaders, set: (name: string, value: string) => void): void {
  set(HEADER.commitId, commitId);
  set(HEADER.contentType, contentType);
  if (sha256 !== undefined) set(HEADER.sha256, sha256);
}

/** What is missing is empty, and refused when the commit is decoded. In one pass: this is done for every message of the log. */
export function readHeaders(headers: Iterable<readonly [string, readonly string[]]>): CommitHeaders {
  let [commitId, contentType, sha256] = ['', '', ''];
  for (const [name, [value = '']] of headers) {
    if (name === HEADER.commitId) commitId = value;
    else if (name === HEADER.contentType) contentType = value;
    else if (name === HEADER.sha256) sha256 = value;
  }
  return { commitId, contentType, sha256: sha256 || undefined };
}

export function sha256Of(payload: Uint8Array): string {
  return hash('sha256', payload, 'hex');
}
