import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

const SILENCE_MS = 5_000;

/** A VNC client straight on the X server's socket (RFB 3.8, security None, raw pixels): the least that a key stroke can cost. */
export class VncClient {
  readonly #socket: Socket;
  #received: Buffer = Buffer.alloc(0);
  #picture: Buffer = Buffer.alloc(0);
  #width = 0;
  #height = 0;
  #wake: () => void = () => {};

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (chunk: Buffer) => {
      this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
      this.#wake();
    });
  }

  static async connect(path: string): Promise<VncClient> {
    const socket = connect(path);
    const client = new VncClient(socket);
    await new Promise<void>((resolve, reject) => { socket.once('connect', resolve); socket.once('error', reject); });
    await client.#take(12);
    socket.write('RFB 003.008\n');
    await client.#take((await client.#take(1))[0]!);
    socket.write(Buffer.from([1]));
    await client.#take(4);
    socket.write(Buffer.from([1]));
    const init = await client.#take(24);
    await client.#take(init.readUInt32BE(20));
    client.#width = init.readUInt16BE(0);
    client.#height = init.readUInt16BE(2);
    client.#picture = Buffer.alloc(client.#width * client.#height * 4);
    socket.write(Buffer.from([2, 0, 0, 1, 0, 0, 0, 0]));
    return client;
  }

  key(keysym: number): void {
    const message = (down: number) => { const bytes = Buffer.alloc(8); bytes[0] = 4; bytes[1] = down; bytes.writeUInt32BE(keysym, 4); return bytes; };
    this.#socket.write(Buffer.concat([message(1), message(0)]));
  }

  click(x: number, y: number): void {
    const message = (buttons: number) => { const bytes = Buffer.alloc(6); bytes[0] = 5; bytes[1] = buttons; bytes.writeUInt16BE(x, 2); bytes.writeUInt16BE(y, 4); return bytes; };
    this.#socket.write(Buffer.concat([message(0), message(1), message(0)]));
  }

  /** Green of one pixel as of the last update, 0 to 255. */
  pixel(x: number, y: number): number {
    return this.#picture[(y * this.#width + x) * 4 + 1]!;
  }

  /** Asks for the whole screen, with `incremental` for what has changed, as soon as something has; resolves when it is drawn. */
  async update(incremental: boolean): Promise<void> {
    const request = Buffer.alloc(10);
    request[0] = 3;
    request[1] = incremental ? 1 : 0;
    request.writeUInt16BE(this.#width, 6);
    request.writeUInt16BE(this.#height, 8);
    this.#socket.write(request);
    for (;;) {
      const type = (await this.#take(1))[0]!;
      if (type === 2) continue;
      if (type === 3) { await this.#take((await this.#take(7)).readUInt32BE(3)); continue; }
      if (type !== 0) throw new Error(`a message of type ${type}`);
      const rectangles = (await this.#take(3)).readUInt16BE(1);
      for (let index = 0; index < rectangles; index++) await this.#draw(await this.#take(12));
      return;
    }
  }

  close(): void {
    this.#socket.destroy();
  }

  async #draw(head: Buffer): Promise<void> {
    const [x, y, width, height] = [head.readUInt16BE(0), head.readUInt16BE(2), head.readUInt16BE(4), head.readUInt16BE(6)];
    const pixels = await this.#take(width * height * 4);
    for (let line = 0; line < height; line++) pixels.copy(this.#picture, ((y + line) * this.#width + x) * 4, line * width * 4, (line + 1) * width * 4);
  }

  async #take(length: number): Promise<Buffer> {
    while (this.#received.length < length) {
      const woken = await Promise.race([new Promise<boolean>((resolve) => { this.#wake = () => resolve(true); }), pause(SILENCE_MS, false, { ref: false })]);
      if (!woken) throw new Error(`the X server said nothing for ${SILENCE_MS} ms`);
    }
    const taken = this.#received.subarray(0, length);
    this.#received = this.#received.subarray(length);
    return taken;
  }
}
