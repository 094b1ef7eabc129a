import { CorruptionError } from '../errors.ts';
import type { Commit } from '../event-log.ts';
import { NOTHING_DECIDED, type Decisions } from '../journal/journal-state.ts';
import { MAX_VERSIONS_REMEMBERED, MIN_IDS_REMEMBERED } from '../limits.ts';
import { decodeCommit } from './decode-commit.ts';
import type { StoredCommit } from './stored-commit.ts';

export interface Verified {
  /** What is sound, up to the first that is not. Places that are passed over stand there as commits without events. */
  readonly commits: readonly Commit[];
  readonly corruption?: CorruptionError;
}

/** An aggregate whose history cannot be true any more from a commit on. */
export interface Quarantine {
  readonly subject: string;
  readonly sequence: number;
}

/**
 * Verifies a log while it is read in order: no gap in the sequence, no gap in the versions of an aggregate and no event
 * id again as far as they are remembered, and every commit sound in itself. Where an operator decided to pass over a
 * place it goes on behind it: the aggregate of an unsound commit is in quarantine from there on, and so is every one
 * whose versions have a hole behind a gap that was passed over.
 */
export class Verifier {
  #last: number;
  /** Versions are known from the beginning of the log: an aggregate not seen yet must begin with version 1. */
  #complete: boolean;
  #decisions: Decisions;
  /** A gap lies behind: versions may have a hole because of it. */
  #gapPassed: boolean;
  /** Found here, and not in the journal yet. */
  newQuarantines: readonly Quarantine[] = [];
  readonly #versions = new Map<string, number>();
  /** The last of them, and those before: to forget one by one costs more. */
  #ids = new Set<string>();
  #olderIds = new Set<string>();

  constructor(after: number, decisions: Decisions = NOTHING_DECIDED) {
    this.#last = after;
    this.#complete = after === 0;
    this.#decisions = decisions;
    this.#gapPassed = decisions.hasGapUpTo(after);
  }

  /** The last that was verified or passed over. */
  get last(): number {
    return this.#last;
  }

  /** What was decided since. */
  decide(decisions: Decisions): void {
    this.#decisions = decisions;
    this.newQuarantines = this.newQuarantines.filter(({ sequence, subject }) => !decisions.isQuarantined(subject, sequence));
  }

  verify(batch: readonly StoredCommit[]): Verified {
    const commits: Commit[] = [];
    try {
      for (const stored of batch) commits.push(this.#verifyNext(stored));
      return { commits };
    } catch (error) {
      if (error instanceof CorruptionError) return { commits, corruption: error };
      throw error;
    }
  }

  /** The end of the log is missing, and an operator let it be so. */
  passTo(sequence: number): void {
    this.#last = sequence;
    this.#gapPassed = true;
  }

  #verifyNext(stored: StoredCommit): Commit {
    const { sequence, subject } = stored;
    if (sequence !== this.#last + 1) this.#passGap(sequence);
    if (this.#decisions.passesCommit(sequence) || this.#isQuarantined(subject, sequence)) return this.#passOver(stored);
    const commit = decodeCommit(stored);
    const first = commit.events[0]!.aggregateversion;
    const known = this.#versions.get(subject) ?? (this.#complete ? 0 : first - 1);
    if (first > known + 1 && this.#gapPassed) {
      this.newQuarantines = [...this.newQuarantines, { subject, sequence }];
      return this.#passOver(stored);
    }
    if (first !== known + 1) throw corrupt(stored, `begins with version ${first} after version ${known}`);
    this.#rememberIds(stored, commit);
    this.#rememberVersion(subject, commit.events.at(-1)!.aggregateversion);
    this.#last = sequence;
    return commit;
  }

  #passGap(sequence: number): void {
    const missing = this.#last + 1;
    if (sequence < missing) throw corrupt({ sequence, subject: '' }, `comes after ${this.#last}`);
    if (!this.#decisions.passesGap(missing, sequence - 1)) {
      throw new CorruptionError(`commit ${missing} is missing: ${sequence} follows ${this.#last}, the log has a gap`, missing, { kind: 'gap', until: sequence - 1 });
    }
    this.#gapPassed = true;
    this.#last = sequence - 1;
  }

  #isQuarantined(subject: string, sequence: number): boolean {
    return this.#decisions.isQuarantined(subject, sequence) || this.newQuarantines.some((one) => one.subject === subject);
  }

  #passOver({ headers, sequence, storedAt, subject }: StoredCommit): Commit {
    this.#last = sequence;
    return { sequence, subject, commitId: headers.commitId, storedAt, events: [] };
  }

  #rememberIds(stored: StoredCommit, commit: Commit): void {
    for (const { id } of commit.events) {
      const known = this.#ids.size;
      if (this.#olderIds.has(id) || this.#ids.add(id).size === known) throw corrupt(stored, `event id ${id} twice`);
    }
    if (this.#ids.size < MIN_IDS_REMEMBERED) return;
    this.#olderIds = this.#ids;
    this.#ids = new Set();
  }

  #rememberVersion(subject: string, version: number): void {
    this.#versions.set(subject, version);
    if (this.#versions.size > MAX_VERSIONS_REMEMBERED) {
      this.#versions.delete(this.#versions.keys().next().value!);
      this.#complete = false;
    }
  }
}

function corrupt({ sequence, subject }: Pick<StoredCommit, 'sequence' | 'subject'>, what: string): CorruptionError {
  return new CorruptionError(`commit ${sequence} (${subject}): ${what}`, sequence, { kind: 'commit', subject });
}
