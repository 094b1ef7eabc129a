import { mkdir, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { ACCESS } from '../auth/access.ts';
import { startTestGateway, type TestGateway } from '../gateway.fixture.ts';
import { STATUS_OF, type ErrorCode } from './error-status.ts';

const ID = '6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11';
const PROBLEM = 'application/problem+json';

interface Description {
  paths: Record<string, Record<string, { 'x-roles'?: string[]; responses: Record<string, { content: Record<string, unknown> }> }>>;
  components: { schemas: Record<string, { required: string[]; properties: Record<string, unknown> }> };
}

/** `GET /v1/runs` and so on, out of the tree that Fastify prints. */
function routesOf(tree: string): string[] {
  const above: string[] = [];
  return tree.split('\n').flatMap((line) => {
    const [, indent, part, methods = ''] = /^([│ ]*)[├└]── (\S+)(?: \(([A-Z, ]+)\))?/.exec(line) ?? [];
    if (indent === undefined || part === undefined) return [];
    const depth = indent.length / 4;
    above.splice(depth, above.length, (above[depth - 1] ?? '') + part);
    return methods.split(', ').filter((method) => method !== '' && method !== 'HEAD').map((method) => `${method} ${above[depth]}`);
  });
}

describe('the HTTP API', () => {
  let test: TestGateway;
  beforeAll(async () => {
    test = await startTestGateway();
    await mkdir(join(test.config.webDist, 'assets'), { recursive: true });
    await writeFile(join(test.config.webDist, 'index.html'), '<!doctype html><title>ui</title>');
    await writeFile(join(test.config.webDist, 'assets', 'app-12ab.js'), 'void 0');
  }, 60_000);
  afterAll(async () => test.stop());

  const refused = async (path: string, options: Parameters<TestGateway['call']>[1], code: ErrorCode) => {
    const before = await test.log.lastSequence();
    const answered = await test.call<{ errors?: { path: string }[] }>(path, options);
    expect(answered).toMatchObject({ status: STATUS_OF[code], body: { code, status: STATUS_OF[code], type: `urn:countersign:error:${code}` } });
    expect(answered.headers.get('content-type')).toBe(`${PROBLEM}; charset=utf-8`);
    expect(await test.log.lastSequence()).toBe(before);
    return answered;
  };
  const post = (body: unknown, headers: Record<string, string> = {}) => ({ method: 'POST', as: 'automation' as const, body, headers });

  it.each([
    ['an unknown route', '/v1/nothing', { as: 'automation' as const }, 'route_not_found'],
    ['an unknown route for a POST', '/v1/nothing', post({}), 'route_not_found'],
    ['another method', '/v1/runs', { method: 'DELETE', as: 'operator' as const }, 'method_not_allowed'],
    ['malformed JSON', '/v1/runs', post('{"candidateId":'), 'json_malformed'],
    ['deep JSON', '/v1/runs', post('['.repeat(40) + ']'.repeat(40)), 'json_too_deep'],
    ['__proto__', '/v1/runs', post('{"__proto__":{}}'), 'json_key_refused'],
    ['a large body', '/v1/runs', post(`"${'x'.repeat(1_000_001)}"`), 'body_too_large'],
    ['another media type', '/v1/runs', post('a=b', { 'content-type': 'application/x-www-form-urlencoded' }), 'media_type_not_supported'],
    ['another charset', '/v1/runs', post('{}', { 'content-type': 'application/json; charset=latin1' }), 'media_type_not_supported'],
    ['a body that is no object', '/v1/runs', post('[]'), 'request_invalid'],
    ['no body', '/v1/runs', post(undefined), 'request_invalid'],
    ['an unknown property', '/v1/runs', post({ candidateId: ID, admin: true }), 'request_invalid'],
    ['an unknown parameter', '/v1/runs?x=1', { as: 'automation' as const }, 'request_invalid'],
    ['an odd cursor', '/v1/runs?cursor=abc', { as: 'automation' as const }, 'cursor_invalid'],
    ['an odd url', '/v1/tasks', post({ runId: ID, url: 'javascript:alert(1)', company: 'a', title: 'b' }), 'request_invalid'],
    ['a file url', '/v1/sessions', post({ runId: ID, startUrl: 'file:///etc/passwd' }), 'request_invalid'],
    ['an id that is none', '/v1/runs/1%27--', { as: 'automation' as const }, 'run_not_found'],
    ['a run that is not there', `/v1/runs/${ID}`, { as: 'automation' as const }, 'run_not_found'],
    ['both ways to capture', '/v1/captures', post({ taskId: ID }), 'request_invalid'],
    ['an odd Idempotency-Key', '/v1/runs', post({ candidateId: ID }, { 'idempotency-key': 'with space' }), 'idempotency_key_invalid'],
    ['a WebSocket address over HTTP', `/v1/sessions/${ID}/cdp`, { as: 'automation' as const }, 'upgrade_required'],
  ] as const)('refuses %s and changes nothing', async (_what, path, options, code) => {
    await refused(path, options, code);
  });

  it('names every field that is wrong', async () => {
    const { body } = await refused('/v1/tasks', post({ runId: 'x', url: 'mailto:a@b', company: '', title: 1 }), 'request_invalid');
    expect(body.errors?.map(({ path }) => path).sort()).toEqual(['/company', '/runId', '/title', '/url']);
  });
  it('says which methods there are', async () => {
    expect((await refused('/v1/runs', { method: 'PATCH', as: 'operator', body: {} }, 'method_not_allowed')).headers.get('allow')).toBe('GET, HEAD, POST');
  });
  it('takes a sane request id over and makes one for the rest', async () => {
    expect((await test.call('/health/live', { headers: { 'x-request-id': 'order-17' } })).headers.get('x-request-id')).toBe('order-17');
    const answered = await test.call<{ instance: string }>('/v1/nothing', { headers: { 'x-request-id': 'a b"c' } });
    expect(answered.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(answered.body.instance).toBe(`urn:countersign:request:${answered.headers.get('x-request-id')}`);
  });
  it('asks who it is before it reads what is sent', async () => {
    const socket = connect(Number(new URL(test.gateway.url).port), '127.0.0.1');
    const answer = new Promise<string>((resolve) => socket.once('data', (data) => resolve(data.toString())));
    socket.write('POST /v1/documents?name=a.pdf HTTP/1.1\r\nHost: x\r\nContent-Type: application/pdf\r\nContent-Length: 9999999\r\n\r\n');
    expect(await answer).toMatch(/^HTTP\/1\.1 401 /);
    socket.destroy();
  });

  it('has access decided for every route, and no decision for a route that is not there', async () => {
    const fastify = test.gateway.app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
    const missing = Object.keys(ACCESS).filter((route) => {
      const [method, url] = route.split(' ') as [string, string];
      return method !== 'WS' && !fastify.hasRoute({ method: method as 'GET', url });
    });
    expect(missing).toEqual([]);
    const named = Object.keys(ACCESS).map((route) => route.replace('/*', '*'));
    expect(routesOf(fastify.printRoutes({ commonPrefix: false })).filter((route) => !named.includes(route))).toEqual([]);
    const { body } = await test.call<Description>('/openapi.json');
    for (const [path, item] of Object.entries(body.paths)) {
      for (const [method, operation] of Object.entries(item)) {
        const access = ACCESS[`${method.toUpperCase()} ${path.replace(/\{([^}]+)\}/g, ':$1')}`];
        expect([path, method, access === 'public' ? undefined : access]).toEqual([path, method, operation['x-roles']]);
      }
    }
  });

  it('describes itself in OpenAPI 3.1, with every reference resolved and problems listed', async () => {
    const { body } = await test.call<Description>('/openapi.json');
    expect(body).toMatchObject({ openapi: '3.1.0', info: { title: 'Countersign' } });
    const text = JSON.stringify(body);
    for (const [, name] of text.matchAll(/"#\/components\/schemas\/([A-Za-z]+)"/g)) expect(body.components.schemas).toHaveProperty(name!);
    const { responses } = body.paths['/v1/captures/{id}/answers']!['patch']!;
    expect(Object.keys(responses).sort()).toEqual(['200', '202', '400', '401', '403', '404', '406', '409', '412', '413', '414', '415', '422', '428', '429', '431', '500', '503']);
    expect(Object.keys(responses['428']!.content)).toEqual([PROBLEM]);
    expect(body.components.schemas['RegisterTaskRequest']!.required.sort()).toEqual(['company', 'runId', 'title', 'url']);
    expect(body.components.schemas['RegisterCandidateRequest']!.properties['preferences']).toMatchObject({ allOf: [{ $ref: '#/components/schemas/Preferences' }] });
  });
  it('serves a page to try it, from itself', async () => {
    const page = await test.call<string>('/docs');
    expect(page.status).toBe(200);
    for (const [, source] of page.body.matchAll(/(?:src|href)="([^"]+)"/g)) {
      expect(source).toMatch(/^\/docs\//);
      expect([source, (await test.call(source!)).status]).toEqual([source, 200]);
    }
    expect((await test.call('/docs/package.json')).status).toBe(404);
  });

  it('serves the web UI for every address that is none of the API', async () => {
    for (const path of ['/', '/inbox', `/captures/${ID}`, '/sign-in']) {
      const page = await test.call<string>(path);
      expect(page).toMatchObject({ status: 200, body: expect.stringMatching(/^<!doctype html><title>ui<\/title>/) });
      expect(page.headers.get('cache-control')).toBe('no-store');
      expect(page.headers.get('content-security-policy')).toMatch(/script-src 'nonce-[^']+' 'strict-dynamic';.*frame-ancestors 'none'/);
    }
    const script = await test.call('/assets/app-12ab.js');
    expect(script.headers.get('cache-control')).toMatch(/immutable/);
    await refused('/assets/missing.js', {}, 'route_not_found');
    await refused('/..%2f..%2fetc%2fpasswd.txt', {}, 'route_not_found');
  });
  it('keeps answers out of caches and pages out of frames', async () => {
    const { headers } = await test.call('/v1/runs', { as: 'auditor' });
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('is not ready while services do not answer, and ready when they do', async () => {
    expect(await test.call('/health/ready')).toMatchObject({ status: 503, body: { status: 'degraded', checks: { nats: { status: 'up' }, postgres: { status: 'up' }, readModel: { status: 'up', detail: { lag: 0 } }, 'session-service': { status: 'down' } } } });
    const well = () => ({ ok: true as const, position: 0, version: 0, result: { status: 'ready' } });
    const responders = await Promise.all([test.respond('session.health', well), test.respond('capture.health', well)]);
    expect(await test.call('/health/ready')).toMatchObject({ status: 200, body: { status: 'ready', checks: { 'capture-service': { status: 'up', detail: { status: 'ready' } } } } });
    for (const responder of responders) responder.end();
  });
});
