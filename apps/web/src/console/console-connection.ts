import { ApiError, hasCode } from '@countersign/client';
import type { ConsoleMode } from '@countersign/contracts';
import { messageOf } from '../api/http.ts';
import { describeClose } from './close-reasons.ts';
import type { RemoteKey, RemoteModifier } from './keysyms.ts';
import type { ScreenSize, VncScreen, VncScreenHandlers } from './vnc-screen.ts';

export type ConsoleState =
  | { readonly phase: 'connecting' }
  | ({ readonly phase: 'connected' } & Access & { readonly size: ScreenSize })
  /** The network dropped; it tries again by itself. `reason` may be empty. */
  | { readonly phase: 'reconnecting'; readonly attempt: number; readonly reason: string }
  | { readonly phase: 'ended'; readonly reason: string }
  /** Closed by decision: it does not try again by itself. */
  | { readonly phase: 'revoked'; readonly reason: string }
  | { readonly phase: 'refused'; readonly reason: string }
  /** There is no permission, or none any more: a new link is needed. */
  | { readonly phase: 'without_link'; readonly reason: string }
  | { readonly phase: 'lost'; readonly reason: string };

export interface Access {
  readonly mode: ConsoleMode;
  readonly user: string;
  /** Control that is not used for so long goes back. */
  readonly controlIdleSeconds: number;
}
export interface ConsolePorts {
  /** Gets the cookie for the WebSocket: by a new grant, or by the secret of a link. */
  access(): Promise<Access>;
  /** Loads noVNC and connects. */
  connect(handlers: VncScreenHandlers): Promise<VncScreen>;
  /** From 0 to 1, so that not all pages come back in the same moment. */
  random?(): number;
}

/** About five minutes: longer than a server takes to restart. */
const ATTEMPTS_LIMIT = 36;
const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 10_000;
/** Codes with which a link is of no use (any more). */
const NEEDS_LINK = ['console_not_open', 'grant_not_found', 'grant_used', 'grant_expired', 'grant_revoked'] as const;

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
  #usedMs = 0;
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

  /** Does not wait for the next attempt: the network is back, or the person asks. */
  hurry = (): void => {
    if (this.#state.phase !== 'reconnecting') return;
    clearTimeout(this.#retry);
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

  /** The person did something over there. */
  used = (): void => {
    this.#usedMs = performance.now();
  };
  /** How long they did not. */
  unusedMs = (): number => performance.now() - this.#usedMs;

  focus = (): void => this.#screen?.focus();
  blur = (): void => this.#screen?.blur();
  typeText = (text: string, held?: readonly RemoteModifier[]): void => this.#use((screen) => screen.typeText(text, held));
  pressKey = (key: RemoteKey, held?: readonly RemoteModifier[]): void => this.#use((screen) => screen.pressKey(key, held));
  paste = (text: string): void => this.#use((screen) => screen.paste(text));

  #use(act: (screen: VncScreen) => void): void {
    if (!this.#screen) return;
    this.used();
    act(this.#screen);
  }

  async #open(): Promise<void> {
    this.stop();
    const generation = this.#generation;
    const current = () => generation === this.#generation;
    if (this.#attempt === 0) this.#set({ phase: 'connecting' });
    try {
      const { mode, user, controlIdleSeconds } = await this.#ports.access();
      if (!current()) return;
      const screen = await this.#ports.connect({
        connected: (size) => {
          if (!current()) return;
          this.#attempt = 0;
          this.#set({ phase: 'connected', mode, user, controlIdleSeconds, size });
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
    else if (code === 4401) this.#set({ phase: 'revoked', reason: reason || 'The permission to look was withdrawn or has expired.' });
    else if (code === 4403) this.#set({ phase: 'refused', reason: reason || 'You may not look at this browser.' });
    else this.#later(reason);
  }

  #refused(error: unknown): void {
    if (!(error instanceof ApiError)) return this.#later(messageOf(error));
    if (error.code === 'session_not_active') this.#set({ phase: 'ended', reason: describeClose(endedReasonOf(error)) });
    else if (error.status === 0 || error.status === 429 || error.status >= 500) this.#later(messageOf(error));
    else if (hasCode(error, ...NEEDS_LINK)) this.#set({ phase: 'without_link', reason: messageOf(error) });
    else this.#set({ phase: 'refused', reason: messageOf(error) });
  }

  #later(reason: string): void {
    this.#attempt += 1;
    if (this.#attempt > ATTEMPTS_LIMIT) return this.#set({ phase: 'lost', reason: reason || 'The connection to the browser was lost.' });
    this.#set({ phase: 'reconnecting', attempt: this.#attempt, reason });
    const longestMs = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (this.#attempt - 1));
    const random = this.#ports.random ?? Math.random;
    this.#retry = setTimeout(() => void this.#open(), (longestMs * (1 + random())) / 2);
  }

  #set(state: ConsoleState): void {
    this.#state = state;
    this.#publish();
  }

  #publish(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

function endedReasonOf({ problem }: ApiError): string {
  const { details } = problem as { details?: { endedReason?: unknown } };
  return typeof details?.endedReason === 'string' ? details.endedReason : '';
}
