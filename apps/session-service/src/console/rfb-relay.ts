import { createConnection, type Socket } from 'node:net';
import type { RawData, WebSocket } from 'ws';
import { closeSocket } from '../cdp/close-socket.ts';
import type { StreamLogger } from '../cdp/stream-logger.ts';
import { ClipboardPromise } from './clipboard-promise.ts';
import { KeyOrder, type ScreenKeys } from './key-order.ts';
import { RfbClientMessageReader, RfbProtocolError } from './rfb-client-messages.ts';
import { RfbInputGate } from './rfb-input-gate.ts';
import { RfbServerFilter } from './rfb-server-filter.ts';
import { RfbServerError } from './rfb-server-messages.ts';

/** Longest WebSocket message of a console client, bytes; one message of the protocol is at most a little over 1 MiB. */
export const maxConsoleMessageBytes = 2 * 1024 * 1024;
/** The X server is not read on while this much waits for the client, bytes. */
const highWaterBytes = 1024 * 1024;
/** How long the X server has to end its side, ms. */
const serverGraceMs = 1000;

export interface RfbRelayOptions {
  readonly socket: WebSocket;
  /** The X server's RFB socket: version 3.8, security type None. */
  readonly rfbSocketPath: string;
  /** The keyboard of the X server's screen; without it a character that is not on it may get lost. */
  readonly keys?: ScreenKeys | undefined;
  /** Whether input of this client, and the clipboard of the server, pass now; asked for every such message. */
  readonly allowed: () => boolean;
  /** Input of this client reached the server. */
  readonly onInput: () => void;
  readonly onClosed: () => void;
  readonly logger: StreamLogger;
}

/**
 * Carries RFB between a WebSocket client and the X server. Both directions are cut into messages: input reaches the server, and
 * its clipboard the client, only while it is allowed.
 */
export class RfbRelay {
  readonly #options: RfbRelayOptions;
  readonly #reader = new RfbClientMessageReader();
  readonly #gate: RfbInputGate;
  readonly #filter: RfbServerFilter;
  readonly #server: Socket;
  readonly #order: KeyOrder;
  readonly #promise: ClipboardPromise;
  #closed = false;

  constructor(options: RfbRelayOptions) {
    this.#options = options;
    this.#gate = new RfbInputGate(options);
    this.#promise = new ClipboardPromise((message) => this.#order.send([message]));
    this.#filter = new RfbServerFilter(options.allowed, () => this.#promise.asked());
    this.#server = createConnection({ path: options.rfbSocketPath });
    const { socket, keys } = options;
    this.#order = new KeyOrder({ keys, write: (message) => this.#write(message), onWaiting: (isWaiting) => (isWaiting ? socket.pause() : socket.resume()) });
    socket.on('message', (data, isBinary) => this.#fromClient(data, isBinary));
    socket.on('close', () => this.#end());
    this.#server.on('data', (chunk: Buffer) => this.#fromServer(chunk));
    this.#server.on('drain', () => socket.resume());
    this.#server.on('error', () => this.close(4410, 'browser_gone'));
    this.#server.on('close', () => this.close(4410, 'browser_gone'));
  }

  /** Who has control has changed: lifts what this client holds down if its input does not pass any more. */
  controlChanged(): void {
    if (this.#closed || this.#options.allowed()) return;
    this.#order.dropActing();
    this.#order.send(this.#gate.release());
  }

  close(code: number, reason: string): void {
    if (this.#closed) return;
    closeSocket(this.#options.socket, code, reason);
    this.#end();
  }

  #fromClient(data: RawData, isBinary: boolean): void {
    if (this.#closed) return;
    if (!isBinary) return this.close(1003, 'binary_only');
    try {
      for (const message of this.#reader.push(data as Buffer)) {
        this.#filter.clientSent(message);
        this.#promise.clientSent(message);
        const passed = this.#gate.pass(message);
        if (passed[0] === message.bytes && this.#gate.isInput(message)) this.#options.onInput();
        this.#order.send(passed);
      }
    } catch (error) {
      if (!(error instanceof RfbProtocolError)) throw error;
      this.#options.logger.warn({ error: error.message }, 'a console client broke the protocol');
      this.close(1002, 'rfb_protocol_error');
    }
  }

  #write(message: Buffer): void {
    if (this.#server.writable && !this.#server.write(message)) this.#options.socket.pause();
  }

  #fromServer(chunk: Buffer): void {
    const { socket } = this.#options;
    if (this.#closed || socket.readyState !== socket.OPEN) return;
    for (const passed of this.#filtered(chunk)) {
      socket.send(passed, { binary: true }, () => {
        if (this.#server.isPaused() && socket.bufferedAmount < highWaterBytes) this.#server.resume();
      });
    }
    if (socket.bufferedAmount >= highWaterBytes) this.#server.pause();
  }

  #filtered(chunk: Buffer): readonly Buffer[] {
    try {
      return this.#filter.push(chunk);
    } catch (error) {
      if (!(error instanceof RfbServerError || error instanceof RfbProtocolError)) throw error;
      this.#options.logger.warn({ error: error.message }, 'what the X server sent was not understood');
      this.close(1011, 'screen_not_understood');
      return [];
    }
  }

  #end(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#promise.forget();
    // Not every X server lifts what a client that left still holds down.
    this.#order.dropActing();
    for (const message of this.#gate.release()) this.#server.write(message);
    this.#server.end();
    setTimeout(() => this.#server.destroy(), serverGraceMs).unref();
    this.#server.resume();
    this.#options.onClosed();
  }
}
