import type { ApiError } from './api-error.ts';

/** After the first repeat it doubles. */
const FIRST_WAIT_MS = 250;
const MAX_BACKOFF_MS = 8_000;
/** A caller who is told to wait longer than this is told so. */
export const MAX_WAIT_MS = 60_000;

const PASSING_STATUS: ReadonlySet<number> = new Set([429, 502, 503, 504]);
/** Codes of these statuses that do not pass by themselves in a moment, or are not to be repeated before a look. */
const LASTING_CODES: ReadonlySet<string> = new Set(['command_timed_out', 'session_limit_reached', 'session_start_failed', 'page_not_reached', 'profile_unreadable', 'profile_key_mismatch']);

/** Whether the same call may go well in a moment. */
export function mayPass({ status, code }: ApiError): boolean {
  if (code === 'network' || code === 'timeout' || isInFlight({ code })) return true;
  return PASSING_STATUS.has(status) && !LASTING_CODES.has(code);
}

/** The first call with this key is still under way: its answer will be there. */
export function isInFlight({ code }: Pick<ApiError, 'code'>): boolean {
  return code === 'idempotency_key_in_flight';
}

/** Before repeat `attempt` (0 is the first): between half and all of a time that doubles, or what the server asks for. `random` is in [0, 1). */
export function waitBeforeMs(attempt: number, retryAfterMs: number | undefined, random: number): number {
  const backoffMs = Math.min(MAX_BACKOFF_MS, FIRST_WAIT_MS * 2 ** attempt);
  const ownMs = backoffMs / 2 + (backoffMs / 2) * random;
  return retryAfterMs === undefined ? ownMs : Math.max(retryAfterMs, ownMs / 2);
}

/** @throws the signal's reason when it aborts */
export async function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted();
  await new Promise<void>((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    };
    const onAbort = (): void => {
      end();
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      end();
      resolve();
    }, ms);
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}
