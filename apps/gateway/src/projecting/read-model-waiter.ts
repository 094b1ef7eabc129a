interface Waiter {
  readonly position: number;
  readonly resolve: () => void;
}

/** Knows up to where the log is in the read model, and wakes whoever waits for a position. */
export class ReadModelWaiter {
  readonly #waiters = new Set<Waiter>();
  #position = 0;

  /** The read model has everything up to this. */
  get position(): number {
    return this.#position;
  }
  get isAwaited(): boolean {
    return this.#waiters.size > 0;
  }

  /** True once the read model has `position`, false after `timeoutMs` or when the signal aborts. */
  async waitFor(position: number, timeoutMs: number, signal?: AbortSignal): Promise<boolean> {
    if (position <= this.#position) return true;
    if (signal?.aborted) return false;
    return new Promise((resolve) => {
      const done = (reached: boolean) => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', giveUp);
        this.#waiters.delete(waiter);
        resolve(reached);
      };
      const giveUp = () => done(false);
      const waiter: Waiter = { position, resolve: () => done(true) };
      const timer = setTimeout(giveUp, timeoutMs);
      signal?.addEventListener('abort', giveUp, { once: true });
      this.#waiters.add(waiter);
    });
  }

  /** A position that is not new is ignored. */
  advance(position: number): void {
    if (position <= this.#position) return;
    this.#position = position;
    for (const waiter of [...this.#waiters]) if (waiter.position <= position) waiter.resolve();
  }
}
