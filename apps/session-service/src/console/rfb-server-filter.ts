import { RfbProtocolError, type RfbClientMessage } from './rfb-client-messages.ts';
import { readPixelFormat } from './rfb-pixel-format.ts';
import { readServer, type RfbServerStream } from './rfb-server-messages.ts';
import { StreamFilter } from './stream-steps.ts';

/** Keeps the server's clipboard from a client that may not have it, and nothing else. */
export class RfbServerFilter {
  readonly #stream: RfbServerStream;
  readonly #filter: StreamFilter;
  #isPictureRequested = false;

  /** @param passesClipboard asked for every clipboard message; must be a cheap read */
  constructor(passesClipboard: () => boolean, onClipboardAsked: () => void = () => undefined) {
    this.#stream = { pixelFormat: null, passesClipboard, onClipboardAsked };
    this.#filter = new StreamFilter(readServer(this.#stream));
  }

  /**
   * To be told of all that the client sends, in order. The format of pixels is settled before the first picture: after that
   * nobody could say from which rectangle on a new one counts. @throws RfbProtocolError
   */
  clientSent({ kind, bytes }: RfbClientMessage): void {
    if (kind === 'framebuffer_update_request' || kind === 'enable_continuous_updates') this.#isPictureRequested = true;
    if (kind !== 'set_pixel_format') return;
    const asked = readPixelFormat(bytes, 4);
    const known = this.#stream.pixelFormat;
    if (this.#isPictureRequested && asked.bytesPerPixel !== known?.bytesPerPixel) throw new RfbProtocolError('the size of pixels changes after a picture was asked for');
    this.#stream.pixelFormat = asked;
  }

  /** What of the chunk reaches the client. @throws RfbServerError, RfbProtocolError */
  push(chunk: Buffer): Buffer[] {
    return this.#filter.push(chunk);
  }
}
