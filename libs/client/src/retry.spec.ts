import { describe, expect, it } from '@jest/globals';
import { ApiError, refusalOf, retryAfterMs } from './api-error.ts';
import { mayPass, waitBeforeMs } from './retry.ts';

const refusal = (status: number, code: string): ApiError => new ApiError({ status, code, message: code });

describe('what may go well in a moment', () => {
  it.each([[0, 'network'], [0, 'timeout'], [429, 'rate_limited'], [503, 'service_unavailable'], [503, 'shutting_down'], [502, 'http_502'], [504, 'http_504'], [409, 'idempotency_key_in_flight']])('%d %s', (status, code) => {
    expect(mayPass(refusal(status, code))).toBe(true);
  });
  it.each([[400, 'request_invalid'], [401, 'unauthenticated'], [409, 'control_held'], [412, 'version_conflict'], [422, 'idempotency_key_reused'], [429, 'session_limit_reached'], [500, 'internal'], [504, 'command_timed_out'], [200, 'answer_unreadable'], [202, 'pending']])('not %d %s', (status, code) => {
    expect(mayPass(refusal(status, code))).toBe(false);
  });
});

describe('the wait before a repeat', () => {
  it('doubles up to a limit, and half of it is by chance', () => {
    expect([0, 1, 2, 3].map((attempt) => waitBeforeMs(attempt, undefined, 0))).toEqual([125, 250, 500, 1000]);
    expect(waitBeforeMs(0, undefined, 0.999)).toBeCloseTo(250, 0);
    expect(waitBeforeMs(30, undefined, 0.5)).toBe(6000);
  });
  it('is as long as the server asks for', () => {
    expect(waitBeforeMs(0, 5_000, 0)).toBe(5_000);
    expect(waitBeforeMs(0, 0, 0)).toBe(62.5);
  });
  it('is told in seconds, or as a date', () => {
    const now = Date.parse('2026-11-22T10:00:00Z');
    expect(['3', 'Sun, 22 Nov 2026 10:00:07 GMT', 'Sun, 22 Nov 2026 09:00:00 GMT', 'soon', null].map((header) => retryAfterMs(header, now))).toEqual([3000, 7000, 0, undefined, undefined]);
  });
});

describe('a refusal', () => {
  it('is what the problem says', () => {
    const problem = { type: 'urn:countersign:error:request_invalid', title: 'Wrong.', status: 400, code: 'request_invalid', errors: [{ path: '/id', message: 'must be a UUID' }] };
    const error = refusalOf(new Response(null, { status: 400, headers: { 'x-request-id': 'r1', 'retry-after': '2' } }), JSON.stringify(problem));
    expect(error).toMatchObject({ name: 'ApiError', message: 'Wrong.', status: 400, code: 'request_invalid', errors: problem.errors, requestId: 'r1', retryAfterMs: 2000 });
  });
  it.each(['<html>Bad gateway</html>', '', '[]', 'null', '"text"'])('of somebody in between is known by its status: %s', (text) => {
    expect(refusalOf(new Response(null, { status: 502 }), text)).toMatchObject({ status: 502, code: 'http_502', message: 'The server answered 502.', errors: [], requestId: undefined });
  });
});
