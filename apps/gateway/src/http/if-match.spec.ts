import { describe, expect, it } from '@jest/globals';
import { etagOf, requiredVersionOf, versionOf } from './if-match.ts';

describe('If-Match', () => {
  it('is an ETag as it was given', () => {
    expect(versionOf(etagOf(17))).toBe(17);
    expect(versionOf(undefined)).toBeUndefined();
  });
  it.each(['17', '*', 'W/"17"', '"0"', '"-1"', '"1", "2"', '"1.5"', ''])('is not %j', (text) => {
    expect(() => versionOf(text)).toThrow(expect.objectContaining({ code: 'if_match_invalid' }));
  });
  it('may be asked for', () => {
    expect(() => requiredVersionOf(undefined)).toThrow(expect.objectContaining({ code: 'if_match_required' }));
  });
});
