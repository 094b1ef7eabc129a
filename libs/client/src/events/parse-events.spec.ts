import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { EventStreamParser, type ServerSentEvent } from './parse-events.ts';

const parse = (pieces: readonly string[]): ServerSentEvent[] => {
  const parser = new EventStreamParser();
  return pieces.flatMap((piece) => parser.push(piece));
};

describe('a stream of events', () => {
  it('has events with data of many lines, types, ids and comments', () => {
    const stream = '\uFEFFretry: 1500\n\n: beat\n\ndata: one\ndata:two\nevent: told\nid: 7\nunknown: x\n\ndata\n\nid: 8\n\n: \n\ndata: unfinished';
    const parser = new EventStreamParser();
    expect(parser.push(stream)).toEqual([{ event: 'told', data: 'one\ntwo', id: '7' }, { event: 'message', data: '', id: undefined }, { event: 'message', data: '', id: '8' }]);
    expect(parser.retryMs).toBe(1500);
  });
  it('ends its lines with LF, CR or both', () => {
    const expected = [{ event: 'message', data: 'a\nb', id: '1' }, { event: 'message', data: 'c', id: undefined }];
    for (const end of ['\n', '\r', '\r\n']) expect(parse([`data: a\ndata: b\nid: 1\n\ndata: c\n\n: x\n`.replaceAll('\n', end)])).toEqual(expected);
  });
  it('takes no id with NUL and no retry that is not a number', () => {
    const parser = new EventStreamParser();
    expect(parser.push('id: 1\0\nretry: 1x\ndata: a\n\n')).toEqual([{ event: 'message', data: 'a', id: undefined }]);
    expect(parser.retryMs).toBeUndefined();
  });
  it('is the same in whatever pieces it comes', () => {
    const line = fc.oneof(fc.constantFrom('data: x', 'data: 日本', 'data', 'id: 12', 'id', 'event: e', ': c', 'retry: 10', '', ''), fc.string());
    const stream = fc.array(fc.tuple(line, fc.constantFrom('\n', '\r', '\r\n')), { maxLength: 30 }).map((lines) => lines.map(([text, end]) => text.replace(/[\r\n]/g, '') + end).join(''));
    fc.assert(fc.property(stream, fc.array(fc.nat(200), { maxLength: 20 }), (text, cuts) => {
      const places = [0, ...cuts.map((cut) => cut % (text.length + 1)).sort((a, b) => a - b), text.length];
      // A line at the end shows whether a CR was the half of a CRLF.
      const pieces = places.slice(1).map((end, index) => text.slice(places[index], end));
      expect(parse([...pieces, ':\n'])).toEqual(parse([`${text}:\n`]));
    }));
  });
});
