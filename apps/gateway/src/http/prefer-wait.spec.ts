import { describe, expect, it } from '@jest/globals';
import { preferredWaitSeconds } from './prefer-wait.ts';

describe('the preference to wait', () => {
  it.each([
    ['wait=10', 10], ['respond-async, wait=10', 10], ['Wait = 5; foo', 5], ['wait="7"', 7], ['wait=0', 0], ['wait=600', 60],
    ['wait=3, wait=9', 3],
  ])('%s is %d seconds', (prefer, seconds) => expect(preferredWaitSeconds(prefer)).toBe(seconds));
  it.each([undefined, '', 'wait', 'wait=soon', 'wait=-1', 'wait=1.5', 'return=minimal', 'await=5'])('%s is none', (prefer) => expect(preferredWaitSeconds(prefer)).toBeUndefined());
});
