import { describe, expect, it } from '@jest/globals';
import { describeAge, describeRemaining } from './time.ts';

const now = Date.parse('2026-11-22T10:00:00.000Z');

describe('time that is left', () => {
  it.each([['2026-11-22T10:00:07.000Z', '0:07'], ['2026-11-22T10:04:31.200Z', '4:32'], ['2026-11-22T11:05:09.000Z', '1:05:09'], ['2026-11-22T10:00:00.000Z', '0:00'], ['2026-11-21T10:00:00.000Z', '0:00']])(
    'until %s is %s', (instant, text) => expect(describeRemaining(instant, now)).toBe(text));
  it('is told roughly elsewhere', () => {
    expect(describeAge('2026-11-22T10:04:31.200Z', now)).toBe('in 4 minutes');
  });
});
