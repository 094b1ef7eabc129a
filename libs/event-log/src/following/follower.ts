import { Verifier } from '../commit/verifier.ts';
import type { StoredCommit } from '../commit/stored-commit.ts';
import { CorruptionError, type Commit, type Follower, type FollowOptions } from '../event-log.ts';
import { backoffMs, DEFAULT_MAX_BATCH } from '../limits.ts';
import { pause } from '../pause.ts';

/** Reads a store in order from a position on. */
export interface Reader {
  /** Waits for at least one commit; an empty array once the reader is closed. @throws when reading broke, or CorruptionError. */
  take(max: number): Promise<readonly StoredCommit[]>;
  close(): Promise<void>;
}
export type OpenReader = (after: number, signal: AbortSignal) => Promise<Reader>;

/** The loop that both logs share: read, verify, deliver, move on; begin again at the position when reading breaks. */
export function startFollower(open: OpenReader, options: FollowOptions): Follower {
  const follower = new RunningFollower(open, options);
  follower.start();
  return follower;
}

class RunningFollower implements Follower {
  position: number;
  state: 'following' | 'stopped' = 'following';
  error: Error | undefined;
  readonly #open: OpenReader;
  readonly #options: FollowOptions;
  readonly #verifier: Verifier;
  readonly #stopping = new AbortController();
  #ended: Promise<void> = Promise.resolve();

  constructor(open: OpenReader, options: FollowOptions) {
    this.#open = open;
    this.#options = options;
    this.position = options.after;
    this.#verifier = new Verifier(options.after);
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
          return;
        }
        if (this.position > before) faults = 0;
        await pause(backoffMs(faults), signal);
      }
    }
  }

  /** Until the reader is closed (by its store, to be opened anew, or because of {@link stop}) or breaks. */
  async #readOn(signal: AbortSignal): Promise<void> {
    const reader = await this.#open(this.position, signal);
    const close = () => void reader.close();
    signal.addEventListener('abort', close, { once: true });
    try {
      while (!signal.aborted) {
        const stored = await reader.take(this.#options.maxBatch ?? DEFAULT_MAX_BATCH);
        if (stored.length === 0) return;
        const { commits, corruption } = this.#verifier.verify(stored);
        if (commits.length > 0 && !(await this.#deliver(commits, signal))) return;
        if (corruption) throw corruption;
      }
    } finally {
      signal.removeEventListener('abort', close);
      await reader.close();
    }
  }

  /** Until the batch is handled; false when it was stopped before that. */
  async #deliver(commits: readonly Commit[], signal: AbortSignal): Promise<boolean> {
    for (let attempt = 0; !signal.aborted; attempt++) {
      try {
        await this.#options.onBatch(commits);
        this.position = commits.at(-1)!.sequence;
        this.error = undefined;
        return true;
      } catch (error) {
        this.#report(error as Error);
        await pause(backoffMs(attempt), signal);
      }
    }
    return false;
  }

  #report(error: Error): void {
    this.error = error;
    this.#options.onError?.(error);
  }
}
