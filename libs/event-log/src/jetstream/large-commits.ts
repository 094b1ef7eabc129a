import { LARGE_COMMITS_BUCKET } from '@countersign/contracts';
import { JetStreamApiCodes, JetStreamApiError, type JetStreamClient } from '@nats-io/jetstream';
import { Objm, StorageType, type ObjectStore } from '@nats-io/obj';
import { CLAIM_CONTENT_TYPE, COMMIT_CONTENT_TYPE } from '../commit/commit-headers.ts';
import type { EncodedCommit } from '../commit/encode-commit.ts';
import type { StoredCommit } from '../commit/stored-commit.ts';
import { LARGE_COMMIT_TIMEOUT_MS } from '../limits.ts';

/**
 * Commits that fit into no message: their bytes are in an object store under the name of their SHA-256, and the message
 * holds a claim to them. The object is there before the message is; the digest is checked when the commit is read.
 */
export class LargeCommits {
  readonly #client: JetStreamClient;
  readonly #replicas: number;
  #bucket: Promise<ObjectStore> | undefined;

  constructor(client: JetStreamClient, replicas: number) {
    this.#client = client;
    this.#replicas = replicas;
  }

  /** Stores the bytes of the commit. @returns the commit with a claim as its payload. */
  async deposit(commit: EncodedCommit): Promise<EncodedCommit> {
    const { sha256 } = commit.headers;
    const bucket = await this.#create();
    await inTime(bucket.putBlob({ name: sha256 }, commit.payload), `storing a commit of ${commit.payload.length} bytes`);
    const claim = { sha256, bytes: commit.payload.length };
    return { ...commit, headers: { ...commit.headers, contentType: CLAIM_CONTENT_TYPE }, payload: Buffer.from(JSON.stringify(claim)) };
  }

  /** Nobody refers to it: every commit has bytes of its own, because its event ids are its own. */
  async withdraw({ headers }: EncodedCommit): Promise<void> {
    await (await this.#create()).delete(headers.sha256).catch(() => undefined);
  }

  /** The commits with their bytes in place of claims. @throws when the store does not answer. */
  async redeem(stored: readonly StoredCommit[]): Promise<readonly StoredCommit[]> {
    if (!stored.some(isClaim)) return stored;
    return Promise.all(stored.map((one) => (isClaim(one) ? this.#redeemOne(one) : one)));
  }

  async #redeemOne(stored: StoredCommit): Promise<StoredCommit> {
    const { sha256 } = stored.headers;
    const redeemed = { ...stored, headers: { ...stored.headers, contentType: COMMIT_CONTENT_TYPE } };
    if (sha256 === undefined) return { ...redeemed, missing: 'a claim without a digest' };
    const payload = await inTime(this.#get(sha256), `reading ${sha256}`);
    return payload ? { ...redeemed, payload } : { ...redeemed, missing: `its content ${sha256} is not in the object store, or is another` };
  }

  async #get(sha256: string): Promise<Uint8Array | undefined> {
    try {
      this.#bucket ??= new Objm(this.#client).open(LARGE_COMMITS_BUCKET);
      return (await (await this.#bucket).getBlob(sha256)) ?? undefined;
    } catch (error) {
      this.#bucket = undefined;
      const isGone = error instanceof JetStreamApiError && error.code === JetStreamApiCodes.StreamNotFound;
      // The client has no codes for these two.
      if (isGone || /object store not found|corrupt object/.test((error as Error).message)) return undefined;
      throw error;
    }
  }

  #create(): Promise<ObjectStore> {
    this.#bucket ??= new Objm(this.#client).create(LARGE_COMMITS_BUCKET, { storage: StorageType.File, replicas: this.#replicas });
    this.#bucket.catch(() => { this.#bucket = undefined; });
    return this.#bucket;
  }
}

function isClaim({ headers }: StoredCommit): boolean {
  return headers.contentType === CLAIM_CONTENT_TYPE;
}

/** The client waits for ever for a piece that is missing. */
async function inTime<Answer>(work: Promise<Answer>, what: string): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} took longer than ${LARGE_COMMIT_TIMEOUT_MS} ms`)), LARGE_COMMIT_TIMEOUT_MS);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
