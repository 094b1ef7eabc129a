import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { AuditQueries } from '../audit/audit.queries.ts';
import { CandidateQueries } from '../candidates/candidate.queries.ts';
import { CaptureQueries } from '../captures/capture.queries.ts';
import { RunQueries } from '../runs/run.queries.ts';
import { TaskQueries } from '../runs/task.queries.ts';
import { SessionQueries } from '../sessions/session.queries.ts';
import { PositionListener } from './position-listener.ts';
import { BatchProjector } from './batch-projector.ts';
import type { ReadModelFollower } from './read-model-follower.ts';
import { CheckpointMovedError } from './read-model-store.ts';
import { ReadModelWaiter } from './read-model-waiter.ts';
import { appendSample, reached, sample, sampleIds, sampleInstant, startStage, waitFor, type Stage } from './read-model.fixture.ts';

let stage: Stage;
let following: { follower: ReadModelFollower; waiter: ReadModelWaiter; errors: Error[] };
beforeAll(async () => {
  stage = await startStage();
  following = stage.follower();
  following.follower.start();
}, 60_000);
afterAll(() => stage?.stop());

describe('the read model follows the log', () => {
  it('has the tables as the entities describe them', async () => {
    const drift = await stage.orm.schema.getUpdateSchemaSQL({ safe: false });
    expect(drift.split('\n').filter((line) => /\bcolumn\b|create table/.test(line))).toEqual([]);
  });

  it('shows what was appended, as the contracts name it', async () => {
    const ids = sampleIds();
    const position = await appendSample(stage.history, ids);
    await reached(following.waiter, position, following.errors);
    expect(await new CandidateQueries(stage.sql).get(ids.candidateId)).toMatchObject({ name: 'Ada Lovelace', email: 'ada@example.org', version: 1 });
    expect(await new RunQueries(stage.sql).get(ids.runId)).toMatchObject({
      id: ids.runId, candidateName: 'Ada Lovelace', title: 'Autumn',
      tasks: [{ id: ids.taskId, company: 'Analytical Engines', captureId: ids.captureId, captureStatus: 'in_review' }],
    });
    expect(await new TaskQueries(stage.sql).get(ids.taskId)).toMatchObject({ runId: ids.runId, captureStatus: 'in_review' });
    expect(await new SessionQueries(stage.sql).get(ids.sessionId)).toEqual({
      id: ids.sessionId, runId: ids.runId, status: 'active', endedReason: null, endedAt: null, provider: 'novnc',
      userConsoleUrl: `http://localhost:4400/console/${ids.sessionId}`, viewport: { width: 1280, height: 800 }, startedAt: sampleInstant,
      lastHeartbeatAt: null, expiresAt: '2026-11-22T11:00:00.000Z', node: 'node-1', controlHolder: null, controlToken: null, controlSince: null, consoles: [], profile: null, egressAllow: null, recorded: false,
      handoffs: [], version: 1,
    });
    const capture = await new CaptureQueries(stage.sql).get(ids.captureId);
    expect(capture).toMatchObject({ company: 'Analytical Engines', candidateName: 'Ada Lovelace', questions: 2, answered: 1, missing: 0, version: 2, capturedAt: sampleInstant });
    expect(capture?.fields[0]).toEqual({
      id: 'email', question: 'E-mail', type: 'email', required: true, sensitive: false, section: null, step: 1, help: null, labelSource: 'accessible_name',
      answer: 'ada@example.org', source: 'profile', confidence: 'high', evidence: { summary: 'basics.email', passages: [] },
    });
    const audit = await new AuditQueries(stage.sql).list({ runId: ids.runId });
    expect(audit.items.map(({ type, index }) => `${type} ${index}`)).toEqual([
      'countersign.run.registered.v1 0', 'countersign.task.registered.v1 0', 'countersign.session.started.v1 0',
      'countersign.capture.form_captured.v1 0', 'countersign.capture.answers_proposed.v1 1',
    ]);
    expect(audit.items.at(-1)).toMatchObject({ position, actor: 'user:ada', aggregate: 'capture', aggregateId: ids.captureId, aggregateVersion: 2 });
  });

  it('projects parents whose events come later as stubs, which no list shows', async () => {
    const ids = sampleIds();
    const { captureId, taskId, runId, candidateId, sessionId } = ids;
    await stage.history.append('capture', captureId, [sample.captured({ taskId, runId, candidateId })], runId);
    const position = await stage.history.append('session', sessionId, [sample.started(runId)], runId);
    await reached(following.waiter, position, following.errors);
    expect(await new RunQueries(stage.sql).get(runId)).toBeUndefined();
    expect(await new TaskQueries(stage.sql).list({ runId })).toEqual({ items: [], next: null });
    expect(await new SessionQueries(stage.sql).get(sessionId)).toMatchObject({ runId });
    await stage.history.append('task', taskId, [sample.task(runId)], runId);
    await stage.history.append('candidate', candidateId, [sample.candidate]);
    await reached(following.waiter, await stage.history.append('run', runId, [sample.run(candidateId)], runId), following.errors);
    expect(await new RunQueries(stage.sql).get(runId)).toMatchObject({ candidateName: 'Ada Lovelace', tasks: [{ captureId }] });
  });

  it('stores page text that Postgres cannot hold, instead of stopping at it', async () => {
    const { captureId, ...ids } = sampleIds();
    const position = await stage.history.append('capture', captureId, [sample.captured(ids), sample.proposed('a\0b \uD800 c')], ids.runId);
    await reached(following.waiter, position, following.errors);
    expect((await new CaptureQueries(stage.sql).get(captureId))?.fields[0]?.answer).toBe('a\uFFFDb \uFFFD c');
  });

  it('pages through a list without losing or repeating a row', async () => {
    const runId = randomUUID();
    let position = await stage.history.append('run', runId, [sample.run(randomUUID())], runId);
    for (let count = 0; count < 7; count++) position = await stage.history.append('session', randomUUID(), [sample.started(runId)], runId);
    await reached(following.waiter, position, following.errors);
    const sessions = new SessionQueries(stage.sql);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await sessions.list({ runId, status: 'active', limit: 3, cursor });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toHaveLength(7);
    expect(new Set(seen).size).toBe(7);
    await expect(sessions.list({ cursor: 'made-up' })).rejects.toMatchObject({ code: 'cursor_invalid' });
    const audit = new AuditQueries(stage.sql);
    const first = await audit.list({ runId }, { limit: 5 });
    const second = await audit.list({ runId }, { limit: 5, after: first.next! });
    expect([first.items.length, second.items.length, second.next]).toEqual([5, 3, null]);
  });

  it('keeps the last heartbeat of an active session beside the events, and that of the ending event after it', async () => {
    const { sessionId, runId } = sampleIds();
    await reached(following.waiter, await stage.history.append('session', sessionId, [sample.started(runId)], runId), following.errors);
    const sessions = new SessionQueries(stage.sql);
    await stage.store.setHeartbeats(stage.sql, [[sessionId, '2026-11-22T10:05:00.000Z']]);
    await stage.store.setHeartbeats(stage.sql, [[sessionId, '2026-11-22T10:04:00.000Z']]);
    const extended = { type: 'countersign.session.extended.v1', data: { expiresAt: '2026-11-22T12:00:00.000Z' } } as const;
    await reached(following.waiter, await stage.history.append('session', sessionId, [extended], runId), following.errors);
    expect(await sessions.get(sessionId)).toMatchObject({ lastHeartbeatAt: '2026-11-22T10:05:00.000Z', expiresAt: '2026-11-22T12:00:00.000Z' });
    const expired = { type: 'countersign.session.expired.v1', data: { reason: 'heartbeat_lost', lastHeartbeatAt: '2026-11-22T10:05:01.000Z' } } as const;
    await reached(following.waiter, await stage.history.append('session', sessionId, [expired], runId), following.errors);
    await stage.store.setHeartbeats(stage.sql, [[sessionId, '2026-11-22T10:06:00.000Z']]);
    expect(await sessions.get(sessionId)).toMatchObject({ status: 'expired', endedReason: 'heartbeat_lost', lastHeartbeatAt: '2026-11-22T10:05:01.000Z' });
  });
});

