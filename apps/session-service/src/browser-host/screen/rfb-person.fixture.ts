import { createConnection, type Socket } from 'node:net';
import { constants, deflateSync, inflateSync } from 'node:zlib';
import { KeyOrder, type ScreenKeys } from '../../console/key-order.ts';
import { rfbEncodings } from '../../console/rfb-encodings.ts';
import { keyMessage, pointerMessage, setEncodingsMessage } from '../../console/rfb-messages.fixture.ts';

const { raw, cursor, extendedDesktopSize, extendedClipboard } = rfbEncodings;
const TEXT = 1;
const [CAPABILITIES, REQUEST, NOTIFY, PROVIDE] = [1 << 24, 1 << 25, 1 << 27, 1 << 28] as const;

export type Colour = readonly [number, number, number];

/** Keysyms of keys that stand for no character. */
export const keysyms = { tab: 0xff09, enter: 0xff0d, escape: 0xff1b, left: 0xff51, home: 0xff50, f11: 0xffc8, control: 0xffe3, delete: 0xffff, deadAcute: 0xfe51 } as const;

/** As a console's page makes them of characters: Latin-1 has keysyms of its own. */
export function keysymOf(character: string): number {
  const codePoint = character.codePointAt(0)!;
  const isLatin = (codePoint >= 0x20 && codePoint <= 0x7e) || (codePoint >= 0xa0 && codePoint <= 0xff);
  return isLatin ? codePoint : 0x01000000 + codePoint;
}

/** Somebody before the screen of a browser: sees its pixels, types, clicks, copies and pastes. */
export class RfbPerson {
  /** Texts that the browser has offered, newest last. */
  readonly copied: string[] = [];
  width = 0;
  height = 0;
  readonly #socket: Socket;
  readonly #keys: KeyOrder;
  #pixels: Buffer = Buffer.alloc(0);
  #clipboard = '';
  #unread: Buffer[] = [];
  #unreadBytes = 0;
  #wake: () => void = () => undefined;
  #shown: () => void = () => undefined;
  #frames = 0;

