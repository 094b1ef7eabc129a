/**
 * Which encodings a console client may offer. Image encodings only concern what the server sends. A pseudo-encoding may change
 * what the client sends, so only known ones pass: a message that cannot be cut right would let input through in view mode.
 */
export const extendedClipboardEncoding = 0xc0a1e5ce | 0;

const passedPseudoEncodings: ReadonlySet<number> = new Set([
  -260, // Tight PNG
  -223, // DesktopSize
  -224, // LastRect
  -239, // Cursor
  -240, // XCursor
  -314, // CursorWithAlpha
  0x574d5664, // VMware cursor
  -258, // QEMU extended key event
  -261, // QEMU LED state
  -307, // DesktopName
  -308, // ExtendedDesktopSize
  -309, // xvp
  -312, // Fence
  -313, // ContinuousUpdates
  extendedClipboardEncoding,
  // Absent: -316 extended mouse buttons (pointer messages of two lengths), -305 gii, -259 QEMU audio, anything unknown.
]);

export function isPassedEncoding(encoding: number): boolean {
  if (encoding >= 0 && encoding <= 255) return true; // Images.
  if (encoding >= -32 && encoding <= -23) return true; // JPEG quality.
  if (encoding >= -256 && encoding <= -247) return true; // Compression.
  if (encoding >= -512 && encoding <= -412) return true; // JPEG fine quality.
  if (encoding >= -768 && encoding <= -763) return true; // JPEG subsampling.
  return passedPseudoEncodings.has(encoding);
}

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
const clipboardActionCaps = 1 << 24;
const clipboardActionRequest = 1 << 25;
const clipboardActionPeek = 1 << 26;
const clipboardActionNotify = 1 << 27;
const clipboardActions = 0xff00_0000 | 0;

/**
 * The client message by which a viewer says how it wants the clipboard: of text only a notice that there is some, never the text
 * itself unasked (size limit 0), and it takes no requests. Asking for the text is a clipboard message of the client, which view
 * mode drops; so the server never sends clipboard contents to it.
 */
export function writeNoticeOnlyClipboard(): Buffer {
  const message = Buffer.alloc(8 + 8);
  message.writeUInt8(6, 0);
  message.writeInt32BE(-8, 4);
  message.writeUInt32BE((clipboardActionCaps | clipboardActionNotify | clipboardFormatText) >>> 0, 8);
  message.writeUInt32BE(0, 12);
  return message;
}

/**
 * Whether a clipboard message of the client only says what it wants to be sent (capabilities, a request), and brings no text
 * and no notice of one.
 */
export function wantsClipboardOnly(message: Buffer): boolean {
  if (message.readInt32BE(4) >= 0 || message.length < 12) return false;
  const action = message.readInt32BE(8) & clipboardActions;
  return (action & clipboardActionCaps) !== 0 || action === clipboardActionRequest || action === clipboardActionPeek;
}
