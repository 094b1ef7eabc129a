import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestGateway, type TestGateway } from '../gateway.fixture.ts';

interface View {
  id: string;
  version: number;
  tasks?: { id: string }[];
}

describe('taking in runs and tasks', () => {
  let test: TestGateway;
  const candidateId = randomUUID();
  beforeAll(async () => {
    test = await startTestGateway();
    await test.append('candidate', candidateId, [{ type: 'countersign.candidate.registered.v1', data: { resume: { basics: { name: 'Ada Example' } }, preferences: {}, documents: [] } }]);
  }, 60_000);
  afterAll(async () => test.stop());

  const post = <Body = View>(path: string, body: unknown, headers: Record<string, string> = {}) => test.call<Body>(path, { method: 'POST', as: 'automation', body, headers });

  it('answers when the read model has it, with position, version and place', async () => {
    const run = await post('/v1/runs', { candidateId, title: 'Autumn' }, { 'x-request-id': 'order-18' });
    expect(run).toMatchObject({ status: 201, body: { candidateId, candidateName: 'Ada Example', title: 'Autumn', version: 1, tasks: [] } });
    expect(run.headers.get('etag')).toBe('"1"');
    expect(run.headers.get('location')).toBe(`/v1/runs/${run.body.id}`);
    expect(Number(run.headers.get('countersign-position'))).toBe(await test.log.lastSequence());

    const task = await post('/v1/tasks', { runId: run.body.id, url: 'https://jobs.example.org/1', company: 'Acme', title: 'Engineer' });
    expect(task).toMatchObject({ status: 201, body: { runId: run.body.id, captureId: null } });
    expect((await test.call<View>(`/v1/runs/${run.body.id.toUpperCase()}`, { as: 'auditor' })).body.tasks).toMatchObject([{ id: task.body.id }]);
    expect((await test.call<{ items: View[] }>(`/v1/tasks?runId=${run.body.id}`, { as: 'auditor' })).body.items).toHaveLength(1);

    const [commit] = await test.log.load('run', run.body.id);
    expect(commit!.events[0]).toMatchObject({ source: 'gateway', actor: `key:${test.bootstrap.keys.automation.slice(3, 15)}`, correlationid: 'order-18', runid: run.body.id });
  });

  it('takes the same again as done, and refuses other content', async () => {
    const id = randomUUID();
    expect((await post('/v1/runs', { id, candidateId })).status).toBe(201);
    const last = await test.log.lastSequence();
    expect(await post('/v1/runs', { id, candidateId })).toMatchObject({ status: 201, body: { id, version: 1 } });
    expect(await post('/v1/runs', { id, candidateId, title: 'Other' })).toMatchObject({ status: 409, body: { code: 'run_exists' } });
    expect(await test.log.lastSequence()).toBe(last);
  });
  it('refuses what it does not know', async () => {
    const last = await test.log.lastSequence();
    expect(await post('/v1/runs', { candidateId: randomUUID() })).toMatchObject({ status: 404, body: { code: 'candidate_not_found' } });
    expect(await post('/v1/tasks', { runId: randomUUID(), url: 'https://a.example', company: 'a', title: 'b' })).toMatchObject({ status: 404, body: { code: 'run_not_found' } });
    expect(await test.log.lastSequence()).toBe(last);
  });

  it('gives the first answer again for the same Idempotency-Key', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const [first, ...others] = await Promise.all([1, 2, 3, 4].map(() => post<Record<string, unknown>>('/v1/runs', { candidateId, title: 'Once' }, headers)));
    const made = [first!, ...others].filter(({ status }) => status === 201);
    const inFlight = [first!, ...others].filter(({ status }) => status === 409);
    expect(made.length + inFlight.length).toBe(4);
    for (const { body } of inFlight) expect(body['code']).toBe('idempotency_key_in_flight');
    const again = await post('/v1/runs', { candidateId, title: 'Once' }, headers);
    expect(again).toMatchObject({ status: 201, body: made[0]!.body });
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(again.headers.get('etag')).toBe('"1"');
    expect(again.headers.get('countersign-position')).toBe(made[0]!.headers.get('countersign-position'));
    expect(await post('/v1/runs', { candidateId, title: 'Twice' }, headers)).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
    const { body } = await test.call<{ items: { title: string }[] }>('/v1/runs', { as: 'auditor' });
    expect(body.items.filter(({ title }) => title === 'Once')).toHaveLength(1);
  });
  it('keeps Idempotency-Keys of different callers apart', async () => {
    const headers = { 'idempotency-key': 'the-same' };
    const one = await post('/v1/runs', { candidateId }, headers);
    const other = await test.call<View>('/v1/runs', { method: 'POST', as: 'operator', body: { candidateId }, headers });
    expect(other.status).toBe(201);
    expect(other.body.id).not.toBe(one.body.id);
  });

  it('pages lists', async () => {
    const first = await test.call<{ items: View[]; next: string }>('/v1/runs?limit=2', { as: 'auditor' });
    expect(first.body.items).toHaveLength(2);
    const second = await test.call<{ items: View[] }>(`/v1/runs?limit=2&cursor=${first.body.next}`, { as: 'auditor' });
    expect(second.body.items.length).toBeGreaterThan(0);
    expect(second.body.items.map(({ id }) => id)).not.toContain(first.body.items[0]!.id);
  });
});
