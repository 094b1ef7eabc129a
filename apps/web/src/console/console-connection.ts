import type { ConsoleMode } from '@countersign/contracts';
import { ApiProblem, messageOf } from '../api/http.ts';
import { describeClose } from './close-reasons.ts';
import type { RemoteKey, VncScreen, VncScreenHandlers } from './vnc-screen.ts';

export type ConsoleState =
  | { readonly phase: 'connecting' }
  | { readonly phase: 'connected'; readonly mode: ConsoleMode; readonly user: string }
  /** The network dropped; it tries again by itself. */
  | { readonly phase: 'reconnecting'; readonly attempt: number }
  | { readonly phase: 'ended'; readonly reason: string }
  | { readonly phase: 'refused'; readonly reason: string; readonly again: boolean }
  | { readonly phase: 'lost'; readonly reason: string };

export interface Access {
  readonly mode: ConsoleMode;
  readonly user: string;
}
export interface ConsolePorts {
  /** Gets the cookie for the WebSocket: by a new grant, or by the secret of a link. */
  access(): Promise<Access>;
  /** Loads noVNC and connects. */
  connect(handlers: VncScreenHandlers): Promise<VncScreen>;
}

const ATTEMPTS_LIMIT = 6;
const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 8_000;

/** Keeps the view of a session connected, and knows why it is not. Only a dropped network is tried again. */
export class ConsoleConnection {
  readonly #ports: ConsolePorts;
  readonly #listeners = new Set<() => void>();
  #state: ConsoleState = { phase: 'connecting' };
  #screen: VncScreen | null = null;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #attempt = 0;
  #viewOnly = true;
  #size: { size: 'fit' | 'full'; panning: boolean } = { size: 'fit', panning: false };
  #copied: string | null = null;
  /** Grows with every start and stop, so that late answers of an earlier one are ignored. */
  #generation = 0;

  constructor(ports: ConsolePorts) {
    this.#ports = ports;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  state = (): ConsoleState => this.#state;
  /** The last text that was copied in the remote browser. */
  copied = (): string | null => this.#copied;

  start = (): void => {
    this.#attempt = 0;
    void this.#open();
  };

  stop = (): void => {
    this.#generation += 1;
    clearTimeout(this.#retry);
    this.#screen?.close();
    this.#screen = null;
  };

  setViewOnly(viewOnly: boolean): void {
    this.#viewOnly = viewOnly;
    this.#screen?.setViewOnly(viewOnly);
  }

  setSize(size: 'fit' | 'full', panning: boolean): void {
    this.#size = { size, panning };
    this.#screen?.setSize(size, panning);
  }

  focus = (): void => this.#screen?.focus();
  blur = (): void => this.#screen?.blur();
  typeText = (text: string): void => this.#screen?.typeText(text);
  pressKey = (key: RemoteKey): void => this.#screen?.pressKey(key);

  async #open(): Promise<void> {
    this.stop();
    const generation = this.#generation;
    const current = () => generation === this.#generation;
    if (this.#attempt === 0) this.#set({ phase: 'connecting' });
    try {
      const { mode, user } = await this.#ports.access();
      if (!current()) return;
      const screen = await this.#ports.connect({
        connected: () => {
          if (!current()) return;
          this.#attempt = 0;
          this.#set({ phase: 'connected', mode, user });
        },
        closed: (code, reason) => {
          if (current()) this.#closed(code, reason);
        },
        copied: (text) => {
          this.#copied = text;
          this.#publish();
        },
      });
      if (!current()) return screen.close();
      this.#screen = screen;
      screen.setViewOnly(this.#viewOnly);
      screen.setSize(this.#size.size, this.#size.panning);
    } catch (error) {
      if (current()) this.#refused(error);
    }
  }

  #closed(code: number, closeReason: string): void {
    this.#screen = null;
    const reason = describeClose(closeReason);
    if (code === 4410) this.#set({ phase: 'ended', reason });
    else if (code === 4401) this.#set({ phase: 'refused', reason: reason || 'The permission to look was withdrawn or has expired.', again: true });
    else if (code === 4403) this.#set({ phase: 'refused', reason: reason || 'You may not look at this browser.', again: false });
    else this.#later(reason || 'The connection to the browser was lost.');
  }

  #refused(error: unknown): void {
    if (!(error instanceof ApiProblem)) return this.#later(messageOf(error));
    if (error.code === 'session_not_active') this.#set({ phase: 'ended', reason: '' });
    else if (error.status === 0 || error.status >= 500) this.#later(messageOf(error));
    else this.#set({ phase: 'refused', reason: messageOf(error), again: false });
  }

  #later(reason: string): void {
    this.#attempt += 1;
    if (this.#attempt > ATTEMPTS_LIMIT) return this.#set({ phase: 'lost', reason });
    this.#set({ phase: 'reconnecting', attempt: this.#attempt });
    this.#retry = setTimeout(() => void this.#open(), Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (this.#attempt - 1)));
  }

  #set(state: ConsoleState): void {
    this.#state = state;
    this.#publish();
  }

  #publish(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}
