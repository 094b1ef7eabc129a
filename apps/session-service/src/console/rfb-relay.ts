import { createConnection, type Socket } from 'node:net';
import type { RawData, WebSocket } from 'ws';
import { closeSocket } from '../cdp/close-socket.ts';
import type { StreamLogger } from '../cdp/stream-logger.ts';
import { RfbClientMessageReader, RfbProtocolError } from './rfb-client-messages.ts';
import { RfbInputGate } from './rfb-input-gate.ts';

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
  /** Whether input passes now; asked for every input message. */
  readonly allowed: () => boolean;
  /** Clipboard texts of the server are not sent to this client. */
  readonly withoutClipboard: boolean;
  /** Input of this client reached the server. */
  readonly onInput: () => void;
  readonly onClosed: () => void;
  readonly logger: StreamLogger;
}

/**
 * Carries RFB between a WebSocket client and the X server. What the server sends passes untouched; what the client sends is cut
 * into messages, and input reaches the server only while it is allowed.
 */
export class RfbRelay {
  readonly #options: RfbRelayOptions;
  readonly #reader = new RfbClientMessageReader();
  readonly #gate: RfbInputGate;
  readonly #server: Socket;
  #closed = false;

  constructor(options: RfbRelayOptions) {
    this.#options = options;
    this.#gate = new RfbInputGate(options);
    this.#server = createConnection({ path: options.rfbSocketPath });
    const { socket } = options;
    socket.on('message', (data, isBinary) => this.#fromClient(data, isBinary));
    socket.on('close', () => this.#end());
    this.#server.on('data', (chunk: Buffer) => this.#fromServer(chunk));
    this.#server.on('drain', () => socket.resume());
    this.#server.on('error', () => this.close(4410, 'browser_gone'));
    this.#server.on('close', () => this.close(4410, 'browser_gone'));
  }

  /** Who has control has changed: lifts what this client holds down if its input does not pass any more. */
  controlChanged(): void {
    if (!this.#closed && !this.#options.allowed()) this.#toServer(this.#gate.release());
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
        const passed = this.#gate.pass(message);
        if (passed[0] === message.bytes && this.#gate.isInput(message)) this.#options.onInput();
        this.#toServer(passed);
      }
    } catch (error) {
      if (!(error instanceof RfbProtocolError)) throw error;
      this.#options.logger.warn({ error: error.message }, 'a console client broke the protocol');
      this.close(1002, 'rfb_protocol_error');
    }
  }

  #toServer(messages: readonly Buffer[]): void {
    for (const message of messages) {
      if (!this.#server.write(message)) this.#options.socket.pause();
    }
  }

  #fromServer(chunk: Buffer): void {
    const { socket } = this.#options;
    if (this.#closed || socket.readyState !== socket.OPEN) return;
    socket.send(chunk, { binary: true }, () => {
      if (this.#server.isPaused() && socket.bufferedAmount < highWaterBytes) this.#server.resume();
    });
    if (socket.bufferedAmount >= highWaterBytes) this.#server.pause();
  }

  #end(): void {
    if (this.#closed) return;
    this.#closed = true;
    // Not every X server lifts what a client that left still holds down.
    for (const message of this.#gate.release()) this.#server.write(message);
    this.#server.end();
    setTimeout(() => this.#server.destroy(), serverGraceMs).unref();
    this.#server.resume();
    this.#options.onClosed();
  }
}
