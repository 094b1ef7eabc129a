import { describe, expect, it } from '@jest/globals';
import { toProblemError } from './problem.filter.ts';

const REQUEST = { method: 'POST', url: '/v1/runs' };

describe('a fault that nobody foresaw', () => {
  it.each([
    ['an error', new Error('canary')],
    ['what a database says', Object.assign(new Error('duplicate key value violates unique constraint "canary"'), { name: 'DatabaseError', code: '23505', severity: 'ERROR', detail: 'Key (email)=(canary)' })],
    ['a cause', new Error('x', { cause: new Error('canary') })],
    ['a text', 'canary'],
    ['nothing', undefined],
    ['an object with a status of its own', { statusCode: 299, message: 'canary' }],
  ])('says nothing of what happened: %s', (_, error) => {
    const problem = toProblemError(error, REQUEST).toProblem('the-request');
    expect(problem).toMatchObject({ status: 500, code: 'internal', instance: 'urn:countersign:request:the-request' });
    expect(JSON.stringify(problem)).not.toContain('canary');
  });
});
