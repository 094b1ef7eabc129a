import { Verifier } from '../commit/verifier.ts';
import type { StoredCommit } from '../commit/stored-commit.ts';
import { CorruptionError } from '../errors.ts';
import type { Commit, Follower, FollowOptions } from '../event-log.ts';
import { now, type RunningJournal } from '../journal/journal.ts';
import { backoffMs, DECISION_CHECK_MS, DEFAULT_MAX_BATCH, FILL_BATCH_MS, MAX_BATCH_BYTES, VERIFY_SLICE } from '../limits.ts';
import { Rate, type FollowerMetrics } from '../metrics.ts';
import { pause } from '../pause.ts';

/** Reads a store in order from a position on. */
export interface Reader {
  /** Waits for at least one commit; an empty array once the reader is closed, or when none came in time. @throws when reading broke, or CorruptionError. */
  take(max: number, withinMs?: number): Promise<readonly StoredCommit[]>;
  /** Commits that were fetched and wait in memory. */
  readonly buffered: number;
  /** The last sequence that the store is known to have; looked at every few seconds while nothing comes. */
  readonly end: number;
  close(): Promise<void>;
}
/** What is sound, and why no more of it was read. */
interface Batch {
  readonly commits: readonly Commit[];
  readonly failure?: Error;
}
export type OpenReader = (after: number, signal: AbortSignal) => Promise<Reader>;

/** The loop that both logs share: read, verify, deliver, move on; begin again at the position when reading breaks. */
export function startFollower(open: OpenReader, options: FollowOptions, journal: RunningJournal): Follower {
  const follower = new RunningFollower(open, options, journal);
  follower.start();
  return follower;
}

class RunningFollower implements Follower {
  position: number;
  state: 'following' | 'stopped' = 'following';
  error: Error | undefined;
  readonly #open: OpenReader;
  readonly #options: FollowOptions;
  readonly #journal: RunningJournal;
  #verifier: Verifier;
  readonly #stopping = new AbortController();
  readonly #rate = new Rate();
  readonly #counted = { commits: 0, events: 0, batches: 0, faults: 0, passedOver: 0 };
  #reader: Reader | undefined;
  /** The batch at hand. */
  #handling: readonly Commit[] = [];
  #ended: Promise<void> = Promise.resolve();

  constructor(open: OpenReader, options: FollowOptions, journal: RunningJournal) {
    this.#open = open;
    this.#options = options;
    this.#journal = journal;
    this.position = options.after;
    this.#verifier = new Verifier(options.after);
  }

