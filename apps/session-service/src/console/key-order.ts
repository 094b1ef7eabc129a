/** The keyboard of a browser's screen, which has to know a character before its key is pressed. */
export interface ScreenKeys {
  /** Undefined when it is known already, else resolves when the key may be pressed. Never rejects. */
  prepare(keysym: number): Promise<void> | undefined;
}

const keyType = 4;
const qemuType = 255;
/** First bytes of client messages that act: key, pointer, cut text, resize, QEMU key. */
const actingTypes: ReadonlySet<number> = new Set([keyType, 5, 6, 251, qemuType]);

export interface KeyOrderOptions {
  readonly keys: ScreenKeys | undefined;
  readonly write: (message: Buffer) => void;
  /** Messages wait, or none does any more: whoever sends them is to pause meanwhile. */
  readonly onWaiting: (isWaiting: boolean) => void;
}

/** Writes client messages to the X server in their order, each key when the screen's keyboard has it. */
export class KeyOrder {
  readonly #options: KeyOrderOptions;
  #waiting: Buffer[] = [];
  #isWaiting = false;

  constructor(options: KeyOrderOptions) {
    this.#options = options;
  }

  send(messages: readonly Buffer[]): void {
    this.#waiting.push(...messages);
    if (!this.#isWaiting) this.#writeOn();
  }

  /** Forgets what waits and acts: whoever sent it may not act any more. */
  dropActing(): void {
    this.#waiting = this.#waiting.filter((message) => !actingTypes.has(message.readUInt8(0)));
  }

  #writeOn(): void {
    while (this.#waiting.length > 0) {
      const prepared = this.#prepare(this.#waiting[0]!);
      if (prepared) return this.#wait(prepared);
      this.#options.write(this.#waiting.shift()!);
    }
  }

  #wait(prepared: Promise<void>): void {
    this.#isWaiting = true;
    this.#options.onWaiting(true);
    void prepared.then(() => {
      this.#isWaiting = false;
      this.#writeOn();
      if (!this.#isWaiting) this.#options.onWaiting(false);
    });
  }

  #prepare(message: Buffer): Promise<void> | undefined {
    const type = message.readUInt8(0);
    const isDown = type === keyType ? message.readUInt8(1) !== 0 : type === qemuType && message.readUInt16BE(2) !== 0;
    return isDown ? this.#options.keys?.prepare(message.readUInt32BE(4)) : undefined;
  }
}
