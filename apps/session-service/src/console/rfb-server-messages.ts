import { rfbEncodings } from './rfb-encodings.ts';
import { readPixelFormat, type PixelFormat } from './rfb-pixel-format.ts';
import { drop, pass, peek, type Steps } from './stream-steps.ts';

/** The server sent what this does not know; the stream cannot be read on. */
export class RfbServerError extends Error {
  override readonly name = 'RfbServerError';
}

export interface RfbServerStream {
  /** As the client last asked for it; null: as the server said at the beginning. */
  pixelFormat: PixelFormat | null;
  /** Whether clipboard messages pass now; asked for each of them. */
  readonly passesClipboard: () => boolean;
  /** The server wants the text that the client offers, and whoever pastes waits for it. */
  readonly onClipboardAsked: () => void;
}

const clipboardCapabilities = 1 << 24;
const clipboardRequest = 1 << 25;

/**
 * All that a server sends: the handshake of RFB 3.8 with security type None, then messages (RFC 6143 section 7.6 and the community's
 * rfbproto document) with pictures in the encodings that this service lets clients offer. Everything passes but clipboard messages that may not.
 */
export function* readServer(stream: RfbServerStream): Steps {
  yield pass(12);
  const securityTypes = (yield peek(1)).readUInt8(0);
  if (securityTypes === 0) throw new RfbServerError('the server refuses connections');
  yield pass(1 + securityTypes);
  if ((yield peek(4)).readUInt32BE(0) !== 0) throw new RfbServerError('the server refuses the client');
  yield pass(4);
  const init = yield peek(24);
  stream.pixelFormat ??= readPixelFormat(init, 4);
  yield pass(24 + init.readUInt32BE(20));
  while (true) yield* readMessage(stream);
}

function* readMessage(stream: RfbServerStream): Steps {
  const type = (yield peek(1)).readUInt8(0);
  switch (type) {
    case 0:
      return yield* readUpdate(stream.pixelFormat!);
    case 1:
      return yield pass(6 + 6 * (yield peek(6)).readUInt16BE(4)); // Colour map.
    case 2:
      return yield pass(1); // Bell.
    case 3:
      return yield* readCutText(stream);
    case 150:
      return yield pass(1); // End of continuous updates.
    case 248:
      return yield pass(9 + (yield peek(9)).readUInt8(8)); // Fence.
    default:
      throw new RfbServerError(`message type ${type} is unknown`);
  }
}

/** Of the extended clipboard, what the server is able to do always passes: it says nothing of any text, and is sent only once. */
function* readCutText({ passesClipboard, onClipboardAsked }: RfbServerStream): Steps {
  const length = (yield peek(8)).readInt32BE(4);
  const isExtended = length < 0;
  const flags = isExtended && length <= -4 ? (yield peek(12)).readUInt32BE(8) : 0;
  const isCapabilities = (flags & clipboardCapabilities) !== 0;
  if ((flags & clipboardRequest) !== 0 && !isCapabilities) onClipboardAsked();
  const bytes = 8 + Math.abs(length);
  yield isCapabilities || passesClipboard() ? pass(bytes) : drop(bytes);
}

function* readUpdate(format: PixelFormat): Steps {
  const rectangles = (yield peek(4)).readUInt16BE(2);
  yield pass(4);
  for (let index = 0; index < rectangles; index += 1) {
    const head = yield peek(12);
    const [width, height, encoding] = [head.readUInt16BE(4), head.readUInt16BE(6), head.readInt32BE(8)];
    yield pass(12);
    if (encoding === rfbEncodings.lastRectangle) return;
    yield* readRectangle(encoding, width, height, format);
  }
}

