import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestGateway, type TestGateway } from '../gateway.fixture.ts';

describe('documents', () => {
  let test: TestGateway;
  beforeAll(async () => {
    test = await startTestGateway();
  }, 60_000);
  afterAll(async () => test.stop());

  const upload = (query: string, body: Buffer, type = 'application/pdf') => test.call<Record<string, unknown>>(`/v1/documents${query}`, { method: 'POST', as: 'automation', body, headers: { 'content-type': type } });

  it('are kept under their digest and come back as they were', async () => {
    const file = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(3_000_000, 'ü')]);
    const sha256 = createHash('sha256').update(file).digest('hex');
    expect(await upload('?name=Lebenslauf%20Ada.pdf', file)).toMatchObject({ status: 201, body: { name: 'Lebenslauf Ada.pdf', mediaType: 'application/pdf', sha256, sizeBytes: file.length } });
    expect((await upload('?name=again.pdf', file)).body['sha256']).toBe(sha256);
    const response = await fetch(`${test.gateway.url}/v1/documents/${sha256}`, { headers: { authorization: `Bearer ${test.bootstrap.keys.auditor}` } });
    expect(Buffer.from(await response.arrayBuffer()).equals(file)).toBe(true);
    expect(Object.fromEntries(response.headers)).toMatchObject({ 'content-type': 'application/pdf', 'content-disposition': 'attachment', 'content-security-policy': "default-src 'none'; sandbox", 'x-content-type-options': 'nosniff' });
  });
  it('may be JSON, which is not read', async () => {
    expect(await upload('?name=resume.json', Buffer.from('{"__proto__":1'), 'application/json')).toMatchObject({ status: 201, body: { mediaType: 'application/json' } });
  });
  it.each([
    ['?name=a.pdf', Buffer.alloc(10_000_001), 413, 'document_too_large'],
    ['?name=a.pdf', Buffer.alloc(0), 422, 'document_empty'],
    ['', Buffer.from('x'), 400, 'request_invalid'],
    ['?name=..%2Fetc%2Fpasswd', Buffer.from('x'), 400, 'request_invalid'],
    ['?name=a%0d%0aX-Evil%3A1', Buffer.from('x'), 400, 'request_invalid'],
  ])('are refused: %s', async (query, body, status, code) => {
    expect(await upload(query, body)).toMatchObject({ status, body: { code } });
  });
  it('that are not there are not found', async () => {
    for (const name of ['a'.repeat(64), 'b', '..%2f']) expect(await test.call(`/v1/documents/${name}`, { as: 'auditor' })).toMatchObject({ status: 404, body: { code: 'document_not_found' } });
  });
});
