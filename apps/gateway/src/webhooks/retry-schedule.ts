/** Waits before the second, third … attempt, as Standard Webhooks suggests: about 75 hours in all. */
export const STANDARD_RETRY_DELAYS_MS: readonly number[] = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400].map((seconds) => seconds * 1000);

/** A receiver may ask for no longer break than this. */
const MAX_RETRY_AFTER_MS = 24 * 3600_000;
/** So that what failed together is not sent again together. */
const JITTER = 0.1;

/** What an attempt came to: `statusCode` null when there was no answer. */
export interface Answer {
  readonly statusCode: number | null;
  readonly retryAfter: string | null;
}
export type Verdict =
  | { readonly status: 'delivered' }
  | { readonly status: 'pending'; readonly retryInMs: number }
  /** `gone`: the receiver wants nothing any more (410). */
  | { readonly status: 'dead'; readonly gone: boolean };

/** `attempt` is 1 for the first; `random` from 0 to 1. */
export function judge(answer: Answer, attempt: number, delaysMs: readonly number[], nowMs: number, random: number): Verdict {
  const { statusCode, retryAfter } = answer;
  if (statusCode !== null && statusCode >= 200 && statusCode < 300) return { status: 'delivered' };
  if (statusCode === 410) return { status: 'dead', gone: true };
  const delayMs = delaysMs[attempt - 1];
  if (delayMs === undefined) return { status: 'dead', gone: false };
  const askedMs = statusCode === 429 || statusCode === 503 ? retryAfterMs(retryAfter, nowMs) : 0;
  return { status: 'pending', retryInMs: Math.round(Math.max(delayMs * (1 + JITTER * random), askedMs)) };
}

/** Retry-After (RFC 9110, 10.2.3) in seconds or as a date; 0 when it cannot be read or has passed. */
export function retryAfterMs(retryAfter: string | null, nowMs: number): number {
  const text = retryAfter?.trim() ?? '';
  const waitMs = /^[0-9]{1,9}$/.test(text) ? Number(text) * 1000 : Date.parse(text) - nowMs;
  return Number.isNaN(waitMs) ? 0 : Math.min(Math.max(waitMs, 0), MAX_RETRY_AFTER_MS);
}
