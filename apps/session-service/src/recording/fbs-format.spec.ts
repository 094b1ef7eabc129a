import { describe, expect, it } from '@jest/globals';
import { fbsBlock, fbsHandshake, fbsSignature, wholePartOf } from './fbs-format.ts';

describe('a recorded segment', () => {
  const handshake = fbsBlock(fbsHandshake({ width: 1280, height: 800 }), 0);
  const first = fbsBlock(Buffer.from([0, 1, 2, 3, 4]), 7.6);
  const end = fbsBlock(Buffer.alloc(0), 60_000);
  const file = Buffer.concat([fbsSignature(), handshake, first, end]);

  it('has a handshake that a player of RFB 3.3 takes', () => {
    const bytes = fbsHandshake({ width: 1280, height: 800 });
    expect(bytes.toString('latin1', 0, 12)).toBe('RFB 003.003\n');
    expect([bytes.readUInt32BE(12), bytes.readUInt16BE(16), bytes.readUInt16BE(18)]).toEqual([1, 1280, 800]);
    expect(bytes.toString('latin1', 40)).toBe('countersign');
  });
  it('pads its blocks to four bytes and says when each came', () => {
    expect(first).toEqual(Buffer.from([0, 0, 0, 5, 0, 1, 2, 3, 4, 0, 0, 0, 0, 0, 0, 8]));
  });
  it('is whole with its end', () => {
    expect(wholePartOf(file)).toEqual({ bytes: file.length, blocks: 3, lastOffsetMs: 60_000 });
  });
  it('is whole up to the last whole block, wherever it was cut', () => {
    for (let length = 0; length < file.length; length++) {
      const whole = wholePartOf(file.subarray(0, length));
      expect(whole.bytes).toBeLessThanOrEqual(length);
      expect(wholePartOf(file.subarray(0, whole.bytes))).toEqual(whole);
    }
    expect(wholePartOf(file.subarray(0, file.length - 1))).toEqual({ bytes: file.length - end.length, blocks: 2, lastOffsetMs: 8 });
  });
  it('of something else has no whole part', () => {
    expect(wholePartOf(Buffer.from('something else entirely')).bytes).toBe(0);
  });
});
