import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Problem, SessionView } from '@countersign/contracts';
import { chromium, type Browser } from 'playwright-core';
import { call, Countersign, until, type Ready } from './countersign.ts';

jest.setTimeout(120_000);

const countersign = new Countersign();
let ready: Ready;
let runId: string;

beforeAll(async () => {
  await countersign.launch({ COUNTERSIGN_DEMO: '0', SESSION_LIMIT_PER_RUN: '1' });
  ready = await countersign.ready();
  const candidate = await call<{ id: string }>(ready, 'automation', 'POST', '/v1/candidates', { resume: { basics: { name: 'Ada Byron', email: 'ada@example.org' } } });
  runId = (await call<{ id: string }>(ready, 'automation', 'POST', '/v1/runs', { candidateId: candidate.body.id })).body.id;
}, 240_000);
afterAll(() => countersign.remove(), 60_000);

const viewOf = async (id: string): Promise<SessionView | undefined> => {
  const answer = await call<SessionView>(ready, 'reviewer', 'GET', `/v1/sessions/${id}`).catch(() => undefined);
  return answer?.status === 200 ? answer.body : undefined;
};
const attach = (id: string): Promise<Browser> =>
  chromium.connectOverCDP(`${ready.url.replace('http', 'ws')}/v1/sessions/${id}/cdp`, { headers: { Authorization: `Bearer ${ready.keys.automation}` } });
const drive = async (browser: Browser): Promise<string> => {
  try {
    return await browser.contexts()[0]!.pages()[0]!.evaluate(() => 'driven');
  } catch (error) {
    return /human_has_control/.test((error as Error).message) ? 'human_has_control' : (error as Error).message;
  }
};

describe('control of a browser (ci)', () => {
  let id: string;

  it('outlives the gateway, and every connection through it', async () => {
    id = (await call<SessionView>(ready, 'automation', 'POST', '/v1/sessions', { runId, heartbeatTimeoutSeconds: null })).body.id;
    const before = await attach(id);
    expect(await drive(before)).toBe('driven');
    expect(await call(ready, 'reviewer', 'POST', `/v1/sessions/${id}/control`)).toMatchObject({ status: 200, body: { token: 1 } });
    expect(await drive(before)).toBe('human_has_control');
    const holder = (await viewOf(id))!.controlHolder;
    expect(holder).toMatch(/^key:/);

    const gone = new Promise((resolve) => before.once('disconnected', resolve));
    const pid = await countersign.pid('gateway');
    process.kill(pid, 'SIGKILL');
    await gone;
    await until(async () => (await viewOf(id)) !== undefined, 60_000, () => `no gateway again\n${countersign.logs()}`);
    expect(await viewOf(id)).toMatchObject({ status: 'active', controlHolder: holder });
    const after = await attach(id);
    expect(await drive(after)).toBe('human_has_control');
    expect(await call(ready, 'reviewer', 'POST', `/v1/sessions/${id}/control`)).toMatchObject({ status: 200, body: { token: 1 } });

    expect(await call<Problem>(ready, 'reviewer', 'DELETE', `/v1/sessions/${id}/control?token=7`)).toMatchObject({ status: 409, body: { code: 'control_token_stale' } });
    expect(await call<Problem>(ready, 'reviewer', 'DELETE', `/v1/sessions/${id}/control?token=none`)).toMatchObject({ status: 400, body: { code: 'request_invalid' } });
    expect(await drive(after)).toBe('human_has_control');
    expect((await call(ready, 'reviewer', 'DELETE', `/v1/sessions/${id}/control?token=1`)).status).toBe(204);
    expect(await drive(after)).toBe('driven');
    expect(await call(ready, 'reviewer', 'POST', `/v1/sessions/${id}/control`)).toMatchObject({ status: 200, body: { token: 2 } });
    expect(await call<Problem>(ready, 'reviewer', 'DELETE', `/v1/sessions/${id}/control?token=1`)).toMatchObject({ status: 409, body: { code: 'control_token_stale' } });
    expect(await drive(after)).toBe('human_has_control');
    await after.close();
  });

  it('one session more than the run may have is refused, with what counts and when to try again', async () => {
    const refused = await call<Problem>(ready, 'automation', 'POST', '/v1/sessions', { runId, id: randomUUID() });
    expect(refused).toMatchObject({ status: 429, body: { code: 'session_limit_reached', details: { scope: 'run', limit: 1, count: 1, sessions: [id] } } });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    const listed = await call<{ items: SessionView[] }>(ready, 'automation', 'GET', `/v1/sessions?runId=${runId}&status=active`);
    expect(listed.body.items.map((session) => session.id)).toEqual([id]);
    expect((await call(ready, 'automation', 'POST', `/v1/sessions/${id}/terminate`)).status).toBe(200);
    const next = await call<SessionView>(ready, 'automation', 'POST', '/v1/sessions', { runId, heartbeatTimeoutSeconds: 60 });
    expect(next.status).toBe(201);
    const beat = await call<{ lastHeartbeatAt: string; leaseEndsAt: string }>(ready, 'automation', 'POST', `/v1/sessions/${next.body.id}/heartbeat`);
    expect(Date.parse(beat.body.leaseEndsAt) - Date.parse(beat.body.lastHeartbeatAt)).toBe(60_000);
  });
});
