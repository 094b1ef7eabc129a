import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sessionCommands, type SessionEvent, type SessionView } from '@countersign/contracts';
import { startTestGateway, type TestGateway } from '../gateway.fixture.ts';

let test: TestGateway;
beforeAll(async () => {
  test = await startTestGateway();
}, 60_000);
afterAll(() => test?.stop(), 30_000);

describe('what a session may reach', () => {
  it.each([[['*.example.org', '10.0.0.0/8:443']], [[]], [undefined]])('is asked for as %j, and told', async (egressAllow) => {
    const [id, runId] = [randomUUID(), randomUUID()];
    const started: SessionEvent = {
      type: 'countersign.session.started.v1',
      data: {
        runId, provider: 'novnc', viewport: { width: 1280, height: 800 }, startUrl: null, startedAt: '2026-11-22T10:00:00.000Z', expiresAt: '2026-11-22T11:00:00.000Z',
        heartbeatTimeoutMs: 60_000, node: 'node-1', ...(egressAllow ? { egressAllow } : {}),
      },
    };
    const asked = await test.respond(sessionCommands.start, async () => {
      const { sequence, version } = await test.append('session', id, [started], runId);
      return { ok: true, position: sequence, version, result: { id } };
    });
    const { status, body } = await test.call<SessionView>('/v1/sessions', { method: 'POST', as: 'automation', body: { id, runId, ...(egressAllow ? { egressAllow } : {}) } });
    expect([status, body.egressAllow]).toEqual([201, egressAllow ?? null]);
    expect((asked.received[0]?.data as { egressAllow?: string[] }).egressAllow).toEqual(egressAllow);
    asked.end();
  });

  it.each([['not a list', 'example.org'], ['numbers', [1]], ['an empty entry', ['']], ['one that is too long', ['x'.repeat(301)]], ['too many', Array.from({ length: 101 }, (_, n) => `${n}.example`)]])('is no %s', async (_, egressAllow) => {
    expect(await test.call('/v1/sessions', { method: 'POST', as: 'automation', body: { runId: randomUUID(), egressAllow } })).toMatchObject({ status: 400, body: { code: 'request_invalid' } });
  });
});
