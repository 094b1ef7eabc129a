import type { RfbClientMessage } from './rfb-client-messages.ts';
import { writeNothingToPaste } from './rfb-encodings.ts';

/** How long a client may take to hand over a text that it has offered, ms. */
const handOverMs = 3000;

/**
 * A text that a console client offers is fetched when it is pasted, and the browser stands still until it comes: of a client that
 * has fallen asleep, never. It is taken back then.
 */
export class ClipboardPromise {
  readonly #takeBack: (message: Buffer) => void;
  #timer: NodeJS.Timeout | undefined;

  constructor(takeBack: (message: Buffer) => void) {
    this.#takeBack = takeBack;
  }

  asked(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#takeBack(writeNothingToPaste());
    }, handOverMs).unref();
  }

  /** Whatever a client says of its clipboard is an answer. */
  clientSent({ kind }: RfbClientMessage): void {
    if (kind === 'cut_text') this.forget();
  }

  forget(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
