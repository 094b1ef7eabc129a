import { describe, expect, it } from '@jest/globals';
import { TokenBuckets } from './token-buckets.ts';

describe('a bucket of tokens', () => {
  it('gives out its quota, then one for each part of the minute that passes', () => {
    let now = 0;
    const buckets = new TokenBuckets(3, () => now);
    expect([1, 2, 3].map(() => buckets.take('a').remaining)).toEqual([2, 1, 0]);
    expect(buckets.take('a')).toEqual({ isExceeded: true, remaining: 0, resetSeconds: 60, retryAfterSeconds: 20 });
    now = 19_999;
    expect(buckets.take('a')).toMatchObject({ isExceeded: true, retryAfterSeconds: 1 });
    now = 20_001;
    expect(buckets.take('a')).toMatchObject({ isExceeded: false, remaining: 0 });
    expect(buckets.take('a').isExceeded).toBe(true);
  });
  it('is never fuller than its quota, and another for every key', () => {
    let now = 0;
    const buckets = new TokenBuckets(2, () => now);
    buckets.take('a');
    now = 3_600_000;
    expect([1, 2, 3].map(() => buckets.take('a').isExceeded)).toEqual([false, false, true]);
    expect(buckets.take('b')).toMatchObject({ isExceeded: false, remaining: 1, resetSeconds: 30, retryAfterSeconds: 0 });
  });
  it('forgets who was not heard of for longest, and so never grows beyond its limit', () => {
    const buckets = new TokenBuckets(1, () => 0);
    buckets.take('first');
    for (let index = 0; index < 20_000; index++) buckets.take(`caller ${index}`);
    expect(buckets.take('first').isExceeded).toBe(false);
    expect(buckets.take('caller 19999').isExceeded).toBe(true);
  });
});
