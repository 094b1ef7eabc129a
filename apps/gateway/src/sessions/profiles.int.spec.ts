import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { profileCommands, sessionCommands, sessionErrors, type Page, type ProfileView, type SessionEvent, type SessionView } from '@countersign/contracts';
import { startTestGateway, type TestGateway } from '../gateway.fixture.ts';

const candidateId = randomUUID();
const saved: ProfileView = { name: 'workday', version: 2, savedAt: '2026-11-22T10:00:00.000Z', savedBy: randomUUID(), sizeBytes: 48_211, inUseBy: null };
let test: TestGateway;

beforeAll(async () => {
  test = await startTestGateway();
}, 60_000);
afterAll(() => test?.stop(), 30_000);

describe('the browser profiles of a candidate', () => {
  it('are listed as the session-service has them', async () => {
    const asked = await test.respond(profileCommands.list, () => ({ ok: true, position: 0, version: 0, result: [saved] }));
    for (const as of ['automation', 'reviewer', 'auditor', 'operator'] as const) {
      const { status, body } = await test.call<Page<ProfileView>>(`/v1/candidates/${candidateId}/profiles`, { as });
      expect([status, body]).toEqual([200, { items: [saved], next: null }]);
    }
    expect(asked.received[0]).toMatchObject({ data: { candidateId }, meta: { actor: expect.stringMatching(/^key:/) } });
    expect(await test.call('/v1/candidates/nobody/profiles', { as: 'operator' })).toMatchObject({ status: 404, body: { code: 'candidate_not_found' } });
    asked.end();
  });

  it('are deleted by people, not by an automation', async () => {
    const asked = await test.respond(profileCommands.delete, ({ data }) =>
      data['name'] === 'workday' ? { ok: true, position: 0, version: 0, result: undefined } : { ok: false, error: { code: 'profile_not_found', message: sessionErrors.profile_not_found } });
    const remove = (name: string, as: 'automation' | 'reviewer' | 'operator') => test.call(`/v1/candidates/${candidateId}/profiles/${name}`, { method: 'DELETE', as });
    expect(await remove('workday', 'automation')).toMatchObject({ status: 403 });
    expect(await remove('workday', 'reviewer')).toMatchObject({ status: 204 });
    expect(await remove('other', 'operator')).toMatchObject({ status: 404, body: { code: 'profile_not_found' } });
    expect(await remove('..%2f..%2fx', 'operator')).toMatchObject({ status: 404, body: { code: 'profile_not_found' } });
    expect(asked.received.map(({ data }) => data)).toEqual([{ candidateId, name: 'workday' }, { candidateId, name: 'other' }]);
    asked.end();
  });
});

describe('a session with a profile', () => {
  it('is asked for by name, and tells which', async () => {
    const [id, runId] = [randomUUID(), randomUUID()];
    const started: SessionEvent = {
      type: 'countersign.session.started.v1',
      data: {
        runId, provider: 'novnc', viewport: { width: 1280, height: 800 }, startUrl: null, startedAt: '2026-11-22T10:00:00.000Z', expiresAt: '2026-11-22T11:00:00.000Z',
        heartbeatTimeoutMs: 60_000, node: 'node-1', profile: { candidateId, name: 'workday', save: true, version: 2 },
      },
    };
    const asked = await test.respond(sessionCommands.start, async () => {
      const { sequence, version } = await test.append('session', id, [started], runId);
      return { ok: true, position: sequence, version, result: { id } };
    });
    const profile = { name: 'workday', save: true };
    const { status, body } = await test.call<SessionView>('/v1/sessions', { method: 'POST', as: 'automation', body: { id, runId, profile } });
    expect([status, body.profile]).toEqual([201, profile]);
    expect(asked.received[0]?.data).toMatchObject({ profile });
    const wrong = [{ name: 'Workday', save: true }, { name: 'a/b', save: true }, { name: 'x'.repeat(64), save: true }, { name: 'workday' }, { name: 'workday', save: 'yes' }, { ...profile, key: 'x' }, 'workday'];
    for (const refused of wrong) expect(await test.call('/v1/sessions', { method: 'POST', as: 'automation', body: { runId, profile: refused } })).toMatchObject({ status: 400, body: { code: 'request_invalid' } });
    expect(asked.received).toHaveLength(1);
    asked.end();
  });

  it.each([['profile_in_use', 409], ['profile_not_found', 404], ['profile_limit_reached', 409], ['profile_key_mismatch', 503], ['profile_unreadable', 502]] as const)('is refused with %s as %d', async (code, status) => {
    const asked = await test.respond(sessionCommands.start, () => ({ ok: false, error: { code, message: sessionErrors[code] } }));
    expect(await test.call('/v1/sessions', { method: 'POST', as: 'automation', body: { runId: randomUUID(), profile: { name: 'workday', save: true } } })).toMatchObject({ status, body: { code } });
    asked.end();
  });
});
