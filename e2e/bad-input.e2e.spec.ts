import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { AuditEventView, CaptureView, Problem } from '@countersign/contracts';
import { call, Countersign, type Ready } from './countersign.ts';

jest.setTimeout(180_000);

describe('bad input gives a clear problem and changes nothing (ci)', () => {
  const countersign = new Countersign();
  let ready: Ready;
  let capture: CaptureView;

  beforeAll(async () => {
    await countersign.launch();
    ready = await countersign.ready();
    const list = await call<{ items: CaptureView[] }>(ready, 'reviewer', 'GET', `/v1/captures?runId=${ready.sample.runId}`);
    capture = (await call<CaptureView>(ready, 'reviewer', 'GET', `/v1/captures/${list.body.items.find(({ company }) => company === 'Harbor Clinic')!.id}`)).body;
  }, 240_000);
  afterAll(() => countersign.remove(), 60_000);

  /** Makes the call, expects the problem, and that no event was written. */
  async function refused(role: string, method: string, path: string, body: unknown, expected: { status: number; code: string }, headers: Record<string, string> = {}): Promise<Problem> {
    const before = await positions();
    const answer = await call<Problem>(ready, role, method, path, body, headers);
    expect({ status: answer.status, code: answer.body.code }).toEqual(expected);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.body).toMatchObject({ status: expected.status, title: expect.any(String), type: expect.any(String) });
    expect(await positions()).toEqual(before);
    return answer.body;
  }
  async function positions(): Promise<number[]> {
    const events = await call<{ items: AuditEventView[] }>(ready, 'auditor', 'GET', '/v1/audit/events?limit=1000');
    return events.body.items.map(({ position }) => position);
  }

  it('a session for an unknown run', () => refused('automation', 'POST', '/v1/sessions', { runId: randomUUID() }, { status: 404, code: 'run_not_found' }));
  it('a task for an unknown run', () => refused('automation', 'POST', '/v1/tasks', { runId: randomUUID(), url: 'https://example.com', company: 'A', title: 'B' }, { status: 404, code: 'run_not_found' }));
  it('a second capture for a task', () => refused('automation', 'POST', '/v1/captures', { taskId: capture.taskId, sessionId: capture.sessionId }, { status: 409, code: 'capture_exists' }));
  it('an invalid resume', async () => {
    const problem = await refused('automation', 'POST', '/v1/candidates', { resume: { basics: { name: 7 }, work: 'much' } }, { status: 422, code: 'resume_invalid' });
    expect(problem.errors!.length).toBeGreaterThan(0);
  });
  it('approval with a required answer missing', async () => {
    const problem = await refused('reviewer', 'POST', `/v1/captures/${capture.id}/approve`, { answersSha256: capture.answersSha256 }, { status: 422, code: 'answers_missing' });
    expect(problem.errors!.length).toBe(capture.missing);
  });
  it('a stale If-Match', () => refused('reviewer', 'PATCH', `/v1/captures/${capture.id}/answers`, { answers: [{ fieldId: capture.fields[0]!.id, answer: 'x' }] }, { status: 412, code: 'version_conflict' }, { 'if-match': '"7000"' }));
  it('no If-Match', () => refused('reviewer', 'PATCH', `/v1/captures/${capture.id}/answers`, { answers: [{ fieldId: capture.fields[0]!.id, answer: 'x' }] }, { status: 428, code: 'if_match_required' }));
  it('a wrong key', () => refused('cs_aaaaaaaaaaaa_wrong', 'GET', '/v1/runs', undefined, { status: 401, code: 'unauthenticated' }));
  it('no key', () => refused('', 'GET', '/v1/runs', undefined, { status: 401, code: 'unauthenticated' }));
  it('a wrong role', () => refused('automation', 'POST', `/v1/captures/${capture.id}/approve`, { answersSha256: capture.answersSha256 }, { status: 403, code: 'forbidden' }));
  it('an unknown property', () => refused('automation', 'POST', '/v1/runs', { candidateId: capture.candidateId, surprise: 1 }, { status: 400, code: 'request_invalid' }));
  it('__proto__', () => refused('automation', 'POST', '/v1/runs', `{"candidateId":"${capture.candidateId}","__proto__":{"x":1}}`, { status: 400, code: 'json_key_refused' }));
  it('broken JSON', () => refused('automation', 'POST', '/v1/runs', '{"candidateId":', { status: 400, code: 'json_malformed' }));
  it('a path that is not', () => refused('automation', 'GET', '/v1/nothing', undefined, { status: 404, code: 'route_not_found' }));

  it('approval twice, and approval of other answers than there are', async () => {
    const { headers } = await call<CaptureView>(ready, 'reviewer', 'GET', `/v1/captures/${capture.id}`);
    const answers = capture.fields.filter((field) => field.required && (field.answer === null || field.answer === false)).map((field) => ({
      fieldId: field.id, answer: field.type === 'checkbox' ? true : field.options ? field.options[0]! : field.type === 'date' ? '2027-03-01' : 'text',
    }));
    const edited = await call<CaptureView>(ready, 'reviewer', 'PATCH', `/v1/captures/${capture.id}/answers`, { answers }, { 'if-match': headers.get('etag')! });
    expect(edited.status).toBe(200);
    await refused('reviewer', 'POST', `/v1/captures/${capture.id}/approve`, { answersSha256: capture.answersSha256 }, { status: 409, code: 'answers_changed' });
    await refused('automation', 'POST', `/v1/captures/${capture.id}/submit`, {}, { status: 409, code: 'capture_not_approved' });
    const approved = await call<CaptureView>(ready, 'reviewer', 'POST', `/v1/captures/${capture.id}/approve`, { answersSha256: edited.body.answersSha256 });
    expect(approved.body.status).toBe('approved');
    await refused('reviewer', 'POST', `/v1/captures/${capture.id}/approve`, { answersSha256: edited.body.answersSha256 }, { status: 409, code: 'capture_already_approved' });
  });
});
