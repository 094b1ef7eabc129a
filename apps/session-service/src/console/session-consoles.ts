import type { ConsoleMode } from '@countersign/contracts';
import type { WebSocket } from 'ws';
import { closeSocket } from '../cdp/close-socket.ts';
import type { StreamLogger } from '../cdp/stream-logger.ts';
import type { ScreenKeys } from './key-order.ts';
import { RfbRelay } from './rfb-relay.ts';

/** Console sockets of one session at a time; more are closed with 1013. */
const maxConsoleSockets = 16;

export interface SessionConsolesOptions {
  readonly rfbSocketPath: string;
  readonly keys?: ScreenKeys | undefined;
  /** The person who has control, or null. */
  readonly control: () => string | null;
  readonly onInput: () => void;
  readonly hooks: {
    onConsoleSocketOpened(consoleId: string): void;
    onConsoleSocketClosed(consoleId: string): void;
    controlConsoleId?(): string | null;
  };
  readonly logger: StreamLogger;
}

/** The open console sockets of one session. A console (one exchanged grant) may have several: the page in two tabs. */
export class SessionConsoles {
  readonly #options: SessionConsolesOptions;
  readonly #relays = new Map<string, Set<RfbRelay>>();

  constructor(options: SessionConsolesOptions) {
    this.#options = options;
  }

  get socketCount(): number {
    return [...this.#relays.values()].reduce((count, relays) => count + relays.size, 0);
  }

  attach(socket: WebSocket, { consoleId, mode, user, isLent }: { consoleId: string; mode: ConsoleMode; user: string; isLent: boolean }): void {
    if (this.socketCount >= maxConsoleSockets) return closeSocket(socket, 1013, 'too_many_consoles');
    const { rfbSocketPath, keys, control, onInput, logger, hooks } = this.#options;
    const relays = this.#relays.get(consoleId) ?? new Set();
    const relay: RfbRelay = new RfbRelay({
      socket,
      rfbSocketPath,
      keys,
      allowed: () => mode === 'control' && control() === user && (!isLent || hooks.controlConsoleId?.() === consoleId),
      onInput,
      onClosed: () => this.#remove(consoleId, relay),
      logger,
    });
    relays.add(relay);
    if (relays.size > 1) return;
    this.#relays.set(consoleId, relays);
    hooks.onConsoleSocketOpened(consoleId);
  }

  controlChanged(): void {
    for (const relays of this.#relays.values()) for (const relay of relays) relay.controlChanged();
  }

  close(consoleId: string, code: number, reason: string): void {
    for (const relay of [...(this.#relays.get(consoleId) ?? [])]) relay.close(code, reason);
  }

  closeAll(code: number, reason: string): void {
    for (const consoleId of [...this.#relays.keys()]) this.close(consoleId, code, reason);
  }

  #remove(consoleId: string, relay: RfbRelay): void {
    const relays = this.#relays.get(consoleId);
    if (!relays?.delete(relay) || relays.size > 0) return;
    this.#relays.delete(consoleId);
    this.#options.hooks.onConsoleSocketClosed(consoleId);
  }
}
