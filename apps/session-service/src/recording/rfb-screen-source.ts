import { createConnection, type Socket } from 'node:net';
import { writeSetEncodings } from '../console/rfb-encodings.ts';
import { recordedPixelFormat, type ScreenSize } from './fbs-format.ts';
import { rfbEncodings, RfbStreamError, RfbUpdateReader } from './rfb-update-reader.ts';

const extendedClipboard = 0xc0a1e5ce | 0;
/**
 * Lossless Tight, so that text stays readable for certain, at the level that makes the smallest files for what it costs. No cursor
 * encoding: so the server draws the pointer into the picture, wherever somebody moved it. Of the clipboard only notices.
 */
const requestedEncodings = [rfbEncodings.tight, rfbEncodings.copyRect, -256 + 6, rfbEncodings.desktopSize, rfbEncodings.lastRect, extendedClipboard];
const handshakeTimeoutMs = 10_000;

/** How soon after one update the next is asked for: the more bytes it had, the later, so that a page that moves all the time costs little. */
export interface Pace {
  readonly shortestIntervalMs: number;
  readonly longestIntervalMs: number;
  /** What large updates are slowed down to. */
  readonly bytesPerSecond: number;
}

export interface RfbScreenSourceOptions {
  readonly rfbSocketPath: string;
  readonly pace: Pace;
  readonly onSize: (size: ScreenSize) => void;
  /** A whole FramebufferUpdate message; the first shows the whole screen. */
  readonly onUpdate: (update: Buffer) => void;
  /** Once, when the connection is over; with an error unless it was closed here or by the X server's end. */
  readonly onEnd: (error?: Error) => void;
  readonly encodings?: readonly number[];
}

/** Looks at an X server's screen and never acts on it: one connection, read only, beside all others. */
export class RfbScreenSource {
  readonly #options: RfbScreenSourceOptions;
  readonly #socket: Socket;
  readonly #reader = new RfbUpdateReader();
  #size: ScreenSize | null = null;
  #greeting = Buffer.alloc(0);
  #step = 0;
  #nextRequest: NodeJS.Timeout | undefined;
  readonly #handshakeTimer: NodeJS.Timeout;
  #ended = false;

  constructor(options: RfbScreenSourceOptions) {
    this.#options = options;
    this.#socket = createConnection({ path: options.rfbSocketPath });
    this.#socket.on('data', (chunk: Buffer) => this.#read(chunk));
    this.#socket.on('error', (error) => this.#end(error));
    this.#socket.on('close', () => this.#end());
    this.#handshakeTimer = setTimeout(() => this.#end(new Error(`no screen within ${handshakeTimeoutMs} ms`)), handshakeTimeoutMs);
    this.#handshakeTimer.unref();
  }

  /** Asks for nothing more; nothing is given out afterwards. */
  close(): void {
    this.#end();
  }

  #read(chunk: Buffer): void {
    if (this.#ended) return;
    try {
      if (this.#size !== null) return this.#readMessages(chunk);
      this.#greeting = Buffer.concat([this.#greeting, chunk]);
      while (this.#greet());
    } catch (error) {
      this.#end(error as Error);
    }
  }

  /** One part of the handshake of RFB 3.8 with security type None (RFC 6143 section 7.1 to 7.3); false when more bytes are needed. */
  #greet(): boolean {
    const received = this.#greeting;
    if (this.#step === 0) return this.#answer(12, received.length >= 12 ? Buffer.from('RFB 003.008\n', 'latin1') : null);
    if (this.#step === 1) {
      if (received.length === 0 || received.length < 1 + received[0]!) return false;
      if (!received.subarray(1, 1 + received[0]!).includes(1)) throw new RfbStreamError('the X server wants a password');
      return this.#answer(1 + received[0]!, Buffer.from([1]));
    }
    if (this.#step === 2) {
      if (received.length >= 4 && received.readUInt32BE(0) !== 0) throw new RfbStreamError('the X server refused');
      return this.#answer(4, received.length >= 4 ? Buffer.from([1]) : null);
    }
    if (received.length < 24 || received.length < 24 + received.readUInt32BE(20)) return false;
    this.#begin(received);
    return false;
  }

  #answer(length: number, answer: Buffer | null): boolean {
    if (answer === null) return false;
    this.#greeting = this.#greeting.subarray(length);
    this.#socket.write(answer);
    this.#step += 1;
    return true;
  }

  #begin(serverInit: Buffer): void {
    clearTimeout(this.#handshakeTimer);
    this.#size = { width: serverInit.readUInt16BE(0), height: serverInit.readUInt16BE(2) };
    this.#options.onSize(this.#size);
    const setPixelFormat = Buffer.concat([Buffer.from([0, 0, 0, 0]), recordedPixelFormat]);
    this.#socket.write(Buffer.concat([setPixelFormat, writeSetEncodings(this.#options.encodings ?? requestedEncodings), wantsNoClipboardText()]));
    this.#request(false);
    const rest = serverInit.subarray(24 + serverInit.readUInt32BE(20));
    this.#greeting = Buffer.alloc(0);
    if (rest.length > 0) this.#readMessages(rest);
  }

  #readMessages(chunk: Buffer): void {
    for (const update of this.#reader.push(chunk)) {
      if (this.#ended) return;
      this.#options.onUpdate(update);
      // An update that only tells of a new size asks for the picture at once, too.
      this.#nextRequest ??= setTimeout(() => {
        this.#nextRequest = undefined;
        this.#request(true);
      }, this.#intervalMs(update.length));
    }
  }

  #intervalMs(bytes: number): number {
    const { shortestIntervalMs, longestIntervalMs, bytesPerSecond } = this.#options.pace;
    return Math.min(longestIntervalMs, Math.max(shortestIntervalMs, (bytes / bytesPerSecond) * 1000));
  }

  #request(incremental: boolean): void {
    if (this.#ended) return;
    const request = Buffer.alloc(10);
    request.writeUInt8(3, 0);
    request.writeUInt8(incremental ? 1 : 0, 1);
    // The largest there is: the server cuts it to its screen, also after the screen has grown.
    request.writeUInt16BE(0xffff, 6);
    request.writeUInt16BE(0xffff, 8);
    this.#socket.write(request);
  }

  #end(error?: Error): void {
    if (this.#ended) return;
    this.#ended = true;
    clearTimeout(this.#nextRequest);
    clearTimeout(this.#handshakeTimer);
    this.#socket.destroy();
    this.#options.onEnd(error);
  }
}

/** Says that of the clipboard at most a notice is wanted, never a text unasked (size limit 0): rfbproto, extended clipboard, capabilities. */
function wantsNoClipboardText(): Buffer {
  const message = Buffer.alloc(8 + 8);
  const [formatText, actionCapabilities, actionNotify] = [1, 1 << 24, 1 << 27];
  message.writeUInt8(6, 0);
  message.writeInt32BE(-8, 4);
  message.writeUInt32BE((actionCapabilities | actionNotify | formatText) >>> 0, 8);
  return message;
}
