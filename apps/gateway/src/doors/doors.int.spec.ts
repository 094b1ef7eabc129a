import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sessionCommands, type Role } from '@countersign/contracts';
import { waitFor } from '@countersign/test-kit';
import { WebSocket, WebSocketServer } from 'ws';
import { startTestGateway, type Responder, type TestGateway } from '../gateway.fixture.ts';

/** What a client saw: it got in, or was refused over HTTP. */
type Knocked = { readonly socket: WebSocket } | { readonly status: number; readonly body: Record<string, unknown> };

describe('the doors of a session', () => {
  let test: TestGateway;
  /** Stands in for the node that hosts the browser. */
  let node: WebSocketServer;
  let cdp: Responder;
  const arrived: { readonly socket: WebSocket; readonly request: IncomingMessage }[] = [];
  const sessionId = randomUUID();
  const consoleId = randomUUID();
  const secret = 'c'.repeat(43);

  beforeAll(async () => {
    test = await startTestGateway();
    node = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    node.on('connection', (socket, request) => {
      arrived.push({ socket, request });
      socket.send('RFB 003.008\n');
    });
    await once(node, 'listening');
    const url = `ws://127.0.0.1:${(node.address() as AddressInfo).port}/sessions/${sessionId}`;
    await test.respond(sessionCommands.attachConsole, ({ data }) =>
      data['cookieSecret'] === secret
        ? { ok: true, position: 0, version: 3, result: { url: `${url}/rfb/${consoleId}`, ticket: 'ticket-1' } }
        : { ok: false, error: { code: 'console_not_open', message: 'The console is not open any more.' } });
    cdp = await test.respond(sessionCommands.attachCdp, ({ data }) =>
      data['id'] === sessionId
        ? { ok: true, position: 0, version: 3, result: { url: `${url}/cdp`, ticket: 'ticket-2' } }
        : { ok: false, error: { code: 'session_not_active', message: 'The session has ended.', details: { endedReason: 'requested' } } });
  }, 60_000);
  afterAll(async () => {
    await test.stop();
    node.close();
  });

  function knock(path: string, headers: Record<string, string>): Promise<Knocked & { readonly first?: string }> {
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(`${test.gateway.url.replace('http', 'ws')}${path}`, { headers });
      socket.once('message', (data) => resolve({ socket, first: String(data) }));
      socket.once('unexpected-response', (_request, response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk.toString()));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) as Record<string, unknown> }));
      });
      socket.once('error', reject);
    });
  }
  const openConsole = (headers: Record<string, string> = {}) =>
    knock(`/v1/sessions/${sessionId}/console`, { origin: test.config.publicUrl, cookie: `a=b; __Host-cs-console-${sessionId}=${consoleId}.${secret}`, ...headers });
  const openCdp = (as: Role, headers: Record<string, string> = {}, id: string = sessionId) => knock(`/v1/sessions/${id}/cdp`, { authorization: `Bearer ${test.bootstrap.keys[as]}`, ...headers });
  const joined = async (knocking: Promise<Knocked>) => {
    const known = arrived.length;
    const knocked = await knocking;
    if (!('socket' in knocked)) throw new Error(JSON.stringify(knocked));
    return { client: knocked.socket, upstream: (await waitFor(() => arrived[known])) };
  };

  it('join a console with its node, both ways, whatever the messages hold', async () => {
    const knocking = openConsole();
    const { client, upstream } = await joined(knocking);
    expect(await knocking).toMatchObject({ first: 'RFB 003.008\n' });
    expect(upstream.request.headers.authorization).toBe('Bearer ticket-1');
    expect(upstream.request.url).toBe(`/sessions/${sessionId}/rfb/${consoleId}`);
    const [up, down] = [Buffer.from([0, 255, 1]), Buffer.alloc(5_000_000, 7)];
    const atNode = new Promise<Buffer>((resolve) => upstream.socket.once('message', (data: Buffer) => resolve(data)));
    const atClient = new Promise<Buffer>((resolve) => client.once('message', (data: Buffer) => resolve(data)));
    client.send(up);
    upstream.socket.send(down);
    expect(await atNode).toEqual(up);
    expect((await atClient).equals(down)).toBe(true);
    client.close(1000, 'bye');
    expect(await new Promise((resolve) => upstream.socket.once('close', (code, reason) => resolve([code, String(reason)])))).toEqual([1000, 'bye']);
  });

  it.each([[4401, 'revoked'], [4403, 'not_allowed'], [4410, 'session_ended']])('pass the close %i with its reason through', async (code, reason) => {
    const { client, upstream } = await joined(openConsole());
    const closed = new Promise((resolve) => client.once('close', (seen, text) => resolve([seen, String(text)])));
    upstream.socket.close(code, reason);
    expect(await closed).toEqual([code, reason]);
  });
  it('tell of a node that is gone', async () => {
    const { client, upstream } = await joined(openConsole());
    const closed = new Promise((resolve) => client.once('close', (seen, text) => resolve([seen, String(text)])));
    upstream.socket.terminate();
    expect(await closed).toEqual([1011, 'connection_lost']);
  });
  it('slow a node down that sends faster than its client reads, and lose nothing', async () => {
    const { client, upstream } = await joined(openCdp('automation'));
    client.pause();
    const messages = 200;
    const chunk = Buffer.alloc(262_144, 1);
    for (let index = 0; index < messages; index++) upstream.socket.send(chunk);
    await waitFor(() => upstream.socket.bufferedAmount > 10 * chunk.length);
    let receivedBytes = 0;
    client.on('message', (data: Buffer) => (receivedBytes += data.length));
    client.resume();
    await waitFor(() => receivedBytes === messages * chunk.length, { timeoutMs: 20_000 });
    client.terminate();
  }, 30_000);

  it.each([
    ['without an Origin', { origin: undefined }, 403, 'origin_refused'],
    ['from another origin', { origin: 'https://evil.example' }, 403, 'origin_refused'],
    ['under the host name of a stranger', { host: 'evil.example' }, 403, 'host_refused'],
    ['without the cookie', { cookie: 'a=b' }, 403, 'console_not_open'],
    ['with an odd cookie', { cookie: `__Host-cs-console-${sessionId}=${consoleId}` }, 403, 'console_not_open'],
    ['with a cookie that does not hold', { cookie: `__Host-cs-console-${sessionId}=${consoleId}.${'d'.repeat(43)}` }, 403, 'console_not_open'],
    ['with the cookie of another session', { cookie: `__Host-cs-console-${randomUUID()}=${consoleId}.${secret}` }, 403, 'console_not_open'],
  ])('do not open the console %s', async (_what, headers, status, code) => {
    const given = Object.fromEntries(Object.entries({ origin: test.config.publicUrl, cookie: `__Host-cs-console-${sessionId}=${consoleId}.${secret}`, ...headers }).filter(([, value]) => value !== undefined));
    expect(await knock(`/v1/sessions/${sessionId}/console`, given as Record<string, string>)).toMatchObject({ status, body: { code } });
  });

  it('open CDP for a key of the right role', async () => {
    const { client, upstream } = await joined(openCdp('automation'));
    expect(upstream.request.headers.authorization).toBe('Bearer ticket-2');
    const answer = new Promise((resolve) => upstream.socket.once('message', (data, isBinary) => resolve([String(data), isBinary])));
    client.send('{"id":1,"method":"Browser.getVersion"}');
    expect(await answer).toEqual(['{"id":1,"method":"Browser.getVersion"}', false]);
    expect(cdp.received.at(-1)!.meta.actor).toBe(`key:${test.bootstrap.keys.automation.slice(3, 15)}`);
    client.terminate();
  });
  it('do not open CDP for anybody else, or for a page', async () => {
    expect(await openCdp('reviewer')).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    expect(await openCdp('auditor')).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    expect(await knock(`/v1/sessions/${sessionId}/cdp`, {})).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
    expect(await openCdp('automation', { origin: 'https://evil.example' })).toMatchObject({ status: 403, body: { code: 'origin_refused' } });
    expect(await openCdp('automation', {}, randomUUID())).toMatchObject({ status: 410, body: { code: 'session_not_active', details: { endedReason: 'requested' } } });
    expect(await openCdp('automation', {}, 'not-an-id')).toMatchObject({ status: 404, body: { code: 'session_not_found' } });
    expect(await knock('/v1/elsewhere', {})).toMatchObject({ status: 404, body: { code: 'route_not_found' } });
    // A person who is signed in has the role of an operator, but a cookie is no key.
    const { headers } = await test.call('/v1/sign-in', { method: 'POST', body: { token: new URL(test.bootstrap.signInUrl).hash.slice(1) } });
    const cookie = headers.get('set-cookie')!.split(';')[0]!;
    expect(await knock(`/v1/sessions/${sessionId}/cdp`, { cookie, origin: test.config.publicUrl })).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
  });

  it('speak no subprotocol of the console over CDP, and take no message that no node would', async () => {
    const { client } = await joined(openCdp('automation'));
    expect(client.extensions).toBe('');
    expect(client.protocol).toBe('');
    const closed = new Promise((resolve) => client.once('close', (code) => resolve(code)));
    client.on('error', () => undefined);
    client.send('x'.repeat(73 * 1_048_576));
    expect([1006, 1009]).toContain(await closed);
  });

  it('close within two seconds to whose key was revoked', async () => {
    const { key } = (await test.call<{ key: string }>('/v1/api-keys', { method: 'POST', as: 'operator', body: { name: 'short-lived', roles: ['automation'] } })).body;
    const { client, upstream } = await joined(openCdp('automation', { authorization: `Bearer ${key}` }));
    const closed = new Promise((resolve) => client.once('close', (code, reason) => resolve([code, String(reason)])));
    const closedUpstream = new Promise((resolve) => upstream.socket.once('close', resolve));
    const revokedAtMs = performance.now();
    expect(await test.call(`/v1/api-keys/${key.slice(3, 15)}`, { method: 'DELETE', as: 'operator' })).toMatchObject({ status: 204 });
    expect(await closed).toEqual([4401, 'credentials_revoked']);
    expect(performance.now() - revokedAtMs).toBeLessThan(2_000);
    await closedUpstream;
    expect(await openCdp('automation', { authorization: `Bearer ${key}` })).toMatchObject({ status: 401 });
  });

  it('are told to clients that know an http address only', async () => {
    await test.respond(sessionCommands.describeBrowser, ({ data }) =>
      data['id'] === sessionId
        ? { ok: true, position: 0, version: 3, result: { product: 'Chrome/156.0.1.2', protocolVersion: '1.3', userAgent: 'Mozilla/5.0', jsVersion: '15.6', pages: [{ targetId: 'T', title: 't', url: 'https://example.org/' }] } }
        : { ok: false, error: { code: 'session_not_active', message: 'The session has ended.' } });
    const path = `/v1/sessions/${sessionId}/cdp`;
    const own = new URL(test.config.publicUrl).host;
    expect(await test.call(`${path}/json/version`, { as: 'automation' })).toMatchObject({ status: 200, body: { Browser: 'Chrome/156.0.1.2', 'Protocol-Version': '1.3', 'User-Agent': 'Mozilla/5.0', 'V8-Version': '15.6' } });
    expect((await test.call(`${path}/json/version/`, { as: 'automation' })).body['webSocketDebuggerUrl']).toMatch(new RegExp(`^ws://(${own}|127\\.0\\.0\\.1:[0-9]+)${path}$`));
    // Nobody vouches for TLS here, so nobody is believed.
    expect((await test.call(`${path}/json/version`, { as: 'automation', headers: { 'x-forwarded-proto': 'https' } })).body['webSocketDebuggerUrl']).toMatch(/^ws:/);
    for (const list of ['json', 'json/list']) expect((await test.call(`${path}/${list}`, { as: 'automation' })).body).toEqual([{ id: 'T', type: 'page', title: 't', url: 'https://example.org/' }]);
    expect(await test.call(`/v1/sessions/${randomUUID()}/cdp/json/version`, { as: 'automation' })).toMatchObject({ status: 410, body: { code: 'session_not_active' } });
    expect(await test.call(`${path}/json/version`, { as: 'reviewer' })).toMatchObject({ status: 403 });
  });

  it('send their clients away when the gateway stops, and open to nobody after that', async () => {
    const { client } = await joined(openConsole());
    const closed = new Promise((resolve) => client.once('close', (code, reason) => resolve([code, String(reason)])));
    const silent = connect(Number(new URL(test.gateway.url).port), '127.0.0.1');
    await once(silent, 'connect');
    await test.gateway.stop();
    // Whoever connected and asked nothing was not waited for.
    await waitFor(() => silent.closed);
    expect(await closed).toEqual([1001, 'gateway_stops']);
  });
});
