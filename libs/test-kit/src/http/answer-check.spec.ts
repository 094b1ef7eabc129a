import { describe, expect, it } from '@jest/globals';
import { AnswerCheck, type ApiDescription, type CheckedAnswer } from './answer-check.ts';

const THING = { type: 'object', required: ['id'], properties: { id: { type: 'string', format: 'uuid' }, note: { type: 'string' } } };
const api = {
  paths: {
    '/v1/things': { get: { operationId: 'listThings', responses: { 200: { headers: { Link: {} }, content: { 'application/json': { schema: { $ref: '#/components/schemas/Page' } } } } } } },
    '/v1/things/{id}': {
      get: {
        operationId: 'getThing',
        responses: {
          200: { headers: { ETag: {} }, content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } } },
          404: { $ref: '#/components/responses/missing' },
        },
      },
    },
  },
  components: {
    schemas: { Thing: THING, Page: { type: 'object', required: ['items', 'next'], properties: { items: { type: 'array', items: { $ref: '#/components/schemas/Thing' } }, next: { type: ['string', 'null'] } } }, Problem: { type: 'object', required: ['code'], properties: { code: { type: 'string' } } } },
    responses: { missing: { content: { 'application/problem+json': { schema: { allOf: [{ $ref: '#/components/schemas/Problem' }, { type: 'object', properties: { code: { enum: ['thing_not_found'] } } }] } } } } },
  },
} as unknown as ApiDescription;
const check = new AnswerCheck(api);
const ID = '6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11';

function told(over: Partial<Omit<CheckedAnswer, 'body' | 'headers'>> & { body?: unknown; headers?: Record<string, string> }): string {
  const { body = { id: ID }, headers = {}, ...rest } = over;
  const answer = { method: 'GET', path: `/v1/things/${ID}`, status: 200, ...rest };
  const all = { 'x-request-id': 'r', 'content-type': answer.status < 400 ? 'application/json; charset=utf-8' : 'application/problem+json', ...headers };
  return check.problemsOf({ ...answer, headers: new Headers(all), body: JSON.stringify(body) }).join('\n');
}

describe('an answer that is held against the description of the API', () => {
  it('is fine when all of it is there', () => {
    expect(told({ headers: { etag: '"1"' } })).toBe('');
    expect(told({ status: 404, body: { code: 'thing_not_found' } })).toBe('');
    expect(told({ path: '/v1/things?limit=1', body: { items: [{ id: ID }], next: null } })).toBe('');
  });
  it.each([
    ['a status that is not described', { status: 202 }, /getThing does not say that it answers 202/],
    ['a property that is not described', { headers: { etag: '"1"' }, body: { id: ID, secret: 1 } }, /unevaluated.*secret/],
    ['a property that is missing', { headers: { etag: '"1"' }, body: { note: 'a' } }, /required property 'id'/],
    ['a property of another form', { headers: { etag: '"1"' }, body: { id: 'x' } }, /format "uuid"/],
    ['a property of an item that is not described', { path: '/v1/things', body: { items: [{ id: ID, x: 1 }], next: null } }, /unevaluated/],
    ['a code that is not described', { status: 404, body: { code: 'other' } }, /allowed values.*\(other\)/],
    ['a header that is missing', {}, /the header etag is missing/],
    ['a page without the address of the next', { path: '/v1/things', body: { items: [], next: 'abc' } }, /the header link is missing/],
    ['a header that is not described', { headers: { etag: '"1"', location: '/x' } }, /location is not described/],
    ['another media type', { headers: { etag: '"1"', 'content-type': 'text/html' } }, /text\/html is not described/],
    ['a code of a route that there is not', { path: '/v1/nothing', status: 404, body: { code: 'thing_not_found' } }, /no such route/],
  ])('is not with %s', (_what, answer, problem) => {
    expect(told(answer)).toMatch(problem);
  });
  it('is of no route when a part of its path is longer than any id', () => {
    expect(check.operationOf('GET', `/v1/things/${'x'.repeat(101)}`)).toBeUndefined();
    expect(check.operationOf('HEAD', `/v1/things/${ID}?a=b`)?.operationId).toBe('getThing');
  });
});
