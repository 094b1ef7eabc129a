import { describe, expect, it } from '@jest/globals';
import { endToEndHeaders } from './hop-by-hop.ts';

describe('headers that are passed on', () => {
  it('keep their order, case and repetition', () => {
    expect(endToEndHeaders(['Accept', '*/*', 'Set-Cookie', 'a=1', 'set-cookie', 'b=2'])).toEqual(['Accept', '*/*', 'Set-Cookie', 'a=1', 'set-cookie', 'b=2']);
  });
  it('are none of one connection only, nor those that Connection names, nor those left out', () => {
    const headers = ['Connection', 'close, X-Secret', 'connection', 'x-other', 'X-Secret', '1', 'X-Other', '2', 'Proxy-Authorization', '3', 'Transfer-Encoding', 'chunked', 'TE', 'trailers', 'Host', 'a', 'Cookie', 'c'];
    expect(endToEndHeaders(headers, ['host'])).toEqual(['Cookie', 'c']);
  });
});
