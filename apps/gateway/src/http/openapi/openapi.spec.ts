import { beforeAll, describe, expect, it } from '@jest/globals';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { ACCESS } from '../../auth/access.ts';
import { STATUS_OF } from '../error-status.ts';
import { describeApi } from './describe.ts';
import { codesOf } from './problems.ts';
import { TAGS } from './tags.ts';

interface Described {
  operationId: string;
  summary: string;
  description: string;
  tags: string[];
  parameters: { $ref?: string; name: string; in: string; description?: string; example?: unknown }[];
  requestBody?: { content: Record<string, { example?: unknown }> };
  responses: Record<string, { $ref?: string; description: string; headers?: Record<string, unknown>; content?: Record<string, { example?: unknown; examples?: object }> }>;
}
/** Browsers are sent on from here, and get nothing else. */
const REDIRECTS = ['GET /v1/sign-in/oidc', 'GET /v1/sign-in/oidc/callback'];
/** Pages, files and this description itself: nothing for a client. */
const NOT_DESCRIBED = ['GET /openapi.json', 'GET /docs', 'GET /docs/start.js', 'GET /docs/*', 'GET /*'];
/** Codes that are no answer of any route that there is. */
const WITHOUT_ROUTE = ['route_not_found', 'method_not_allowed', 'shutting_down', 'expectation_failed', 'request_timed_out'];

let text: string;
let operations: [string, Described][];
beforeAll(async () => {
  const document = await describeApi();
  text = JSON.stringify(document);
  const responses = document.components!.responses as Record<string, Described['responses'][string]>;
  const resolved = (operation: Described): Described => ({
    ...operation,
    responses: Object.fromEntries(Object.entries(operation.responses).map(([status, response]) => [status, response.$ref ? responses[response.$ref.split('/').at(-1)!]! : response])),
  });
  operations = Object.entries(document.paths).flatMap(([path, item]) => Object.entries(item as object).map(([method, operation]): [string, Described] => [`${method.toUpperCase()} ${path}`, resolved(operation as Described)]));
});
const wanting = (isFine: (operation: Described, route: string) => boolean): string[] => operations.filter(([route, operation]) => !isFine(operation, route)).map(([route]) => route);

describe('the description of the API', () => {
  it('follows the rules that Redocly recommends', async () => {
    const problems = await lintFromString({ source: text, absoluteRef: '/openapi.json', config: await createConfig({ extends: ['recommended'] }) });
    const told = problems.map(({ ruleId, message, location }) => `${ruleId} at ${location[0]?.pointer}: ${message}`);
    const at = (rule: string) => (route: string) => `${rule} at #/paths/${route.split(' ')[1]!.replaceAll('/', '~1')}/get/responses`;
    const excepted = REDIRECTS.map(at('operation-2xx-response'));
    expect(told.filter((line) => !excepted.some((exception) => line.startsWith(exception)))).toEqual([]);
  });

  it('has every route of the table of access but pages, and no other', () => {
    const routes = Object.keys(ACCESS).filter((route) => !route.startsWith('WS ') && !NOT_DESCRIBED.includes(route));
    expect(operations.map(([route]) => route.replace(/\{([^}]+)\}/g, ':$1')).sort()).toEqual(routes.sort());
  });

  it('names operations as clients would', () => {
    const ids = operations.map(([, { operationId }]) => operationId);
    expect(ids.filter((id) => !/^[a-z]+(?:[A-Z][a-z]+)+$/.test(id) && !['getMe'].includes(id))).toEqual([]);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it('says of every operation what it does, who may, and to what it belongs', () => {
    expect(wanting(({ summary, description }) => summary !== '' && /Roles: |Nobody is asked/.test(description))).toEqual([]);
    expect(wanting(({ tags }) => tags.length === 1 && tags[0]! in TAGS)).toEqual([]);
    expect(Object.keys(TAGS).filter((tag) => !operations.some(([, { tags }]) => tags[0] === tag))).toEqual([]);
  });

  it('says what every parameter is, with an example', () => {
    const missing = operations.flatMap(([route, { parameters }]) => parameters.filter(({ $ref, description, example }) => !$ref && (!description || example === undefined)).map(({ name }) => `${route} ${name}`));
    expect(missing).toEqual([]);
  });

  it('has an example of everything that is sent and answered in JSON', () => {
    const hasExamples = (content: Record<string, { example?: unknown; examples?: object }> = {}) => Object.entries(content).every(([type, { example, examples }]) => !/[/+]json$/.test(type) || example !== undefined || examples !== undefined);
    expect(wanting(({ requestBody, responses }) => [requestBody, ...Object.entries(responses).filter(([status]) => status !== 'default').map(([, response]) => response)].every((body) => hasExamples(body?.content)))).toEqual([]);
  });

  it('names every code of the tables of errors, but those of no route', () => {
    const named = new Set(operations.flatMap(([, { responses }]) => Object.values(responses).flatMap(codesOf)));
    expect(Object.keys(STATUS_OF).filter((code) => !named.has(code as never)).sort()).toEqual([...WITHOUT_ROUTE].sort());
  });

  it('names the headers that come with an answer', () => {
    const headersOf = (operation: Described, status: RegExp) => Object.entries(operation.responses).filter(([code]) => status.test(code)).map(([, { headers = {} }]) => Object.keys(headers));
    expect(wanting((operation) => headersOf(operation, /^\d/).every((headers) => headers.includes('X-Request-Id')))).toEqual([]);
    expect(wanting(({ responses, operationId }) => !/^list/.test(operationId) || !/Page"/.test(JSON.stringify(responses['200'])) || 'Link' in responses['200']!.headers!)).toEqual([]);
    expect(wanting((operation, route) => !route.startsWith('POST') || headersOf(operation, /201/).every((headers) => headers.includes('Location') || /api-key|sign-in/.test(route)))).toEqual([]);
  });
});
