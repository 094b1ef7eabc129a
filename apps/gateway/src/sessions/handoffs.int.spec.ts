import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sessionCommands, type DomainEvent, type HandoffView, type Page } from '@countersign/contracts';
import { freePort } from '@countersign/test-kit';
import { readConfig } from '../config.ts';
import { startTestGateway, type TestGateway } from '../gateway.fixture.ts';
import { startGateway } from '../gateway.ts';

const requested = (handoffId: string, reason = 'captcha'): DomainEvent => ({
  type: 'countersign.session.handoff_requested.v1', data: { handoffId, reason, instructions: 'Solve it.', deadline: '2030-01-01T00:00:00.000Z' },
});
const completed = (handoffId: string, outcome: 'done' | 'failed' | 'timed_out', note: string | null = null): DomainEvent => ({
  type: 'countersign.session.handoff_completed.v1', data: { handoffId, outcome, note },
});
const started = (runId: string): DomainEvent => ({
  type: 'countersign.session.started.v1',
  data: {
    runId, provider: 'novnc', viewport: { width: 1280, height: 800 }, startUrl: null, startedAt: '2026-11-22T10:00:00.000Z', expiresAt: '2030-01-01T00:00:00.000Z',
    heartbeatTimeoutMs: null, node: 'n1',
  },
});

describe('hand-offs over HTTP', () => {
  let test: TestGateway;
  let sessionId: string;
  beforeAll(async () => {
    test = await startTestGateway();
    sessionId = await newSession();
  }, 60_000);
  afterAll(async () => test.stop());

  async function newSession(): Promise<string> {
    const id = randomUUID();
    const runId = randomUUID();
    await test.append('session', id, [started(runId)], runId);
    return id;
  }
  async function openHandoff(session = sessionId): Promise<string> {
    const id = randomUUID();
    await test.append('session', session, [requested(id)]);
    await expect(poll(id, 5, session)).resolves.toBeDefined();
    return id;
  }
  /** Asks until the hand-off is in the read model. */
  async function poll(id: string, timeoutSeconds: number, session = sessionId): Promise<HandoffView> {
    const deadline = Date.now() + timeoutSeconds * 1000;
    for (;;) {
      const answered = await test.call<HandoffView>(`/v1/sessions/${session}/handoffs/${id}`, { as: 'automation' });
      if (answered.status === 200) return answered.body;
      if (Date.now() > deadline) throw new Error(`still ${answered.status}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
  const waiting = (id: string, prefer: string, session = sessionId) => test.call<HandoffView>(`/v1/sessions/${session}/handoffs/${id}`, { as: 'automation', headers: { prefer } });

  it('are asked for under the id of the caller', async () => {
    const id = randomUUID();
    const responder = await test.respond(sessionCommands.requestHandoff, async ({ data }) => {
      const appended = await test.append('session', sessionId, [requested(data['handoffId'] as string)]);
      return { ok: true, position: appended.sequence, version: appended.version, result: {} };
    });
    const answered = await test.call(`/v1/sessions/${sessionId}/handoffs`, { method: 'POST', as: 'automation', body: { id, reason: 'captcha', instructions: 'Solve it.', timeoutSeconds: 600 } });
    responder.end();
    expect(answered).toMatchObject({ status: 201, body: { id, reason: 'captcha', outcome: null, requestedBy: 'service:test', completedBy: null } });
    expect(answered.headers.get('location')).toBe(`/v1/sessions/${sessionId}/handoffs/${id}`);
    expect(responder.received[0]?.data).toEqual({ id: sessionId, handoffId: id, reason: 'captcha', instructions: 'Solve it.', timeoutSeconds: 600 });
    const list = await test.call<Page<HandoffView>>(`/v1/sessions/${sessionId}/handoffs`, { as: 'auditor' });
    expect(list.body.items.map((handoff) => handoff.id)).toContain(id);
  });
  it('that are not there are not found', async () => {
    expect(await waiting(randomUUID(), 'wait=5')).toMatchObject({ status: 404, body: { code: 'handoff_not_found' } });
    expect(await waiting(randomUUID(), 'wait=5', randomUUID())).toMatchObject({ status: 404, body: { code: 'session_not_found' } });
    expect(await test.call(`/v1/sessions/${randomUUID()}/handoffs`, { as: 'automation' })).toMatchObject({ status: 404, body: { code: 'session_not_found' } });
  });
  it('answer whoever waits as soon as the outcome is known, and nobody for another one', async () => {
    const [mine, other] = [await openHandoff(), await openHandoff()];
    const startedAt = performance.now();
    const both = Promise.all([waiting(mine, 'wait=30'), waiting(mine, 'respond-async, wait=600')]);
    const unrelated = waiting(other, 'wait=2');
    await test.append('session', sessionId, [completed(mine, 'done', 'solved')]);
    const answers = await both;
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    for (const { status, body } of answers) expect([status, body.outcome, body.note, body.completedBy]).toEqual([200, 'done', 'solved', 'service:test']);
    expect(answers.map(({ headers }) => headers.get('preference-applied'))).toEqual(['wait=30', 'wait=60']);
    expect((await unrelated).body.outcome).toBeNull();
    expect(performance.now() - startedAt).toBeGreaterThan(1_900);
    expect((await waiting(mine, 'wait=30')).body.outcome).toBe('done');
  });
  it('answer at once without the preference, or with one that cannot be read', async () => {
    const id = await openHandoff();
    for (const prefer of ['wait=0', 'wait=soon', 'return=minimal']) {
      const answered = await waiting(id, prefer);
      expect([answered.status, answered.body.outcome, answered.headers.get('preference-applied')]).toEqual([200, null, prefer === 'wait=0' ? prefer : null]);
    }
  });
  it('answer when the session ends, in one commit with it', async () => {
    const session = await newSession();
    const id = await openHandoff(session);
    const answer = waiting(id, 'wait=30', session);
    await test.append('session', session, [completed(id, 'failed', 'The session ended.'), { type: 'countersign.session.terminated.v1', data: { reason: 'requested', lastHeartbeatAt: null } }]);
    expect((await answer).body).toMatchObject({ outcome: 'failed', note: 'The session ended.' });
  });
  it('answer through another gateway, which does not follow the log itself, and when that one shuts down', async () => {
    const port = await freePort();
    const second = await startGateway(readConfig({ NATS_URL: test.natsUrl, DATABASE_URL: test.config.databaseUrl, GATEWAY_PORT: String(port), LOG_LEVEL: 'silent', GATEWAY_WEB_DIST: test.config.webDist }));
    const [id, left] = [await openHandoff(), await openHandoff()];
    const ask = (handoffId: string) => fetch(`${second.url}/v1/sessions/${sessionId}/handoffs/${handoffId}`, { headers: { authorization: `Bearer ${test.bootstrap.keys.automation}`, prefer: 'wait=30' } });
    try {
      const answer = ask(id);
      await test.append('session', sessionId, [completed(id, 'timed_out')]);
      expect(((await (await answer).json()) as HandoffView).outcome).toBe('timed_out');
      const open = ask(left);
      // It is certain to have come in once a later request is answered.
      await ask(id);
      const stoppingAt = performance.now();
      const [answered] = await Promise.all([open, second.stop()]);
      expect([answered.status, ((await answered.json()) as HandoffView).outcome]).toEqual([200, null]);
      expect(performance.now() - stoppingAt).toBeLessThan(5_000);
    } finally {
      await second.stop();
    }
  }, 30_000);
});
