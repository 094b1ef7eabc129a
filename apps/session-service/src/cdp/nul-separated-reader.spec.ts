import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { NulSeparatedReader, PipeMessageTooLong } from './nul-separated-reader.ts';

/** The bytes, cut at the given places. */
function cut(bytes: Buffer, places: readonly number[]): Buffer[] {
  const sorted = [...new Set(places.map((place) => place % (bytes.length + 1)))].sort((a, b) => a - b);
  const edges = [0, ...sorted, bytes.length];
  return edges.slice(1).map((edge, index) => bytes.subarray(edges[index]!, edge));
}

describe('reading the pipe', () => {
  it('gives the same messages wherever the chunks are cut', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\0', ' '))), fc.array(fc.nat()), (messages, places) => {
        const read: string[] = [];
        const reader = new NulSeparatedReader(10_000, (message) => read.push(message.toString('utf8')));
        const bytes = Buffer.from(messages.map((message) => `${message}\0`).join(''));
        for (const chunk of cut(bytes, places)) reader.push(chunk);
        expect(read).toEqual(messages.map((message) => Buffer.from(message).toString('utf8')));
      }),
    );
  });

  it('refuses a message over the limit, also when it never ends', () => {
    const reader = new NulSeparatedReader(8, () => {});
    reader.push(Buffer.from('12345678\0'));
    expect(() => reader.push(Buffer.from('123456789\0'))).toThrow(PipeMessageTooLong);
    const endless = new NulSeparatedReader(8, () => {});
    endless.push(Buffer.from('1234'));
    expect(() => endless.push(Buffer.from('56789'))).toThrow(PipeMessageTooLong);
  });
});
