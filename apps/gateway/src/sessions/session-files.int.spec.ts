import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sessionCommands, type CommandReply, type SessionFileView } from '@countersign/contracts';
import { startTestGateway, type Responder, type TestGateway } from '../gateway.fixture.ts';

describe('files of a session', () => {
  let test: TestGateway;
  let uploads: Responder;
  let fetches: Responder;
  const sessionId = randomUUID();
  const ended = randomUUID();
  const fileId = randomUUID();
  const content = Buffer.from('%PDF-1.7 <script>alert(1)</script>');
  const sha256 = createHash('sha256').update(content).digest('hex');
  const file: SessionFileView = {
    id: fileId, name: 'offer "Zoë".pdf', origin: 'download', state: 'done', sizeBytes: content.length, totalBytes: null, sha256, mediaType: 'text/html',
    path: `/session-files/${fileId}/offer.pdf`, createdAt: '2026-11-22T09:30:00.000Z',
  };
  const view = { files: [file], chooser: null, limits: { fileBytes: 50_000_000, totalBytes: 200_000_000 } };
  /** Stands in for the node that hosts the browser. */
  let onNode: (request: IncomingMessage, response: ServerResponse) => void;
  const node = createServer((request, response) => onNode(request, response));
  const received: { request: IncomingMessage; body: Buffer }[] = [];
  const refusal = (code: string, details?: unknown): CommandReply<never> => ({ ok: false, error: { code, message: 'No.', details } });

  beforeAll(async () => {
    await new Promise<void>((resolve) => node.listen(0, '127.0.0.1', () => resolve()));
    test = await startTestGateway();
    const attached = (id: unknown, of: unknown): CommandReply<unknown> => {
      if (id === ended) return refusal('session_not_active', { endedReason: 'requested' });
      if (id !== sessionId) return refusal('session_not_found');
      return { ok: true, position: 0, version: 3, result: { url: `http://127.0.0.1:${(node.address() as AddressInfo).port}/sessions/${sessionId}/files/${String(of)}`, ticket: 'a.b' } };
    };
    await test.respond(sessionCommands.listFiles, ({ data }) => (data['id'] === ended ? refusal('session_not_active', { endedReason: 'requested' }) : data['id'] === sessionId ? { ok: true, position: 0, version: 3, result: view } : refusal('session_not_found')));
    fetches = await test.respond(sessionCommands.attachFile, ({ data }) => attached(data['id'], data['fileId']));
    uploads = await test.respond(sessionCommands.uploadFile, ({ data }) => (Number(data['sizeBytes']) > 50_000_000 ? refusal('file_too_large', { fileBytes: 50_000_000 }) : attached(data['id'], data['fileId'])));
    await test.respond(sessionCommands.deleteFile, ({ data }) => (data['fileId'] === fileId ? { ok: true, position: 0, version: 3, result: undefined } : refusal('file_not_found')));
    await test.respond(sessionCommands.chooseFiles, () => refusal('file_chooser_not_open'));
  }, 60_000);
  afterAll(async () => {
    await test.stop();
    node.closeAllConnections();
    node.close();
  });
  beforeEach(() => {
    received.length = 0;
    onNode = (request, response) => {
      if (request.method === 'GET') return void response.writeHead(200, { 'content-type': file.mediaType, 'content-length': content.length }).end(content);
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        received.push({ request, body: Buffer.concat(chunks) });
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ ok: true, position: 0, version: 4, result: { ...file, origin: 'upload' } }));
      });
    };
  });
  const put = (query: string, body: Buffer | undefined, headers: Record<string, string> = {}, id: string = sessionId) =>
    test.call<Record<string, unknown>>(`/v1/sessions/${id}/files${query}`, { method: 'POST', as: 'automation', body, headers: { 'content-type': 'application/pdf', ...headers } });

  it('are listed and fetched, as nothing that a browser would show', async () => {
    expect(await test.call(`/v1/sessions/${sessionId}/files`, { as: 'automation' })).toMatchObject({ status: 200, body: view });
    const response = await fetch(`${test.gateway.url}/v1/sessions/${sessionId}/files/${fileId}`, { headers: { authorization: `Bearer ${test.bootstrap.keys.reviewer}` } });
    expect(Buffer.from(await response.arrayBuffer())).toEqual(content);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/octet-stream', 'content-length': String(content.length), 'content-disposition': `attachment; filename="offer _Zo__.pdf"; filename*=UTF-8''offer%20%22Zo%C3%AB%22.pdf`,
      'content-security-policy': "default-src 'none'; sandbox", 'x-content-type-options': 'nosniff', 'cache-control': 'no-store', 'repr-digest': `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`,
    });
    expect(fetches.received.at(-1)!.meta.actor).toMatch(/^key:/);
  });

  it('are put on the node as they come, once for an Idempotency-Key', async () => {
    const body = Buffer.alloc(3_000_000, 7);
    const answered = await put('?name=Lebenslauf%20Zo%C3%AB.pdf', body, { 'idempotency-key': 'upload-1' });
    expect(answered).toMatchObject({ status: 201, body: { id: fileId, origin: 'upload' } });
    expect(answered.headers.get('location')).toBe(`/v1/sessions/${sessionId}/files/${String(uploads.received.at(-1)!.data['fileId'])}`);
    expect(received).toHaveLength(1);
    expect(received[0]!.body.equals(body)).toBe(true);
    expect(received[0]!.request.headers.authorization).toBe('Bearer a.b');
    expect(uploads.received.at(-1)!.data).toMatchObject({ id: sessionId, name: 'Lebenslauf Zoë.pdf', mediaType: 'application/pdf', sizeBytes: body.length });
    expect(await put('?name=Lebenslauf%20Zo%C3%AB.pdf', body, { 'idempotency-key': 'upload-1' })).toMatchObject({ status: 201, body: { id: fileId } });
    expect(received).toHaveLength(1);
    expect(await put('?name=other.pdf', body, { 'idempotency-key': 'upload-1' })).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
  });

  it('that a node refuses in the middle are refused', async () => {
    onNode = (request, response) => {
      const body = JSON.stringify(refusal('session_files_full'));
      request.once('data', () => response.writeHead(409, { 'content-type': 'application/json', 'content-length': body.length, connection: 'close' }).write(body));
    };
    expect(await put('?name=a.bin', Buffer.alloc(4_000_000))).toMatchObject({ status: 413, body: { code: 'session_files_full' } });
  });

  it('whose sender goes away do not arrive as whole', async () => {
    const arrived = Promise.withResolvers<void>();
    const seen = new Promise<boolean>((resolve) => {
      onNode = (request) => {
        request.once('data', () => arrived.resolve());
        request.on('close', () => resolve(request.complete));
      };
    });
    const abort = new AbortController();
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new Uint8Array(1000)),
      pull: () => arrived.promise.then(() => abort.abort()),
    });
    const sent = fetch(`${test.gateway.url}/v1/sessions/${sessionId}/files?name=a`, {
      method: 'POST', body, duplex: 'half', signal: abort.signal, headers: { authorization: `Bearer ${test.bootstrap.keys.automation}`, 'content-type': 'text/plain' },
    } as RequestInit);
    await expect(sent).rejects.toThrow();
    expect(await seen).toBe(false);
  });

  it.each([
    ['?name=a.bin', Buffer.alloc(1), ended, 410, 'session_not_active'],
    ['?name=a.bin', Buffer.alloc(1), randomUUID(), 404, 'session_not_found'],
    ['?name=a.bin', Buffer.alloc(1), 'x', 404, 'session_not_found'],
    ['?name=a.bin', undefined, sessionId, 422, 'document_empty'],
    ['', Buffer.alloc(1), sessionId, 400, 'request_invalid'],
    ['?name=..%2Fetc%2Fpasswd', Buffer.alloc(1), sessionId, 400, 'request_invalid'],
    ['?name=a%0d%0aX-Evil%3A1', Buffer.alloc(1), sessionId, 400, 'request_invalid'],
  ])('are refused: %s', async (query, body, id, status, code) => {
    expect(await put(query, body, {}, id)).toMatchObject({ status, body: { code } });
  });

  it('are for those who work with sessions', async () => {
    for (const path of [`/v1/sessions/${sessionId}/files`, `/v1/sessions/${sessionId}/files/${fileId}`]) {
      expect(await test.call(path, { as: 'auditor' })).toMatchObject({ status: 403, body: { code: 'forbidden' } });
      expect(await test.call(path)).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
    }
    expect(await test.call(`/v1/sessions/${ended}/files`, { as: 'operator' })).toMatchObject({ status: 410, body: { code: 'session_not_active', details: { endedReason: 'requested' } } });
    expect(await test.call(`/v1/sessions/${ended}/files/${fileId}`, { as: 'operator' })).toMatchObject({ status: 410 });
    expect(await test.call(`/v1/sessions/${sessionId}/files/${randomUUID()}`, { as: 'operator' })).toMatchObject({ status: 404, body: { code: 'file_not_found' } });
  });

  it('are deleted, and given to a page that asks', async () => {
    expect(await test.call(`/v1/sessions/${sessionId}/files/${fileId}`, { method: 'DELETE', as: 'automation' })).toMatchObject({ status: 204 });
    expect(await test.call(`/v1/sessions/${sessionId}/files/${randomUUID()}`, { method: 'DELETE', as: 'automation' })).toMatchObject({ status: 404, body: { code: 'file_not_found' } });
    expect(await test.call(`/v1/sessions/${sessionId}/files/choose`, { method: 'POST', as: 'automation', body: { fileIds: [fileId] } })).toMatchObject({ status: 409, body: { code: 'file_chooser_not_open' } });
    expect(await test.call(`/v1/sessions/${sessionId}/files/choose`, { method: 'POST', as: 'automation', body: { fileIds: ['x'] } })).toMatchObject({ status: 400, body: { code: 'request_invalid' } });
  });
});
