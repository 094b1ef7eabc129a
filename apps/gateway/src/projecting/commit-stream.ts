import { CorruptionError, type Commit, type EventLog, type Follower } from '@countersign/event-log';

/** Pulls commits from the log up to exactly the sequence that is asked for; a follower would push all there are. */
export class CommitStream {
  #follower: Follower | undefined;
  #pending: readonly Commit[] = [];
  #failure: Error | undefined;
  #stopped = false;
  #wake: () => void = () => undefined;
  #release: () => void = () => undefined;

  /** `onFault` hears of faults that are being retried. */
  static async open(log: EventLog, after: number, onFault: (error: Error) => void): Promise<CommitStream> {
    const stream = new CommitStream();
    stream.#follower = await log.follow({
      after,
      onBatch: (commits) => stream.#offer(commits),
      onError: (error) => {
        if (error instanceof CorruptionError) stream.fail(error);
        else onFault(error);
      },
    });
    return stream;
  }

  /** In batches, until the commit with sequence `upTo` was there, which must be in the log. @throws CorruptionError */
  async *read(after: number, upTo: number): AsyncGenerator<readonly Commit[], void, undefined> {
    for (let at = after; at < upTo; ) {
      if (this.#pending.length === 0) await this.#more();
      const commits = this.#pending.filter(({ sequence }) => sequence <= upTo);
      this.#pending = this.#pending.slice(commits.length);
      if (this.#pending.length === 0) this.#release();
      at = commits.at(-1)?.sequence ?? upTo;
      if (commits.length > 0) yield commits;
    }
  }

  /** Whoever reads gets this instead of what comes next. */
  fail(error: Error): void {
    this.#failure ??= error;
    this.#wake();
  }

  async close(): Promise<void> {
    this.#stopped = true;
    this.#release();
    await this.#follower?.stop();
  }

  async #more(): Promise<void> {
    if (this.#failure) throw this.#failure;
    await new Promise<void>((resolve) => (this.#wake = resolve));
    if (this.#pending.length === 0 && this.#failure) throw this.#failure;
  }

  /** Resolves when all of them were read. */
  #offer(commits: readonly Commit[]): Promise<void> {
    if (this.#stopped) return Promise.resolve();
    this.#pending = commits;
    const taken = new Promise<void>((resolve) => (this.#release = resolve));
    this.#wake();
    return taken;
  }
}
