export interface WaitOptions {
  /** Default 10 000. */
  readonly timeoutMs?: number;
  /** Pause between two looks; default 10. */
  readonly everyMs?: number;
  /** What is waited for, for the message of the error. */
  readonly what?: string;
}

type Truthy<Value> = Exclude<Value, false | 0 | '' | null | undefined>;

/**
 * Looks again and again until the predicate returns something truthy, and returns that. A throw counts as "not yet"
 * and becomes the cause when time is up. @throws Error after `timeoutMs`.
 */
export async function waitFor<Value>(predicate: () => Value | Promise<Value>, options: WaitOptions = {}): Promise<Truthy<Value>> {
  const { timeoutMs = 10_000, everyMs = 10, what = predicate.toString().slice(0, 200) } = options;
  const deadline = performance.now() + timeoutMs;
  let cause: unknown;
  for (;;) {
    try {
      const value = await predicate();
      if (value) return value as Truthy<Value>;
      cause = undefined;
    } catch (error) {
      cause = error;
    }
    if (performance.now() >= deadline) throw new Error(`not so after ${timeoutMs} ms: ${what}`, { cause });
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
