import { describe, expect, it } from '@jest/globals';
import { seal, unseal } from './sealed-answer.ts';

const answer = { status: 201, headers: { etag: '"1"' }, body: '{"secret":"cs_abc"}' };

describe('an answer that is kept', () => {
  it('opens with the key of the request, and shows nothing without it', () => {
    const sealed = seal(answer, 'key-1');
    expect(unseal(sealed, 'key-1')).toEqual(answer);
    expect(sealed.toString('latin1')).not.toContain('cs_abc');
    expect(() => unseal(sealed, 'key-2')).toThrow();
  });

  it('opens with no byte changed, missing or added, wherever', () => {
    const sealed = seal(answer, 'key-1');
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed);
      changed[at]! ^= 1;
      expect(() => unseal(changed, 'key-1')).toThrow();
      expect(() => unseal(sealed.subarray(0, at), 'key-1')).toThrow();
    }
    expect(() => unseal(Buffer.concat([sealed, Buffer.from([0])]), 'key-1')).toThrow();
  });
});
