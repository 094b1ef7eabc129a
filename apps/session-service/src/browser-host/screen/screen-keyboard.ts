import { setTimeout as delay } from 'node:timers/promises';
import { SpareKeys } from './spare-keys.ts';
import type { X11Connection } from './x11-connection.ts';
import { changeKeyboardMapping, getKeyboardMapping } from './x11-messages.ts';

const FIRST_KEYCODE = 8;
const KEYCODES = 248;
/** Nobody's typing waits longer for a browser that is busy; the character may be lost then. */
const LONGEST_WAIT_MS = 1_000;

/**
 * The keyboard of one browser's screen. The X server itself gives a character that is not on its keyboard a key in the very
 * moment in which it is typed, which Chromium learns of too late, and has 19 keys for that. Here each gets a key before.
 */
export class ScreenKeyboard {
  readonly #x: X11Connection;
  readonly #keys: SpareKeys;
  readonly #browserKnows: () => Promise<void>;
  #last: Promise<void> = Promise.resolve();

  private constructor(x: X11Connection, keys: SpareKeys, browserKnows: () => Promise<void>) {
    this.#x = x;
    this.#keys = keys;
    this.#browserKnows = browserKnows;
  }

  /** `browserKnows`: resolves when the browser has seen what happened to the keyboard before. */
  static async take(x: X11Connection, browserKnows: () => Promise<void>): Promise<ScreenKeyboard> {
    const reply = await x.ask(getKeyboardMapping(FIRST_KEYCODE, KEYCODES));
    const perKeycode = reply.readUInt8(1);
    const keysymsAt = (index: number): number[] => Array.from({ length: perKeycode }, (_, level) => reply.readUInt32LE(32 + 4 * (index * perKeycode + level)));
    return new ScreenKeyboard(x, new SpareKeys(Array.from({ length: KEYCODES }, (_, index) => keysymsAt(index)), FIRST_KEYCODE), browserKnows);
  }

  /** To be called, and awaited if it returns a promise, before a key with this keysym is pressed. Never rejects. */
  prepare(keysym: number): Promise<void> | undefined {
    if (this.#keys.count === 0 || this.#keys.knows(keysym, performance.now())) return undefined;
    const prepared = this.#last.then(() => this.#prepare(keysym)).catch(() => undefined);
    this.#last = prepared;
    return prepared;
  }

  async #prepare(keysym: number): Promise<void> {
    if (this.#keys.knows(keysym, performance.now())) return;
    const { keycode, waitMs } = this.#keys.assign(keysym, performance.now());
    if (waitMs > 0) await delay(waitMs, undefined, { ref: false });
    this.#x.send(changeKeyboardMapping(keycode, keysym));
    await Promise.race([this.#browserKnows(), delay(LONGEST_WAIT_MS, undefined, { ref: false })]);
  }
}
