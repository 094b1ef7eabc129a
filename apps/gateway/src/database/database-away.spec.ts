import { describe, expect, it } from '@jest/globals';
import { toProblemError } from '../http/problem.filter.ts';
import { isDatabaseAway } from './database-away.ts';

const withCode = (code: string, cause?: unknown) => Object.assign(new Error('a query failed', { cause }), { code });

describe('a database that is away', () => {
  it.each(['ECONNREFUSED', 'ECONNRESET', '57P01', '57P03', '08006'])('is told by %s, also inside of what the ORM throws', (code) => {
    expect(isDatabaseAway(withCode(code))).toBe(true);
    expect(isDatabaseAway(new Error('driver exception', { cause: withCode(code) }))).toBe(true);
  });

  it('is told by a connection that ended in the middle', () => {
    expect(isDatabaseAway(new Error('Connection terminated unexpectedly'))).toBe(true);
  });

  it('is not what refuses a statement, and nothing that is no error', () => {
    for (const other of [withCode('23505'), withCode('42601'), withCode('08P01'), new Error('no'), undefined, 'ECONNREFUSED']) expect(isDatabaseAway(other)).toBe(false);
  });

  it('is answered with 503 and when to ask again, not as a fault of ours', () => {
    const problem = toProblemError(withCode('57P01'), { method: 'GET', url: '/v1/runs' });
    expect(problem).toMatchObject({ status: 503, code: 'service_unavailable', headers: { 'retry-after': '1' } });
    expect(toProblemError(withCode('42601'), { method: 'GET', url: '/v1/runs' })).toMatchObject({ status: 500, code: 'internal' });
  });
});
