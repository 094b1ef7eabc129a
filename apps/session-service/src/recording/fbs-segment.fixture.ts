import type { ScreenSize } from './fbs-format.ts';
import { RfbUpdateReader } from './rfb-update-reader.ts';

export interface ReadSegment {
  readonly size: ScreenSize;
  /** Framebuffer updates with something in them. */
  readonly updates: number;
  readonly messageTypes: ReadonlySet<number>;
  /** Area of the rectangles of the first update. */
  readonly firstUpdatePixels: number;
  readonly lastOffsetMs: number;
  /** Everything that the server sent, without times. */
  readonly payload: Buffer;
}

/** Reads a recorded segment as a player would. */
export function readSegment(file: Buffer): ReadSegment {
  const blocks: { data: Buffer; offsetMs: number }[] = [];
  let at = 'FBS 001.000\n'.length;
  while (at < file.length) {
    const length = file.readUInt32BE(at);
    const end = at + 4 + Math.ceil(length / 4) * 4;
    blocks.push({ data: file.subarray(at + 4, at + 4 + length), offsetMs: file.readUInt32BE(end) });
    at = end + 4;
  }
  const [handshake, ...rest] = blocks;
  const updates = rest.filter(({ data }) => data.length > 0);
  return {
    size: { width: handshake!.data.readUInt16BE(16), height: handshake!.data.readUInt16BE(18) },
    updates: updates.length,
    messageTypes: new Set(updates.map(({ data }) => data[0]!)),
    firstUpdatePixels: pixelsOf(updates[0]!.data),
    lastOffsetMs: blocks.at(-1)!.offsetMs,
    payload: Buffer.concat(blocks.map(({ data }) => data)),
  };
}

/** Walks over the rectangles by reading the update with one rectangle more, until it is too long. */
function pixelsOf(update: Buffer): number {
  let pixels = 0;
  let at = 4;
  for (let left = update.readUInt16BE(2); left > 0; left--) {
    if (update.readInt32BE(at + 8) === -224) break;
    pixels += update.readUInt16BE(at + 4) * update.readUInt16BE(at + 6);
    at = endOfRectangle(update, at);
  }
  return pixels;
}

function endOfRectangle(update: Buffer, at: number): number {
  const one = Buffer.concat([Buffer.from([0, 0, 0, 1]), update.subarray(at)]);
  for (let length = 16; length <= one.length; length++) {
    if (new RfbUpdateReader().push(one.subarray(0, length)).length === 1) return at + length - 4;
  }
  throw new Error('the rectangle has no end');
}
