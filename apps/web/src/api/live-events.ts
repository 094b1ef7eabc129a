import type { AuditEventView } from '@countersign/contracts';
import { api, isAbort } from './http.ts';

export interface LiveListener {
  event(event: AuditEventView): void;
  /** Events may have been missed: read again. */
  missed(): void;
}
export type LiveState = 'connecting' | 'open' | 'down';

const RETRY_MS = 4_000;

/** One stream of events for the whole page; open while somebody listens. */
class LiveEvents {
  readonly #listeners = new Set<LiveListener>();
  readonly #stateListeners = new Set<() => void>();
  #closing: AbortController | null = null;
  #state: LiveState = 'connecting';

  get state(): LiveState {
    return this.#state;
  }

  subscribe(listener: LiveListener): () => void {
    this.#listeners.add(listener);
    if (!this.#closing) void this.#follow((this.#closing = new AbortController()).signal);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0) return;
      this.#closing?.abort();
      this.#closing = null;
      this.#setState('connecting');
    };
  }

  watchState = (listener: () => void): (() => void) => {
    this.#stateListeners.add(listener);
    return () => this.#stateListeners.delete(listener);
  };

  /** A stream goes on by itself after the last event. When the server refuses it, another one begins a moment later. */
  async #follow(signal: AbortSignal): Promise<void> {
    for (let wasOpen = false; !signal.aborted; ) {
      const onState = (state: LiveState): void => {
        if (signal.aborted) return;
        this.#setState(state);
        // Before its first event a stream does not always know where it was.
        if (state === 'open' && wasOpen) for (const listener of [...this.#listeners]) listener.missed();
        wasOpen ||= state === 'open';
      };
      try {
        for await (const { event } of api().events({ signal, onState })) for (const listener of [...this.#listeners]) listener.event(event);
      } catch (error) {
        if (isAbort(error) || signal.aborted) return;
        this.#setState('down');
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
  }

  #setState(state: LiveState): void {
    if (this.#state === state) return;
    this.#state = state;
    for (const listener of [...this.#stateListeners]) listener();
  }
}

export const liveEvents = new LiveEvents();
