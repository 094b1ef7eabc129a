/** The server said something that cannot be cut into messages: the stream cannot be read on. */
export class RfbStreamError extends Error {
  override readonly name = 'RfbStreamError';
}

export const rfbEncodings = { raw: 0, copyRect: 1, tight: 7, desktopSize: -223, lastRect: -224 } as const;

/** A rectangle of an X server's screen is never larger, pixels; everything longer is a broken stream. */
const maxRectPixels = 8192 * 8192;
/** The longest clipboard message that is skipped, bytes. */
const maxCutTextBytes = 16 * 1024 * 1024;
const bytesPerPixel = 4;
/** Tight sends true colour of depth 24 in three bytes. */
const bytesPerTightPixel = 3;
/** Shorter data is sent as it is, without a length (rfbproto, Tight encoding). */
const tightUncompressedBelowBytes = 12;

/** More bytes are needed: at least up to this offset. */
class Incomplete {
  readonly neededBytes: number;
  constructor(neededBytes: number) {
    this.neededBytes = neededBytes;
  }
}

/**
 * Cuts what an X server sends after the handshake into messages, wherever the chunks are cut, and gives out the framebuffer
 * updates, whole. Everything else (bell, clipboard) is left out. Knows the encodings of {@link rfbEncodings} in a pixel format
 * of 32 bits and depth 24. After an error it must not be used any more.
 */
export class RfbUpdateReader {
  #chunks: Buffer[] = [];
  #bytes = 0;
  #needed = 1;
  /** Where in the update that is being read the next rectangle begins, and how many are still to come. */
  #rect: { offset: number; left: number } | null = null;

  /** @throws RfbStreamError */
  push(chunk: Buffer): Buffer[] {
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    if (this.#bytes < this.#needed) return [];
    let rest = this.#chunks.length === 1 ? chunk : Buffer.concat(this.#chunks, this.#bytes);
    const updates: Buffer[] = [];
    while (rest.length > 0) {
      const length = this.#lengthOf(rest);
      if (length instanceof Incomplete) {
        this.#needed = length.neededBytes;
        break;
      }
      if (rest[0] === 0) updates.push(rest.subarray(0, length));
      rest = rest.subarray(length);
      this.#needed = 1;
    }
    this.#chunks = rest.length > 0 ? [rest] : [];
    this.#bytes = rest.length;
    return updates;
  }

  #lengthOf(rest: Buffer): number | Incomplete {
    const type = rest.readUInt8(0);
    if (type === 0) return this.#updateLength(rest);
    if (type === 2) return 1;
    if (type === 3) return cutTextLength(rest);
    throw new RfbStreamError(`message type ${type} was not asked for`);
  }

  #updateLength(rest: Buffer): number | Incomplete {
    if (rest.length < 4) return new Incomplete(4);
    this.#rect ??= { offset: 4, left: rest.readUInt16BE(2) };
    while (this.#rect.left > 0) {
      const offset: number = this.#rect.offset;
      if (rest.length < offset + 12) return new Incomplete(offset + 12);
      const encoding = rest.readInt32BE(offset + 8);
      const length = rectLength(rest, offset + 12, rest.readUInt16BE(offset + 4), rest.readUInt16BE(offset + 6), encoding);
      if (length instanceof Incomplete) return length;
      if (rest.length < offset + 12 + length) return new Incomplete(offset + 12 + length);
      this.#rect = { offset: offset + 12 + length, left: encoding === rfbEncodings.lastRect ? 0 : this.#rect.left - 1 };
    }
    const { offset } = this.#rect;
    this.#rect = null;
    return offset;
  }
}

/** A negative length is that of an extended clipboard message. */
function cutTextLength(rest: Buffer): number | Incomplete {
  if (rest.length < 8) return new Incomplete(8);
  const length = Math.abs(rest.readInt32BE(4));
  if (length > maxCutTextBytes) throw new RfbStreamError(`a clipboard message of ${length} bytes`);
  return rest.length < 8 + length ? new Incomplete(8 + length) : 8 + length;
}

function rectLength(rest: Buffer, offset: number, width: number, height: number, encoding: number): number | Incomplete {
  if (width * height > maxRectPixels) throw new RfbStreamError(`a rectangle of ${width} x ${height}`);
  switch (encoding) {
    case rfbEncodings.raw:
      return width * height * bytesPerPixel;
    case rfbEncodings.copyRect:
      return 4;
    case rfbEncodings.tight:
      return tightLength(rest, offset, width, height);
    case rfbEncodings.desktopSize:
    case rfbEncodings.lastRect:
      return 0;
    default:
      throw new RfbStreamError(`encoding ${encoding} was not asked for`);
  }
}

/** https://github.com/rfbproto/rfbproto/blob/master/rfbproto.rst#tight-encoding */
function tightLength(rest: Buffer, offset: number, width: number, height: number): number | Incomplete {
  if (rest.length < offset + 1) return new Incomplete(offset + 1);
  const control = rest.readUInt8(offset) >> 4;
  if (control === 0b1000) return 1 + bytesPerTightPixel;
  if (control === 0b1001) return withCompactLength(rest, offset, 1);
  if ((control & 0b1000) !== 0) throw new RfbStreamError(`Tight compression ${control}`);
  if ((control & 0b0100) === 0) return tightData(rest, offset, 1, width * height * bytesPerTightPixel);
  if (rest.length < offset + 2) return new Incomplete(offset + 2);
  const filter = rest.readUInt8(offset + 1);
  if (filter === 0 || filter === 2) return tightData(rest, offset, 2, width * height * bytesPerTightPixel);
  if (filter !== 1) throw new RfbStreamError(`Tight filter ${filter}`);
  if (rest.length < offset + 3) return new Incomplete(offset + 3);
  const colours = rest.readUInt8(offset + 2) + 1;
  return tightData(rest, offset, 3 + colours * bytesPerTightPixel, colours === 2 ? Math.ceil(width / 8) * height : width * height);
}

function tightData(rest: Buffer, offset: number, headBytes: number, dataBytes: number): number | Incomplete {
  return dataBytes < tightUncompressedBelowBytes ? headBytes + dataBytes : withCompactLength(rest, offset, headBytes);
}

/** One to three bytes, seven bits in each, the lowest first; the third has eight. */
function withCompactLength(rest: Buffer, offset: number, headBytes: number): number | Incomplete {
  let length = 0;
  for (let index = 0; index < 3; index++) {
    const at = offset + headBytes + index;
    if (rest.length < at + 1) return new Incomplete(at + 1);
    const byte = rest.readUInt8(at);
    length |= (index < 2 ? byte & 0x7f : byte) << (7 * index);
    if (index === 2 || (byte & 0x80) === 0) return headBytes + index + 1 + length;
  }
  throw new RfbStreamError('unreachable');
}
