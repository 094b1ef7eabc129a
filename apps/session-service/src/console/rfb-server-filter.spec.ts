import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { RfbProtocolError } from './rfb-client-messages.ts';
import { rfbEncodings } from './rfb-encodings.ts';
import { cut, setPixelFormatMessage } from './rfb-messages.fixture.ts';
import { anyServerMessage, anyUpdate, serverCutText, serverHandshake, serverUpdate } from './rfb-server-messages.fixture.ts';
import { RfbServerFilter } from './rfb-server-filter.ts';
import { RfbServerError } from './rfb-server-messages.ts';

const pixelsAsked = { kind: 'framebuffer_update_request', bytes: Buffer.alloc(10) } as const;
const afterHandshake = (passesClipboard = (): boolean => false): RfbServerFilter => {
  const filter = new RfbServerFilter(passesClipboard);
  filter.push(serverHandshake);
  return filter;
};
const join = (parts: readonly Buffer[]): string => Buffer.concat(parts).toString('hex');

describe('what the X server sends', () => {
  it('passes whole but for clipboard texts, wherever the chunks are cut', () => {
    fc.assert(
      fc.property(fc.constantFrom(8 as const, 16 as const, 32 as const), fc.array(fc.nat(), { maxLength: 80 }), fc.gen(), (bitsPerPixel, places, gen) => {
        const messages = gen(fc.array, anyServerMessage(bitsPerPixel), { maxLength: 20 });
        const filter = new RfbServerFilter(() => false);
        filter.clientSent(setPixelFormatMessage(bitsPerPixel));
        const sent = Buffer.concat([serverHandshake, ...messages.map(({ bytes }) => bytes)]);
        const passed = cut(sent, places).flatMap((chunk) => filter.push(chunk));
        expect(join(passed)).toBe(join([serverHandshake, ...messages.filter(({ isText }) => !isText).map(({ bytes }) => bytes)]));
      }),
      { numRuns: 500 },
    );
  });

  it('is read byte by byte as well', () => {
    fc.assert(
      fc.property(fc.array(anyServerMessage(32), { maxLength: 4 }), (messages) => {
        const filter = afterHandshake();
        const passed = [...Buffer.concat(messages.map(({ bytes }) => bytes))].flatMap((byte) => filter.push(Buffer.from([byte])));
        expect(join(passed)).toBe(join(messages.filter(({ isText }) => !isText).map(({ bytes }) => bytes)));
      }),
      { numRuns: 30 },
    );
  });

  it('passes clipboard texts exactly while they may', () => {
    let passes = false;
    const filter = afterHandshake(() => passes);
    const [first, second, third] = ['one', 'two', 'three'].map((text) => serverCutText(Buffer.from(text)));
    expect(join(filter.push(first!))).toBe('');
    passes = true;
    expect(join(filter.push(second!))).toBe(join([second!]));
    passes = false;
    expect(join(filter.push(third!))).toBe('');
    const [caps, notify, provide] = ['01000001', '08000001', '10000001'].map((flags) => serverCutText(Buffer.from(`${flags}00000000`, 'hex'), true));
    expect(join(filter.push(Buffer.concat([caps!, notify!, provide!])))).toBe(join([caps!]));
  });

  it('decides about a text when it begins, and drops all of it however it is cut', () => {
    let passes = false;
    const filter = afterHandshake(() => passes);
    const text = serverCutText(Buffer.from('a long text that comes in two parts'));
    expect(join(filter.push(text.subarray(0, 20)))).toBe('');
    passes = true;
    expect(join(filter.push(Buffer.concat([text.subarray(20), Buffer.from([2])])))).toBe('02');
  });

  it('holds nothing back of a picture that has not ended', () => {
    const filter = afterHandshake();
    const update = serverUpdate([{ width: 100, height: 100, encoding: rfbEncodings.raw, content: Buffer.alloc(40_000, 9) }]);
    expect(filter.push(update.subarray(0, 1000)).reduce((bytes, part) => bytes + part.length, 0)).toBe(1000);
  });

  it.each([
    ['a message type', Buffer.from([99])],
    ['an encoding', serverUpdate([{ width: 1, height: 1, encoding: 50, content: Buffer.alloc(8) }])],
    ['a Tight rectangle', serverUpdate([{ width: 1, height: 1, encoding: rfbEncodings.tight, content: Buffer.from([0xf0]) }])],
    ['a cursor', serverUpdate([{ width: 1, height: 1, encoding: rfbEncodings.cursorWithAlpha, content: Buffer.from([0, 0, 0, 7]) }])],
  ])('is not read on after %s that is unknown', (_what, bytes) => {
    expect(() => afterHandshake().push(bytes)).toThrow(RfbServerError);
  });

  it('keeps the size of pixels that the first picture was asked for with', () => {
    const filter = afterHandshake();
    filter.clientSent(setPixelFormatMessage(8));
    filter.clientSent(setPixelFormatMessage(32));
    filter.clientSent(pixelsAsked);
    filter.clientSent(setPixelFormatMessage(32));
    expect(() => filter.clientSent(setPixelFormatMessage(16))).toThrow(RfbProtocolError);
  });

  it.each([
    ['a colour map', 3, 0],
    ['24 bits a pixel', 0, 24],
    ['30 bits of colour', 1, 30],
    ['a shift between bytes', 10, 3],
  ])('is not asked for with %s', (_what, offset, value) => {
    const { kind, bytes } = setPixelFormatMessage(32);
    bytes.writeUInt8(value, 4 + offset);
    expect(() => afterHandshake().clientSent({ kind, bytes })).toThrow(RfbProtocolError);
  });

  it('is as long as its rules say', () => {
    fc.assert(
      fc.property(anyUpdate(32), ({ bytes }) => {
        const filter = afterHandshake();
        filter.push(bytes);
        expect(join(filter.push(serverCutText(Buffer.from('secret'))))).toBe('');
      }),
    );
  });
});
