import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { parseEgressPattern, type Lookup } from '@countersign/egress';
import { waitFor } from '@countersign/test-kit';
import { execFile } from 'node:child_process';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect as connectTls, createServer as createTlsServer } from 'node:tls';
import { WebSocketServer, WebSocket } from 'ws';
import { runsAsRoot } from '../browser-host/isolation.ts';
import type { BrowserEgress } from './browser-egress.ts';
import { NodeEgress, type NodeEgressOptions } from './node-egress.ts';
import { exchangeRaw, tunnelTo } from './raw-client.fixture.ts';

let site: Server;
let port: number;
let seen: { method: string; url: string; headers: IncomingMessage['headers']; body: string }[] = [];
let answer: (request: IncomingMessage, response: ServerResponse) => void;
const opened: BrowserEgress[] = [];
const logged: Record<string, unknown>[] = [];

beforeAll(async () => {
  site = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      seen.push({ method: request.method!, url: request.url!, headers: request.headers, body });
      answer(request, response);
    });
  });
  const sockets = new WebSocketServer({ server: site });
  sockets.on('connection', (socket) => socket.on('message', (data) => socket.send(`echo ${(data as Buffer).toString()}`)));
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  port = (site.address() as AddressInfo).port;
});
beforeEach(() => {
  seen = [];
  logged.length = 0;
  answer = (_, response) => void response.end('hello');
});
afterEach(() => {
  for (const egress of opened.splice(0)) egress.close();
});
afterAll(() => {
  site.closeAllConnections();
  site.close();
});

const logger = { info: (fields: Record<string, unknown>) => void logged.push(fields), warn: (fields: Record<string, unknown>) => void logged.push(fields) };
async function egressWith(options: NodeEgressOptions & { allow?: string[]; narrowedTo?: string[]; uid?: number }): Promise<BrowserEgress> {
  const { allow = ['127.0.0.1'], narrowedTo, uid = process.getuid!(), ...rest } = options;
  const egress = await new NodeEgress({ opened: allow.map(parseEgressPattern), logger, ...rest }).open(uid);
  opened.push(egress);
  egress.allow(narrowedTo?.map(parseEgressPattern) ?? null, { sessionId: 's' });
  return egress;
}
const get = (egress: BrowserEgress, url: string, headers = ''): Promise<string> => exchangeRaw(egress.port, `GET ${url} HTTP/1.1\r\nHost: ignored.example\r\n${headers}Connection: close\r\n\r\n`);
const resolving = (addresses: Record<string, string[]>): Lookup => async (name) => addresses[name] ?? Promise.reject(Object.assign(new Error('not found'), { code: 'ENOTFOUND' }));

