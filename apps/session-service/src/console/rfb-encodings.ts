/** Encodings and pseudo-encodings by name; https://github.com/rfbproto/rfbproto has the numbers. */
export const rfbEncodings = {
  raw: 0,
  copyRectangle: 1,
  rre: 2,
  hextile: 5,
  tight: 7,
  zrle: 16,
  tightPng: -260,
  desktopSize: -223,
  lastRectangle: -224,
  cursor: -239,
  xCursor: -240,
  qemuExtendedKey: -258,
  qemuLedState: -261,
  desktopName: -307,
  extendedDesktopSize: -308,
  fence: -312,
  continuousUpdates: -313,
  cursorWithAlpha: -314,
  vmwareCursor: 0x574d5664,
  extendedClipboard: 0xc0a1e5ce | 0,
  // Absent: -316 extended mouse buttons (pointer messages of two lengths), -309 xvp (restarts machines), -305 gii, -259 QEMU audio.
} as const;

const passedEncodings: ReadonlySet<number> = new Set(Object.values(rfbEncodings));

/**
 * Which encodings a console client may offer: those that can be read on the way, in both directions. A message that could not be cut
 * right would let input through in view mode, or a clipboard text to somebody who only looks on.
 */
export function isPassedEncoding(encoding: number): boolean {
  if (encoding >= -32 && encoding <= -23) return true; // JPEG quality.
  if (encoding >= -256 && encoding <= -247) return true; // Compression.
  if (encoding >= -512 && encoding <= -412) return true; // JPEG fine quality.
  if (encoding >= -768 && encoding <= -763) return true; // JPEG subsampling.
  return passedEncodings.has(encoding);
}

/** As the recording asks for it. */
export const extendedClipboardEncoding = rfbEncodings.extendedClipboard;

/** A SetEncodings message (RFC 6143 section 7.5.2). */
export function writeSetEncodings(encodings: readonly number[]): Buffer {
  const message = Buffer.alloc(4 + 4 * encodings.length);
  message.writeUInt8(2, 0);
  message.writeUInt16BE(encodings.length, 2);
  encodings.forEach((encoding, index) => message.writeInt32BE(encoding, 4 + 4 * index));
  return message;
}

export function readSetEncodings(message: Buffer): number[] {
  return Array.from({ length: message.readUInt16BE(2) }, (_, index) => message.readInt32BE(4 + 4 * index));
}

const clipboardFormatText = 1;
const clipboardCapabilities = 1 << 24;
const clipboardNotice = 1 << 27;

/**
 * The client message by which a viewer says how it wants the clipboard: of text only a notice that there is some, never the text
 * itself unasked (size limit 0), and it takes no requests.
 */
export function writeNoticeOnlyClipboard(): Buffer {
  const message = Buffer.alloc(8 + 8);
  message.writeUInt8(6, 0);
  message.writeInt32BE(-8, 4);
  message.writeUInt32BE((clipboardCapabilities | clipboardNotice | clipboardFormatText) >>> 0, 8);
  message.writeUInt32BE(0, 12);
  return message;
}

/** Whether a clipboard message only says what its sender is able to do. */
export function isClipboardCapabilities(message: Buffer): boolean {
  return message.readInt32BE(4) <= -4 && (message.readUInt32BE(8) & clipboardCapabilities) !== 0;
}

/** The client message that takes back what the client offered to be pasted. */
export function writeNothingToPaste(): Buffer {
  const message = Buffer.alloc(8 + 4);
  message.writeUInt8(6, 0);
  message.writeInt32BE(-4, 4);
  message.writeUInt32BE(clipboardNotice >>> 0, 8);
  return message;
}

/** Whether the client offers a text from now on, by a plain message or a notice; null: the message changes nothing about that. */
export function offersText(message: Buffer): boolean | null {
  if (message.readInt32BE(4) > -4) return true;
  const flags = message.readUInt32BE(8);
  return (flags & clipboardNotice) === 0 ? null : (flags & clipboardFormatText) !== 0;
}
