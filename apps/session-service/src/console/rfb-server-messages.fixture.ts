import fc from 'fast-check';
import { rfbEncodings } from './rfb-encodings.ts';

export interface ServerMessage {
  readonly bytes: Buffer;
  readonly isText: boolean;
}
export interface Rectangle {
  readonly width: number;
  readonly height: number;
  readonly encoding: number;
  readonly content: Buffer;
}

const uint16 = (value: number): Buffer => Buffer.from([value >> 8, value & 0xff]);
const uint32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

/** RFB 3.8, security type None, a screen of 32 bits with 24 of colour. */
export const serverHandshake = Buffer.concat([
  Buffer.from('RFB 003.008\n'),
  Buffer.from([1, 1]),
  uint32(0),
  Buffer.from('0400030020180001 00ff00ff00ff100800000000'.replace(' ', ''), 'hex'),
  uint32(11),
  Buffer.from('countersign'),
]);

/** The length is negative for the extended clipboard. */
export function serverCutText(content: Buffer, isExtended = false): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(isExtended ? -content.length : content.length);
  return Buffer.concat([Buffer.from([3, 0, 0, 0]), length, content]);
}

export function serverUpdate(rectangles: readonly Rectangle[], count = rectangles.length): Buffer {
  const parts = rectangles.map(({ width, height, encoding, content }) => {
    const signed = Buffer.alloc(4);
    signed.writeInt32BE(encoding);
    return Buffer.concat([uint16(0), uint16(0), uint16(width), uint16(height), signed, content]);
  });
  return Buffer.concat([Buffer.from([0, 0]), uint16(count), ...parts]);
}

const content = (bytes: number): fc.Arbitrary<Buffer> => fc.uint8Array({ minLength: bytes, maxLength: bytes }).map((array) => Buffer.from(array));
const withLength = (head: (length: number) => Buffer, maxLength = 200): fc.Arbitrary<Buffer> =>
  fc.uint8Array({ maxLength }).map((array) => Buffer.concat([head(array.length), Buffer.from(array)]));
const compact = (length: number): Buffer =>
  length < 0x80 ? Buffer.from([length]) : length < 0x4000 ? Buffer.from([(length & 0x7f) | 0x80, length >> 7]) : Buffer.from([(length & 0x7f) | 0x80, ((length >> 7) & 0x7f) | 0x80, length >> 14]);
const joined = (...parts: fc.Arbitrary<Buffer>[]): fc.Arbitrary<Buffer> => fc.tuple(...parts).map((buffers) => Buffer.concat(buffers));
const byte = (value: number): fc.Arbitrary<Buffer> => fc.constant(Buffer.from([value]));

function hextile(width: number, height: number, bytesPerPixel: number): fc.Arbitrary<Buffer> {
  const tiles: fc.Arbitrary<Buffer>[] = [];
  for (let top = 0; top < height; top += 16) {
    for (let left = 0; left < width; left += 16) {
      const rawBytes = Math.min(16, width - left) * Math.min(16, height - top) * bytesPerPixel;
      tiles.push(fc.oneof(
        joined(byte(1), content(rawBytes)),
        byte(0),
        joined(byte(2 | 4), content(2 * bytesPerPixel)),
        fc.nat(20).chain((count) => joined(byte(2 | 8), content(bytesPerPixel), byte(count), content(2 * count))),
        fc.nat(20).chain((count) => joined(byte(8 | 16), byte(count), content(count * (2 + bytesPerPixel)))),
      ));
    }
  }
  return joined(...tiles);
}

function tight(width: number, height: number, bytesPerPixel: number): fc.Arbitrary<Buffer> {
  const tightPixel = bytesPerPixel === 4 ? 3 : bytesPerPixel;
  const basic = (bytes: number): fc.Arbitrary<Buffer> => (bytes < 12 ? content(bytes) : withLength(compact, 20_000));
  return fc.oneof(
    joined(byte(0x80), content(tightPixel)),
    joined(byte(0x90), withLength(compact)),
    joined(byte(0xa0), withLength(compact)),
    joined(byte(0x00), basic(width * height * tightPixel)),
    joined(byte(0x50), byte(2), basic(width * height * tightPixel)),
    fc.integer({ min: 2, max: 40 }).chain((colours) => joined(byte(0x60), byte(1), byte(colours - 1), content(colours * tightPixel), basic(colours === 2 ? Math.ceil(width / 8) * height : width * height))),
  );
}

