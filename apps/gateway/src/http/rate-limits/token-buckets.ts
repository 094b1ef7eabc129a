/** What is left of a quota after a request. */
export interface Quota {
  readonly isExceeded: boolean;
  /** Requests that may follow at once. */
  readonly remaining: number;
  /** Until all of the quota is there again. */
  readonly resetSeconds: number;
  /** Until there is room for one more; 0: there is. */
  readonly retryAfterSeconds: number;
}

/** Keys that are remembered. Who was not heard of for longest is forgotten first, and begins with a full bucket. */
const MAX_KEYS = 20_000;

/** One bucket of tokens a key, each filled up evenly within a minute. In memory: every gateway counts for itself. */
export class TokenBuckets {
  private readonly buckets = new Map<string, { tokens: number; atMs: number }>();
  private readonly tokensPerMs: number;

  constructor(
    readonly perMinute: number,
    private readonly nowMs: () => number = () => performance.now(),
  ) {
    this.tokensPerMs = perMinute / 60_000;
  }

  take(key: string): Quota {
    const now = this.nowMs();
    const known = this.buckets.get(key);
    const filled = known ? Math.min(this.perMinute, known.tokens + (now - known.atMs) * this.tokensPerMs) : this.perMinute;
    const isExceeded = filled < 1;
    const tokens = isExceeded ? filled : filled - 1;
    this.buckets.delete(key);
    this.buckets.set(key, { tokens, atMs: now });
    if (this.buckets.size > MAX_KEYS) this.buckets.delete(this.buckets.keys().next().value!);
    const secondsUntil = (wanted: number) => Math.max(0, Math.ceil((wanted - tokens) / this.tokensPerMs / 1000));
    return { isExceeded, remaining: Math.floor(tokens), resetSeconds: secondsUntil(this.perMinute), retryAfterSeconds: secondsUntil(1) };
  }
}
