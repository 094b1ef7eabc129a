import { createConnection, type Socket } from 'node:net';
import { getGeometry, halves, internAtom, padded, queryExtension } from './x11-messages.ts';

/** A reply that is longer comes from no X server in its right mind. */
const LONGEST_REPLY_BYTES = 1024 * 1024;
const SETUP_HEAD_BYTES = 8;
const MESSAGE_BYTES = 32;

interface Waiting {
  resolve(reply: Buffer): void;
  reject(error: Error): void;
}

/** The server refused a request, as for a window that has gone meanwhile. */
export class X11Error extends Error {
  override readonly name = 'X11Error';
}

/** A client of one X server, by its abstract socket. It trusts nothing that comes back: every X client there may send events. */
export class X11Connection {
  readonly root: number;
  /** Called for every event, in their order. */
  onEvent: (event: Buffer) => void = () => undefined;
  readonly #socket: Socket;
  readonly #waiting = new Map<number, Waiting>();
  readonly #idBase: number;
  #lastId = 0;
  #sequence = 0;
  #unread: Buffer;

  private constructor(socket: Socket, setup: Buffer, unread: Buffer) {
    this.#socket = socket;
    this.#unread = unread;
    this.#idBase = setup.readUInt32LE(12);
    this.root = setup.readUInt32LE(40 + padding4(setup.readUInt16LE(24)) + 8 * setup.readUInt8(29));
    socket.on('data', (bytes: Buffer) => this.#read(bytes));
    socket.on('close', () => this.#end(new Error('the X server closed the connection')));
  }

  /** @throws when the server is not there, refuses the cookie or takes longer. */
  static connect(display: string, cookie: Buffer, timeoutMs: number): Promise<X11Connection> {
    const socket = createConnection({ path: `\0/tmp/.X11-unix/X${display.slice(1)}` });
    const name = Buffer.from('MIT-MAGIC-COOKIE-1');
    socket.write(Buffer.concat([Buffer.from('l\0'), halves(11, 0, name.length, cookie.length, 0), padded(name), padded(cookie)]));
    return new Promise((resolve, reject) => {
      let received = Buffer.alloc(0);
      const timer = setTimeout(() => fail(new Error(`the X server did not answer within ${timeoutMs} ms`)), timeoutMs);
      const fail = (error: Error): void => {
        clearTimeout(timer);
        socket.destroy();
        reject(error);
      };
      socket.on('error', fail);
      socket.on('close', () => fail(new Error('the X server closed the connection')));
      const read = (bytes: Buffer): void => {
        received = Buffer.concat([received, bytes]);
        if (received.length < SETUP_HEAD_BYTES) return;
        const length = SETUP_HEAD_BYTES + 4 * received.readUInt16LE(6);
        if (received.length < length) return;
        socket.off('data', read);
        if (received[0] !== 1) return fail(new Error('the X server refused the connection'));
        clearTimeout(timer);
        resolve(new X11Connection(socket, received.subarray(0, length), received.subarray(length)));
      };
      socket.on('data', read);
    });
  }

  newId(): number {
    this.#lastId += 1;
    return this.#idBase + this.#lastId;
  }

  /** Requests without a reply; what the server has against them is nobody's concern: windows go away at any time. */
  send(...requests: readonly Buffer[]): void {
    this.#sequence += requests.length;
    if (this.#socket.writable) this.#socket.write(Buffer.concat(requests));
  }

  /** @throws X11Error when the server refuses it */
  ask(message: Buffer): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      if (!this.#socket.writable) return reject(new Error('the X server closed the connection'));
      this.send(message);
      this.#waiting.set(this.#sequence & 0xffff, { resolve, reject });
    });
  }

  /** Resolves when the server has done everything that was sent before. */
  async settled(): Promise<void> {
    await this.ask(getGeometry(this.root));
  }

  async atoms<Name extends string>(names: readonly Name[]): Promise<Record<Name, number>> {
    const replies = await Promise.all(names.map((name) => this.ask(internAtom(name))));
    return Object.fromEntries(names.map((name, index) => [name, replies[index]!.readUInt32LE(8)])) as Record<Name, number>;
  }

  /** Code of an extension's requests. @throws when the server does not have it */
  async extension(name: string): Promise<number> {
    const reply = await this.ask(queryExtension(name));
    if (reply[8] !== 1) throw new Error(`the X server has no ${name}`);
    return reply.readUInt8(9);
  }

  close(): void {
    this.#socket.destroy();
  }

  #read(bytes: Buffer): void {
    this.#unread = this.#unread.length === 0 ? bytes : Buffer.concat([this.#unread, bytes]);
    while (this.#unread.length >= MESSAGE_BYTES) {
      const type = this.#unread.readUInt8(0) & 0x7f;
      const hasMore = type === 1 || type === 35; // replies and generic events
      const length = MESSAGE_BYTES + (hasMore ? 4 * this.#unread.readUInt32LE(4) : 0);
      if (length > LONGEST_REPLY_BYTES) return void this.#socket.destroy();
      if (this.#unread.length < length) return;
      const message = this.#unread.subarray(0, length);
      this.#unread = this.#unread.subarray(length);
      this.#take(type, message);
    }
  }

  #take(type: number, message: Buffer): void {
    if (type > 1) return this.onEvent(message);
    const sequence = message.readUInt16LE(2);
    const waiting = this.#waiting.get(sequence);
    this.#waiting.delete(sequence);
    if (type === 1) waiting?.resolve(message);
    else waiting?.reject(new X11Error(`error ${message[1]} of request ${message[10]}`));
  }

  #end(error: Error): void {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}

const padding4 = (length: number): number => (length + 3) & ~3;

