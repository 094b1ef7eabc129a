import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { EventLog, FollowOptions } from '@countersign/event-log';
import { AuditQueries } from '../audit/audit.queries.ts';
import { readModelTablesSql } from '../database/read-model.tables.sql.ts';
import { RunQueries } from '../runs/run.queries.ts';
import { SessionQueries } from '../sessions/session.queries.ts';
import type { ReadModelFollower } from './read-model-follower.ts';
import type { ReadModelWaiter } from './read-model-waiter.ts';
import { appendSample, reached, sample, sampleIds, startStage, waitFor, type SampleIds, type Stage } from './read-model.fixture.ts';
import { rebuild, type RebuildPhase, type RebuildProgress, type RebuildReport } from './rebuild.ts';

let stage: Stage;
let following: { follower: ReadModelFollower; waiter: ReadModelWaiter; errors: Error[] };
let ids: SampleIds;
const rebuilt = (): Promise<RebuildReport> => rebuild({ log: stage.log, orm: stage.orm, progress: () => undefined });
const schemas = async () =>
  (await stage.sql.query<{ name: string }>(`select nspname as name from pg_namespace where nspname like 'read_model%'`)).map(({ name }) => name);

const schemaOid = () => stage.sql.query(`select 'read_model'::regnamespace::oid as oid`);

beforeAll(async () => {
  stage = await startStage();
  ids = sampleIds();
}, 60_000);
afterAll(() => stage?.stop());
beforeEach(async () => {
  following = stage.follower();
  following.follower.start();
  await reached(following.waiter, await appendSample(stage.history, (ids = sampleIds())), following.errors);
});
afterEach(() => following.follower.stop());