function* readRectangle(encoding: number, width: number, height: number, format: PixelFormat): Steps {
  const pixels = width * height;
  const maskBytes = Math.ceil(width / 8) * height;
  switch (encoding) {
    case rfbEncodings.raw:
      return yield pass(pixels * format.bytesPerPixel);
    case rfbEncodings.copyRectangle:
      return yield pass(4);
    case rfbEncodings.rre:
      return yield pass(4 + format.bytesPerPixel + (yield peek(4)).readUInt32BE(0) * (format.bytesPerPixel + 8));
    case rfbEncodings.hextile:
      return yield* readHextile(width, height, format);
    case rfbEncodings.zrle:
      return yield pass(4 + (yield peek(4)).readUInt32BE(0));
    case rfbEncodings.tight:
    case rfbEncodings.tightPng:
      return yield* readTight(width, height, format);
    case rfbEncodings.cursor:
      return yield pass(pixels * format.bytesPerPixel + maskBytes);
    case rfbEncodings.xCursor:
      return yield pass(pixels === 0 ? 0 : 6 + 2 * maskBytes);
    case rfbEncodings.cursorWithAlpha:
      if ((yield peek(4)).readInt32BE(0) !== rfbEncodings.raw) throw new RfbServerError('a cursor is encoded');
      return yield pass(4 + pixels * 4);
    case rfbEncodings.vmwareCursor:
      return yield pass(2 + pixels * ((yield peek(2)).readUInt8(0) === 0 ? 2 * format.bytesPerPixel : 4));
    case rfbEncodings.desktopSize:
    case rfbEncodings.qemuExtendedKey:
      return;
    case rfbEncodings.qemuLedState:
      return yield pass(1);
    case rfbEncodings.desktopName:
      return yield pass(4 + (yield peek(4)).readUInt32BE(0));
    case rfbEncodings.extendedDesktopSize:
      return yield pass(4 + 16 * (yield peek(4)).readUInt8(0));
    default:
      throw new RfbServerError(`encoding ${encoding} is unknown`);
  }
}

/** RFC 6143 section 7.7.4: tiles of 16 by 16. */
function* readHextile(width: number, height: number, { bytesPerPixel }: PixelFormat): Steps {
  for (let top = 0; top < height; top += 16) {
    for (let left = 0; left < width; left += 16) {
      const tile = (yield peek(1)).readUInt8(0);
      yield pass(1);
      if ((tile & 1) !== 0) {
        yield pass(Math.min(16, width - left) * Math.min(16, height - top) * bytesPerPixel);
        continue;
      }
      yield pass((((tile & 2) === 0 ? 0 : 1) + ((tile & 4) === 0 ? 0 : 1)) * bytesPerPixel);
      if ((tile & 8) !== 0) yield pass(1 + (yield peek(1)).readUInt8(0) * (2 + ((tile & 16) === 0 ? 0 : bytesPerPixel)));
    }
  }
}

/** Below this much, Tight sends a basic rectangle as it is, without a length. */
const smallestCompressedBytes = 12;

/** rfbproto, "Tight Encoding". */
function* readTight(width: number, height: number, { bytesPerTightPixel }: PixelFormat): Steps {
  const control = (yield peek(1)).readUInt8(0);
  yield pass(1);
  const kind = control >> 4;
  if (kind === 8) return yield pass(bytesPerTightPixel);
  if (kind === 9 || kind === 10) return yield* readCompactLength(); // JPEG, PNG.
  if (kind > 10) throw new RfbServerError(`Tight rectangle of kind ${kind} is unknown`);
  let bytes = width * height * bytesPerTightPixel;
  if ((kind & 4) !== 0) {
    const filter = (yield peek(1)).readUInt8(0);
    yield pass(1);
    if (filter === 1) {
      const colours = (yield peek(1)).readUInt8(0) + 1;
      yield pass(1 + colours * bytesPerTightPixel);
      bytes = colours <= 2 ? Math.ceil(width / 8) * height : width * height;
    } else if (filter > 2) throw new RfbServerError(`Tight filter ${filter} is unknown`);
  }
  return bytes < smallestCompressedBytes ? yield pass(bytes) : yield* readCompactLength();
}

/** A length of one to three bytes, the lowest seven bits first, and as many bytes. */
function* readCompactLength(): Steps {
  let length = 0;
  for (let index = 0; index < 3; index += 1) {
    const byte = (yield peek(1)).readUInt8(0);
    yield pass(1);
    length |= (index < 2 ? byte & 0x7f : byte) << (7 * index);
    if (index < 2 && (byte & 0x80) === 0) break;
  }
  yield pass(length);
}