  private constructor(socket: Socket, keys: ScreenKeys | undefined) {
    this.#socket = socket;
    this.#keys = new KeyOrder({ keys, write: (message) => socket.write(message), onWaiting: () => undefined });
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => {
      this.#unread.push(chunk);
      this.#unreadBytes += chunk.length;
      this.#wake();
    });
  }

  static async sitDown({ rfbSocketPath, keyboard }: { rfbSocketPath: string; keyboard?: ScreenKeys }): Promise<RfbPerson> {
    const person = new RfbPerson(createConnection(rfbSocketPath), keyboard);
    await person.#handshake();
    void person.#readOn().catch(() => undefined);
    return person;
  }

  /** The colour of each place in a picture of the whole screen that is made after this was called. */
  async see(...places: readonly (readonly [number, number])[]): Promise<Colour[]> {
    const before = this.#frames;
    this.#ask(false);
    while (this.#frames === before) await new Promise<void>((resolve) => (this.#shown = resolve));
    return places.map(([x, y]) => {
      const at = (y * this.width + x) * 4;
      return [this.#pixels[at + 2]!, this.#pixels[at + 1]!, this.#pixels[at]!];
    });
  }

  press(...pressed: readonly number[]): void {
    this.#keys.send([...pressed.map((keysym) => keyMessage(keysym, true).bytes), ...pressed.toReversed().map((keysym) => keyMessage(keysym, false).bytes)]);
  }

  type(text: string): void {
    for (const character of text) this.press(keysymOf(character));
  }

  click(x: number, y: number): void {
    this.#keys.send([0, 1, 0].map((buttons) => pointerMessage(x, y, buttons).bytes));
  }

  drag(from: readonly [number, number], to: readonly [number, number]): void {
    const steps = [[from, 0], [from, 1], [[(from[0] + to[0]) >> 1, (from[1] + to[1]) >> 1], 1], [to, 1], [to, 0]] as const;
    this.#keys.send(steps.map(([[x, y], buttons]) => pointerMessage(x, y, buttons).bytes));
  }

  /** Offers a text, which the browser gets when something is pasted there. */
  copy(text: string): void {
    this.#clipboard = text;
    this.#cutText(NOTIFY | TEXT);
  }

  leave(): void {
    this.#socket.destroy();
  }

  async #take(length: number): Promise<Buffer> {
    while (this.#unreadBytes < length) await new Promise<void>((resolve) => (this.#wake = resolve));
    const all = this.#unread.length === 1 ? this.#unread[0]! : Buffer.concat(this.#unread);
    const taken = all.subarray(0, length);
    this.#unread = [all.subarray(length)];
    this.#unreadBytes -= length;
    return taken;
  }

  async #handshake(): Promise<void> {
    await this.#take(12);
    this.#socket.write('RFB 003.008\n');
    await this.#take((await this.#take(1))[0]!);
    this.#socket.write(Buffer.from([1]));
    await this.#take(4);
    this.#socket.write(Buffer.from([1]));
    const init = await this.#take(24);
    await this.#take(init.readUInt32BE(20));
    this.#resized(init.readUInt16BE(0), init.readUInt16BE(2));
    // 32 bits a pixel: blue, green, red and nothing.
    this.#socket.write(Buffer.from([0, 0, 0, 0, 32, 24, 0, 1, 0, 255, 0, 255, 0, 255, 16, 8, 0, 0, 0, 0]));
    this.#socket.write(setEncodingsMessage([raw, cursor, extendedDesktopSize, extendedClipboard]).bytes);
  }

  #resized(width: number, height: number): void {
    if (width === this.width && height === this.height) return;
    this.width = width;
    this.height = height;
    this.#pixels = Buffer.alloc(width * height * 4);
  }

  #ask(incremental: boolean): void {
    const request = Buffer.from([3, incremental ? 1 : 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    request.writeUInt16BE(this.width, 6);
    request.writeUInt16BE(this.height, 8);
    this.#socket.write(request);
  }

  async #readOn(): Promise<void> {
    for (;;) {
      const type = (await this.#take(1))[0];
      if (type === 0) await this.#readUpdate();
      else if (type === 3) await this.#readCutText();
      else if (type !== 2) throw new Error(`a message of type ${type}`);
    }
  }

  async #readUpdate(): Promise<void> {
    const count = (await this.#take(3)).readUInt16BE(1);
    const before = `${this.width}x${this.height}`;
    let drawn = false;
    for (let index = 0; index < count; index++) drawn = (await this.#readRectangle()) || drawn;
    if (drawn) {
      this.#frames += 1;
      this.#shown();
    } else this.#ask(before === `${this.width}x${this.height}`);
  }

  async #readRectangle(): Promise<boolean> {
    const head = await this.#take(12);
    const [x, y, width, height] = [0, 2, 4, 6].map((at) => head.readUInt16BE(at)) as [number, number, number, number];
    const encoding = head.readInt32BE(8);
    if (encoding === cursor) {
      await this.#take(width * height * 4 + Math.ceil(width / 8) * height);
      return false;
    }
    if (encoding === extendedDesktopSize) {
      await this.#take((await this.#take(4))[0]! * 16);
      this.#resized(width, height);
      return false;
    }
    const rows = await this.#take(width * height * 4);
    for (let row = 0; row < height; row++) rows.copy(this.#pixels, ((y + row) * this.width + x) * 4, row * width * 4, (row + 1) * width * 4);
    return true;
  }

  /** The server offers, asks or gives, with lines that end in CR LF (a negative length: https://github.com/rfbproto/rfbproto, Extended Clipboard). */
  async #readCutText(): Promise<void> {
    const length = (await this.#take(7)).readInt32BE(3);
    const content = await this.#take(Math.abs(length));
    const flags = length < 0 ? content.readUInt32BE(0) : 0;
    if (flags & CAPABILITIES) this.#cutText(CAPABILITIES | REQUEST | NOTIFY | PROVIDE | TEXT, Buffer.from([0, 16, 0, 0]));
    else if (flags & NOTIFY && flags & TEXT) this.#cutText(REQUEST | TEXT);
    else if (flags & REQUEST) this.#provide();
    else if (flags & PROVIDE) {
      const texts = inflateSync(content.subarray(4), { finishFlush: constants.Z_SYNC_FLUSH });
      this.copied.push(texts.toString('utf8', 4, 4 + texts.readUInt32BE(0) - 1).replaceAll('\r\n', '\n'));
    }
  }

  #provide(): void {
    const text = Buffer.from(`${this.#clipboard.replaceAll('\n', '\r\n')}\0`);
    const size = Buffer.alloc(4);
    size.writeUInt32BE(text.length);
    this.#cutText(PROVIDE | TEXT, deflateSync(Buffer.concat([size, text])));
  }

  #cutText(flags: number, content: Buffer = Buffer.alloc(0)): void {
    const message = Buffer.alloc(12);
    message.writeUInt8(6, 0);
    message.writeInt32BE(-(4 + content.length), 4);
    message.writeUInt32BE(flags >>> 0, 8);
    this.#socket.write(Buffer.concat([message, content]));
  }
}