describe('a rebuild', () => {
  it('finds a read model equal that the follower wrote, and puts another in its place', async () => {
    await stage.store.setHeartbeats(stage.sql, [[ids.sessionId, '2026-11-22T10:05:00.000Z']]);
    const before = await new SessionQueries(stage.sql).get(ids.sessionId);
    const oid = `select 'read_model.form_captures'::regclass::oid as oid`;
    const [old] = await stage.sql.query<{ oid: number }>(oid);
    const lastSequence = await stage.log.lastSequence();
    expect(await rebuilt()).toMatchObject({ tables: 6, position: lastSequence, differing: 0, differences: [] });
    expect((await stage.sql.query<{ oid: number }>(oid))[0]).not.toEqual(old);
    expect(await schemas()).toEqual(['read_model']);
    expect(await new SessionQueries(stage.sql).get(ids.sessionId)).toEqual({ ...before, lastHeartbeatAt: '2026-11-22T10:05:00.000Z' });
  });

  it('is followed on by the follower that ran before', async () => {
    await rebuilt();
    const runId = randomUUID();
    await reached(following.waiter, await stage.history.append('run', runId, [sample.run(randomUUID())], runId), following.errors);
    expect(await new RunQueries(stage.sql).get(runId)).toMatchObject({ id: runId });
    expect(following.errors).toEqual([]);
  });

  it('is equal with stubs', async () => {
    const { captureId, taskId, runId, candidateId } = sampleIds();
    await reached(following.waiter, await stage.history.append('capture', captureId, [sample.captured({ taskId, runId, candidateId })], runId), following.errors);
    expect(await rebuilt()).toMatchObject({ differing: 0 });
  });

  it('says which table, row and column was tampered with, and puts back what the log says', async () => {
    const gone = randomUUID();
    await stage.sql.query(`update read_model.application_runs set title = 'Winter' where id = $1`, [ids.runId]);
    await stage.sql.query(`update read_model.form_captures set fields = '[]', missing = 2 where id = $1`, [ids.captureId]);
    await stage.sql.query(`delete from read_model.audit_events where aggregate_id = $1`, [ids.sessionId]);
    await stage.sql.query(
      `insert into read_model.remote_browser_sessions select (json_populate_record(session, json_build_object('id', $1::uuid))).* from read_model.remote_browser_sessions session where id = $2`,
      [gone, ids.sessionId],
    );
    const [event] = (await new AuditQueries(stage.sql).list({ aggregateId: ids.taskId })).items;
    const { differing, differences } = await rebuilt();
    expect(differing).toBe(4);
    expect(differences).toEqual([
      { table: 'application_runs', id: ids.runId, kind: 'changed', columns: ['title'] },
      { table: 'remote_browser_sessions', id: gone, kind: 'unexpected', columns: [] },
      { table: 'form_captures', id: ids.captureId, kind: 'changed', columns: ['fields', 'missing'] },
      { table: 'audit_events', id: `${event!.position + 1}/0`, kind: 'missing', columns: [] },
    ]);
    expect(await new RunQueries(stage.sql).get(ids.runId)).toMatchObject({ title: 'Autumn' });
    expect(await new SessionQueries(stage.sql).get(gone)).toBeUndefined();
    expect(await rebuilt()).toMatchObject({ differing: 0 });
  });

  it('repairs a read model whose follower cannot go on, or that is gone, while the gateway runs', async () => {
    await stage.sql.query(`update read_model.remote_browser_sessions set version = 7 where id = $1`, [ids.sessionId]);
    const returned = { type: 'countersign.session.extended.v1', data: { expiresAt: '2026-11-22T12:00:00.000Z' } } as const;
    const position = await stage.history.append('session', ids.sessionId, [returned], ids.runId);
    expect(await following.waiter.waitFor(position, 300)).toBe(false);
    await waitFor(() => following.follower.error?.message.includes('has version 7 in the read model'));
    expect(await rebuilt()).toMatchObject({ position, differing: 1 });
    await reached(following.waiter, position, following.errors);
    await stage.sql.query('drop schema read_model cascade');
    expect(await rebuilt()).toMatchObject({ position, differences: [{ table: 'read_model', id: null, kind: 'missing', columns: [] }] });
    expect(await new SessionQueries(stage.sql).get(ids.sessionId)).toMatchObject({ version: 2, expiresAt: '2026-11-22T12:00:00.000Z' });
    await reached(following.waiter, await stage.history.append('run', randomUUID(), [sample.run(randomUUID())]), following.errors);
  });

  it('folds all of the log at once where the follower has not begun', async () => {
    await following.follower.stop();
    await stage.sql.query('drop schema read_model cascade');
    for (const statement of readModelTablesSql('read_model')) await stage.sql.query(statement);
    const told: string[] = [];
    const { differing, events, position } = await rebuild({ log: stage.log, orm: stage.orm, progress: (line) => told.push(line) });
    expect(told.slice(0, 3)).toEqual([`folding ${position} commits into read_model_rebuild`, 'making indexes', `swapping at position ${position}`]);
    expect(differing).toBe(0);
    expect(events).toBeGreaterThan(0);
    await stage.sql.query('update read_model.checkpoint set position = 0');
    // Rows of which a follower that has not begun can know nothing.
    expect((await rebuilt()).differences).toContainEqual({ table: 'application_runs', id: ids.runId, kind: 'unexpected', columns: [] });
    expect(await rebuilt()).toMatchObject({ position, differing: 0 });
  });

  it('loses nothing that is appended meanwhile', async () => {
    let running = true;
    const appended: string[] = [];
    let position = 0;
    const traffic = (async () => {
      while (running) {
        const runId = randomUUID();
        position = await stage.history.append('run', runId, [sample.run(ids.candidateId)], runId);
        appended.push(runId);
        expect(await new RunQueries(stage.sql).get(ids.runId)).toMatchObject({ title: 'Autumn' });
      }
    })();
    try {
      for (let round = 0; round < 3; round++) expect(await rebuilt()).toMatchObject({ differing: 0 });
    } finally {
      running = false;
      await traffic;
    }
    await reached(following.waiter, position, following.errors);
    const found = await stage.sql.query(`select id from read_model.application_runs where id = any($1::uuid[])`, [appended]);
    expect(found).toHaveLength(appended.length);
    expect(await rebuilt()).toMatchObject({ differing: 0 });
  });

  it('is refused while another runs, and for a log that does not belong to the database', async () => {
    const [first, second] = await Promise.allSettled([rebuilt(), rebuilt()]);
    expect([first.status, second.status].sort()).toEqual(['fulfilled', 'rejected']);
    await following.follower.stop();
    const position = await stage.store.position(stage.sql);
    await stage.sql.query('update read_model.checkpoint set position = position + 100');
    await expect(rebuilt()).rejects.toThrow('they do not belong together');
    await stage.sql.query('update read_model.checkpoint set position = $1', [position]);
  });

  it('says how far it is, phase by phase', async () => {
    const told: RebuildProgress[] = [];
    const { events, position } = await rebuild({ log: stage.log, orm: stage.orm, progress: () => undefined, onProgress: (progress) => told.push(progress) });
    expect([...new Set(told.map(({ phase }) => phase))]).toEqual(['folding', 'indexing', 'comparing', 'swapping']);
    expect(told.at(-1)).toMatchObject({ done: position, total: position, events });
    expect(told.every(({ done, total }) => done <= total)).toBe(true);
  });

  it('is aborted in any phase, and leaves everything as it was', async () => {
    for (const phase of ['folding', 'indexing', 'comparing', 'swapping'] satisfies RebuildPhase[]) {
      const before = await schemaOid();
      const aborting = new AbortController();
      const aborted = rebuild({
        log: stage.log, orm: stage.orm, progress: () => undefined, signal: aborting.signal,
        onProgress: (progress) => { if (progress.phase === phase) aborting.abort(new Error(`aborted while ${phase}`)); },
      });
      // The swap is one transaction: who aborts as it begins is too late.
      if (phase === 'swapping') expect(await aborted).toMatchObject({ differing: 0 });
      else {
        await expect(aborted).rejects.toThrow(`aborted while ${phase}`);
        expect(await schemaOid()).toEqual(before);
      }
      expect(await schemas()).toEqual(['read_model']);
    }
    const runId = randomUUID();
    await reached(following.waiter, await stage.history.append('run', runId, [sample.run(ids.candidateId)], runId), following.errors);
  });

  it('makes the tables as a migration does, with their indexes and keys', async () => {
    const definitions = (): Promise<unknown[]> => stage.sql.query(
      `select indexdef as definition from pg_indexes where schemaname = 'read_model'
       union all select conrelid::regclass || ' ' || pg_get_constraintdef(oid) from pg_constraint where connamespace = 'read_model'::regnamespace order by 1`,
    );
    await stage.sql.query('drop schema read_model cascade');
    for (const statement of readModelTablesSql('read_model')) await stage.sql.query(statement);
    const migrated = await definitions();
    await rebuilt();
    expect(await definitions()).toEqual(migrated);
    expect(migrated.length).toBeGreaterThan(20);
  });

  it('keeps text as it is, also such as would end a row or a column of a COPY', async () => {
    const runId = randomUUID();
    const title = 'a\ttab, a\\backslash, \\N, \\., a\nline\r\nand "quotes" – ü 🦀';
    await reached(following.waiter, await stage.history.append('run', runId, [{ type: 'countersign.run.registered.v1', data: { candidateId: ids.candidateId, title } }], runId), following.errors);
    expect(await rebuilt()).toMatchObject({ differing: 0 });
    expect(await new RunQueries(stage.sql).get(runId)).toMatchObject({ title });
  });

  it('comes to the same with memory for one row of each kind', async () => {
    const { captureId, taskId, runId, candidateId } = sampleIds();
    // Children before their parents, and changes of all of them far behind.
    await stage.history.append('capture', captureId, [sample.captured({ taskId, runId, candidateId })], runId);
    for (let run = 0; run < 5; run++) await appendSample(stage.history, sampleIds());
    await stage.history.append('capture', captureId, [sample.proposed('late@example.org')], runId);
    await stage.history.append('task', taskId, [sample.task(runId)], runId);
    await stage.history.append('run', runId, [sample.run(candidateId)], runId);
    const last = await stage.history.append('candidate', candidateId, [sample.candidate]);
    await reached(following.waiter, last, following.errors);
    const log = Object.assign(Object.create(stage.log) as EventLog, {
      follow: (options: FollowOptions) => stage.log.follow({ ...options, maxBatch: 3 }),
      lastSequence: () => stage.log.lastSequence(),
    });
    const maxRows = { candidate: 1, run: 1, task: 1, session: 1, capture: 1 };
    expect(await rebuild({ log, orm: stage.orm, progress: () => undefined, maxRows })).toMatchObject({ position: last, differing: 0 });
  });
});
