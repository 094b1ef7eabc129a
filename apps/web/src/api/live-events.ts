import type { AuditEventView } from '@countersign/contracts';
import { withBasePath } from './base-path.ts';

export interface LiveListener {
  event(event: AuditEventView): void;
  /** Events may have been missed: read again. */
  missed(): void;
}
export type LiveState = 'connecting' | 'open' | 'down';

const RETRY_MS = 4_000;

/** One server-sent event stream for the whole page; open while somebody listens. */
class LiveEvents {
  readonly #listeners = new Set<LiveListener>();
  readonly #stateListeners = new Set<() => void>();
  #source: EventSource | null = null;
  #retry: ReturnType<typeof setTimeout> | null = null;
  #state: LiveState = 'connecting';
  #wasOpen = false;

  get state(): LiveState {
    return this.#state;
  }

  subscribe(listener: LiveListener): () => void {
    this.#listeners.add(listener);
    if (!this.#source && !this.#retry) this.#open();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#close();
    };
  }

  watchState = (listener: () => void): (() => void) => {
    this.#stateListeners.add(listener);
    return () => this.#stateListeners.delete(listener);
  };

  #open(): void {
    this.#retry = null;
    const source = new EventSource(withBasePath('/v1/events'));
    this.#source = source;
    source.onopen = () => {
      this.#setState('open');
      if (this.#wasOpen) for (const listener of [...this.#listeners]) listener.missed();
      this.#wasOpen = true;
    };
    source.onmessage = (message: MessageEvent<string>) => this.#receive(message.data);
    source.onerror = () => {
      this.#setState('down');
      // A browser gives up for good on an HTTP error; on a dropped connection it tries again by itself.
      if (source.readyState !== EventSource.CLOSED) return;
      source.close();
      this.#source = null;
      if (this.#listeners.size > 0) this.#retry = setTimeout(() => this.#open(), RETRY_MS);
    };
  }

  #receive(data: string): void {
    const event = JSON.parse(data) as AuditEventView;
    for (const listener of [...this.#listeners]) listener.event(event);
  }

  #close(): void {
    this.#source?.close();
    this.#source = null;
    if (this.#retry) clearTimeout(this.#retry);
    this.#retry = null;
    this.#wasOpen = false;
    this.#setState('connecting');
  }

  #setState(state: LiveState): void {
    if (this.#state === state) return;
    this.#state = state;
    for (const listener of [...this.#stateListeners]) listener();
  }
}

export const liveEvents = new LiveEvents();
