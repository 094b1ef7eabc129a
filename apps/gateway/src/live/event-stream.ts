import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { LiveReader, Told } from './live-events.ts';
import type { LiveFilter } from './live-filter.ts';
import { formatPlace, type Place } from './place.ts';

/** What EventSource waits before it connects again. */
const RECONNECT_MS = 2_000;
/** A reader that leaves this much of what it was told unread is cut off. */
export const MAX_UNREAD_BYTES = 1_048_576;
/** A reader that catches up is told more when less than this is unread. */
const ROOM_BYTES = 65_536;
/** So long one that catches up may read nothing. */
const STALLED_AFTER_MS = 30_000;
/** So long the last event may take to be read. */
const LAST_WORD_MS = 5_000;

/** Why a stream ends: as `reason` in the data of its last event, whose type is `end`. */
export type EndReason = 'too_slow' | 'unauthenticated' | 'unavailable' | 'shutting_down';

/** One stream of server-sent events. */
export class EventStream implements LiveReader {
  readonly #ending = new AbortController();
  #place: Place;
  #placeTold: string | undefined;
  #isOver = false;
  #endReason: EndReason | 'left' = 'left';

  /** `tellsPlace`: of a reader that named no place, which so knows where it began. */
  constructor(
    private readonly response: ServerResponse,
    readonly filter: LiveFilter,
    after: Place,
    tellsPlace: boolean,
  ) {
    this.#place = after;
    if (!tellsPlace) this.#placeTold = formatPlace(after);
    response.on('close', () => this.#over());
    response.socket?.setKeepAlive(true, 15_000);
    response.write(`retry: ${RECONNECT_MS}\n${this.#idLine()}\n`);
  }

  /** Aborts when the stream is over, whoever ended it. */
  get over(): AbortSignal {
    return this.#ending.signal;
  }

  /** Why this gateway ended it; `left` when its reader did. */
  get endReason(): EndReason | 'left' {
    return this.#endReason;
  }

  take(told: Told, readTo: Place): void {
    if (this.#isOver) return;
    if (this.response.writableLength > MAX_UNREAD_BYTES) return this.end('too_slow');
    this.#place = readTo;
    if (told.events.length === 0) return;
    this.response.write(told.bytes);
    // The last id of these may be before `readTo`: the next beat says how far it is.
    this.#placeTold = undefined;
  }

  async room(): Promise<void> {
    if (this.#isOver || this.response.writableLength < ROOM_BYTES) return;
    try {
      await once(this.response, 'drain', { signal: AbortSignal.any([this.over, AbortSignal.timeout(STALLED_AFTER_MS)]) });
    } catch {
      this.end('too_slow');
    }
  }

  /** Keeps proxies from cutting a silent stream, and says how far it was looked through, so that going on begins there. */
  beat(): void {
    if (!this.#isOver) this.response.write(`: \n${this.#idLine()}\n`);
  }

  end(reason: EndReason): void {
    if (this.#isOver) return;
    this.#endReason = reason;
    const data = JSON.stringify({ reason, resumeAfter: formatPlace(this.#place) });
    this.response.end(`event: end\ndata: ${data}\n\n`);
    const timer = setTimeout(() => this.response.destroy(), LAST_WORD_MS);
    this.response.once('close', () => clearTimeout(timer));
    this.#over();
  }

  #over(): void {
    this.#isOver = true;
    this.#ending.abort();
  }

  #idLine(): string {
    const place = formatPlace(this.#place);
    if (place === this.#placeTold) return '';
    this.#placeTold = place;
    return `id: ${place}\n`;
  }
}
