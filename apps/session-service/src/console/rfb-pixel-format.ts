import { RfbProtocolError } from './rfb-client-messages.ts';

/** What the length of a picture depends on. */
export interface PixelFormat {
  readonly bytesPerPixel: number;
  /** Of a TPIXEL: Tight leaves the unused byte of 24-bit colours away. */
  readonly bytesPerTightPixel: number;
}

/**
 * RFC 6143 section 7.4: 16 bytes from `offset` on. Only true colour is served, in 8, 16 or 32 bits, the last with the usual 24 bits
 * of colour: in all others the length of what the server sends is told differently by different servers.
 * @throws RfbProtocolError
 */
export function readPixelFormat(bytes: Buffer, offset: number): PixelFormat {
  const bitsPerPixel = bytes.readUInt8(offset);
  const isTrueColour = bytes.readUInt8(offset + 3) !== 0;
  if (!isTrueColour || ![8, 16, 32].includes(bitsPerPixel)) throw new RfbProtocolError('only true colour of 8, 16 or 32 bits is served');
  const bytesPerPixel = bitsPerPixel / 8;
  if (bitsPerPixel < 32) return { bytesPerPixel, bytesPerTightPixel: bytesPerPixel };
  const depth = bytes.readUInt8(offset + 1);
  const maxima = [4, 6, 8].map((at) => bytes.readUInt16BE(offset + at));
  const shifts = [10, 11, 12].map((at) => bytes.readUInt8(offset + at));
  if (depth !== 24 || maxima.some((maximum) => maximum !== 255) || shifts.some((shift) => shift > 24 || shift % 8 !== 0)) {
    throw new RfbProtocolError('of 32 bits, 24 must be colour, eight each');
  }
  return { bytesPerPixel, bytesPerTightPixel: 3 };
}
