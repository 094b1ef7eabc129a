import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import type { AuditDifferenceView, AuditEventView, AuditPositionView, AuditStateView, CaptureView, ExportManifestView, Page, SessionView } from '@countersign/contracts';
import { UnacknowledgedError, type EventLog } from '@countersign/event-log';
import { EVENT_LOG } from '@countersign/event-log/nest';
import { waitFor } from '@countersign/test-kit';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditQueries } from './audit.queries.ts';
import { Exports } from './exports.ts';
import { Sql } from '../database/sql.ts';
import { startTestGateway, type RequestOptions, type TestGateway } from '../gateway.fixture.ts';
import { sample, sampleIds } from '../projecting/read-model.fixture.ts';

const AUDITOR = { as: 'auditor' } as const;
const ids = sampleIds();
const { candidateId, runId, taskId, sessionId, captureId } = ids;
const foreignSession = randomUUID();

describe('the audit', () => {
  let test: TestGateway;
  /** Positions of the commits, in their order. */
  const at: Record<'candidate' | 'run' | 'task' | 'session' | 'capture' | 'edited' | 'renamed' | 'ended' | 'foreign', number> = {} as never;
  const states: { capture: CaptureView[]; session: SessionView[] } = { capture: [], session: [] };

  beforeAll(async () => {
    test = await startTestGateway();
    const append = async (...[aggregate, id, events, run]: Parameters<TestGateway['append']>) => (await test.append(aggregate, id, events, run)).sequence;
    const post = async (path: string, body: unknown) => Number((await test.call(path, { method: 'POST', as: 'operator', body })).headers.get('countersign-position'));
    at.candidate = await append('candidate', candidateId, [sample.candidate]);
    at.run = await post('/v1/runs', { id: runId, candidateId, title: 'Autumn' });
    at.task = await post('/v1/tasks', { id: taskId, runId, url: 'https://jobs.example/1', company: 'Analytical Engines', title: '=Engineer' });
    at.session = await append('session', sessionId, [sample.started(runId)], runId);
    at.capture = await append('capture', captureId, [sample.captured({ taskId, runId, candidateId }), sample.proposed('ada@example.org')], runId);
    states.capture.push(await read<CaptureView>(`/v1/captures/${captureId}`, at.capture));
    states.session.push(await read<SessionView>(`/v1/sessions/${sessionId}`, at.capture));
    at.edited = await append('capture', captureId, [{ type: 'countersign.capture.answer_edited.v1', data: { fieldId: 'email', from: 'ada@example.org', to: 'ada@example.com' } }], runId);
    states.capture.push(await read<CaptureView>(`/v1/captures/${captureId}`, at.edited));
    at.renamed = await append('candidate', candidateId, [{ type: 'countersign.candidate.resume_updated.v1', data: { resume: { basics: { name: 'Ada King' } }, preferences: {}, documents: [] } }]);
    at.ended = await append('session', sessionId, [{ type: 'countersign.session.terminated.v1', data: { reason: 'requested', lastHeartbeatAt: null } }], runId);
    at.foreign = await append('session', foreignSession, [sample.started(randomUUID())]);
    await read(`/v1/captures/${captureId}`, at.foreign);
  }, 60_000);
  afterAll(async () => test?.stop());

  const call = <Body>(path: string, options: RequestOptions = AUDITOR) => test.call<Body>(path, options);
  /** Once the read model has the position. */
  async function read<View>(path: string, position: number): Promise<View> {
    await waitFor(async () => (await call<AuditPositionView>('/v1/audit/position')).body.readModelPosition >= position, { what: `position ${position}` });
    return (await call<View>(path)).body;
  }
  const readings = async () => (await call<Page<AuditEventView>>('/v1/audit/events?type=countersign.audit.read.v1&limit=1000')).body.items;
  /** What the call recorded that it read. */
  async function recorded(path: string, options: RequestOptions = AUDITOR) {
    const before = await test.log.lastSequence();
    const { status } = await call(path, options);
    await read('/v1/me', await test.log.lastSequence());
    const found = (await readings()).filter(({ position }) => position > before);
    return { status, found: found.map(({ data, actor }) => ({ ...(data as object), actor })) };
  }

  describe('a state', () => {
    it('is what the API answered at that position, and at the time of it', async () => {
      const first = await call<AuditStateView>(`/v1/audit/state?aggregate=capture&id=${captureId}&at=${at.capture}`);
      expect(first).toMatchObject({ status: 200, body: { aggregate: 'capture', id: captureId, position: at.capture, version: 2, lastPosition: at.capture, state: states.capture[0] } });
      expect((await call<AuditStateView>(`/v1/audit/state?aggregate=capture&id=${captureId}&at=${at.edited}`)).body.state).toEqual(states.capture[1]);
      expect((await call<AuditStateView>(`/v1/audit/state?aggregate=capture&id=${captureId}&at=${at.renamed}`)).body.state).toEqual({ ...states.capture[1], candidateName: 'Ada King' });
      expect((await call<AuditStateView>(`/v1/audit/state?aggregate=capture&id=${captureId}`)).body.state).toEqual((await call(`/v1/captures/${captureId}`)).body);
      const { storedAt } = (await call<AuditPositionView>(`/v1/audit/position?at=${at.capture}`)).body;
      expect((await call<AuditStateView>(`/v1/audit/state?aggregate=task&id=${taskId}&at=${storedAt!}`)).body).toMatchObject({ state: { captureId, captureStatus: 'in_review' } });
    });

    it('is there for every kind', async () => {
      for (const [aggregate, id, path] of [['run', runId, 'runs'], ['task', taskId, 'tasks'], ['candidate', candidateId, 'candidates'], ['session', sessionId, 'sessions'], ['capture', captureId, 'captures']] as const) {
        const now = await call(`/v1/${path}/${id}`);
        expect((await call<AuditStateView>(`/v1/audit/state?aggregate=${aggregate}&id=${id}`)).body.state).toEqual(now.body);
      }
    });

    it.each([
      ['before it existed', () => `aggregate=capture&id=${captureId}&at=${at.session}`, 404, 'did_not_exist_yet'],
      ['before anything existed', () => `aggregate=capture&id=${captureId}&at=2020-01-01T00:00:00Z`, 404, 'did_not_exist_yet'],
      ['of nothing', () => `aggregate=capture&id=${sessionId}`, 404, 'capture_not_found'],
      ['at a position to come', () => `aggregate=capture&id=${captureId}&at=999999`, 422, 'place_in_future'],
      ['at a time to come', () => `aggregate=capture&id=${captureId}&at=2999-01-01T00:00:00Z`, 422, 'place_in_future'],
      ['at a place that is none', () => `aggregate=capture&id=${captureId}&at=yesterday`, 400, 'place_invalid'],
      ['at a day that is none', () => `aggregate=capture&id=${captureId}&at=2026-13-01T00:00:00Z`, 400, 'place_invalid'],
      ['of readings', () => `aggregate=audit&id=${captureId}`, 400, 'request_invalid'],
    ] as const)('is refused %s', async (_what, query, status, code) => {
      const before = await test.log.lastSequence();
      expect(await call(`/v1/audit/state?${query()}`)).toMatchObject({ status, body: { code } });
      expect(await test.log.lastSequence()).toBe(before);
    });
  });

  describe('a difference', () => {
    it('says field by field what was and is, who changed it, when and by which event', async () => {
      const { status, body } = await call<AuditDifferenceView>(`/v1/audit/diff?aggregate=capture&id=${captureId}&from=${at.capture}&to=${at.renamed}`);
      expect([status, body.from, body.to]).toEqual([200, { position: at.capture, version: 2 }, { position: at.renamed, version: 3 }]);
      const answer = body.differences.find(({ path }) => path === '/fields/email/answer')!;
      expect(answer).toMatchObject({ kind: 'changed', from: 'ada@example.org', to: 'ada@example.com', changed: { position: at.edited, type: 'countersign.capture.answer_edited.v1', actor: 'service:test' } });
      const [event] = (await call<Page<AuditEventView>>(`/v1/audit/events?captureId=${captureId}&from=${at.edited}`)).body.items;
      expect(answer.changed).toMatchObject({ eventId: event!.id, time: event!.time });
      expect(body.differences.find(({ path }) => path === '/candidateName')?.changed).toMatchObject({ position: at.renamed });
    });

    it('may begin before it was there, and not end there', async () => {
      const { body } = await call<AuditDifferenceView>(`/v1/audit/diff?aggregate=session&id=${sessionId}&from=0&to=${at.session}`);
      expect(body.from.version).toBe(0);
      expect(body.differences.find(({ path }) => path === '/status')).toMatchObject({ kind: 'added', to: 'active' });
      expect(await call(`/v1/audit/diff?aggregate=session&id=${sessionId}&from=0&to=1`)).toMatchObject({ status: 404, body: { code: 'did_not_exist_yet' } });
      expect(await call(`/v1/audit/diff?aggregate=session&id=${sessionId}&from=${at.ended}&to=${at.session}`)).toMatchObject({ status: 400, body: { code: 'request_invalid' } });
    });
  });

  describe('time travel', () => {
    it('shows a capture and a session as they were, to whoever may see them now', async () => {
      expect((await call<CaptureView>(`/v1/captures/${captureId}?at=${at.capture}`, { as: 'automation' })).body).toEqual(states.capture[0]);
      const session = await call<SessionView>(`/v1/sessions/${sessionId}?at=${at.session}`, { as: 'automation' });
      expect(session).toMatchObject({ status: 200, body: { ...states.session[0], lastHeartbeatAt: null } });
      expect((await call<SessionView>(`/v1/sessions/${sessionId}?at=${at.ended}`)).body.status).toBe('terminated');
      expect(await call(`/v1/sessions/${sessionId}?at=1`)).toMatchObject({ status: 404, body: { code: 'did_not_exist_yet' } });
      expect(await call(`/v1/sessions/${captureId}?at=${at.ended}`)).toMatchObject({ status: 404, body: { code: 'session_not_found' } });
      expect((await call(`/v1/captures/${captureId}?at=${at.capture}`, {})).status).toBe(401);
    });

    it('may be kept at a position, must be asked for again at a time, and now is kept by nobody', async () => {
      const fixed = await call(`/v1/captures/${captureId}?at=${at.capture}`);
      expect(Object.fromEntries(['cache-control', 'vary', 'countersign-position'].map((name) => [name, fixed.headers.get(name)]))).toEqual({
        'cache-control': 'private, max-age=3600, immutable', vary: 'authorization, cookie', 'countersign-position': String(at.capture),
      });
      const etag = fixed.headers.get('etag')!;
      expect(etag).toBe(`"2@${at.capture}"`);
      expect(await call(`/v1/captures/${captureId}?at=${at.capture}`, { ...AUDITOR, headers: { 'if-none-match': etag } })).toMatchObject({ status: 304, body: '' });
      const timed = await call(`/v1/captures/${captureId}?at=${encodeURIComponent(new Date().toISOString())}`);
      expect([timed.status, timed.headers.get('cache-control')]).toEqual([200, 'private, no-cache']);
      const now = await call(`/v1/captures/${captureId}`);
      expect([now.headers.get('etag'), now.headers.get('cache-control')]).toEqual(['"3"', 'no-store']);
      // A past state is none to command on.
      const edit = { method: 'PATCH', as: 'reviewer', body: { answers: [{ fieldId: 'email', answer: 'x' }] }, headers: { 'if-match': etag } } as const;
      expect(await call(`/v1/captures/${captureId}/answers`, edit)).toMatchObject({ status: 412, body: { code: 'version_conflict' } });
    });
  });

  describe('an export', () => {
    const positionsOf = (text: string) => text.trim().split('\n').filter((line) => line !== '').map((line) => (JSON.parse(line) as { position: number }).position);
    const own = () => [at.run, at.task, at.session, at.capture, at.capture, at.edited, at.ended];

    it.each([
      ['of a run', () => `runId=${runId}`, own],
      ['of a session', () => `sessionId=${sessionId}`, () => [at.session, at.ended]],
      ['of a capture', () => `captureId=${captureId}`, () => [at.capture, at.capture, at.edited]],
      ['of a candidate', () => `candidateId=${candidateId}`, () => [at.candidate, ...own(), at.renamed].sort((a, b) => a - b)],
      ['of types', () => 'type=countersign.run.registered.v1,countersign.task.registered.v1', () => [at.run, at.task]],
      ['between positions', () => `from=${at.task}&to=${at.capture}`, () => [at.task, at.session, at.capture, at.capture]],
      ['of nothing', () => `runId=${randomUUID()}`, () => []],
    ])('%s has its events', async (_what, query, expected) => {
      const file = await call<string>(`/v1/audit/export?${query()}`);
      expect([file.status, file.headers.get('content-type'), file.headers.get('countersign-count')]).toEqual([200, 'application/x-ndjson', String(expected().length)]);
      expect(positionsOf(file.body)).toEqual(expected());
    });

    it('between times begins and ends with what was stored at them', async () => {
      const stored = async (position: number) => encodeURIComponent((await call<AuditPositionView>(`/v1/audit/position?at=${position}`)).body.storedAt!);
      const file = await call<string>(`/v1/audit/export?from=${await stored(at.capture)}&to=${await stored(at.edited)}`);
      const positions = positionsOf(file.body);
      expect(positions).toEqual(expect.arrayContaining([at.capture, at.edited]));
      // What was stored in the very same millisecond belongs to it as well.
      expect(positions.every((position) => position >= at.session && position <= at.ended)).toBe(true);
    });

    it.each([['ndjson', 'application/x-ndjson', 'ndjson'], ['csv', 'text/csv; charset=utf-8; header=present', 'csv'], ['ocsf', 'application/x-ndjson', 'ocsf.ndjson']])('as %s is a file that its manifest describes', async (format, mediaType, extension) => {
      const file = await fetch(new URL(`/v1/audit/export?format=${format}&runId=${runId}`, test.gateway.url), { headers: { authorization: `Bearer ${test.bootstrap.keys.auditor}` } });
      const bytes = Buffer.from(await file.arrayBuffer());
      const position = Number(file.headers.get('countersign-position'));
      expect(file.headers.get('content-type')).toBe(mediaType);
      expect(file.headers.get('content-disposition')).toBe(`attachment; filename="countersign-audit-to-${position}.${extension}"`);
      expect(file.headers.get('cache-control')).toBe('no-store');
      const link = /^<([^>]+)>; rel="describedby"$/.exec(file.headers.get('link')!)![1]!;
      const manifest = await call<ExportManifestView>(new URL(link, file.url).href);
      expect(manifest).toMatchObject({
        status: 200,
        body: { format, filter: { runId, to: position }, position, count: 7, firstPosition: at.run, lastPosition: at.ended, sizeBytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex'), signature: null },
      });
    });

    it('is for the auditor and the operator, and of places that are', async () => {
      expect((await call('/v1/audit/export', { as: 'reviewer' })).status).toBe(403);
      expect((await call('/v1/audit/state?aggregate=run&id=x', { as: 'automation' })).status).toBe(403);
      expect(await call('/v1/audit/export?to=999999')).toMatchObject({ status: 422, body: { code: 'place_in_future' } });
      expect(await call('/v1/audit/export?format=xml')).toMatchObject({ status: 400, body: { code: 'request_invalid' } });
      expect(await call('/v1/audit/export?type=nothing')).toMatchObject({ status: 400, body: { code: 'request_invalid' } });
    });
  });

  describe('an export that nobody reads', () => {
    const meta = { actor: 'user:ada', correlationId: 'c' };
    const start = (stalledAfterMs?: number) => test.gateway.app.get(Exports).start('ndjson', { sessionId: foreignSession }, meta, stalledAfterMs);

    it('fetches only a little ahead', async () => {
      const extended = Array.from({ length: 500 }, () => ({ type: 'countersign.session.extended.v1', data: { expiresAt: '2026-11-22T12:00:00.000Z' } }));
      for (let commits = 0; commits < 4; commits += 1) await test.append('session', foreignSession, extended);
      const audit = test.gateway.app.get(AuditQueries);
      const whole = audit.stream.bind(audit);
      let fetched = 0;
      audit.stream = async function* (filter) {
        for await (const events of whole(filter)) {
          fetched += events.length;
          yield events;
        }
      };
      const { stream, count } = await start();
      await once(stream, 'readable');
      expect([count, fetched <= 600]).toEqual([2001, true]);
      let lines = 0;
      for await (const text of stream) lines += String(text).split('\n').length - 1;
      expect([lines, fetched]).toEqual([2001, 2001]);
      audit.stream = whole;
    });

    it('holds its place among the few there may be, until its reader is gone', async () => {
      const streams = await Promise.all(Array.from({ length: 4 }, async () => (await start()).stream));
      const refused = await call('/v1/audit/export');
      expect(refused).toMatchObject({ status: 429, body: { code: 'export_limit_reached' } });
      expect(refused.headers.get('retry-after')).toBe('5');
      expect((await call('/v1/audit/export/manifest')).status).toBe(429);
      streams[0]!.destroy();
      await once(streams[0]!, 'close');
      expect((await call(`/v1/audit/export?runId=${runId}`)).status).toBe(200);
      for (const stream of streams) stream.destroy();
    });

    it('is ended, for others wait', async () => {
      const { stream } = await start(20);
      const [error] = (await once(stream, 'error')) as [Error];
      expect(error.message).toBe('nobody reads the export');
    });
  });

  describe('what cannot be recorded', () => {
    const paths = () => [
      `/v1/audit/events?runId=${runId}`, `/v1/audit/state?aggregate=run&id=${runId}`, `/v1/audit/diff?aggregate=run&id=${runId}&from=0`, `/v1/audit/export?runId=${runId}`,
      `/v1/audit/export/manifest?runId=${runId}`, `/v1/captures/${captureId}?at=${at.capture}`, `/v1/sessions/${sessionId}?at=${at.session}`,
    ];

    it('is not read', async () => {
      const log = test.gateway.app.get<EventLog>(EVENT_LOG);
      const append = log.append.bind(log);
      log.append = () => Promise.reject(new UnacknowledgedError('nobody knows'));
      for (const path of paths()) expect([path, (await call<object>(path)).body]).toEqual([path, expect.objectContaining({ code: 'service_unavailable' })]);
      log.append = append;
    });

    it('is not begun to be given out before it was recorded', async () => {
      const log = test.gateway.app.get<EventLog>(EVENT_LOG);
      const append = log.append.bind(log);
      for (const path of paths()) {
        let release = () => {};
        const appending = new Promise<void>((reached) => {
          log.append = async (commit) => {
            reached();
            await new Promise<void>((resolve) => (release = resolve));
            return append(commit);
          };
        });
        let begun = false;
        const answer = fetch(new URL(path, test.gateway.url), { headers: { authorization: `Bearer ${test.bootstrap.keys.auditor}` } }).then((response) => ((begun = true), response));
        await appending;
        await new Promise((resolve) => setImmediate(resolve));
        expect([path, begun]).toEqual([path, false]);
        release();
        expect((await answer).status).toBe(200);
        await (await answer).text();
      }
      log.append = append;
    });
  });

  describe('reading it', () => {
    it('is recorded: who read what, and how much', async () => {
      const actor = `key:${test.bootstrap.keys.auditor.slice(3, 15)}`;
      expect(await recorded(`/v1/audit/events?runId=${runId}&limit=3`)).toEqual({ status: 200, found: [{ kind: 'events', filter: { runId }, count: 3, firstPosition: at.run, lastPosition: at.session, actor }] });
      expect(await recorded(`/v1/audit/state?aggregate=session&id=${sessionId}&at=${at.session}`)).toEqual({
        status: 200, found: [{ kind: 'state', filter: { aggregate: 'session', aggregateId: sessionId, to: at.session }, count: 1, firstPosition: at.session, lastPosition: at.session, actor }],
      });
      expect(await recorded(`/v1/audit/diff?aggregate=session&id=${sessionId}&from=0&to=${at.ended}`)).toMatchObject({ found: [{ kind: 'difference', filter: { from: 0, to: at.ended }, count: 2 }] });
      expect(await recorded(`/v1/audit/export?format=csv&sessionId=${sessionId}&from=2020-01-01T00:00:00Z`)).toMatchObject({
        found: [{ kind: 'export', format: 'csv', filter: { sessionId, from: '2020-01-01T00:00:00.000Z' }, count: 2, firstPosition: at.session, lastPosition: at.ended, actor }],
      });
      expect((await recorded(`/v1/audit/export/manifest?sessionId=${sessionId}`)).found).toMatchObject([{ kind: 'manifest', format: 'ndjson', count: 2, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
      const automation = `key:${test.bootstrap.keys.automation.slice(3, 15)}`;
      expect(await recorded(`/v1/captures/${captureId}?at=${at.capture}`, { as: 'automation' })).toMatchObject({ found: [{ kind: 'state', actor: automation, filter: { aggregateId: captureId } }] });
    });

    it('is recorded once a request, and nothing that nobody was told is', async () => {
      expect(await recorded(`/v1/captures/${captureId}`)).toEqual({ status: 200, found: [] });
      expect((await recorded('/v1/audit/position')).found).toEqual([]);
      expect((await recorded(`/v1/audit/state?aggregate=run&id=${runId}&at=999999`)).found).toEqual([]);
      expect((await recorded('/v1/audit/events')).found).toHaveLength(1);
    });

    it('is not among the events unless they are asked for, so that looking changes nothing that is seen', async () => {
      const first = (await call<Page<AuditEventView>>('/v1/audit/events')).body.items;
      expect((await call<Page<AuditEventView>>('/v1/audit/events')).body.items).toEqual(first);
      const found = await readings();
      expect(found.length).toBeGreaterThan(10);
      expect(found.every(({ type }) => type === 'countersign.audit.read.v1')).toBe(true);
      // With who came in, and which keys were made.
      const all = (await call<Page<AuditEventView>>('/v1/audit/events?aggregate=audit&limit=1000')).body.items;
      expect(all.filter(({ type }) => type === 'countersign.audit.read.v1').length).toBeGreaterThan(10);
      expect(all.filter(({ type }) => type === 'countersign.audit.api_key_created.v1').length).toBe(4);
    });

    it('is not told by the stream of events', async () => {
      // Not by fetch: what it leaves behind when it is cut off is a connection without a request, which a server that stops waits for.
      const request = get(new URL(`/v1/events?after=${at.ended}`, test.gateway.url), { agent: false, headers: { authorization: `Bearer ${test.bootstrap.keys.automation}` } });
      const [stream] = (await once(request, 'response')) as [IncomingMessage];
      let text = '';
      stream.on('data', (chunk: Buffer) => (text += chunk.toString())).on('error', () => undefined);
      const { sequence } = await test.append('session', foreignSession, [{ type: 'countersign.session.terminated.v1', data: { reason: 'requested', lastHeartbeatAt: null } }]);
      await waitFor(() => text.includes(`id: ${sequence}\n`), { what: 'the last event is told' });
      request.destroy();
      const told = [...text.matchAll(/^id: (\d+)$/gm)].map(([, position]) => Number(position));
      const commits = (await test.log.load('session', foreignSession)).map((commit) => commit.sequence);
      expect(told).toEqual(commits);
      expect(told.at(-1)).toBe(sequence);
    });
  });

  it('refuses a state of more history than one answer is made from', async () => {
    const id = randomUUID();
    await test.gateway.app.get(Sql).query(
      `insert into read_model.audit_events select $1, n, gen_random_uuid(), 'countersign.session.extended.v1', 'session-service', 'session', $2, n, null, 'user:a', 'c', null, null, now(), now(), '{}' from generate_series(1, 50001) n`,
      [at.ended, id],
    );
    expect(await call(`/v1/audit/state?aggregate=session&id=${id}&at=${at.ended}`)).toMatchObject({ status: 422, body: { code: 'history_too_long' } });
  });
});
