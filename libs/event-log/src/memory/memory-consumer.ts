import { aggregateOfType } from '@countersign/contracts';
import { decodeCommit } from '../commit/decode-commit.ts';
import type { StoredCommit } from '../commit/stored-commit.ts';
import type { Commit, ReactOptions, Reactor } from '../event-log.ts';
import { DEFAULT_MAX_DELIVERIES } from '../limits.ts';
import type { RunningJournal } from '../journal/journal.ts';
import { handleRetries, parkCommit } from '../reacting/parking.ts';
import { waitBefore } from '../reacting/wait-before.ts';

interface Delivery {
  readonly commit: Commit;
  readonly count: number;
  readonly dueAtMs: number;
}

/** The position that all reactors of one name share, with what is to be delivered again. */
export class MemoryConsumer {
  readonly #stored: readonly StoredCommit[];
  readonly #listeners: Set<() => void>;
  readonly #journal: RunningJournal;
  #cursor = 0;
  readonly #again: Delivery[] = [];

  constructor(stored: readonly StoredCommit[], listeners: Set<() => void>, journal: RunningJournal) {
    this.#stored = stored;
    this.#listeners = listeners;
    this.#journal = journal;
  }

  start(options: ReactOptions): Reactor {
    const stopping = new AbortController();
    const { signal } = stopping;
    let wake = () => {};
    const listener = () => wake();
    this.#listeners.add(listener);
    const run = async () => {
      while (!signal.aborted) {
        const delivery = this.#next(options);
        if (delivery) await this.#deliver(delivery, options);
        else await this.#news((resolve) => { wake = resolve; });
      }
    };
    const load = (sequence: number) => Promise.resolve(this.#stored[sequence - 1] && decodeCommit(this.#stored[sequence - 1]!));
    const ended = Promise.all([run(), handleRetries({ journal: this.#journal, load, options, signal })]);
    return {
      stop: async () => {
        stopping.abort();
        this.#listeners.delete(listener);
        wake();
        await ended;
      },
    };
  }

  #next({ aggregate }: ReactOptions): Delivery | undefined {
    const due = this.#again.findIndex(({ dueAtMs }) => dueAtMs <= performance.now());
    if (due >= 0) return this.#again.splice(due, 1)[0];
    while (this.#cursor < this.#stored.length) {
      const commit = decodeCommit(this.#stored[this.#cursor++]!);
      if (!aggregate || aggregateOfType(commit.events[0]!.type) === aggregate) return { commit, count: 1, dueAtMs: 0 };
    }
    return undefined;
  }

  async #deliver({ commit, count }: Delivery, options: ReactOptions): Promise<void> {
    try {
      await options.handle(commit);
    } catch (error) {
      if (count >= (options.maxDeliveries ?? DEFAULT_MAX_DELIVERIES)) await parkCommit(this.#journal, options, commit, error as Error);
      else this.#again.push({ commit, count: count + 1, dueAtMs: performance.now() + waitBefore(options, count + 1) });
    }
  }

  /** Until a commit arrives or one is due again. */
  async #news(onWake: (wake: () => void) => void): Promise<void> {
    const dueAtMs = Math.min(...this.#again.map((delivery) => delivery.dueAtMs));
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      onWake(resolve);
      if (Number.isFinite(dueAtMs)) timer = setTimeout(resolve, Math.max(0, dueAtMs - performance.now()) + 1);
    });
    clearTimeout(timer);
  }
}