  get metrics(): FollowerMetrics {
    const { buffered, end } = this.#reader ?? { buffered: 0, end: this.position };
    const lag = Math.max(0, end - this.position);
    const oldest = this.#handling[0]?.storedAt.getTime();
    return { ...this.#counted, buffered, lag, lagMs: oldest === undefined ? 0 : Math.max(0, Date.now() - oldest), commitsPerSecond: this.#rate.perSecond() };
  }

  start(): void {
    this.#ended = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#ended;
    this.state = 'stopped';
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    for (let faults = 0; !signal.aborted; faults++) {
      const before = this.position;
      try {
        await this.#readOn(signal);
        faults = -1;
      } catch (error) {
        this.#report(error as Error);
        if (error instanceof CorruptionError) {
          this.state = 'stopped';
          if (!(await this.#decided(error, signal))) return;
          this.state = 'following';
          continue;
        }
        if (this.position > before) faults = 0;
        await pause(backoffMs(faults), signal);
      }
    }
  }

  /** Until the reader is closed (by its store, to be opened anew, or because of {@link stop}) or breaks. */
  async #readOn(signal: AbortSignal): Promise<void> {
    const decisions = await this.#journal.refresh();
    // What was verified and then not handled, because reading broke between, comes again.
    if (this.#verifier.last !== this.position) this.#verifier = new Verifier(this.position, decisions);
    this.#verifier.decide(decisions);
    const { maxBatch = DEFAULT_MAX_BATCH } = this.#options;
    const reader = await this.#open(this.position, signal);
    this.#reader = reader;
    const close = () => void reader.close();
    signal.addEventListener('abort', close, { once: true });
    try {
      for (let next = this.#next(reader); !signal.aborted;) {
        const { commits, failure } = await next;
        if (commits.length === 0 && !failure) return;
        await this.#recordQuarantines();
        // Where a full batch is to come it is read while this one is being handled: mostly that is waiting for a database.
        const isBehind = !failure && reader.end - this.#verifier.last >= maxBatch;
        if (isBehind) next = this.#next(reader);
        if (commits.length > 0 && !(await this.#deliver(commits, signal))) return;
        if (failure) throw failure;
        if (!isBehind) next = this.#next(reader);
      }
    } catch (error) {
      if (!(error instanceof CorruptionError) || !(await this.#isMissingEndPassed(error, signal))) throw error;
    } finally {
      this.#reader = undefined;
      signal.removeEventListener('abort', close);
      await reader.close();
    }
  }

  /** What comes without a pause, in slices: answers to whoever handles the batch before it are not kept waiting, and messages do not live long. */
  async #next(reader: Reader): Promise<Batch> {
    const { maxBatch = DEFAULT_MAX_BATCH } = this.#options;
    const commits: Commit[] = [];
    let bytes = 0;
    try {
      let stored = await reader.take(Math.min(VERIFY_SLICE, maxBatch));
      while (stored.length > 0) {
        const verified = this.#verifier.verify(stored);
        commits.push(...verified.commits);
        if (verified.corruption) return { commits, failure: verified.corruption };
        bytes += stored.reduce((sum, { payload }) => sum + payload.length, 0);
        if (commits.length >= maxBatch || bytes >= MAX_BATCH_BYTES || reader.end <= this.#verifier.last) break;
        await new Promise(setImmediate);
        stored = await reader.take(Math.min(VERIFY_SLICE, maxBatch - commits.length), FILL_BATCH_MS);
      }
      return { commits };
    } catch (failure) {
      return { commits, failure: failure as Error };
    }
  }

  /** Until the batch is handled; false when it was stopped before that. @throws CorruptionError */
  async #deliver(commits: readonly Commit[], signal: AbortSignal): Promise<boolean> {
    this.#handling = commits;
    try {
      for (let attempt = 0; !signal.aborted; attempt++) {
        try {
          await this.#options.onBatch(commits);
          this.#handled(commits);
          return true;
        } catch (error) {
          if (error instanceof CorruptionError) throw await this.#deliverBefore(error, commits, signal);
          this.#report(error as Error);
          await pause(backoffMs(attempt), signal);
        }
      }
      return false;
    } finally {
      this.#handling = [];
    }
  }

  /** What is sound before the commit that its handler found to be impossible. */
  async #deliverBefore(found: CorruptionError, commits: readonly Commit[], signal: AbortSignal): Promise<CorruptionError> {
    const before = commits.filter(({ sequence }) => sequence < found.sequence);
    if (before.length > 0 && before.length < commits.length) await this.#deliver(before, signal);
    return found;
  }

  #handled(commits: readonly Commit[]): void {
    this.position = commits.at(-1)!.sequence;
    this.error = undefined;
    this.#counted.batches++;
    this.#counted.commits += commits.length;
    for (const { events } of commits) {
      this.#counted.events += events.length;
      if (events.length === 0) this.#counted.passedOver++;
    }
    this.#rate.add(commits.length);
  }

  async #recordQuarantines(): Promise<void> {
    for (const { sequence, subject } of this.#verifier.newQuarantines) {
      await this.#journal.record({ kind: 'quarantined', sequence, subject, at: now() }, (state) => !state.isQuarantined(subject, sequence));
    }
    if (this.#verifier.newQuarantines.length > 0) this.#verifier.decide(await this.#journal.refresh());
  }

  /** Waits for an operator; false when it was stopped, and for what no decision mends. */
  async #decided(corruption: CorruptionError, signal: AbortSignal): Promise<boolean> {
    while (!signal.aborted && corruption.finding.kind !== 'end') {
      await pause(DECISION_CHECK_MS, signal);
      const decisions = await this.#journal.refresh().catch(() => undefined);
      const { finding, sequence } = corruption;
      if (finding.kind === 'gap' ? decisions?.passesGap(sequence, finding.until) : decisions?.passesCommit(sequence)) return !signal.aborted;
    }
    return false;
  }

  /** Nothing follows the gap, so no commit leads over it: a commit without events does. */
  async #isMissingEndPassed({ finding, sequence }: CorruptionError, signal: AbortSignal): Promise<boolean> {
    if (finding.kind !== 'gap' || !(await this.#journal.refresh()).passesGap(sequence, finding.until)) return false;
    this.#verifier.passTo(finding.until);
    await this.#deliver([{ sequence: finding.until, subject: '', commitId: '', storedAt: new Date(), events: [] }], signal);
    return true;
  }

  #report(error: Error): void {
    this.error = error;
    this.#counted.faults++;
    this.#options.onError?.(error);
  }
}
