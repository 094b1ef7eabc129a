import { violations, JournalEntry } from '@countersign/contracts';
import { CorruptionError, InvalidCommitError } from '../errors.ts';
import { MAX_JOURNAL_TEXT } from '../limits.ts';
import { JournalState, keyOf, type ParkedCommit, type PassedOver } from './journal-state.ts';

/** Who decided, and why; both are recorded. */
export interface Decision {
  /** `user:<name>` or `key:<id>`. */
  readonly by: string;
  readonly reason: string;
}
/** Which commit of which reactor. */
export interface ParkedKey {
  readonly reactor: string;
  readonly sequence: number;
}

/** What is to be decided about is not there (any more). */
export class NothingToDecideError extends Error {
  override readonly name = 'NothingToDecideError';
}

/** For operators, from a command line or over HTTP: what waits for a decision about the log, and the decisions. */
export interface Journal {
  /** Commits that reactors could not handle, oldest first. */
  parked(): Promise<readonly ParkedCommit[]>;
  /** Lets a running reactor of that name handle the commit once more, soon. @throws NothingToDecideError */
  retry(commit: ParkedKey, decision: Decision): Promise<void>;
  /** The commit is never handled by that reactor. @throws NothingToDecideError */
  skip(commit: ParkedKey, decision: Decision): Promise<void>;
  /**
   * Lets followers go on behind a corrupt place. From an unsound commit on, its aggregate is in quarantine: followers get
   * its commits without events, loading it fails. Behind a gap the same happens to each aggregate of which something is
   * missing. @throws NothingToDecideError for a log that ends too early: what was derived from it has to be made anew.
   */
  passOver(corruption: CorruptionError, decision: Decision): Promise<void>;
  passedOver(): Promise<readonly PassedOver[]>;
  /** Subjects in quarantine, with the sequence from which on. */
  quarantined(): Promise<ReadonlyMap<string, number>>;
}

/** Where entries are kept: in JetStream, or in memory. */
export interface JournalStore {
  /**
   * False when somebody appended since the entry with index `after` (1-based; 0 before the first) and nothing was stored.
   */
  append(entry: JournalEntry, after: number): Promise<boolean>;
  /** Entries with an index greater than `after`, oldest first; the n-th entry ever has index n. */
  read(after: number): Promise<readonly JournalEntry[]>;
}

/** Every attempt means that somebody else made an entry meanwhile. */
const MAX_ATTEMPTS = 20;

export class RunningJournal implements Journal {
  readonly #store: JournalStore;
  readonly #state = new JournalState();
  #read = 0;
  #refreshing: Promise<JournalState> | undefined;

  constructor(store: JournalStore) {
    this.#store = store;
  }

  /** The newest state; callers at the same time share one look. */
  refresh(): Promise<JournalState> {
    this.#refreshing ??= this.#readOn().finally(() => { this.#refreshing = undefined; });
    return this.#refreshing;
  }

  async parked(): Promise<readonly ParkedCommit[]> {
    return [...(await this.refresh()).parked.values()].sort((a, b) => a.sequence - b.sequence);
  }
  async passedOver(): Promise<readonly PassedOver[]> {
    return [...(await this.refresh()).passedOver.values()];
  }
  async quarantined(): Promise<ReadonlyMap<string, number>> {
    return new Map((await this.refresh()).quarantined);
  }

  async retry(commit: ParkedKey, decision: Decision): Promise<void> {
    await this.#decideParked(commit, 'retry_requested', decision);
  }
  async skip(commit: ParkedKey, decision: Decision): Promise<void> {
    await this.#decideParked(commit, 'skipped', decision);
  }

  async passOver(corruption: CorruptionError, { by, reason }: Decision): Promise<void> {
    const { finding, message, sequence } = corruption;
    if (finding.kind === 'end') throw new NothingToDecideError(`${message}: nothing can be passed over, what was derived from the log has to be made anew`);
    const until = finding.kind === 'gap' ? finding.until : sequence;
    const subject = finding.kind === 'gap' ? null : finding.subject;
    await this.record({ kind: 'passed_over', sequence, until, subject, finding: message, by, reason, at: now() }, (state) => state.passedOver.get(sequence)?.until !== until);
  }

  /** Appends when the newest state still asks for it. @returns whether it was appended. */
  async record(entry: JournalEntry, isWanted: (state: JournalState) => boolean = () => true): Promise<boolean> {
    const cut = shortened(entry);
    const [violation] = violations(JournalEntry, cut);
    if (violation) throw new InvalidCommitError(`the entry does not fit: ${violation.path || '/'} ${violation.message}`);
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      const state = await this.refresh();
      if (!isWanted(state)) return false;
      if (await this.#store.append(cut, this.#read)) {
        await this.refresh();
        return true;
      }
    }
    throw new Error(`the journal kept changing for ${MAX_ATTEMPTS} attempts`);
  }

  async #decideParked(commit: ParkedKey, kind: 'retry_requested' | 'skipped', { by, reason }: Decision): Promise<void> {
    const known = (await this.refresh()).parked.get(keyOf(commit));
    if (!known) throw new NothingToDecideError(`commit ${commit.sequence} is not parked for ${commit.reactor}`);
    const { reactor, sequence, subject } = known;
    const isDone = !(await this.record({ kind, reactor, sequence, subject, by, reason, at: now() }, (state) => state.parked.has(keyOf(commit))));
    if (isDone) throw new NothingToDecideError(`commit ${commit.sequence} is not parked for ${commit.reactor} any more`);
  }

  async #readOn(): Promise<JournalState> {
    for (const entry of await this.#store.read(this.#read)) {
      this.#state.add(entry);
      this.#read++;
    }
    return this.#state;
  }
}

export function now(): string {
  return new Date().toISOString();
}

function shortened(entry: JournalEntry): JournalEntry {
  const cut = (text: string) => text.slice(0, MAX_JOURNAL_TEXT);
  if (entry.kind === 'parked') return { ...entry, error: cut(entry.error) };
  return entry.kind === 'passed_over' ? { ...entry, finding: cut(entry.finding) } : entry;
}
