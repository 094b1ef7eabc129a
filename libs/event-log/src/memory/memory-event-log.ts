import { subjectOf, type AggregateName } from '@countersign/contracts';
import { decodeHistory } from '../commit/decode-history.ts';
import { readHeaders } from '../commit/commit-headers.ts';
import { encodeCommit } from '../commit/encode-commit.ts';
import type { StoredCommit } from '../commit/stored-commit.ts';
import { ConflictError, endsBefore } from '../errors.ts';
import type { Appended, Commit, EventLog, Follower, FollowOptions, NewCommit, ReactOptions, Reactor, Verification, VerifyOptions } from '../event-log.ts';
import { startFollower, type Reader } from '../following/follower.ts';
import { verifyLog } from '../following/verify-log.ts';
import { memoryJournal } from '../journal/memory-journal.ts';
import { RunningJournal } from '../journal/journal.ts';
import { MAX_COMMIT_BYTES } from '../limits.ts';
import { Counters } from '../metrics.ts';
import { memorySnapshots } from '../snapshots/memory-snapshots.ts';
import { MemoryConsumer } from './memory-consumer.ts';

export interface MemoryOptions {
  /** Default as in JetStream: 16 MiB. */
  readonly maxCommitBytes?: number;
  /** What it holds at first, e.g. a log that was recorded. */
  readonly recorded?: readonly RecordedCommit[];
}

/** A message of the stream, as it stands in a recorded history (one a line, as JSON). */
export interface RecordedCommit {
  readonly sequence: number;
  readonly subject: string;
  readonly storedAt: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: string;
}

/** The log in memory: for tests of what is around a decider. Commits are stored as the same bytes as in JetStream. */
export function memoryEventLog(options: MemoryOptions = {}): EventLog {
  return new MemoryEventLog(options.maxCommitBytes ?? MAX_COMMIT_BYTES, options.recorded ?? []);
}

class MemoryEventLog implements EventLog {
  readonly journal = new RunningJournal(memoryJournal());
  readonly snapshots = memorySnapshots();
  readonly metrics = new Counters();
  readonly #maxCommitBytes: number;
  readonly #stored: StoredCommit[] = [];
  readonly #lastOfSubject = new Map<string, number>();
  readonly #consumers = new Map<string, MemoryConsumer>();
  readonly #running = new Set<{ stop(): Promise<void> }>();
  #listeners = new Set<() => void>();

  constructor(maxCommitBytes: number, recorded: readonly RecordedCommit[]) {
    this.#maxCommitBytes = maxCommitBytes;
    for (const { headers, payload, sequence, storedAt, subject } of recorded) {
      this.#stored.push({ sequence, subject, headers: readHeaders(Object.entries(headers).map(([name, value]) => [name, [value]])), storedAt: new Date(storedAt), payload: Buffer.from(payload) });
      this.#lastOfSubject.set(subject, sequence);
    }
  }

  append(commit: NewCommit): Promise<Appended> {
    const startedAt = performance.now();
    try {
      const appended = this.#append(commit);
      this.metrics.countAppend(commit.events.length, startedAt);
      return Promise.resolve(appended);
    } catch (error) {
      this.metrics.countFault(error, startedAt);
      return Promise.reject(error as Error);
    }
  }

  #append(commit: NewCommit): Appended {
    const { subject, headers, payload, version } = encodeCommit(commit, this.#maxCommitBytes);
    if ((this.#lastOfSubject.get(subject) ?? 0) !== commit.expectedSequence) throw new ConflictError(`${subject} is not at sequence ${commit.expectedSequence} any more`);
    const sequence = this.#stored.length + 1;
    this.#stored.push({ sequence, subject, headers, storedAt: new Date(), payload });
    this.#lastOfSubject.set(subject, sequence);
    for (const listener of this.#listeners) listener();
    return { sequence, version };
  }

  async load(aggregate: AggregateName, aggregateId: string, after = 0): Promise<readonly Commit[]> {
    const subject = subjectOf(aggregate, aggregateId);
    const stored = this.#stored.filter((one) => one.sequence > after && one.subject === subject);
    this.metrics.countLoad(stored.length);
    return Promise.resolve(decodeHistory(stored, after === 0));
  }

  lastSequence(): Promise<number> {
    return Promise.resolve(this.#stored.length);
  }

  positionAt(time: Date): Promise<number> {
    return Promise.resolve(this.#stored.findLast(({ storedAt }) => storedAt <= time)?.sequence ?? 0);
  }

  follow(options: FollowOptions): Promise<Follower> {
    return Promise.resolve(this.#track(startFollower((after) => this.#read(after), options, this.journal)));
  }

  react(options: ReactOptions): Promise<Reactor> {
    const consumer = this.#consumers.get(options.name) ?? new MemoryConsumer(this.#stored, this.#listeners, this.journal);
    this.#consumers.set(options.name, consumer);
    return Promise.resolve(this.#track(consumer.start(options)));
  }

  verify(options: VerifyOptions = {}): Promise<Verification> {
    return verifyLog({ open: (after) => this.#read(after), lastSequence: () => this.lastSequence(), journal: this.journal }, options);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#running].map((each) => each.stop()));
    this.#running.clear();
  }

  #track<Running extends { stop(): Promise<void> }>(running: Running): Running {
    this.#running.add(running);
    return running;
  }

  async #read(after: number): Promise<Reader> {
    if (after > this.#stored.length) throw endsBefore(this.#stored.length, after);
    let position = after;
    let isClosed = false;
    let wake = () => {};
    const listener = () => wake();
    this.#listeners.add(listener);
    const stored = this.#stored;
    return Promise.resolve({
      buffered: 0,
      get end() { return stored.length; },
      take: async (max: number) => {
        while (!isClosed && this.#stored.length === position) await new Promise<void>((resolve) => { wake = resolve; });
        if (isClosed) return [];
        const batch = this.#stored.slice(position, position + max);
        position += batch.length;
        return batch;
      },
      close: () => {
        isClosed = true;
        this.#listeners.delete(listener);
        wake();
        return Promise.resolve();
      },
    });
  }
}
