import { subjectOf, type AggregateName } from '@countersign/contracts';
import { decodeHistory } from '../commit/decode-history.ts';
import { encodeCommit } from '../commit/encode-commit.ts';
import { COMMIT_CONTENT_TYPE, type StoredCommit } from '../commit/stored-commit.ts';
import { ConflictError, CorruptionError, type Appended, type Commit, type EventLog, type Follower, type FollowOptions, type NewCommit, type ReactOptions, type Reactor } from '../event-log.ts';
import { startFollower, type Reader } from '../following/follower.ts';
import { MemoryConsumer } from './memory-consumer.ts';

/** As a nats-server with its default `max_payload`. */
const MAX_COMMIT_BYTES = 1_046_528;

export interface MemoryOptions {
  /** Default 1 046 528. */
  readonly maxCommitBytes?: number;
}

/** The log in memory: for tests of what is around a decider. Commits are stored as the same bytes as in JetStream. */
export function memoryEventLog(options: MemoryOptions = {}): EventLog {
  return new MemoryEventLog(options.maxCommitBytes ?? MAX_COMMIT_BYTES);
}

class MemoryEventLog implements EventLog {
  readonly #maxCommitBytes: number;
  readonly #stored: StoredCommit[] = [];
  readonly #lastOfSubject = new Map<string, number>();
  readonly #consumers = new Map<string, MemoryConsumer>();
  readonly #running = new Set<{ stop(): Promise<void> }>();
  #listeners = new Set<() => void>();

  constructor(maxCommitBytes: number) {
    this.#maxCommitBytes = maxCommitBytes;
  }

  append(commit: NewCommit): Promise<Appended> {
    try {
      return Promise.resolve(this.#append(commit));
    } catch (error) {
      return Promise.reject(error as Error);
    }
  }

  #append(commit: NewCommit): Appended {
    const { subject, commitId, payload, version } = encodeCommit(commit, this.#maxCommitBytes);
    if ((this.#lastOfSubject.get(subject) ?? 0) !== commit.expectedSequence) throw new ConflictError(`${subject} is not at sequence ${commit.expectedSequence} any more`);
    const sequence = this.#stored.length + 1;
    this.#stored.push({ sequence, subject, commitId, contentType: COMMIT_CONTENT_TYPE, storedAt: new Date(), payload });
    this.#lastOfSubject.set(subject, sequence);
    for (const listener of this.#listeners) listener();
    return { sequence, version };
  }

  async load(aggregate: AggregateName, aggregateId: string, after = 0): Promise<readonly Commit[]> {
    const subject = subjectOf(aggregate, aggregateId);
    return Promise.resolve(decodeHistory(this.#stored.filter((stored) => stored.sequence > after && stored.subject === subject), after === 0));
  }

  lastSequence(): Promise<number> {
    return Promise.resolve(this.#stored.length);
  }

  follow(options: FollowOptions): Promise<Follower> {
    return Promise.resolve(this.#track(startFollower((after) => this.#read(after), options)));
  }

  react(options: ReactOptions): Promise<Reactor> {
    const consumer = this.#consumers.get(options.name) ?? new MemoryConsumer(this.#stored, this.#listeners);
    this.#consumers.set(options.name, consumer);
    return Promise.resolve(this.#track(consumer.start(options)));
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
    if (after > this.#stored.length) throw new CorruptionError(`the log ends at ${this.#stored.length}, before the position ${after}`, after);
    let position = after;
    let isClosed = false;
    let wake = () => {};
    const listener = () => wake();
    this.#listeners.add(listener);
    return Promise.resolve({
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
