import { WebSocket } from 'ws';
import { rfbEncodings } from './rfb-encodings.ts';
import { keyMessage, pointerMessage, setEncodingsMessage } from './rfb-messages.fixture.ts';

/** What a viewer sees of the clipboard: `text` is a plain cut text of the server, else the flags of an extended one. */
export type ClipboardMessage = { readonly text: string } | { readonly flags: number };

/**
 * A console client that never asks for a picture, so that the server sends nothing but clipboard messages, fences and bells
 * after the handshake.
 */
export class RfbViewer {
  readonly clipboard: ClipboardMessage[] = [];
  readonly closed: Promise<{ code: number; reason: string }>;
  readonly socket: WebSocket;
  #size: { width: number; height: number } | null = null;
  #received = Buffer.alloc(0);
  #step = 0;
  readonly #fences = new Map<number, () => void>();
  #lastFence = 0;
  #onReady: () => void = () => {};

  private constructor(socket: WebSocket) {
    this.socket = socket;
    this.closed = new Promise((resolve) => socket.once('close', (code, reason) => resolve({ code, reason: reason.toString() })));
    socket.on('error', () => {});
    socket.on('message', (data) => {
      this.#received = Buffer.concat([this.#received, data as Buffer]);
      while (this.#read());
    });
  }

  static async connect({ url, ticket }: { url: string; ticket: string }): Promise<RfbViewer> {
    const socket = new WebSocket(url, 'binary', { headers: { authorization: `Bearer ${ticket}` } });
    const viewer = new RfbViewer(socket);
    await new Promise<void>((resolve, reject) => {
      viewer.#onReady = resolve;
      socket.once('error', reject);
      socket.once('close', (code: number, reason: Buffer) => reject(new Error(`closed: ${code} ${reason.toString()}`)));
    });
    return viewer;
  }

  get size(): { width: number; height: number } | null {
    return this.#size;
  }

  send(bytes: Buffer): void {
    this.socket.send(bytes);
  }

  /** Offers the encodings; `withExtendedClipboard` as noVNC does. */
  offer(withExtendedClipboard: boolean): void {
    this.send(setEncodingsMessage(withExtendedClipboard ? [rfbEncodings.raw, rfbEncodings.fence, rfbEncodings.extendedClipboard] : [rfbEncodings.raw, rfbEncodings.fence]).bytes);
  }

  /** Resolves when the server has read all that was sent before: it answers fences in their order. Needs offer(). */
  settled(): Promise<void> {
    const payload = this.#lastFence = (this.#lastFence + 1) % 256;
    this.send(Buffer.from([248, 0, 0, 0, 0x80, 0, 0, 1, 1, payload]));
    return new Promise((resolve) => this.#fences.set(payload, resolve));
  }

  key(keysym: number, isDown: boolean): void {
    this.send(keyMessage(keysym, isDown).bytes);
  }

  press(...keysyms: number[]): void {
    for (const keysym of keysyms) this.key(keysym, true);
    for (const keysym of keysyms.toReversed()) this.key(keysym, false);
  }

  type(text: string): void {
    for (const character of text) this.press(character.codePointAt(0)!);
  }

  click(x: number, y: number): void {
    for (const buttons of [0, 1, 0]) this.send(pointerMessage(x, y, buttons).bytes);
  }

  close(): void {
    this.socket.close();
  }

  #take(length: number): Buffer | null {
    if (this.#received.length < length) return null;
    const taken = this.#received.subarray(0, length);
    this.#received = this.#received.subarray(length);
    return taken;
  }

  /** One part of the handshake or one message; false when more bytes are needed. */
  #read(): boolean {
    if (this.#step === 0) return this.#answer(12, Buffer.from('RFB 003.008\n'));
    if (this.#step === 1) return this.#received.length > 0 && this.#answer(1 + this.#received[0]!, Buffer.from([1]));
    if (this.#step === 2) return this.#answer(4, Buffer.from([0]));
    if (this.#step === 3) return this.#readServerInit();
    return this.#readMessage();
  }

  #answer(length: number, answer: Buffer): boolean {
    if (this.#take(length) === null) return false;
    this.send(answer);
    this.#step += 1;
    return true;
  }

  #readServerInit(): boolean {
    if (this.#received.length < 24) return false;
    const init = this.#take(24 + this.#received.readUInt32BE(20));
    if (init === null) return false;
    this.#size = { width: init.readUInt16BE(0), height: init.readUInt16BE(2) };
    this.#step += 1;
    this.#onReady();
    return true;
  }

  #readMessage(): boolean {
    if (this.#received.length === 0) return false;
    const type = this.#received[0];
    if (type === 2) return this.#take(1) !== null;
    if (type === 248) return this.#readFence();
    if (type !== 3) throw new Error(`the server sent a message of type ${type}`);
    if (this.#received.length < 8) return false;
    const length = this.#received.readInt32BE(4);
    const message = this.#take(8 + Math.abs(length));
    if (message === null) return false;
    this.clipboard.push(length < 0 ? { flags: message.readUInt32BE(8) } : { text: message.toString('latin1', 8) });
    return true;
  }

  /** The server asks with a fence of its own (the highest bit of the flags), which may stay without an answer. */
  #readFence(): boolean {
    if (this.#received.length < 9) return false;
    const fence = this.#take(9 + this.#received[8]!);
    if (fence === null) return false;
    if ((fence[4]! & 0x80) === 0) this.#fences.get(fence[9]!)?.();
    return true;
  }
}
