import { describe, expect, it } from '@jest/globals';
import { ERROR_TABLES, STATUS_OF, titleOf } from './error-status.ts';
import { ProblemError, problemOfCommandError } from './problem.ts';

const CODES = [...new Set(ERROR_TABLES.flatMap((table) => Object.keys(table)))].sort();

describe('the status of an error', () => {
  it('is given for every code of every table of the contracts, and for no other', () => {
    expect(Object.keys(STATUS_OF).sort()).toEqual(CODES);
  });
  it('is one of an error, and every code has its sentence', () => {
    for (const [code, status] of Object.entries(STATUS_OF)) {
      expect([code, status >= 400 && status <= 599]).toEqual([code, true]);
      expect(titleOf(code as keyof typeof STATUS_OF)).toMatch(/\.$/);
    }
  });
});

describe('a refusal of a command', () => {
  it('becomes a problem with its code, its violations under the names of the request', () => {
    const error = problemOfCommandError({ code: 'command_invalid', message: 'No.', details: [{ path: '/data/ttlSeconds', message: 'too small' }, { path: '/data', message: 'odd' }] });
    expect(error.toProblem('c-1')).toEqual({
      type: 'urn:countersign:error:command_invalid', title: titleOf('command_invalid'), status: 400, code: 'command_invalid', detail: 'No.',
      errors: [{ path: '/ttlSeconds', message: 'too small' }, { path: '', message: 'odd' }], instance: 'urn:countersign:request:c-1',
    });
  });
  it('passes other details on beside it', () => {
    expect(problemOfCommandError({ code: 'handoff_completed', message: 'Done.', details: { outcome: 'failed' } }).toProblem('c')).toMatchObject({ status: 409, details: { outcome: 'failed' } });
  });
  it('says when to try again as its owner does', () => {
    const details = { scope: 'run', limit: 4, count: 4, sessions: [], retryAfterSeconds: 7 };
    const problem = problemOfCommandError({ code: 'session_limit_reached', message: 'Full.', details });
    expect(problem.headers).toMatchObject({ 'retry-after': '7' });
    expect(problem.toProblem('c')).toMatchObject({ status: 429, details });
  });
  it('with a code that nobody knows is a fault, and says nothing of it but the code', () => {
    expect(problemOfCommandError({ code: 'made_up', message: 'secret' })).toMatchObject({ code: 'internal', status: 500 });
    expect(JSON.stringify(problemOfCommandError({ code: 'made_up', message: 'secret' }).toProblem('c'))).not.toContain('secret');
  });
});

describe('a problem', () => {
  it('says when to try again, and how to say who one is', () => {
    expect(new ProblemError('session_limit_reached').headers).toMatchObject({ 'retry-after': '5' });
    expect(new ProblemError('unauthenticated').headers).toMatchObject({ 'www-authenticate': 'Bearer realm="countersign"' });
  });
});