describe('several gateways', () => {
  it('wakes who waits in a process that does not follow', async () => {
    const waiter = new ReadModelWaiter();
    const listener = new PositionListener(stage.sql, stage.store, waiter);
    listener.start();
    const position = await stage.history.append('run', randomUUID(), [sample.run(randomUUID())]);
    await reached(waiter, position);
    await listener.stop();
  });

  it('follows in one of them, and in another once that one is gone', async () => {
    const second = stage.follower();
    second.follower.start();
    await waitFor(() => second.follower.state === 'standby');
    await following.follower.stop();
    await waitFor(() => second.follower.state === 'following');
    await reached(second.waiter, await stage.history.append('run', randomUUID(), [sample.run(randomUUID())]), second.errors);
    following = second;
  });

  it('follows on when the connection that holds the lock is cut', async () => {
    const holder = async () => (await stage.sql.query<{ pid: number }>(`select pid from pg_locks where locktype = 'advisory' and granted`))[0]?.pid;
    const cut = await holder();
    await stage.sql.query('select pg_terminate_backend($1)', [cut]);
    await waitFor(async () => ![undefined, cut].includes(await holder()));
    const position = await stage.history.append('run', randomUUID(), [sample.run(randomUUID())]);
    await reached(following.waiter, position, following.errors);
    await waitFor(() => following.follower.state === 'following');
  });

  it('takes over from one that stands still and keeps its connection', async () => {
    await following.follower.stop();
    const silent = await stage.sql.reserve();
    await silent.query('select pg_advisory_lock(4400002)');
    following = stage.follower();
    const startedAt = performance.now();
    following.follower.start();
    await waitFor(() => following.follower.state === 'following', { timeoutMs: 15_000 });
    expect(performance.now() - startedAt).toBeGreaterThan(3_000);
    await silent.lost;
    silent.end();
    const position = await stage.history.append('run', randomUUID(), [sample.run(randomUUID())]);
    await reached(following.waiter, position, following.errors);
  });

  it('lets only one of two that project the same batch win, and the loser changes nothing', async () => {
    await following.follower.stop();
    const from = await stage.store.position(stage.sql);
    const runId = randomUUID();
    await stage.history.append('run', runId, [sample.run(randomUUID())], runId);
    const commits = await stage.log.load('run', runId);
    const settings = { publicUrl: '' };
    const both = await Promise.allSettled([0, 1].map(() => new BatchProjector(stage.log, stage.sql, stage.store, settings).project(from, commits)));
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find((one) => one.status === 'rejected')).toMatchObject({ reason: expect.any(CheckpointMovedError) });
    expect((await new AuditQueries(stage.sql).list({ runId })).items).toHaveLength(1);
    following = stage.follower();
    following.follower.start();
  });

  it('begins again at the checkpoint after a crash between reading and committing', async () => {
    const runId = randomUUID();
    await waitFor(() => following.follower.state === 'following');
    // A lock on a table of the read model holds the batch in the middle of its transaction, where its connection dies.
    const blocking = await stage.sql.reserve();
    await blocking.query('begin');
    await blocking.query('lock table read_model.audit_events in access exclusive mode');
    const position = await stage.history.append('run', runId, [sample.run(randomUUID())], runId);
    await waitFor(async () => {
      const cut = await stage.sql.query(`select pg_terminate_backend(pid) from pg_stat_activity where wait_event_type = 'Lock' and query like 'insert into read_model.audit_events%'`);
      return cut.length > 0;
    });
    blocking.end();
    await reached(following.waiter, position, following.errors);
    expect((await new AuditQueries(stage.sql).list({ runId })).items).toHaveLength(1);
    expect(await new RunQueries(stage.sql).get(runId)).toMatchObject({ version: 1 });
  });
});
