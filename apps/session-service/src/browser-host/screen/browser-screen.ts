import { resizeScreen } from './screen-size.ts';
import { WindowManager } from './window-manager.ts';
import { ScreenKeyboard } from './screen-keyboard.ts';
import type { Size } from './window-rules.ts';
import { X11Connection } from './x11-connection.ts';

/** The screen of one browser: how large it is, and what manages the windows on it. */
export class BrowserScreen {
  readonly #x: X11Connection;
  readonly #windows: WindowManager;
  readonly keyboard: ScreenKeyboard;
  #size: Size;

  private constructor(x: X11Connection, windows: WindowManager, keyboard: ScreenKeyboard, size: Size) {
    this.#x = x;
    this.#windows = windows;
    this.keyboard = keyboard;
    this.#size = size;
  }

  /** Manages the windows of an X server whose screen has this size. @throws when the server does not let it */
  static async manage(display: string, cookie: Buffer, size: Size, timeoutMs: number): Promise<BrowserScreen> {
    const x = await X11Connection.connect(display, cookie, timeoutMs);
    const windows = await WindowManager.start(x, size);
    return new BrowserScreen(x, windows, await ScreenKeyboard.take(x, () => windows.browserAnswers()), size);
  }

  get size(): Size {
    return this.#size;
  }

  async resize(size: Size): Promise<void> {
    await resizeScreen(this.#x, this.#size, size);
    this.#size = size;
    this.#windows.fit(size);
  }

  /** Resolves when the X server has answered. @throws when it has gone */
  answers(): Promise<void> {
    return this.#x.settled();
  }

  close(): void {
    this.#x.close();
  }
}
