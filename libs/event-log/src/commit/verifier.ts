import { CorruptionError, type Commit } from '../event-log.ts';
import { MAX_VERSIONS_REMEMBERED } from '../limits.ts';
import { decodeCommit } from './decode-commit.ts';
import type { StoredCommit } from './stored-commit.ts';

export interface Verified {
  /** What is sound, up to the first that is not. */
  readonly commits: readonly Commit[];
  readonly corruption?: CorruptionError;
}

/**
 * Verifies a log while it is read in order: no gap in the sequence, no gap in the versions of an aggregate as far as
 * they were seen, no event id twice in a batch, and every commit sound in itself.
 */
export class Verifier {
  #last: number;
  /** Versions are known from the beginning of the log: an aggregate not seen yet must begin with version 1. */
  #complete: boolean;
  readonly #versions = new Map<string, number>();

  constructor(after: number) {
    this.#last = after;
    this.#complete = after === 0;
  }

  verify(batch: readonly StoredCommit[]): Verified {
    const commits: Commit[] = [];
    const ids = new Set<string>();
    try {
      for (const stored of batch) commits.push(this.#verifyNext(stored, ids));
      return { commits };
    } catch (error) {
      if (error instanceof CorruptionError) return { commits, corruption: error };
      throw error;
    }
  }

  #verifyNext(stored: StoredCommit, ids: Set<string>): Commit {
    const { sequence, subject } = stored;
    const corrupt = (what: string) => new CorruptionError(`commit ${sequence} (${subject}): ${what}`, sequence);
    if (sequence !== this.#last + 1) throw corrupt(`follows ${this.#last}: the log has a gap`);
    const commit = decodeCommit(stored);
    const first = commit.events[0]!.aggregateversion;
    const known = this.#versions.get(subject) ?? (this.#complete ? 0 : first - 1);
    if (first !== known + 1) throw corrupt(`begins with version ${first} after version ${known}`);
    for (const { id } of commit.events) {
      if (ids.has(id)) throw corrupt(`event id ${id} twice`);
      ids.add(id);
    }
    this.#remember(subject, commit.events.at(-1)!.aggregateversion);
    this.#last = sequence;
    return commit;
  }

  #remember(subject: string, version: number): void {
    this.#versions.set(subject, version);
    if (this.#versions.size > MAX_VERSIONS_REMEMBERED) {
      this.#versions.delete(this.#versions.keys().next().value!);
      this.#complete = false;
    }
  }
}
