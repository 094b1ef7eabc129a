import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { rfbEncodings, RfbStreamError, RfbUpdateReader } from './rfb-update-reader.ts';

function rectangle(width: number, height: number, encoding: number, content: Buffer): Buffer {
  const head = Buffer.alloc(12);
  head.writeUInt16BE(width, 4);
  head.writeUInt16BE(height, 6);
  head.writeInt32BE(encoding, 8);
  return Buffer.concat([head, content]);
}

function update(rectangles: readonly Buffer[], count = rectangles.length): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16BE(count, 2);
  return Buffer.concat([head, ...rectangles]);
}

function compact(data: Buffer): Buffer {
  const { length } = data;
  const bytes = length < 0x80 ? [length] : length < 0x4000 ? [(length & 0x7f) | 0x80, length >> 7] : [(length & 0x7f) | 0x80, ((length >> 7) & 0x7f) | 0x80, length >> 14];
  return Buffer.concat([Buffer.from(bytes), data]);
}

const bytes = (length: number): Buffer => Buffer.alloc(length, 7);
/** One of each way in which a rectangle tells its length. */
const kinds: Readonly<Record<string, Buffer>> = {
  raw: rectangle(3, 2, rfbEncodings.raw, bytes(3 * 2 * 4)),
  'copied': rectangle(30, 20, rfbEncodings.copyRect, bytes(4)),
  'one colour': rectangle(30, 20, rfbEncodings.tight, Buffer.from([0x80, 1, 2, 3])),
  'a photograph': rectangle(64, 64, rfbEncodings.tight, Buffer.concat([Buffer.from([0x90]), compact(bytes(20_000))])),
  'full colour': rectangle(64, 64, rfbEncodings.tight, Buffer.concat([Buffer.from([0x00]), compact(bytes(300))])),
  'full colour, too little to compress': rectangle(1, 3, rfbEncodings.tight, Buffer.concat([Buffer.from([0x00]), bytes(9)])),
  'a gradient': rectangle(64, 64, rfbEncodings.tight, Buffer.concat([Buffer.from([0x60, 2]), compact(bytes(100))])),
  'two colours': rectangle(9, 20, rfbEncodings.tight, Buffer.concat([Buffer.from([0x50, 1, 1]), bytes(6), compact(bytes(12))])),
  'two colours, too little to compress': rectangle(9, 5, rfbEncodings.tight, Buffer.concat([Buffer.from([0x50, 1, 1]), bytes(6), bytes(10)])),
  'a palette': rectangle(10, 20, rfbEncodings.tight, Buffer.concat([Buffer.from([0x60, 1, 4]), bytes(15), compact(bytes(150))])),
  'a new size': rectangle(1024, 768, rfbEncodings.desktopSize, Buffer.alloc(0)),
};
const bell = Buffer.from([2]);
const clipboard = (text: string): Buffer => {
  const head = Buffer.from([3, 0, 0, 0, 0, 0, 0, 0]);
  head.writeInt32BE(text.length, 4);
  return Buffer.concat([head, Buffer.from(text)]);
};
const extendedClipboard = Buffer.concat([Buffer.from([3, 0, 0, 0, 0xff, 0xff, 0xff, 0xf8]), bytes(8)]);

describe('what a screen sends', () => {
  it.each(Object.entries(kinds))('is cut after %s', (_, rect) => {
    const one = update([rect]);
    const reader = new RfbUpdateReader();
    expect(reader.push(Buffer.concat([one, one]))).toEqual([one, one]);
  });

  it('is cut right wherever the chunks are cut, and only updates are given out', () => {
    const updates = Object.values(kinds).map((rect) => update([rect, kinds['one colour']!]));
    const stream = Buffer.concat(updates.flatMap((each) => [bell, clipboard('hunter2'), each, extendedClipboard]));
    fc.assert(
      fc.property(fc.array(fc.nat(stream.length), { maxLength: 40 }), (places) => {
        const edges = [0, ...places.sort((a, b) => a - b), stream.length];
        const reader = new RfbUpdateReader();
        const read = edges.slice(1).flatMap((edge, index) => reader.push(stream.subarray(edges[index], edge)));
        expect(Buffer.concat(read).equals(Buffer.concat(updates))).toBe(true);
        expect(read).toHaveLength(updates.length);
        expect(Buffer.concat(read).includes('hunter2')).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  it('may end with a last rectangle instead of a number', () => {
    const open = update([kinds['raw']!, rectangle(0, 0, rfbEncodings.lastRect, Buffer.alloc(0))], 0xffff);
    const reader = new RfbUpdateReader();
    expect(reader.push(Buffer.concat([open, bell, open]))).toEqual([open, open]);
  });

  it.each([
    ['an unknown message', Buffer.from([99, 0, 0, 0])],
    ['an encoding that was not asked for', update([rectangle(1, 1, 16, bytes(8))])],
    ['a rectangle larger than any screen', update([rectangle(65_535, 65_535, rfbEncodings.raw, Buffer.alloc(0))])],
    ['an endless clipboard', Buffer.from([3, 0, 0, 0, 0x7f, 0xff, 0xff, 0xff])],
    ['a Tight filter that there is not', update([rectangle(20, 20, rfbEncodings.tight, Buffer.from([0x40, 9, 0, 0]))])],
  ])('is refused: %s', (_, stream) => {
    expect(() => new RfbUpdateReader().push(stream)).toThrow(RfbStreamError);
  });
});
