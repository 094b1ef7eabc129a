import { randomUUID } from 'node:crypto';
import { MikroORM } from '@mikro-orm/postgresql';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { AuditEventView, CaptureEvent } from '@countersign/contracts';
import { waitFor } from '@countersign/test-kit';
import { readModelTablesSql } from '../database/read-model.tables.sql.ts';
import { Sql } from '../database/sql.ts';
import { startTestGateway, type TestGateway } from '../gateway.fixture.ts';
import { GatewayMetrics } from '../monitoring/gateway-metrics.ts';
import { rebuild } from '../projecting/rebuild.ts';
import { sample } from '../projecting/read-model.fixture.ts';
import { openEventSource, type EventSourceReader } from './event-source.fixture.ts';
import { MAX_UNREAD_BYTES } from './event-stream.ts';
import { MAX_STREAMS_OF_ONE } from './open-streams.ts';

const nameOf = ({ type, position, index }: AuditEventView) => `${position}.${index} ${type.split('.')[2]}`;

describe('following events', () => {
  let test: TestGateway;
  const candidateId = randomUUID();
  const opened: EventSourceReader[] = [];
  beforeAll(async () => {
    test = await startTestGateway();
    await test.append('candidate', candidateId, [{ type: 'countersign.candidate.registered.v1', data: { resume: {}, preferences: {}, documents: [] } }]);
    await waitFor(async () => (await test.call(`/v1/candidates/${candidateId}`, { as: 'auditor' })).status === 200);
  }, 60_000);
  afterEach(() => {
    for (const stream of opened.splice(0)) stream.close();
  });
  afterAll(async () => test.stop());

  async function follow(query = '', headers: Record<string, string> = {}): Promise<EventSourceReader> {
    const stream = await openEventSource(`${test.gateway.url}/v1/events${query}`, { authorization: `Bearer ${test.bootstrap.keys.automation}`, ...headers });
    opened.push(stream);
    return stream;
  }
  const newRun = async () => (await test.call<{ id: string }>('/v1/runs', { method: 'POST', as: 'automation', body: { candidateId } })).body.id;
  const heard = (stream: EventSourceReader, count: number) => waitFor(() => stream.events.length >= count, { what: `${count} events are heard` });
  const capture = (ids: { taskId: string; runId: string; candidateId: string }): CaptureEvent[] => [sample.captured(ids), sample.proposed('ada@example.org')];

  it('tells what happens, and goes on after the last that was heard', async () => {
    const stream = await follow();
    expect([stream.status, stream.headers['content-type'], stream.headers['x-accel-buffering'], stream.headers['cache-control']]).toEqual([200, 'text/event-stream; charset=utf-8', 'no', 'no-store, no-transform']);
    const first = await newRun();
    await heard(stream, 1);
    expect(stream.events).toMatchObject([{ type: 'countersign.run.registered.v1', runId: first, position: Number(stream.lastEventId) }]);
    stream.close();
    const missed = await newRun();
    const again = await follow('', { 'last-event-id': stream.lastEventId });
    await heard(again, 1);
    expect(again.events.map(({ runId }) => runId)).toEqual([missed]);
  });

  it('says at once where it began, so that who is cut off before the first event misses nothing', async () => {
    const stream = await follow();
    await waitFor(() => stream.lastEventId !== '');
    stream.close();
    const missed = await newRun();
    const again = await follow('', { 'last-event-id': stream.lastEventId });
    await heard(again, 1);
    expect(again.events[0]!.runId).toBe(missed);
  });

  it('goes on in the middle of a commit, and repeats nothing of it', async () => {
    const [captureId, ids] = [randomUUID(), { taskId: randomUUID(), runId: randomUUID(), candidateId }];
    const { sequence } = await test.append('capture', captureId, capture(ids), ids.runId);
    const all = await follow(`?captureId=${captureId}&after=0`);
    await heard(all, 2);
    expect(all.events.map(nameOf)).toEqual([`${sequence}.0 form_captured`, `${sequence}.1 answers_proposed`]);
    expect(all.lastEventId).toBe(String(sequence));
    const half = await follow('', { 'last-event-id': `${sequence}.0` });
    await heard(half, 1);
    expect(half.events.map(nameOf)).toEqual([`${sequence}.1 answers_proposed`]);
  });

  it('is filtered by run, session, capture, candidate and type, of what was and of what comes', async () => {
    const [ours, other] = [{ candidateId: randomUUID(), runId: randomUUID(), sessionId: randomUUID(), captureId: randomUUID() }, { runId: randomUUID(), sessionId: randomUUID() }];
    const expected = {
      [`runId=${ours.runId}`]: ['registered', 'started', 'form_captured', 'answers_proposed'],
      [`sessionId=${ours.sessionId}`]: ['started'],
      [`captureId=${ours.captureId}`]: ['form_captured', 'answers_proposed'],
      [`candidateId=${ours.candidateId}`]: ['registered', 'registered', 'started', 'form_captured', 'answers_proposed'],
      [`candidateId=${ours.candidateId}&type=countersign.session.started.v1,countersign.capture.answers_proposed.v1`]: ['started', 'answers_proposed'],
    };
    const { sequence } = await test.append('session', randomUUID(), [sample.started(other.runId)], other.runId);
    const live = await Promise.all(Object.keys(expected).map((query) => follow(`?${query}&after=${sequence}`)));
    await test.append('candidate', ours.candidateId, [sample.candidate]);
    await test.log.append({ aggregate: 'run', aggregateId: ours.runId, source: 'gateway', events: [sample.run(ours.candidateId)], expectedSequence: 0, version: 0, context: { actor: 'user:ada', correlationId: 'c', runId: ours.runId } });
    await test.append('session', other.sessionId, [sample.started(other.runId)], other.runId);
    await test.append('session', ours.sessionId, [sample.started(ours.runId)], ours.runId);
    await test.append('capture', ours.captureId, capture({ taskId: randomUUID(), runId: ours.runId, candidateId: ours.candidateId }), ours.runId);
    const types = (stream: EventSourceReader) => stream.events.map(({ type }) => type.split('.')[2]);
    await waitFor(() => live.every((stream, index) => stream.events.length >= Object.values(expected)[index]!.length));
    const past = await Promise.all(Object.keys(expected).map((query) => follow(`?${query}&after=${sequence}`)));
    await waitFor(() => past.every((stream, index) => stream.events.length >= Object.values(expected)[index]!.length));
    expect(live.map(types)).toEqual(Object.values(expected));
    expect(past.map(types)).toEqual(Object.values(expected));
  });

  it('refuses what is no place, or one that the log has not reached', async () => {
    for (const id of ['abc', '1.x', '-1', '1.2.3']) expect(await test.call('/v1/events', { as: 'automation', headers: { 'last-event-id': id } })).toMatchObject({ status: 400, body: { code: 'cursor_invalid' } });
    expect(await test.call('/v1/events?after=x', { as: 'automation' })).toMatchObject({ status: 400, body: { code: 'cursor_invalid' } });
    expect(await test.call('/v1/events?type=nothing', { as: 'automation' })).toMatchObject({ status: 400, body: { code: 'request_invalid' } });
    const last = await test.log.lastSequence();
    expect(await test.call(`/v1/events?after=${last + 1}`, { as: 'automation' })).toMatchObject({ status: 422, body: { code: 'place_in_future', detail: `The log ends at ${last}.` } });
    expect((await test.call('/v1/events')).status).toBe(401);
  });

  it('goes on over a rebuild of the read models, and over connections to the database that break', async () => {
    const stream = await follow();
    const runs = [await newRun()];
    await rebuild({ log: test.log, orm: test.gateway.app.get(MikroORM), progress: () => undefined });
    runs.push(await newRun());
    await test.gateway.app.get(Sql).query('select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()');
    const sessionId = randomUUID();
    await test.append('session', sessionId, [sample.started(runs[0]!)], runs[0]);
    await waitFor(() => stream.events.some(({ aggregateId }) => aggregateId === sessionId));
    expect(stream.events.map(({ aggregateId }) => aggregateId)).toEqual([...runs, sessionId]);
  });

  it('waits where the read model is behind what its reader heard at another gateway', async () => {
    const holding = await test.gateway.app.get(Sql).reserve();
    await holding.query('begin');
    await holding.query('lock table read_model.audit_events in share mode');
    const run = () => test.append('session', randomUUID(), [sample.started(candidateId)], candidateId);
    const { sequence } = await run();
    const stream = await follow('', { 'last-event-id': String(sequence) });
    expect(stream.status).toBe(200);
    const next = await run();
    holding.end();
    await heard(stream, 1);
    expect(stream.events.map(({ position }) => position)).toEqual([next.sequence]);
  });

  it('waits while the read models are made anew, as a migration does it, and neither repeats nor misses an event', async () => {
    const sql = test.gateway.app.get(Sql);
    const stream = await follow();
    await newRun();
    await heard(stream, 1);
    await sql.transaction(async (session) => {
      await session.query('drop schema read_model cascade');
      for (const statement of readModelTablesSql('read_model')) await session.query(statement);
    });
    const { sequence } = await test.append('session', randomUUID(), [sample.started(candidateId)], candidateId);
    await waitFor(() => Number(stream.lastEventId) >= sequence, { timeoutMs: 20_000 });
    expect(stream.events.map(({ position }) => position).slice(1)).toEqual([sequence]);
  }, 60_000);

  it('ends within seconds when its key is revoked or its user signs out, and says so', async () => {
    const key = (await test.call<{ id: string; key: string }>('/v1/api-keys', { method: 'POST', as: 'operator', body: { name: 'follower', roles: ['auditor'] } })).body;
    const origin = { origin: test.config.publicUrl };
    const signedIn = await test.call('/v1/sign-in', { method: 'POST', headers: origin, body: { token: test.bootstrap.signInUrl.split('#')[1] } });
    const cookie = signedIn.headers.get('set-cookie')!.split(';')[0]!;
    const streams = [await follow('', { authorization: `Bearer ${key.key}` }), await openEventSource(`${test.gateway.url}/v1/events`, { cookie })];
    expect(streams.map(({ status }) => status)).toEqual([200, 200]);
    await test.call(`/v1/api-keys/${key.id}`, { method: 'DELETE', as: 'operator' });
    await test.call('/v1/sign-out', { method: 'POST', headers: { cookie, ...origin } });
    await Promise.all(streams.map(({ closed }) => closed));
    expect(streams.map(({ end }) => end?.reason)).toEqual(['unauthenticated', 'unauthenticated']);
    expect((await follow('', { authorization: `Bearer ${key.key}` })).status).toBe(401);
  }, 15_000);

  it('is had so often by one, and then not once more, until one of theirs ends', async () => {
    const streams = await Promise.all(Array.from({ length: MAX_STREAMS_OF_ONE }, () => follow()));
    expect(streams.every(({ status }) => status === 200)).toBe(true);
    const one = await follow();
    expect([one.status, one.headers['retry-after']]).toEqual([429, '5']);
    await waitFor(() => one.body.includes('stream_limit_reached'));
    const other = await follow('', { authorization: `Bearer ${test.bootstrap.keys.auditor}` });
    expect(other.status).toBe(200);
    const run = await newRun();
    await waitFor(() => [...streams, other].every(({ events }) => events.some(({ aggregateId }) => aggregateId === run)));
    streams[0]!.close();
    await waitFor(async () => (await follow()).status === 200);
  }, 30_000);

  it('is cut off when it is not read, told where to go on, and misses nothing', async () => {
    const slow = await follow();
    const quick = await follow();
    slow.pause();
    const resume = { basics: { summary: 'x'.repeat(500_000) } };
    const appended: number[] = [];
    // More than the limit and what the two kernels hold.
    for (let bytes = 0; bytes < MAX_UNREAD_BYTES + 12_000_000; bytes += 500_000) {
      appended.push((await test.append('candidate', randomUUID(), [{ type: 'countersign.candidate.registered.v1', data: { resume, preferences: {}, documents: [] } }])).sequence);
    }
    // Half a megabyte each, through Postgres: more than a busy machine does in the usual time.
    await waitFor(() => quick.events.length >= appended.length, { timeoutMs: 60_000, what: 'all events are heard' });
    expect(quick.end).toBeUndefined();
    slow.resume();
    await slow.closed;
    const resumed = await follow('', { 'last-event-id': slow.lastEventId });
    await waitFor(() => slow.events.length + resumed.events.length >= appended.length, { timeoutMs: 60_000, what: 'the rest is heard' });
    expect([...slow.events, ...resumed.events].map(({ position }) => position)).toEqual(appended);
    expect(await test.gateway.app.get(GatewayMetrics).metrics.text()).toContain('countersign_event_stream_ends_total{reason="too_slow"} 1');
    expect(slow.end).toEqual({ reason: 'too_slow', resumeAfter: slow.lastEventId });
    expect(resumed.events.length).toBeGreaterThan(0);
  }, 180_000);

  it('ends when the gateway stops, and lets a request that is under way finish', async () => {
    const stream = await follow();
    const answers = Promise.all([1, 2, 3].map(() => test.call('/v1/runs', { method: 'POST', as: 'automation', body: { candidateId } })));
    await waitFor(() => stream.events.length > 0);
    await test.gateway.stop();
    await stream.closed;
    expect(stream.end?.reason).toBe('shutting_down');
    expect((await answers).map(({ status }) => status)).toEqual([201, 201, 201]);
    await expect(fetch(`${test.gateway.url}/health/live`)).rejects.toThrow();
  });
});
