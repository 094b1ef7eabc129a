import { randomUUID } from 'node:crypto';
import { candidateCommands, type CandidateView } from '@countersign/contracts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestGateway, type Responder, type TestGateway } from '../gateway.fixture.ts';

const id = randomUUID();
const resume = { basics: { name: 'Ada' } };
const readFromFile = { sha256: 'a'.repeat(64), name: 'cv.pdf', textSha256: 'b'.repeat(64), resume: { basics: { phone: '+1 415 555 0100' } }, passages: [{ path: 'basics.phone', line: 2, text: '+1 415 555 0100' }] };

describe('the upload of a resume', () => {
  let test: TestGateway;
  let read: Responder;
  let update: Responder;
  beforeAll(async () => {
    test = await startTestGateway();
    await test.append('candidate', id, [{ type: 'countersign.candidate.registered.v1', data: { resume, preferences: {}, documents: [] } }]);
    read = await test.respond(candidateCommands.readResume, async ({ data }) => {
      if ((data['document'] as { name: string }).name === 'bomb.pdf') return { ok: false, error: { code: 'resume_unreadable', message: 'No resume could be read from the file.', details: [{ path: '/file', message: 'The file has too many pages for a resume.' }] } };
      const { sequence, version } = await test.append('candidate', id, [{ type: 'countersign.candidate.resume_updated.v1', data: { resume, preferences: {}, documents: [], readFromFile } }]);
      return { ok: true, position: sequence, version, result: { id } };
    });
    update = await test.respond(candidateCommands.updateResume, () => ({ ok: true, position: 0, version: 1, result: { id } }));
  }, 60_000);
  afterAll(async () => test.stop());

  const upload = (query: string, body: Buffer, headers: Record<string, string> = { 'content-type': 'application/pdf' }) => test.call<CandidateView & { code?: string; details?: unknown }>(`/v1/candidates/${id}/resume${query}`, { method: 'POST', as: 'automation', body, headers });

  it('stores a PDF, has it read, and answers with what was read', async () => {
    const answered = await upload('?name=cv.pdf', Buffer.from('%PDF-1.7 ...'), { 'content-type': 'application/pdf', 'if-match': '"1"' });
    expect(answered).toMatchObject({ status: 200, body: { id, name: 'Ada', readFromFile } });
    const [{ data }] = read.received as [(typeof read.received)[number]];
    expect(data).toMatchObject({ id, expectedVersion: 1, document: { name: 'cv.pdf', mediaType: 'application/pdf', sizeBytes: 12 } });
    expect((await test.call(`/v1/documents/${(data['document'] as { sha256: string }).sha256}`, { as: 'reviewer' })).status).toBe(200);
  });

  it('takes a JSON Resume as the resume itself', async () => {
    expect(await upload('?name=cv.json', Buffer.from(JSON.stringify(resume)), { 'content-type': 'application/json' })).toMatchObject({ status: 200 });
    expect(update.received.at(-1)?.data).toEqual({ id, resume });
  });

  it.each<[string, string, Buffer, Record<string, string> | undefined, number, string]>([
    ['what cannot be read', '?name=bomb.pdf', Buffer.from('%PDF-'), undefined, 422, 'resume_unreadable'], ['nothing', '?name=a.pdf', Buffer.alloc(0), undefined, 422, 'document_empty'],
    ['what is too large', '?name=a.pdf', Buffer.alloc(10_000_001), undefined, 413, 'document_too_large'], ['what has no name', '', Buffer.from('x'), undefined, 400, 'request_invalid'],
    ['JSON that is none', '?name=a.json', Buffer.from('{"basics"'), { 'content-type': 'application/json' }, 400, 'json_malformed'], ['JSON that is no object', '?name=a.json', Buffer.from('[]'), { 'content-type': 'application/json' }, 422, 'resume_invalid'],
    ['JSON that reaches for the prototype', '?name=a.json', Buffer.from('{"__proto__":{}}'), { 'content-type': 'application/json' }, 400, 'json_key_refused'],
  ])('is refused for %s', async (_name, query, body, headers, status, code) => {
    expect(await upload(query, body, headers)).toMatchObject({ status, body: { code } });
  });

  it('is for whoever may change candidates', async () => {
    expect((await test.call(`/v1/candidates/${id}/resume?name=a.pdf`, { method: 'POST', as: 'auditor', body: Buffer.from('x'), headers: { 'content-type': 'application/pdf' } })).status).toBe(403);
  });
});
