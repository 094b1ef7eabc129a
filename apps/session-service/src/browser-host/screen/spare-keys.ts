/** First keysym of media and vendor keys, which a browser's keyboard can do without. */
const VENDOR_KEYSYMS = 0x10000000;
const UNICODE_KEYSYMS = 0x01000000;
const UNICODE_END = 0x01110000;
/** A key that was pressed a moment ago may not have been read yet: it does not become another one before. */
const SETTLE_MS = 300;

interface SpareKey {
  readonly keycode: number;
  keysym: number;
  pressedAtMs: number;
}

/** XF86Copy, Paste, Cut, Favorites, Back, Forward, HomePage, Reload, Refresh, Stop, Search, WWW: to Chromium their keys are that, whatever they stand for. */
const BROWSER_KEYSYMS: ReadonlySet<number> = new Set([
  0x1008ff57, 0x1008ff6d, 0x1008ff58, 0x1008ff30, 0x1008ff26, 0x1008ff27, 0x1008ff18, 0x1008ff73, 0x1008ff29, 0x1008ff28, 0x1008ff1b, 0x1008ff2e,
]);

const isFree = (keysyms: readonly number[]): boolean => keysyms.every((keysym) => keysym === 0);
const isDispensable = (keysym: number): boolean => keysym >= VENDOR_KEYSYMS && !BROWSER_KEYSYMS.has(keysym);

/** Keys without a meaning that are left for the X server's own use. */
const LEFT_FREE = 8;

/**
 * Which keys of an X keyboard stand for characters that are not on it: each gets a key that stands for nothing needed, and
 * when there is none left, the one that was not pressed for longest. Time comes with each question.
 */
export class SpareKeys {
  readonly #usual: ReadonlySet<number>;
  readonly #spare: SpareKey[];
  readonly #byKeysym = new Map<number, SpareKey>();

  /** `mapping`: keysyms of each keycode, from `firstKeycode` on. */
  constructor(mapping: readonly (readonly number[])[], firstKeycode: number) {
    const keys = mapping.map((keysyms, index) => ({ keycode: firstKeycode + index, keysyms }));
    const free = keys.filter(({ keysyms }) => isFree(keysyms)).slice(LEFT_FREE);
    const given = keys.filter(({ keysyms }) => !isFree(keysyms) && keysyms.every((keysym) => keysym === 0 || isDispensable(keysym)));
    this.#spare = [...free, ...given].map(({ keycode }) => ({ keycode, keysym: 0, pressedAtMs: -Infinity }));
    this.#usual = new Set(mapping.flat().filter((keysym) => keysym !== 0 && !isDispensable(keysym)));
  }

  /** How many characters can be told apart at the same time. */
  get count(): number {
    return this.#spare.length;
  }

  /** True when a key stands for it already. */
  knows(keysym: number, nowMs: number): boolean {
    const key = this.#byKeysym.get(keysym);
    if (key) key.pressedAtMs = nowMs;
    return key !== undefined || this.#usual.has(keysym) || this.#usual.has(latinOf(keysym));
  }

  /** The key that is to stand for it from now on, and how long to wait before it is made so. @throws when there is none at all */
  assign(keysym: number, nowMs: number): { readonly keycode: number; readonly waitMs: number } {
    const key = this.#spare.reduce((oldest, other) => (oldest.pressedAtMs <= other.pressedAtMs ? oldest : other));
    const waitMs = Math.max(0, key.pressedAtMs + SETTLE_MS - nowMs);
    this.#byKeysym.delete(key.keysym);
    this.#byKeysym.set(keysym, key);
    key.keysym = keysym;
    key.pressedAtMs = nowMs + waitMs;
    return { keycode: key.keycode, waitMs };
  }
}

/** ASCII and Latin-1 have keysyms of their own, and others by their code point. */
function latinOf(keysym: number): number {
  return keysym > UNICODE_KEYSYMS && keysym < UNICODE_END ? keysym - UNICODE_KEYSYMS : 0;
}
