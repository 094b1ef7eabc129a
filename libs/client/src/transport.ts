import { ApiError, refusalOf } from './api-error.ts';
import { isInFlight, MAX_WAIT_MS, mayPass, pause, waitBeforeMs } from './retry.ts';

export interface ClientOptions {
  /** Where the gateway is, with the path that it is under; in a browser it may be relative to the page. */
  readonly url: string | URL;
  /** API key; none: the cookie of a signed-in person, in a browser. */
  readonly key?: string | undefined;
  /** How often a call that is safe to repeat is repeated; default 4. */
  readonly retries?: number;
  /** Instead of the global one. */
  readonly fetch?: typeof fetch;
}

/** One request as it is sent, however often. */
export interface Request {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body: string | Blob | null;
  readonly signal: AbortSignal | undefined;
  readonly timeoutMs: number;
  /** A repeat does nothing twice. */
  readonly repeatable: boolean;
}

/**
 * Sends, and sends again while that is safe and makes sense. `read` takes what is wanted of a success within the same time
 * limit: an answer that breaks off is no answer. @throws ApiError, or the reason of the signal
 */
export async function send<Result>(options: ClientOptions, request: Request, read: (response: Response) => Promise<Result>): Promise<Result> {
  const startedAtMs = performance.now();
  for (let attempt = 0; ; attempt++) {
    try {
      return await sendOnce(options, request, read);
    } catch (error) {
      if (!(error instanceof ApiError) || !request.repeatable || !mayPass(error)) throw error;
      // The first request with the key is still being worked on: it may take as long as any.
      const isLast = isInFlight(error) ? performance.now() - startedAtMs > request.timeoutMs : attempt >= (options.retries ?? 4);
      const waitMs = waitBeforeMs(attempt, error.retryAfterMs, Math.random());
      if (isLast || waitMs > MAX_WAIT_MS) throw error;
      await pause(waitMs, request.signal);
    }
  }
}

async function sendOnce<Result>(options: ClientOptions, { method, url, headers, body, signal, timeoutMs }: Request, read: (response: Response) => Promise<Result>): Promise<Result> {
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const fetching = options.fetch ?? fetch;
    const response = await fetching(url, { method, headers, body, signal: signal ? AbortSignal.any([signal, timeout]) : timeout, credentials: 'same-origin' });
    if (!response.ok) throw refusalOf(response, await response.text());
    return await read(response);
  } catch (error) {
    if (error instanceof ApiError) throw error;
    signal?.throwIfAborted();
    throw timeout.aborted
      ? new ApiError({ status: 0, code: 'timeout', message: `No answer within ${timeoutMs / 1000} s.`, cause: error })
      : new ApiError({ status: 0, code: 'network', message: 'The server cannot be reached. Check the connection and try again.', cause: error });
  }
}
