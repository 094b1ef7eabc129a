import { describe, expect, it } from '@jest/globals';
import { formatApiKey, matchesSha256, newApiKey, parseApiKey, sha256 } from './api-key.ts';

describe('an API key', () => {
  it('is read as it was written, also with _ and - in its parts', () => {
    for (let index = 0; index < 200; index++) {
      const key = newApiKey();
      expect(parseApiKey(formatApiKey(key))).toEqual(key);
    }
    const parts = { id: 'ab_cd-ef_gh_', secret: '_'.repeat(43) };
    expect(parseApiKey(formatApiKey(parts))).toEqual(parts);
  });
  it.each(['', 'cs_', 'cs_short_secret', `xs_${'a'.repeat(12)}_${'b'.repeat(43)}`, `cs_${'a'.repeat(12)}_${'b'.repeat(44)}`, `cs_${'a'.repeat(12)}_${'b'.repeat(42)}!`, ` cs_${'a'.repeat(12)}_${'b'.repeat(43)}`])(
    'is not %j', (text) => {
      expect(parseApiKey(text)).toBeUndefined();
    });
  it('is known by the digest of its secret', () => {
    const { secret } = newApiKey();
    expect(matchesSha256(secret, sha256(secret))).toBe(true);
    expect(matchesSha256(`${secret}x`, sha256(secret))).toBe(false);
    expect(matchesSha256(secret, 'ab')).toBe(false);
  });
});
