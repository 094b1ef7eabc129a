import { ApiError, refusalOf } from '../api-error.ts';
import type { OperationOf, Parameters, Schemas } from '../operations.ts';
import { MAX_WAIT_MS, mayPass, pause, waitBeforeMs } from '../retry.ts';
import type { ClientOptions } from '../transport.ts';
import { urlOf } from '../url.ts';
import { EventStreamParser } from './parse-events.ts';

export interface LiveEvent {
  readonly event: Schemas['AuditEvent'];
  /** For `after` of another time, once this event was worked on. */
  readonly place: string;
}

export interface FollowOptions {
  /** Only some of the events. */
  readonly query?: Omit<Parameters<OperationOf<'get', '/v1/events'>, 'query'>, 'after'>;
  /** A position, or the place of an event, after which to begin; default: now. */
  readonly after?: number | string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Told when the stream opens, and when it is lost and tried again. */
  readonly onState?: (state: 'open' | 'down') => void;
  /** A connection that carries nothing for so long is given up; default 45 s: the gateway says something every 15. */
  readonly silenceTimeoutMs?: number;
}

const SILENCE_TIMEOUT_MS = 45_000;
const CONNECT_TIMEOUT_MS = 30_000;
/** A connection that held so long was a good one. */
const GOOD_AFTER_MS = 5_000;

interface Progress {
  /** The last id that was seen; what comes after it has not been. */
  place: string | undefined;
  /** What the server asks for before the next connection. */
  retryMs: number;
  /** Connections in a row that came to nothing. */
  failures: number;
}

export async function* followEvents(client: ClientOptions, options: FollowOptions): AsyncGenerator<LiveEvent, void, undefined> {
  const { signal, onState, after } = options;
  const progress: Progress = { place: after === undefined ? undefined : String(after), retryMs: 0, failures: 0 };
  while (!signal?.aborted) {
    const openedAtMs = performance.now();
    let retryAfterMs: number | undefined;
    try {
      yield* oneConnection(client, options, progress);
    } catch (error) {
      if (signal?.aborted) return;
      if (!(error instanceof ApiError) || !(mayPass(error) || error.status >= 500)) throw error;
      ({ retryAfterMs } = error);
    }
    if (signal?.aborted) return;
    onState?.('down');
    if (performance.now() - openedAtMs > GOOD_AFTER_MS) progress.failures = 0;
    const waitMs = Math.max(waitBeforeMs(progress.failures, retryAfterMs, Math.random()), progress.failures > 0 ? progress.retryMs : 0);
    progress.failures++;
    await pause(Math.min(MAX_WAIT_MS, waitMs), signal).catch(() => undefined);
  }
}

async function* oneConnection(client: ClientOptions, options: FollowOptions, progress: Progress): AsyncGenerator<LiveEvent, void, undefined> {
  const { signal, onState, silenceTimeoutMs = SILENCE_TIMEOUT_MS } = options;
  const ending = new AbortController();
  const end = (): void => ending.abort();
  signal?.addEventListener('abort', end, { once: true });
  let silence = setTimeout(end, CONNECT_TIMEOUT_MS);
  try {
    const response = await open(client, options, progress, ending.signal);
    onState?.('open');
    const parser = new EventStreamParser();
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    let withoutId: Schemas['AuditEvent'][] = [];
    for (;;) {
      clearTimeout(silence);
      silence = setTimeout(end, silenceTimeoutMs);
      const { done, value } = await reader.read().catch(lost);
      // Who is slow to take events is not a connection that is silent.
      clearTimeout(silence);
      if (done) return;
      for (const { event, data, id } of parser.push(value)) {
        if (event === 'message' && data !== '') withoutId.push(JSON.parse(data) as Schemas['AuditEvent']);
        // What has no id yet comes again when the connection is lost now.
        if (id === undefined) continue;
        const before = progress.place ?? id;
        const told = withoutId;
        withoutId = [];
        progress.place = id;
        if (told.length > 0) progress.failures = 0;
        for (const [index, one] of told.entries()) yield { event: one, place: index === told.length - 1 ? id : before };
      }
      progress.retryMs = parser.retryMs ?? progress.retryMs;
    }
  } finally {
    clearTimeout(silence);
    signal?.removeEventListener('abort', end);
    ending.abort();
  }
}

async function open(client: ClientOptions, { query }: FollowOptions, { place }: Progress, signal: AbortSignal): Promise<Response> {
  const headers = new Headers({ accept: 'text/event-stream' });
  if (client.key !== undefined) headers.set('authorization', `Bearer ${client.key}`);
  if (place !== undefined) headers.set('last-event-id', place);
  const fetching = client.fetch ?? fetch;
  const response = await fetching(urlOf(client.url, '/v1/events', {}, query), { headers, signal, credentials: 'same-origin', cache: 'no-store' }).catch(lost);
  if (!response.ok) throw refusalOf(response, await response.text().catch(() => ''));
  return response;
}

function lost(cause: unknown): never {
  throw new ApiError({ status: 0, code: 'network', message: 'The stream of events was lost.', cause });
}
