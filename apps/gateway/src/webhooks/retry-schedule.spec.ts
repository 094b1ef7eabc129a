import { describe, expect, it } from '@jest/globals';
import { judge, retryAfterMs, STANDARD_RETRY_DELAYS_MS } from './retry-schedule.ts';

const nowMs = Date.UTC(2026, 10, 22, 10);
const answered = (statusCode: number | null, retryAfter: string | null = null, attempt = 1) => judge({ statusCode, retryAfter }, attempt, STANDARD_RETRY_DELAYS_MS, nowMs, 0.5);

describe('an attempt', () => {
  it('that was answered with success is the last one', () => {
    for (const status of [200, 201, 202, 204, 299]) expect(answered(status)).toEqual({ status: 'delivered' });
  });
  it('that failed in any other way is made again, later each time, ten in all over three days', () => {
    for (const status of [null, 100, 301, 302, 400, 401, 404, 500, 502]) expect(answered(status)).toEqual({ status: 'pending', retryInMs: 5_250 });
    const waits = Array.from({ length: 9 }, (_, index) => answered(500, null, index + 1)).map((verdict) => (verdict.status === 'pending' ? verdict.retryInMs : 0));
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(waits.reduce((sum, wait) => sum + wait) / 3600_000).toBeCloseTo(79.37, 1);
    expect(answered(500, null, 10)).toEqual({ status: 'dead', gone: false });
  });
  it('that finds the receiver gone is the last one', () => {
    expect(answered(410)).toEqual({ status: 'dead', gone: true });
  });
  it('waits as long as the receiver asks for, within bounds, and never shorter than planned', () => {
    expect(answered(429, '60')).toEqual({ status: 'pending', retryInMs: 60_000 });
    expect(answered(503, '1')).toEqual({ status: 'pending', retryInMs: 5_250 });
    expect(answered(503, 'Sun, 22 Nov 2026 10:02:00 GMT')).toEqual({ status: 'pending', retryInMs: 120_000 });
    expect(answered(500, '60')).toEqual({ status: 'pending', retryInMs: 5_250 });
    expect(answered(429, '999999999')).toEqual({ status: 'pending', retryInMs: 24 * 3600_000 });
    expect(answered(429, '60', 10)).toEqual({ status: 'dead', gone: false });
    for (const text of [null, '', 'soon', '-5', '1e9', 'Sun, 22 Nov 2020 10:02:00 GMT']) expect(retryAfterMs(text, nowMs)).toBe(0);
  });
});
