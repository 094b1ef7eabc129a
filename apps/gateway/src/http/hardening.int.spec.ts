import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitFor } from '@countersign/test-kit';
import { ACCESS } from '../auth/access.ts';
import { startTestGateway, type TestGateway } from '../gateway.fixture.ts';
import { STATUS_OF, type ErrorCode } from './error-status.ts';

const HEADERS_TIMEOUT_MS = 400;
const REQUEST_TIMEOUT_MS = 1_200;
const MAX_CONNECTIONS = 60;
const ID = '6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11';

describe('the gateway against what is no good request', () => {
  let test: TestGateway;
  let runId: string;
  beforeAll(async () => {
    test = await startTestGateway({
      GATEWAY_HEADERS_TIMEOUT_MS: String(HEADERS_TIMEOUT_MS), GATEWAY_REQUEST_TIMEOUT_MS: String(REQUEST_TIMEOUT_MS), GATEWAY_MAX_CONNECTIONS: String(MAX_CONNECTIONS),
      GATEWAY_RATE_LIMIT_PER_MINUTE: '5000', GATEWAY_RATE_LIMIT_ADDRESS_PER_MINUTE: '500', GATEWAY_RATE_LIMIT_SIGN_IN_PER_MINUTE: '3', GATEWAY_TRUSTED_PROXIES: '127.0.0.1',
      GATEWAY_PUBLIC_URL: 'https://countersign.example.org',
    });
    await mkdir(test.config.webDist, { recursive: true });
    await writeFile(`${test.config.webDist}/index.html`, '<!doctype html><title>ui</title><script type="module" src="./assets/a.js"></script><link rel="stylesheet" href="./assets/a.css">');
    const candidateId = randomUUID();
    await test.append('candidate', candidateId, [{ type: 'countersign.candidate.registered.v1', data: { resume: {}, preferences: {}, documents: [] } }]);
    runId = (await test.call<{ id: string }>('/v1/runs', { method: 'POST', as: 'automation', body: { candidateId } })).body.id;
  }, 60_000);
  afterAll(async () => test.stop());

  const open = (): Socket => connect(Number(new URL(test.gateway.url).port), '127.0.0.1').on('error', () => undefined);
  /** Everything that comes back until the server ends the connection, or until `isEnough`. */
  async function raw(text: string | Buffer, isEnough: (received: string) => boolean = () => false): Promise<string> {
    const socket = open();
    let received = '';
    let isClosed = false;
    socket.on('data', (chunk) => (received += chunk.toString('latin1')));
    socket.on('close', () => (isClosed = true));
    socket.write(text);
    await waitFor(() => isClosed || isEnough(received), { timeoutMs: 10_000, everyMs: 2, what: 'the server answers and ends the connection' });
    socket.destroy();
    return received;
  }
  const answersIn = (received: string): string[] => received.match(/HTTP\/1\.1 \d{3}/g) ?? [];
  const isProblem = (received: string, code: ErrorCode): void => {
    expect(answersIn(received)).toEqual([`HTTP/1.1 ${STATUS_OF[code]}`]);
    expect(received.toLowerCase()).toContain('content-type: application/problem+json; charset=utf-8');
    expect(received).toContain(`"code":"${code}"`);
  };

  describe('that is no HTTP', () => {
    const post = (lines: readonly string[], body = ''): string => ['POST /v1/sign-out HTTP/1.1', 'Host: x', ...lines, '', body].join('\r\n');
    const SMUGGLED = 'GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n';
    it.each<[string, string]>([
      ['both Content-Length and Transfer-Encoding', post(['Content-Length: 6', 'Transfer-Encoding: chunked'], `0\r\n\r\n${SMUGGLED}`)],
      ['Transfer-Encoding and then Content-Length', post(['Transfer-Encoding: chunked', 'Content-Length: 60'], `0\r\n\r\n${SMUGGLED}`)],
      ['a Transfer-Encoding that does not end chunked', post(['Transfer-Encoding: chunked, identity'], `0\r\n\r\n${SMUGGLED}`)],
      ['an unknown Transfer-Encoding', post(['Transfer-Encoding: xchunked'], `0\r\n\r\n${SMUGGLED}`)],
      ['two lengths', post(['Content-Length: 0', 'Content-Length: 60'], SMUGGLED)],
      ['the same length twice', post(['Content-Length: 0', 'Content-Length: 0'], SMUGGLED)],
      ['a length with a sign', post(['Content-Length: +0'], SMUGGLED)],
      ['a list of lengths', post(['Content-Length: 0, 0'], SMUGGLED)],
      ['a folded header', post(['X-A: b', ' c', 'Content-Length: 0'], SMUGGLED)],
      ['a space before the colon', post(['Content-Length : 60'], SMUGGLED)],
      ['a bare LF', `POST /v1/sign-out HTTP/1.1\nHost: x\nContent-Length: 0\n\n${SMUGGLED}`],
      ['a bare CR in a value', post(['X-A: b\rTransfer-Encoding: chunked', 'Content-Length: 0'], SMUGGLED)],
      ['a NUL in a value', post(['X-A: b\0c', 'Content-Length: 0'], SMUGGLED)],
      ['an odd name of a header', post(['X(A): b', 'Content-Length: 0'], SMUGGLED)],
      ['no Host', 'GET /health/live HTTP/1.1\r\n\r\n'],
      ['a bad chunk', post(['Transfer-Encoding: chunked', 'Content-Type: application/json'], `zz\r\n\r\n${SMUGGLED}`)],
      ['another protocol', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ])('refuses %s, answers once, and ends the connection', async (_what, text) => {
      const received = await raw(text);
      expect(answersIn(received)).toEqual(['HTTP/1.1 400']);
      expect(received.toLowerCase()).toContain('connection: close');
    });
    it('says so in its own form', async () => isProblem(await raw(post(['X(A): b'])), 'request_malformed'));
    it.each(['Host: y', 'Authorization: Bearer a\r\nAuthorization: Bearer b', 'Origin: https://a.example\r\nOrigin: https://b.example'])('refuses %j beside the first', async (lines) => {
      isProblem(await raw(post([...lines.split('\r\n'), 'Content-Length: 0'])), 'request_malformed');
    });
    it('refuses headers that are too long, too many, an address that is too long, and what it does not expect', async () => {
      isProblem(await raw(`GET / HTTP/1.1\r\nHost: x\r\nX-A: ${'a'.repeat(20_000)}\r\n\r\n`), 'headers_too_large');
      isProblem(await raw(`GET / HTTP/1.1\r\nHost: x\r\n${'X-A: a\r\n'.repeat(101)}\r\n`), 'headers_too_large');
      isProblem(await raw(`GET /${'a'.repeat(8_001)} HTTP/1.1\r\nHost: x\r\n\r\n`), 'url_too_long');
      isProblem(await raw('POST /v1/sign-out HTTP/1.1\r\nHost: x\r\nExpect: a-miracle\r\nContent-Length: 0\r\n\r\n'), 'expectation_failed');
    });
    it('answers what comes in one piece in its order', async () => {
      const received = await raw('GET /health/live HTTP/1.1\r\nHost: x\r\n\r\nGET /v1/me HTTP/1.1\r\nHost: x\r\n\r\nGET /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
      expect(answersIn(received)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 401', 'HTTP/1.1 200']);
    });
  });

  describe('that takes its time', () => {
    it('gives up whose headers do not come', async () => {
      const socket = open();
      const drip = setInterval(() => socket.write('a'), 50);
      const startedMs = performance.now();
      const answer = raw('GET /health/live HTTP/1.1\r\nHost: x\r\nX-A: ');
      await new Promise((resolve) => socket.on('close', resolve));
      clearInterval(drip);
      isProblem(await answer, 'request_timed_out');
      expect(performance.now() - startedMs).toBeLessThan(10 * HEADERS_TIMEOUT_MS);
    });
    it('gives up whose body does not come', async () => {
      const received = await raw(`POST /v1/runs HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${test.bootstrap.keys.automation}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"candi`);
      isProblem(received, 'request_timed_out');
    });
    it('takes no more connections than it may, and goes on when they end', async () => {
      const sockets = Array.from({ length: MAX_CONNECTIONS + 20 }, open);
      let closed = 0;
      for (const socket of sockets) socket.on('close', () => (closed += 1));
      await waitFor(() => closed >= 15, { timeoutMs: 10_000, everyMs: 5, what: 'connections beyond the limit are closed' });
      for (const socket of sockets) socket.destroy();
      await waitFor(async () => (await fetch(`${test.gateway.url}/health/live`)).ok, { timeoutMs: 5_000, everyMs: 20, what: 'it answers again' });
    });
  });

  describe('by its form', () => {
    const refused = async (path: string, options: Parameters<TestGateway['call']>[1], code: ErrorCode) => {
      const answered = await test.call<{ code: string }>(path, options);
      expect(answered).toMatchObject({ status: STATUS_OF[code], body: { code } });
      expect(answered.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
      return answered;
    };
    it('refuses what is compressed, without unpacking it', async () => {
      const bomb = gzipSync(Buffer.alloc(50_000_000, 32));
      for (const encoding of ['gzip', 'br', 'deflate', 'gzip, gzip', 'aws-chunked']) {
        const answered = await refused('/v1/runs', { method: 'POST', as: 'automation', body: bomb, headers: { 'content-encoding': encoding } }, 'content_encoding_not_supported');
        expect(answered.headers.get('accept-encoding')).toBe('identity');
      }
      await refused('/v1/documents?name=a.pdf', { method: 'POST', as: 'automation', body: bomb, headers: { 'content-type': 'application/pdf', 'content-encoding': 'gzip' } }, 'content_encoding_not_supported');
    });
    it.each(['__proto__=1', 'constructor=1', 'constructor[prototype][a]=1', 'a.__proto__.b=1', '__proto__[admin]=1'])('refuses the parameter %s', async (query) => {
      await refused(`/v1/runs?${query}`, { as: 'auditor' }, 'request_invalid');
    });
    it('refuses too many parameters, and one twice', async () => {
      await refused(`/v1/runs?${Array.from({ length: 51 }, (_, index) => `p${index}=1`).join('&')}`, { as: 'auditor' }, 'request_invalid');
      await refused('/v1/runs?limit=1&limit=2', { as: 'auditor' }, 'request_invalid');
    });
    it.each([['text/html', 'not_acceptable'], ['application/json;q=0, */*', 'not_acceptable'], ['text/*, image/png', 'not_acceptable']] as const)('has no answer for Accept: %s', async (accept, code) => {
      await refused('/v1/runs', { as: 'auditor', headers: { accept } }, code);
    });
    it.each(['application/json', '*/*', 'text/html, application/*;q=0.1', 'application/json; charset=utf-8', ''])('has one for Accept: %j', async (accept) => {
      expect((await test.call('/v1/runs', { as: 'auditor', headers: { accept } })).status).toBe(200);
    });
    it.each([['OPTIONS', '/v1/runs', 'GET, HEAD, POST'], ['TRACE', '/v1/runs', 'GET, HEAD, POST'], ['PUT', `/v1/runs/${ID}`, 'GET, HEAD'], ['POST', '/inbox', 'GET, HEAD'], ['DELETE', '/docs', 'GET, HEAD']])('allows no %s at %s', async (method, path, allow) => {
      const received = await raw(`${method} ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      isProblem(received, 'method_not_allowed');
      expect(received.toLowerCase()).toContain(`\r\nallow: ${allow.toLowerCase()}\r\n`);
    });
    it('lets nothing into a header', async () => {
      for (const path of ['/v1/runs%0d%0aset-cookie:%20a=b', '/%0d%0aSet-Cookie:a=b', '//evil.example/%2e%2e', '/\\evil.example', '/%', '/v1/%zz']) {
        const received = await raw(`GET ${path} HTTP/1.1\r\nHost: evil.example\r\nX-Request-Id: a%0d%0ab\r\nConnection: close\r\n\r\n`);
        expect([path, answersIn(received).length, /\r\n(set-cookie|location):|%0d/i.test(received.split('\r\n\r\n')[0]!)]).toEqual([path, 1, false]);
      }
    });
    it('answers HEAD as GET, without the body', async () => {
      const [get, head] = await Promise.all(['GET', 'HEAD'].map((method) => test.call<string>(`/v1/runs/${runId}`, { method, as: 'auditor' })));
      expect(head).toMatchObject({ status: 200, body: '' });
      for (const name of ['etag', 'content-type', 'content-length', 'countersign-position']) expect([name, head!.headers.get(name)]).toEqual([name, get!.headers.get(name)]);
    });
  });

  describe('by conditions and positions', () => {
    it('gives a reader nothing that they have', async () => {
      const etag = (await test.call(`/v1/runs/${runId}`, { as: 'auditor' })).headers.get('etag')!;
      for (const [header, status] of [[etag, 304], [`W/${etag}`, 304], [`"9", ${etag}`, 304], ['*', 304], ['"9"', 200], ['nonsense', 200]] as const) {
        const answered = await test.call<unknown>(`/v1/runs/${runId}`, { as: 'auditor', headers: { 'if-none-match': header } });
        expect([header, answered.status, answered.headers.get('etag'), answered.body === '']).toEqual([header, status, etag, status === 304]);
      }
    });
    it('shows what was written up to a position, and says up to where it shows the log', async () => {
      const { sequence } = await test.append('candidate', randomUUID(), [{ type: 'countersign.candidate.registered.v1', data: { resume: {}, preferences: {}, documents: [] } }]);
      const answered = await test.call(`/v1/candidates?limit=1&min_position=${sequence}`, { as: 'auditor', headers: { prefer: 'wait=10' } });
      expect(answered).toMatchObject({ status: 200, body: { items: [{ version: 1 }] } });
      expect(Number(answered.headers.get('countersign-position'))).toBeGreaterThanOrEqual(sequence);
      expect(await test.call(`/v1/candidates?min_position=${sequence + 1_000}`, { as: 'auditor' })).toMatchObject({ status: 422, body: { code: 'place_in_future' } });
      expect(await test.call('/v1/me?min_position=1', { as: 'auditor' })).toMatchObject({ status: 200 });
    });
  });

  describe('by their number', () => {
    it('counts callers, and says what is left', async () => {
      const { headers } = await test.call('/v1/me', { as: 'reviewer' });
      expect(headers.get('ratelimit-policy')).toBe('"caller";q=5000;w=60');
      expect(headers.get('ratelimit')).toMatch(/^"caller";r=49\d\d;t=\d+$/);
    });
    it('lets an address try to sign in a few times only, whoever else tries', async () => {
      const attempt = (address: string, path = '/v1/sign-in', body: unknown = { token: 'x'.repeat(43) }) => test.call<Record<string, unknown>>(path, { method: 'POST', body, headers: { 'x-forwarded-for': address } });
      expect((await Promise.all([1, 2, 3].map(() => attempt('192.0.2.1')))).map(({ status }) => status)).toEqual([401, 401, 401]);
      const refused = await attempt('192.0.2.1');
      expect(refused).toMatchObject({ status: 429, body: { code: 'rate_limit_exceeded', 'violated-policies': ['sign-in'] } });
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(10);
      expect(refused.headers.get('ratelimit')).toMatch(/^"sign-in";r=0;t=\d\d$/);
      expect((await attempt('192.0.2.1', `/v1/sessions/${ID}/console`, { secret: 'x'.repeat(43) })).status).toBe(429);
      expect((await attempt('192.0.2.2')).status).toBe(401);
    });
    it('counts whoever has no credentials by address, and never its health', async () => {
      const from = { 'x-forwarded-for': '192.0.2.3' };
      expect((await test.call('/v1/me', { headers: from })).headers.get('ratelimit-policy')).toBe('"address";q=500;w=60');
      expect((await test.call('/v1/nothing', { headers: from })).headers.get('ratelimit')).toMatch(/^"address";r=498;/);
      expect((await test.call('/health/live', { headers: from })).headers.get('ratelimit')).toBeNull();
    });
  });

  it('has the headers that keep browsers safe on every route, whatever it answers', async () => {
    const expected = {
      'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY', 'referrer-policy': 'no-referrer', 'cross-origin-opener-policy': 'same-origin', 'cross-origin-resource-policy': 'same-origin',
      'origin-agent-cluster': '?1', 'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()', 'strict-transport-security': 'max-age=31536000; includeSubDomains',
    };
    const page = /^default-src 'none'; script-src 'nonce-[A-Za-z0-9+/]{22}==' 'strict-dynamic'; style-src 'nonce-[A-Za-z0-9+/]{22}=='; img-src 'self' data: blob:; font-src 'self'; connect-src 'self' wss:\/\/countersign\.example\.org; base-uri 'none'; form-action 'self'; frame-ancestors 'none'$/;
    const routes = Object.keys(ACCESS).map((route) => route.split(' ') as [string, string]).filter(([method]) => method !== 'WS');
    const paths = routes.map(([method, pattern]) => [method, pattern === '/*' ? '/inbox' : pattern.replace('/*', '/swagger-ui.css').replace(/:[A-Za-z0-9]+/g, ID)] as const);
    for (const [index, [method, path]] of [...paths, ['GET', '/v1/nothing'] as const, ['PATCH', '/v1/runs'] as const].entries()) {
      const ending = new AbortController();
      const response = await fetch(`${test.gateway.url}${path}`, { method, headers: { 'x-forwarded-for': `192.0.2.${100 + (index % 100)}` }, signal: ending.signal });
      const isPage = path === '/inbox' || path === '/docs';
      const given = Object.fromEntries(Object.keys(expected).map((name) => [name, response.headers.get(name)]));
      expect([method, path, given]).toEqual([method, path, isPage ? { ...expected, 'content-security-policy': expect.stringMatching(page) } : expected]);
      expect([path, /^[0-9a-f-]{36}$/.test(response.headers.get('x-request-id') ?? ''), response.headers.get('server'), response.headers.get('x-powered-by')]).toEqual([path, true, null, null]);
      ending.abort();
    }
  });
  it('gives every page a nonce of its own, which what it loads bears', async () => {
    const pages = await Promise.all(['/inbox', '/inbox', '/docs'].map(async (path) => test.call<string>(path)));
    const nonces = pages.map(({ headers }) => /'nonce-([^']+)'/.exec(headers.get('content-security-policy')!)![1]!);
    expect(new Set(nonces).size).toBe(3);
    for (const [index, { body, headers }] of pages.entries()) {
      const loading = body.match(/<script[^>]*>|<link[^>]*stylesheet[^>]*>/g)!;
      expect(loading.length).toBeGreaterThanOrEqual(2);
      for (const tag of loading) expect(tag).toContain(`nonce="${nonces[index]}"`);
      expect(body).not.toMatch(/ style=| on[a-z]+=|<style|<script[^>]*>[^<]/);
      expect(headers.get('cache-control')).toBe('no-store');
    }
  });
});
