/** One piece of work at a time for each key; the others wait in the order they came, not for ever. */
export class KeyedMutex {
  readonly #tails = new Map<string, Promise<unknown>>();

  isHeld(key: string): boolean {
    return this.#tails.has(key);
  }

  /** @throws whatever `tooLong` makes, when the turn does not come within `timeoutMs`. */
  async run<Result>(key: string, timeoutMs: number, tooLong: () => Error, work: () => Promise<Result>): Promise<Result> {
    const before = this.#tails.get(key) ?? Promise.resolve();
    let release = (): void => undefined;
    const tail = before.then(() => new Promise<void>((resolve) => (release = resolve)));
    this.#tails.set(key, tail);
    void tail.then(() => {
      if (this.#tails.get(key) === tail) this.#tails.delete(key);
    });
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => (timer = setTimeout(() => reject(tooLong()), timeoutMs)));
    try {
      await Promise.race([before, late]);
      clearTimeout(timer);
      return await work();
    } finally {
      clearTimeout(timer);
      // Whoever gave up still passes the turn on when it comes.
      void before.then(() => release());
    }
  }
}
