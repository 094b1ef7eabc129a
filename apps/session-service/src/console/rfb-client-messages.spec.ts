import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { maxCutTextBytes, RfbClientMessageReader, RfbProtocolError, type RfbClientMessage } from './rfb-client-messages.ts';
import { anyRfbMessage, cut, rfbHandshake } from './rfb-messages.fixture.ts';

const afterHandshake = (): RfbClientMessageReader => {
  const reader = new RfbClientMessageReader();
  reader.push(Buffer.concat(rfbHandshake.map(({ bytes }) => bytes)));
  return reader;
};

describe('what a console client sends', () => {
  it('is cut into the same messages wherever the chunks are cut, and no byte is lost', () => {
    fc.assert(
      fc.property(fc.array(anyRfbMessage, { maxLength: 30 }), fc.array(fc.nat(), { maxLength: 60 }), (messages, places) => {
        const sent = [...rfbHandshake, ...messages];
        const reader = new RfbClientMessageReader();
        const read: RfbClientMessage[] = [];
        for (const chunk of cut(Buffer.concat(sent.map(({ bytes }) => bytes)), places)) read.push(...reader.push(chunk));
        expect(read.map(({ kind, bytes }) => ({ kind, bytes: bytes.toString('hex') }))).toEqual(sent.map(({ kind, bytes }) => ({ kind, bytes: bytes.toString('hex') })));
      }),
      { numRuns: 500 },
    );
  });

  it('is read byte by byte as well', () => {
    fc.assert(
      fc.property(fc.array(anyRfbMessage, { maxLength: 10 }), (messages) => {
        const reader = afterHandshake();
        const bytes = Buffer.concat(messages.map((message) => message.bytes));
        const kinds = [...bytes].flatMap((byte) => reader.push(Buffer.from([byte])).map(({ kind }) => kind));
        expect(kinds).toEqual(messages.map(({ kind }) => kind));
      }),
    );
  });

  it('of an unknown type is refused, whatever came before', () => {
    const known = new Set([0, 2, 3, 4, 5, 6, 150, 248, 250, 251, 253, 255]);
    for (let type = 0; type < 256; type += 1) {
      if (!known.has(type)) expect(() => afterHandshake().push(Buffer.from([type]))).toThrow(RfbProtocolError);
    }
    expect(() => afterHandshake().push(Buffer.from([255, 1, 0, 0]))).toThrow(RfbProtocolError);
  });

  it('of more than is allowed is refused as soon as its length is known', () => {
    const cutText = (length: number): Buffer => {
      const head = Buffer.from([6, 0, 0, 0, 0, 0, 0, 0]);
      head.writeInt32BE(length, 4);
      return head;
    };
    for (const length of [maxCutTextBytes + 1, -maxCutTextBytes - 1, 0x7fffffff, -0x80000000]) {
      expect(() => afterHandshake().push(cutText(length))).toThrow(RfbProtocolError);
    }
    expect(afterHandshake().push(cutText(maxCutTextBytes))).toEqual([]);
    expect(() => afterHandshake().push(Buffer.from([2, 0, 255, 255]))).toThrow(RfbProtocolError);
    expect(() => afterHandshake().push(Buffer.from([251, 0, 0, 1, 0, 1, 17, 0]))).toThrow(RfbProtocolError);
    expect(() => afterHandshake().push(Buffer.from([248, 0, 0, 0, 0, 0, 0, 0, 65]))).toThrow(RfbProtocolError);
  });

  it('must begin with RFB 3.8 and security type None', () => {
    expect(() => new RfbClientMessageReader().push(Buffer.from('RFB 003.003\n'))).toThrow(RfbProtocolError);
    expect(() => new RfbClientMessageReader().push(Buffer.from('GET / HTTP/1.1\r\n'))).toThrow(RfbProtocolError);
    expect(() => new RfbClientMessageReader().push(Buffer.from('RFB 003.008\n\x02'))).toThrow(RfbProtocolError);
  });
});