function contentOf(encoding: number, width: number, height: number, bytesPerPixel: number): fc.Arbitrary<Buffer> {
  const maskBytes = Math.ceil(width / 8) * height;
  switch (encoding) {
    case rfbEncodings.raw: return content(width * height * bytesPerPixel);
    case rfbEncodings.copyRectangle: return content(4);
    case rfbEncodings.rre: return fc.nat(20).chain((count) => joined(fc.constant(uint32(count)), content(bytesPerPixel + count * (bytesPerPixel + 8))));
    case rfbEncodings.hextile: return hextile(width, height, bytesPerPixel);
    case rfbEncodings.zrle: return withLength(uint32);
    case rfbEncodings.tight:
    case rfbEncodings.tightPng: return tight(width, height, bytesPerPixel);
    case rfbEncodings.cursor: return content(width * height * bytesPerPixel + maskBytes);
    case rfbEncodings.xCursor: return content(width * height === 0 ? 0 : 6 + 2 * maskBytes);
    case rfbEncodings.cursorWithAlpha: return joined(fc.constant(uint32(0)), content(width * height * 4));
    case rfbEncodings.vmwareCursor: return fc.oneof(joined(byte(0), byte(0), content(width * height * bytesPerPixel * 2)), joined(byte(1), byte(0), content(width * height * 4)));
    case rfbEncodings.qemuLedState: return content(1);
    case rfbEncodings.desktopName: return withLength(uint32);
    case rfbEncodings.extendedDesktopSize: return fc.nat(3).chain((screens) => joined(fc.constant(Buffer.from([screens, 0, 0, 0])), content(16 * screens)));
    default: return content(0);
  }
}

const notPictures: readonly number[] = [rfbEncodings.lastRectangle, rfbEncodings.fence, rfbEncodings.continuousUpdates, rfbEncodings.extendedClipboard];
const anyRectangle = (bytesPerPixel: number): fc.Arbitrary<Rectangle> =>
  fc.tuple(fc.constantFrom(...Object.values(rfbEncodings).filter((encoding) => !notPictures.includes(encoding))), fc.nat(40), fc.nat(40)).chain(([encoding, width, height]) =>
    contentOf(encoding, width, height, bytesPerPixel).map((bytes) => ({ width, height, encoding, content: bytes })));

/** A framebuffer update of any encodings that are let through; half of them end with a last rectangle. */
export const anyUpdate = (bitsPerPixel: 8 | 16 | 32): fc.Arbitrary<ServerMessage> =>
  fc.tuple(fc.array(anyRectangle(bitsPerPixel / 8), { maxLength: 5 }), fc.boolean()).map(([rectangles, isOpenEnded]) => {
    const last = { width: 0, height: 0, encoding: rfbEncodings.lastRectangle, content: Buffer.alloc(0) };
    return { isText: false, bytes: isOpenEnded ? serverUpdate([...rectangles, last], 0xffff) : serverUpdate(rectangles) };
  });

const extendedText = fc.tuple(fc.constantFrom(0x02000001, 0x04000000, 0x08000001, 0x10000001), fc.uint8Array({ maxLength: 100 })).map(([flags, rest]) => serverCutText(Buffer.concat([uint32(flags), Buffer.from(rest)]), true));

export const anyServerMessage = (bitsPerPixel: 8 | 16 | 32): fc.Arbitrary<ServerMessage> =>
  fc.oneof(
    anyUpdate(bitsPerPixel),
    fc.oneof(fc.uint8Array({ maxLength: 300 }).map((text) => serverCutText(Buffer.from(text))), extendedText).map((bytes) => ({ bytes, isText: true })),
    fc.oneof(
      fc.constantFrom(Buffer.from([2]), Buffer.from([150]), serverCutText(Buffer.from('0100000100001000', 'hex'), true)),
      fc.uint8Array({ maxLength: 64 }).map((payload) => Buffer.from([248, 0, 0, 0, 0, 0, 0, 1, payload.length, ...payload])),
      fc.nat(5).chain((colours) => joined(fc.constant(Buffer.from([1, 0, 0, 0, 0, colours])), content(6 * colours))),
    ).map((bytes) => ({ bytes, isText: false })),
  );
