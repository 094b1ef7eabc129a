import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ConsoleGrantView, DomainEvent, ListedHandoffView, Page } from '@countersign/contracts';
import { waitFor } from '@countersign/test-kit';
import { startTestGateway, type TestGateway } from '../gateway.fixture.ts';
import { sample } from '../projecting/read-model.fixture.ts';

const SHA = 'a'.repeat(64);
const LATER = '2030-01-01T00:00:00.000Z';
const recaptured = (): DomainEvent => {
  const { taskId: _task, runId: _run, candidateId: _candidate, ...form } = sample.captured({ taskId: '', runId: '', candidateId: '' }).data as Record<string, unknown>;
  return { type: 'countersign.capture.recaptured.v1', data: { ...form, capturedAt: LATER, differences: [] } };
};
const handoffRequested = (handoffId: string): DomainEvent => ({ type: 'countersign.session.handoff_requested.v1', data: { handoffId, reason: 'captcha', instructions: 'Solve it.', deadline: LATER } });
const granted = (grantId: string): DomainEvent => ({ type: 'countersign.session.console_granted.v1', data: { grantId, mode: 'view', user: 'user:maria', secretSha256: SHA, expiresAt: LATER } });

type Listed = Record<string, unknown>;

describe('lists over HTTP (ci)', () => {
  let test: TestGateway;
  const [candidateId, runId, sessionId] = [randomUUID(), randomUUID(), randomUUID()];
  const captures: string[] = [];
  const handoffs: string[] = [];
  const grants: string[] = [];
  const COUNT = 7;

  beforeAll(async () => {
    test = await startTestGateway();
    await test.append('candidate', candidateId, [sample.candidate]);
    await test.append('session', sessionId, [sample.started(runId)], runId);
    await visible();
    await post('/v1/runs', { id: runId, candidateId });
    for (let n = 0; n < COUNT; n++) await oneMore();
    await visible();
  }, 120_000);
  afterAll(async () => test.stop());

  const get = <Item = Listed>(path: string) => test.call<Page<Item>>(path, { as: 'operator' });
  const post = (path: string, body: unknown) => test.call<{ id: string }>(path, { method: 'POST', as: 'operator', body });
  async function visible(): Promise<void> {
    const last = await test.log.lastSequence();
    await waitFor(async () => (await test.call<{ readModelPosition: number }>('/v1/audit/position', { as: 'operator' })).body.readModelPosition >= last, { what: `the read model has ${last}` });
  }
  /** One more of everything that there are lists of. */
  async function oneMore(): Promise<void> {
    const { body: task } = await post('/v1/tasks', { runId, url: 'https://jobs.example/1', company: 'Acme', title: 'Engineer' });
    const [capture, handoff, grant] = [randomUUID(), randomUUID(), randomUUID()];
    await Promise.all([
      post('/v1/runs', { candidateId }),
      test.append('candidate', randomUUID(), [sample.candidate]),
      test.append('session', randomUUID(), [sample.started(runId)], runId),
      test.append('capture', capture, [sample.captured({ taskId: task.id, runId, candidateId }), sample.proposed('ada@example.org')], runId),
      test.append('session', sessionId, [handoffRequested(handoff), granted(grant)], runId),
    ]);
    captures.push(capture);
    handoffs.push(handoff);
    grants.push(grant);
  }
  /** What was there changes: everything gets a newer time where it has one that changes. */
  async function stir(): Promise<void> {
    await oneMore();
    await Promise.all(captures.slice(0, COUNT).map((id) => test.append('capture', id, [recaptured()], runId)));
    await test.append('session', sessionId, [{ type: 'countersign.session.extended.v1', data: { expiresAt: LATER } }], runId);
    await visible();
  }
  const idOf = (item: unknown): string => String((item as Listed)['grantId'] ?? (item as Listed)['id']);
  /** Along `Link`, page by page. */
  async function walk(path: string, between: () => Promise<void>): Promise<string[]> {
    const seen: string[] = [];
    for (let next: string | undefined = path; next !== undefined;) {
      const { status, body, headers }: Awaited<ReturnType<typeof get>> = await get(next);
      expect(status).toBe(200);
      seen.push(...body.items.map(idOf));
      const link: string | undefined = /^<([^>]+)>; rel="next"$/.exec(headers.get('link') ?? '')?.[1];
      expect(link === undefined).toBe(body.next === null);
      next = link;
      if (next !== undefined) await between();
    }
    return seen;
  }

  it.each([
    ['/v1/runs?limit=3'], ['/v1/candidates?limit=3'], ['/v1/tasks?limit=3'], ['/v1/sessions?limit=3'], ['/v1/captures?limit=3'], ['/v1/captures?status=in_review&limit=3'], ['/v1/handoffs?limit=3'],
    ['/v1/handoffs?state=open&limit=3'], ['/v1/sessions/:session/console-grants?limit=3'], ['/v1/audit/events?limit=15'],
  ])('give what was there at the beginning once, whatever is written meanwhile: %s', async (template) => {
    const path = template.replace(':session', sessionId);
    const atFirst = (await get(path.replace(/limit=\d+/, 'limit=200'))).body.items.map(idOf);
    expect(atFirst.length).toBeGreaterThanOrEqual(COUNT);
    let stirred = 0;
    const seen = await walk(path, async () => { if (stirred++ < 2) await stir(); });
    expect(stirred).toBeGreaterThan(1);
    expect(atFirst.filter((id) => !seen.includes(id))).toEqual([]);
    expect(seen.filter((id, index) => seen.indexOf(id) !== index)).toEqual([]);
  });

  it('keep what was asked for in the address of the next page', async () => {
    const { headers, body } = await get(`/v1/tasks?captureStatus=in_review&runId=${runId}&limit=2&since=2026-01-01T00:00:00%2B02:00`);
    const link = new URL(/<([^>]+)>/.exec(headers.get('link')!)![1]!, test.gateway.url);
    expect(Object.fromEntries(link.searchParams)).toEqual({ captureStatus: 'in_review', runId, limit: '2', since: '2026-01-01T00:00:00+02:00', cursor: body.next });
  });

  it('are filtered by whom and what something belongs to, and how far it is', async () => {
    expect((await get('/v1/runs?candidateId=' + candidateId)).body.items.length).toBeGreaterThan(COUNT);
    expect((await get('/v1/runs?candidateId=' + randomUUID())).body.items).toEqual([]);
    expect((await get(`/v1/captures?candidateId=${candidateId}&status=approved,rejected`)).body.items).toEqual([]);
    const { body: task } = await post('/v1/tasks', { runId, url: 'https://jobs.example/2', company: 'Acme', title: 'Engineer' });
    expect((await get(`/v1/tasks?runId=${runId}&captureStatus=none`)).body.items.map(idOf)).toEqual([task.id]);
    expect(await get('/v1/tasks?captureStatus=none')).toMatchObject({ status: 400, body: { code: 'request_invalid', errors: [{ path: '/runId' }] } });
  });

  it('are filtered by time: from an instant on, and before another', async () => {
    const { body: all } = await get<{ id: string; registeredAt: string }>('/v1/runs?limit=200');
    const middle = all.items[3]!.registeredAt;
    const since = (await get(`/v1/runs?since=${middle}&limit=200`)).body.items;
    const until = (await get(`/v1/runs?until=${middle}&limit=200`)).body.items;
    expect(since.map(idOf)).toContain(all.items[3]!.id);
    expect(until.map(idOf)).not.toContain(all.items[3]!.id);
    expect(since.length + until.length).toBe(all.items.length);
    expect((await get(`/v1/sessions?since=${LATER}`)).body.items).toEqual([]);
    for (const odd of ['2026-02-30T00:00:00Z', '2026-11-22', '0000-01-01T00:00:00Z', 'now', '1']) expect([odd, (await get(`/v1/runs?since=${odd}`)).status]).toEqual([odd, 400]);
  });

  it('of hand-offs say whose they are and which wait', async () => {
    const [first] = handoffs;
    await test.append('session', sessionId, [{ type: 'countersign.session.handoff_completed.v1', data: { handoffId: first!, outcome: 'done', note: null } }], runId);
    await visible();
    const open = (await get<ListedHandoffView>(`/v1/handoffs?state=open&runId=${runId}`)).body.items;
    expect(open.map(({ id }) => id)).toEqual([...handoffs].slice(1).reverse());
    expect(open[0]).toMatchObject({ sessionId, runId, reason: 'captcha', outcome: null });
    expect((await get('/v1/handoffs?state=completed')).body.items).toMatchObject([{ id: first, outcome: 'done', completedBy: 'service:test' }]);
  });

  it('of console grants say what became of each', async () => {
    const [opened, revoked, closed] = grants as [string, string, string];
    const openedBy = (grantId: string, consoleId: string): DomainEvent => ({ type: 'countersign.session.console_opened.v1', data: { grantId, consoleId, mode: 'view', user: 'user:maria', cookieSha256: SHA } });
    const closedConsole = randomUUID();
    await test.append('session', sessionId, [
      openedBy(opened, randomUUID()), openedBy(closed, closedConsole), { type: 'countersign.session.console_closed.v1', data: { consoleId: closedConsole, reason: 'left' } },
      { type: 'countersign.session.console_revoked.v1', data: { grantId: revoked } },
    ], runId);
    await visible();
    const path = `/v1/sessions/${sessionId}/console-grants`;
    const read = async (id: string) => (await test.call<ConsoleGrantView>(`${path}/${id}`, { as: 'auditor' })).body;
    expect(await read(opened)).toMatchObject({ grantId: opened, status: 'opened', user: 'user:maria', endedAt: null });
    expect(await read(revoked)).toMatchObject({ status: 'revoked', consoleId: null, endedAt: expect.any(String) });
    expect(await read(closed)).toMatchObject({ status: 'closed', consoleId: closedConsole });
    expect(await read(grants.at(-1)!)).toMatchObject({ status: 'granted', openedAt: null });
    expect((await get<ConsoleGrantView>(path)).body.items[0]!.grantId).toBe(grants.at(-1));
    expect(await test.call(`${path}/${randomUUID()}`, { as: 'auditor' })).toMatchObject({ status: 404, body: { code: 'grant_not_found' } });
    const cursor = Buffer.from(`2026-11-22T10:00:00.000Z ${randomUUID()}`).toString('base64url');
    expect(await get(`${path}?cursor=${cursor}`)).toMatchObject({ status: 400, body: { code: 'cursor_invalid' } });
    await test.append('session', sessionId, [{ type: 'countersign.session.terminated.v1', data: { reason: 'requested', lastHeartbeatAt: null } }], runId);
    await visible();
    expect(await read(opened)).toMatchObject({ status: 'closed', endedAt: expect.any(String) });
    expect(await read(grants.at(-1)!)).toMatchObject({ status: 'expired' });
  });
});
