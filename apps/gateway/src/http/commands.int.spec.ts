import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { candidateCommands, captureCommands, commandErrors, captureErrors, sessionCommands, sessionErrors, type CommandReply } from '@countersign/contracts';
import { startTestGateway, type Responder, type TestGateway } from '../gateway.fixture.ts';

const SHA = 'a'.repeat(64);
const question = { id: 'email', question: 'Email', type: 'email', required: true, sensitive: false, section: null, step: 1, help: null, labelSource: 'accessible_name' };

describe('commands over HTTP', () => {
  let test: TestGateway;
  const responders: Responder[] = [];
  const candidateId = randomUUID();
  const captureId = randomUUID();
  let runId: string;
  let taskId: string;
  beforeAll(async () => {
    test = await startTestGateway();
    await test.append('candidate', candidateId, [{ type: 'countersign.candidate.registered.v1', data: { resume: {}, preferences: {}, documents: [] } }]);
    runId = (await test.call<{ id: string }>('/v1/runs', { method: 'POST', as: 'automation', body: { candidateId } })).body.id;
    const task = { runId, url: 'https://jobs.example.org/1', company: 'Acme', title: 'Engineer' };
    taskId = (await test.call<{ id: string }>('/v1/tasks', { method: 'POST', as: 'automation', body: task })).body.id;
    await test.append('capture', captureId, [formCaptured(taskId, runId, candidateId)], runId);
  }, 60_000);
  afterEach(() => {
    for (const responder of responders.splice(0)) responder.end();
  });
  afterAll(async () => test.stop());

  const respond = async (pattern: string, answer: Parameters<TestGateway['respond']>[1]): Promise<Responder> => {
    const responder = await test.respond(pattern, answer);
    responders.push(responder);
    return responder;
  };
  const refusal = (code: string, message: string, details?: unknown): CommandReply<never> => ({ ok: false, error: { code, message, ...(details === undefined ? {} : { details }) } });
  const edit = (headers: Record<string, string>, body: unknown = { answers: [{ fieldId: 'email', answer: 'ada@example.org' }] }) =>
    test.call(`/v1/captures/${captureId}/answers`, { method: 'PATCH', as: 'reviewer', body, headers });

  it('go to the owner with who asks and in which chain, and come back as the view', async () => {
    const id = randomUUID();
    const responder = await respond(sessionCommands.start, async ({ data }) => {
      const appended = await test.append('session', id, [sessionStarted(runId)], runId);
      return { ok: true, position: appended.sequence, version: appended.version, result: { id: data['id'] } };
    });
    const answered = await test.call('/v1/sessions', { method: 'POST', as: 'automation', headers: { 'x-request-id': 'order-19' }, body: { id: id.toUpperCase(), runId, viewport: { width: 1280, height: 800 }, heartbeatTimeoutSeconds: null } });
    expect(answered).toMatchObject({ status: 201, body: { id, runId, status: 'active', userConsoleUrl: `${test.config.publicUrl}/console/${id}` } });
    expect(answered.headers.get('etag')).toBe('"1"');
    expect(answered.headers.get('location')).toBe(`/v1/sessions/${id}`);
    expect(responder.received).toEqual([
      { data: { id, runId, viewport: { width: 1280, height: 800 }, heartbeatTimeoutSeconds: null }, meta: { actor: `key:${test.bootstrap.keys.automation.slice(3, 15)}`, correlationId: 'order-19' } },
    ]);

    await respond(sessionCommands.heartbeat, () => ({ ok: true, position: 0, version: 1, result: { lastHeartbeatAt: '2026-11-22T10:00:00.000Z', leaseEndsAt: null, expiresAt: '2026-11-22T11:00:00.000Z' } }));
    expect(await test.call(`/v1/sessions/${id}/heartbeat`, { method: 'POST', as: 'automation' })).toMatchObject({ status: 200, body: { lastHeartbeatAt: '2026-11-22T10:00:00.000Z' } });
  });

  it('that nobody answers are unavailable, and soon worth another try', async () => {
    const answered = await test.call(`/v1/sessions/${randomUUID()}/terminate`, { method: 'POST', as: 'automation' });
    expect(answered).toMatchObject({ status: 503, body: { code: 'service_unavailable' } });
    expect(answered.headers.get('retry-after')).toBe('1');
  });

  it.each([
    ['session_not_found', 404], ['session_not_active', 410], ['session_limit_reached', 429], ['ttl_too_long', 422], ['service_unavailable', 503], ['internal', 500], ['never_heard_of', 500],
  ])('that are refused as %s become %i', async (code, status) => {
    await respond(sessionCommands.extend, () => refusal(code, sessionErrors[code as keyof typeof sessionErrors] ?? 'hm'));
    const answered = await test.call(`/v1/sessions/${randomUUID()}/extend`, { method: 'POST', as: 'automation', body: { ttlSeconds: 60 }, unlikely: true });
    expect(answered).toMatchObject({ status, body: { status } });
    expect(answered.headers.has('retry-after')).toBe(status === 429 || status === 503);
  });

  it('that get an answer of no known shape are faults', async () => {
    await respond(sessionCommands.terminate, () => ({ nonsense: true }) as never);
    expect(await test.call(`/v1/sessions/${randomUUID()}/terminate`, { method: 'POST', as: 'automation' })).toMatchObject({ status: 500, body: { code: 'internal' } });
  });

  it('on a capture need the version that was seen', async () => {
    const responder = await respond(captureCommands.edit, ({ data }) =>
      data['expectedVersion'] === 1 ? { ok: true, position: 0, version: 1, result: { id: captureId, status: 'in_review' } } : refusal('version_conflict', commandErrors.version_conflict));
    expect(await edit({})).toMatchObject({ status: 428, body: { code: 'if_match_required' } });
    expect(await edit({ 'if-match': '1' })).toMatchObject({ status: 400, body: { code: 'if_match_invalid' } });
    expect(await edit({ 'if-match': '"7"' })).toMatchObject({ status: 412, body: { code: 'version_conflict' } });
    expect(await edit({ 'if-match': '"1"' })).toMatchObject({ status: 200, body: { id: captureId, version: 1, missing: 1 } });
    expect(responder.received.map(({ data }) => data['expectedVersion'])).toEqual([7, 1]);
  });
  it.each([
    [{ answers: [] }, '/answers'], [{ answers: [{ fieldId: 'email' }] }, '/answers/0/answer'], [{ answers: [{ fieldId: 'email', answer: { a: 1 } }] }, '/answers/0/answer'],
    [{ answers: [{ fieldId: 'email', answer: 1 }] }, '/answers/0/answer'], [{ answers: [{ fieldId: 'email', answer: 'x', source: 'profile' }] }, '/answers/0/source'],
  ])('with answers like %j are refused before they are sent', async (body, path) => {
    const responder = await respond(captureCommands.edit, () => refusal('internal', 'must not come'));
    expect(await edit({ 'if-match': '"1"' }, body)).toMatchObject({ status: 400, body: { code: 'request_invalid', errors: [{ path }] } });
    expect(responder.received).toEqual([]);
  });
  it.each([null, '', false, ['Python', 'Go'], { name: 'cv.pdf', mediaType: 'application/pdf', sha256: SHA, sizeBytes: 10 }])('may carry the answer %j as it is', async (answer) => {
    const responder = await respond(captureCommands.edit, () => ({ ok: true, position: 0, version: 1, result: undefined }));
    expect((await edit({ 'if-match': '"1"' }, { answers: [{ fieldId: 'email', answer }] })).status).toBe(200);
    expect(responder.received[0]!.data['answers']).toEqual([{ fieldId: 'email', answer }]);
  });

  it('say what is missing', async () => {
    await respond(captureCommands.approve, () => refusal('answers_missing', captureErrors.answers_missing, [{ path: 'email', message: 'Email' }]));
    expect(await test.call(`/v1/captures/${captureId}/approve`, { method: 'POST', as: 'reviewer', body: { answersSha256: SHA } })).toMatchObject({
      status: 422, body: { code: 'answers_missing', errors: [{ path: 'email', message: 'Email' }] },
    });
  });
  it('carry fields that a caller read by itself', async () => {
    const responder = await respond(captureCommands.capture, () => ({ ok: true, position: 0, version: 1, result: { id: captureId, status: 'in_review' } }));
    const fields = [{ ...question, answer: 'ada@example.org', source: 'profile', confidence: 'high', evidence: null }];
    expect(await test.call('/v1/captures', { method: 'POST', as: 'automation', body: { taskId, fields } })).toMatchObject({ status: 201, body: { id: captureId } });
    expect(responder.received[0]!.data).toEqual({ taskId, fields });
    expect(await test.call('/v1/captures', { method: 'POST', as: 'automation', body: { taskId, fields: [{ ...question, type: 'magic' }] } })).toMatchObject({ status: 400, body: { errors: [{ path: '/fields' }] } });
  });
  it('name what is wrong with a resume', async () => {
    await respond(candidateCommands.register, () => refusal('resume_invalid', 'The resume is not a valid JSON Resume.', [{ path: '/basics/email', message: 'must match format "email"' }]));
    expect(await test.call('/v1/candidates', { method: 'POST', as: 'automation', body: { resume: { basics: { email: 'x' } } } })).toMatchObject({
      status: 422, body: { code: 'resume_invalid', errors: [{ path: '/basics/email' }] },
    });
    expect(await test.call('/v1/candidates', { method: 'POST', as: 'automation', body: { resume: {}, preferences: { salary: 'a lot' } } })).toMatchObject({ status: 400, body: { errors: [{ path: '/preferences' }] } });
  });

  it('give out a console link, and a cookie for its secret', async () => {
    const [sessionId, grantId, consoleId] = [randomUUID(), randomUUID(), randomUUID()];
    await respond(sessionCommands.grantConsole, () => ({ ok: true, position: 0, version: 2, result: { grantId, secret: 's'.repeat(43), mode: 'view', expiresAt: '2026-11-22T10:00:00.000Z' } }));
    expect(await test.call(`/v1/sessions/${sessionId}/console-grants`, { method: 'POST', as: 'reviewer', body: { mode: 'view' } })).toMatchObject({
      status: 201, body: { grantId, url: `${test.config.publicUrl}/console/${sessionId}#${'s'.repeat(43)}`, mode: 'view', expiresAt: '2026-11-22T10:00:00.000Z' },
    });
    const opener = await respond(sessionCommands.openConsole, () => ({ ok: true, position: 0, version: 3, result: { consoleId, cookieSecret: 'c'.repeat(43), mode: 'view', user: 'user:local' } }));
    const opened = await test.call(`/v1/sessions/${sessionId}/console`, { method: 'POST', body: { secret: 's'.repeat(43) }, headers: { origin: test.config.publicUrl } });
    expect(opened).toMatchObject({ status: 200, body: { consoleId, mode: 'view', user: 'user:local' } });
    expect(opened.headers.get('set-cookie')).toBe(`__Host-cs-console-${sessionId}=${consoleId}.${'c'.repeat(43)}; Path=/; HttpOnly; Secure; SameSite=Strict`);
    expect(JSON.stringify(opened.body)).not.toContain('cccc');
    expect(opener.received[0]!.meta.actor).toBe('service:gateway');
    expect((await test.call(`/v1/sessions/${sessionId}/console`, { method: 'POST', body: { secret: 's'.repeat(43) }, headers: { origin: 'https://evil.example' } })).status).toBe(403);
  });
});

function formCaptured(taskId: string, runId: string, candidateId: string) {
  return {
    type: 'countersign.capture.form_captured.v1',
    data: {
      taskId, runId, candidateId, sessionId: null, adapter: 'generic', url: 'https://jobs.example.org/1', pageTitle: null, targetId: null, step: 1, steps: 1,
      fingerprint: SHA, questions: [question], capturedAt: '2026-11-22T09:00:00.000Z',
    },
  };
}

function sessionStarted(runId: string) {
  return {
    type: 'countersign.session.started.v1',
    data: {
      runId, provider: 'novnc', viewport: { width: 1280, height: 800 }, startUrl: null, startedAt: '2026-11-22T09:00:00.000Z', expiresAt: '2026-11-22T10:00:00.000Z', heartbeatTimeoutMs: null, node: 'node-1',
    },
  };
}
