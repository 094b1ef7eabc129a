import { ConflictError } from './errors.ts';

/** How much a log was used since it was opened: counters that only grow, for whoever collects metrics. */
export interface LogMetrics {
  readonly appends: number;
  readonly appendedEvents: number;
  /** Appends that lost against another writer. */
  readonly conflicts: number;
  /** Appends that failed for another reason. */
  readonly appendFaults: number;
  /** Sum over all appends that were answered, for a mean. */
  readonly appendMs: number;
  readonly loads: number;
  readonly loadedCommits: number;
  /** Commits that went into the object store because they fit into no message. */
  readonly largeCommits: number;
}

/** Counts what happens to a log. */
export class Counters implements LogMetrics {
  appends = 0;
  appendedEvents = 0;
  conflicts = 0;
  appendFaults = 0;
  appendMs = 0;
  loads = 0;
  loadedCommits = 0;
  largeCommits = 0;

  countAppend(events: number, startedAt: number): void {
    this.appends++;
    this.appendedEvents += events;
    this.appendMs += performance.now() - startedAt;
  }

  countFault(error: unknown, startedAt: number): void {
    if (error instanceof ConflictError) this.conflicts++;
    else this.appendFaults++;
    this.appendMs += performance.now() - startedAt;
  }

  countLoad(commits: number): void {
    this.loads++;
    this.loadedCommits += commits;
  }
}

/** How a follower does, as of now. */
export interface FollowerMetrics {
  /** Commits that the store is known to have and that are not handled yet. */
  readonly lag: number;
  /** How long ago the oldest commit was stored that is not handled yet; 0 when there is none. */
  readonly lagMs: number;
  /** Commits that were fetched and wait in memory. */
  readonly buffered: number;
  /** Since it was started: counters that only grow. */
  readonly commits: number;
  readonly events: number;
  readonly batches: number;
  /** Batches that failed, and readings that broke. */
  readonly faults: number;
  /** Commits that were handed over without events because of an operator's decision. */
  readonly passedOver: number;
  /** Over the last ten seconds. */
  readonly commitsPerSecond: number;
}

const WINDOW_SECONDS = 10;

/** Counts per second over the last ten seconds, without a timer. */
export class Rate {
  readonly #seconds = new Array<number>(WINDOW_SECONDS).fill(0);
  #newest = 0;

  add(count: number, nowMs: number = performance.now()): void {
    this.#turnTo(nowMs);
    this.#seconds[this.#newest % WINDOW_SECONDS]! += count;
  }

  perSecond(nowMs: number = performance.now()): number {
    this.#turnTo(nowMs);
    return this.#seconds.reduce((sum, count) => sum + count, 0) / WINDOW_SECONDS;
  }

  #turnTo(nowMs: number): void {
    const second = Math.floor(nowMs / 1000);
    for (let passed = Math.max(this.#newest + 1, second - WINDOW_SECONDS + 1); passed <= second; passed++) this.#seconds[passed % WINDOW_SECONDS] = 0;
    this.#newest = Math.max(this.#newest, second);
  }
}