describe('plain requests', () => {
  it('are passed on by their URL, not their Host header, without what concerns one connection only', async () => {
    const egress = await egressWith({});
    const text = await get(egress, `http://127.0.0.1:${port}/a%20b?q=%7E`, 'Proxy-Connection: keep-alive\r\nProxy-Authorization: Basic eA==\r\nX-Kept: yes\r\n');
    expect(text).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(text).toContain('hello');
    expect(seen).toMatchObject([{ method: 'GET', url: '/a%20b?q=%7E', headers: { host: `127.0.0.1:${port}`, 'x-kept': 'yes', connection: 'close' } }]);
    expect(Object.keys(seen[0]!.headers).sort()).toEqual(['connection', 'host', 'x-kept']);
  });

  it('carry bodies with a length and in chunks, and answers in chunks come back whole', async () => {
    const egress = await egressWith({});
    answer = (_, response) => {
      response.writeHead(201, { 'set-cookie': ['a=1', 'b=2'], connection: 'x-hop', 'x-hop': '1' });
      response.write('one ');
      response.end('two');
    };
    const post = (framing: string, body: string): Promise<string> => exchangeRaw(egress.port, `POST http://127.0.0.1:${port}/ HTTP/1.1\r\nHost: x\r\n${framing}\r\nConnection: close\r\n\r\n${body}`);
    const text = await post('Content-Length: 5', 'hello');
    expect(text).toMatch(/^HTTP\/1\.1 201 Created/);
    expect(text.match(/set-cookie/gi)).toHaveLength(2);
    expect(text).not.toMatch(/x-hop/i);
    await post('Transfer-Encoding: chunked', '5\r\nhello\r\n0\r\n\r\n');
    expect(seen.map(({ body }) => body)).toEqual(['hello', 'hello']);
    expect(text.slice(text.indexOf('\r\n\r\n'))).toContain('one ');
  });

  it('are each judged anew on one connection', async () => {
    const addresses = { 'a.example': ['127.0.0.1'], 'b.example': ['10.255.255.1'] };
    const egress = await egressWith({ lookup: resolving(addresses) });
    const two = `GET http://a.example:${port}/1 HTTP/1.1\r\nHost: x\r\n\r\nGET http://b.example:${port}/2 HTTP/1.1\r\nHost: x\r\n\r\n`;
    const text = await exchangeRaw(egress.port, two, (soFar) => soFar.includes('private'));
    expect(text.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 403']);
    expect(seen.map(({ url }) => url)).toEqual(['/1']);
  });

  it('that are refused get a page that names host and reason, and a line in the log without the query', async () => {
    const egress = await egressWith({ allow: [] });
    const text = await get(egress, `http://127.1:${port}/secret?token=abc`);
    expect(text).toMatch(/^HTTP\/1\.1 403 Forbidden/);
    expect(text).toContain(`127.0.0.1 port ${port} is refused: its address is a loopback address.`);
    expect(text).toMatch(/Proxy-Status: countersign; error=destination_ip_prohibited/);
    await get(egress, `http://127.1:${port}/again`);
    expect(seen).toEqual([]);
    expect(logged).toEqual([{ sessionId: 's', host: '127.0.0.1', port, reason: 'loopback' }]);
    expect(egress.refusals).toEqual({ loopback: 2 });
    expect(JSON.stringify(logged)).not.toContain('token');
  });

  it('to what is not there are told so', async () => {
    const egress = await egressWith({ lookup: resolving({ 'dead.example': ['127.0.0.1'] }) });
    expect(await get(egress, 'http://nobody.example/')).toMatch(/^HTTP\/1\.1 502 [^]*dns_error/);
    expect(await get(egress, 'http://dead.example:9/')).toMatch(/^HTTP\/1\.1 502 [^]*connection_refused/);
  });

  it.each([
    ['a length and chunks', 'Content-Length: 5\r\nTransfer-Encoding: chunked'],
    ['two lengths', 'Content-Length: 5\r\nContent-Length: 6'],
    ['a transfer coding that is not chunked', 'Transfer-Encoding: xchunked'],
    ['a header that is folded', 'X-A: 1\r\n Transfer-Encoding: chunked'],
    ['a space before the colon', 'Transfer-Encoding : chunked'],
  ])('with %s never reach a site', async (_, framing) => {
    const egress = await egressWith({});
    const text = await exchangeRaw(egress.port, `POST http://127.0.0.1:${port}/ HTTP/1.1\r\nHost: x\r\n${framing}\r\n\r\n0\r\n\r\nGET http://127.0.0.1:${port}/smuggled HTTP/1.1\r\nHost: x\r\n\r\n`);
    expect(text).not.toMatch(/HTTP\/1\.1 200/);
    expect(seen).toEqual([]);
  });

  it.each(['/relative', 'https://example.com/', 'ftp://example.com/', 'file:///etc/passwd', '*'])('for %s are not understood', async (url) => {
    expect(await get(await egressWith({}), url)).toMatch(/^HTTP\/1\.1 400/);
  });

  it('end with a header that is too long, or too slow', async () => {
    const egress = await egressWith({ limits: { requestHeaderTimeoutMs: 300 } });
    expect(await get(egress, `http://127.0.0.1:${port}/`, `X-Long: ${'x'.repeat(200_000)}\r\n`)).toMatch(/^HTTP\/1\.1 431/);
    expect(seen).toEqual([]);
  });

  it('are given up when the browser is', async () => {
    const egress = await egressWith({});
    let closed = false;
    answer = (request) => void request.socket.once('close', () => (closed = true));
    const asked = get(egress, `http://127.0.0.1:${port}/slow`);
    await waitFor(() => seen.length === 1);
    egress.close();
    await asked;
    await waitFor(() => closed);
  });
});

describe('tunnels', () => {
  it('carry a WebSocket', async () => {
    const egress = await egressWith({});
    const socket = await tunnelTo(egress.port, `127.0.0.1:${port}`);
    const client = new WebSocket(`ws://127.0.0.1:${port}/`, { createConnection: () => socket });
    const echoed = await new Promise((resolve, reject) => {
      client.once('error', reject);
      client.once('open', () => client.send('hi'));
      client.once('message', (data) => resolve((data as Buffer).toString()));
    });
    expect(echoed).toBe('echo hi');
    client.terminate();
  });

  it('carry TLS, of which nothing is read on the way', async () => {
    const pre = { ciphers: 'PSK+HIGH', maxVersion: 'TLSv1.2' } as const;
    const secret = Buffer.from('for this test only');
    const server = createTlsServer({ ...pre, pskCallback: () => secret }, (socket) => socket.end('over TLS'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const tlsPort = (server.address() as AddressInfo).port;
    const egress = await egressWith({ lookup: resolving({ 'secure.example': ['127.0.0.1'] }) });
    const socket = await tunnelTo(egress.port, `secure.example:${tlsPort}`);
    const secured = connectTls({ ...pre, socket, checkServerIdentity: () => undefined, pskCallback: () => ({ psk: secret, identity: 'client' }) });
    expect(await new Promise((resolve, reject) => secured.once('error', reject).once('data', (data: Buffer) => resolve(data.toString())))).toBe('over TLS');
    secured.destroy();
    server.close();
  });

  it('are refused where requests are', async () => {
    const egress = await egressWith({ allow: [] });
    await expect(tunnelTo(egress.port, `127.0.0.1:${port}`)).rejects.toThrow(/^HTTP\/1\.1 403 Forbidden[^]*destination_ip_prohibited/);
    await expect(tunnelTo(egress.port, 'example.com')).rejects.toThrow(/^HTTP\/1\.1 400/);
    await expect(tunnelTo(egress.port, 'user@example.com:443')).rejects.toThrow(/^HTTP\/1\.1 403/);
    expect(seen).toEqual([]);
  });

  it('end when nothing moves, and with the browser', async () => {
    const egress = await egressWith({ limits: { idleTimeoutMs: 200 } });
    const idle = await tunnelTo(egress.port, `127.0.0.1:${port}`);
    await new Promise((resolve) => idle.once('close', resolve).resume());
    const patient = await egressWith({});
    const open = await tunnelTo(patient.port, `127.0.0.1:${port}`);
    const closed = new Promise((resolve) => open.once('close', resolve).on('error', () => undefined).resume());
    patient.close();
    await closed;
  });
});

describe('the way of one browser', () => {
  it('is shut until the browser is handed out, and narrowed to what its session may reach', async () => {
    const egress = await new NodeEgress({ opened: [parseEgressPattern('127.0.0.1')], lookup: resolving({ 'a.example': ['127.0.0.1'], 'b.example': ['127.0.0.1'] }) }).open(process.getuid!());
    opened.push(egress);
    expect(await get(egress, `http://a.example:${port}/`)).toMatch(/^HTTP\/1\.1 403/);
    egress.allow([parseEgressPattern('a.example')]);
    expect(await get(egress, `http://a.example:${port}/`)).toMatch(/^HTTP\/1\.1 200/);
    expect(await get(egress, `http://b.example:${port}/`)).toMatch(/403[^]*not among the hosts allowed/);
  });

  it('is not a way into the one of another browser', async () => {
    const node = new NodeEgress({ opened: [parseEgressPattern('127.0.0.0/8')] });
    const [narrow, wide] = [await node.open(process.getuid!()), await node.open(process.getuid!())];
    opened.push(narrow, wide);
    narrow.allow(null);
    wide.allow(null);
    await expect(tunnelTo(narrow.port, `127.0.0.1:${wide.port}`)).rejects.toThrow(/403/);
    await expect(tunnelTo(narrow.port, `127.0.0.1:${narrow.port}`)).rejects.toThrow(/403/);
  });

  it('has room for so many connections', async () => {
    const egress = await egressWith({ limits: { maxConnections: 1 } });
    const held = await tunnelTo(egress.port, `127.0.0.1:${port}`);
    expect(await get(egress, `http://127.0.0.1:${port}/`)).toBe('');
    held.destroy();
  });

  it('takes nobody but the account of its browser', async () => {
    if (!runsAsRoot()) return; // Has no other account to try it with.
    const egress = await egressWith({ uid: 64_998 });
    expect(await get(egress, `http://127.0.0.1:${port}/`)).toBe('');
    expect(seen).toEqual([]);
    expect(logged).toMatchObject([{ peerUid: 0 }]);
    const script = `require('net').connect(${egress.port},'127.0.0.1',function(){this.write('GET http://127.0.0.1:${port}/ HTTP/1.1\\r\\nHost: x\\r\\nConnection: close\\r\\n\\r\\n')}).pipe(process.stdout)`;
    const output = await new Promise<string>((resolve) => execFile(process.execPath, ['-e', script], { uid: 64_998, gid: 64_998, cwd: '/' }, (_, stdout) => resolve(stdout)));
    expect(output).toMatch(/^HTTP\/1\.1 200/);
  });
});
