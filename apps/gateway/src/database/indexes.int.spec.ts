import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { AuditQueries } from '../audit/audit.queries.ts';
import { CandidateQueries } from '../candidates/candidate.queries.ts';
import { CaptureQueries } from '../captures/capture.queries.ts';
import { LiveEventQueries } from '../live/live-event.queries.ts';
import { afterCommit } from '../live/place.ts';
import { startStage, type Stage } from '../projecting/read-model.fixture.ts';
import { RunQueries } from '../runs/run.queries.ts';
import { TaskQueries } from '../runs/task.queries.ts';
import { ConsoleGrantQueries } from '../sessions/console-grant.queries.ts';
import { HandoffQueries } from '../sessions/handoff.queries.ts';
import { SessionQueries } from '../sessions/session.queries.ts';
import { WebhookDeliveries } from '../webhooks/webhook-deliveries.ts';
import { encodeCursor } from './page.ts';
import type { Sql } from './sql.ts';

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  'Parent Relationship'?: string;
  Plans?: Plan[];
}

let stage: Stage;
/** Plans of the statements that were made since they were last taken. */
const plans: Plan[] = [];
let sql: Sql;
/** Runs of a few tasks, captures and sessions each: enough that reading a whole table would cost more. */
const RUNS = 6_000;
const TASKS = 4;

beforeAll(async () => {
  stage = await startStage();
  await stage.sql.transaction((session) => fill(session.query));
  await fillWebhooks();
  await stage.sql.query('analyze');
  const explained = async (statement: string, parameters: readonly unknown[] = []) => {
    const [row] = await stage.sql.query<{ 'QUERY PLAN': { Plan: Plan }[] }>(`explain (format json) ${statement}`, parameters);
    plans.push(row!['QUERY PLAN'][0]!.Plan);
    return stage.sql.query(statement, parameters);
  };
  sql = { query: explained, prepared: explained } as unknown as Sql;
}, 60_000);
afterAll(() => stage?.stop());

async function fill(query: (statement: string, parameters?: readonly unknown[]) => Promise<unknown[]>): Promise<void> {
  const at = `timestamptz '2026-01-01' + n * interval '1 second'`;
  await query(`insert into read_model.candidates select gen_random_uuid(), 'n', 'e', '{}', '{}', '[]', null, ${at}, null, 1 from generate_series(1, ${RUNS}) n`);
  await query(
    `insert into read_model.application_runs select gen_random_uuid(), candidate.id, 't', ${at}, 1
     from (select id, row_number() over () as n from read_model.candidates) candidate`,
  );
  await query(`insert into read_model.application_tasks select gen_random_uuid(), run.id, 'u', 'c', 't', ${at}, 1 from read_model.application_runs run, generate_series(1, ${TASKS}) n`);
  await query(
    `insert into read_model.remote_browser_sessions (id, run_id, status, user_console_url, started_at, expires_at, viewport, node, consoles, handoffs, recorded, version)
     select gen_random_uuid(), run.id, case when n = 1 then 'active' else 'terminated' end, 'u', ${at}, ${at}, '{}', 'n', '[]',
       case n when 1 then case when random() < 0.01 then jsonb_build_array(jsonb_build_object('id', gen_random_uuid(), 'outcome', null)) else '[]' end
         when 2 then jsonb_build_array(jsonb_build_object('id', gen_random_uuid(), 'outcome', 'done')) else '[]' end, false, 1
     from read_model.application_runs run, generate_series(1, ${TASKS}) n`,
  );
  await query(
    `insert into read_model.form_captures
       (id, task_id, run_id, candidate_id, session_id, status, step, steps, adapter, url, page_title, fingerprint, captured_at, first_captured_at, fields, questions, answered, missing, answers_sha256,
        notices, differences, kept_answers, dropped_answers, errors, version)
     select gen_random_uuid(), task.id, task.run_id, run.candidate_id, null, case when random() < 0.05 then 'in_review' else 'submitted' end, 1, 1, 'generic', 'u', null, 'f',
       task.registered_at, task.registered_at, '[]', 0, 0, 0, 'h', '[]', '[]', '[]', '[]', '[]', 1
     from read_model.application_tasks task join read_model.application_runs run on run.id = task.run_id where random() < 0.9`,
  );
  await query(
    `insert into read_model.audit_events
     select row_number() over (order by registered_at, id), 0, gen_random_uuid(), 'countersign.task.registered.v1', 'gateway', 'task', id, 1, run_id, 'user:a', 'c', null, null, registered_at, registered_at, '{}'
     from read_model.application_tasks`,
  );
  await query(
    `insert into read_model.audit_events
     select 1000000 + row_number() over (order by started_at, id), 0, gen_random_uuid(), 'countersign.session.handoff_requested.v1', 'session-service', 'session', id, 2, run_id, 'key:a', 'c', null, null, started_at,
       started_at, json_build_object('handoffId', handoffs -> 0 ->> 'id')
     from read_model.remote_browser_sessions where handoffs <> '[]'`,
  );
}

const WEBHOOK = randomUUID();

/** A webhook with many deliveries among others with some; what is pending is little. */
async function fillWebhooks(): Promise<void> {
  const others = Array.from({ length: 20 }, () => randomUUID());
  await stage.sql.query(
    `insert into gateway.webhook_endpoints (id, url, types, enabled, from_position, created_by, created_at, version)
     select id, 'https://example.org/', '[]', true, 0, 'key:a', now(), 1 from unnest($1::uuid[]) id`,
    [[WEBHOOK, ...others]],
  );
  await stage.sql.query(
    `insert into gateway.webhook_deliveries (id, endpoint_id, event_id, type, position, payload, status, created_at, next_attempt_at, finished_at)
     select gen_random_uuid(), endpoint.id, gen_random_uuid(), 'run.registered', n, '{}', status, at, at, case when status = 'pending' then null else at end
     from (select id, case when id = $1 then 20000 else 500 end as many from gateway.webhook_endpoints) endpoint cross join lateral generate_series(1, many) n
     cross join lateral (select timestamptz '2026-01-01' + n * interval '1 second' as at, case when n % 100 = 0 then 'dead' when n > many - 5 then 'pending' else 'delivered' end as status) one`,
    [WEBHOOK],
  );
  await stage.sql.query('insert into gateway.webhook_attempts (delivery_id, number, started_at, duration_ms, status_code) select id, 1, created_at, 10, 200 from gateway.webhook_deliveries');
}

const cursor = encodeCursor({ at: '2026-01-01T00:00:20.000Z', id: randomUUID() });
/** With deliveries of each status on both sides. */
const amongDeliveries = encodeCursor({ at: '2026-01-01T03:00:00.000Z', id: randomUUID() });
const ids = { run: '', task: '', candidate: '', session: '' };
const since = '2026-01-01T01:00:00.000Z';
const until = '2026-01-01T01:00:10.000Z';
const lists: [string, () => Promise<unknown>][] = [
  ['runs', () => new RunQueries(sql).list({})],
  ['runs, further on', () => new RunQueries(sql).list({ cursor })],
  ['runs of a candidate', () => new RunQueries(sql).list({ candidateId: ids.candidate })],
  ['runs of a time', () => new RunQueries(sql).list({ since, until })],
  ['a run with its tasks', () => new RunQueries(sql).get(ids.run)],
  ['tasks', () => new TaskQueries(sql).list({ cursor })],
  ['tasks of a run', () => new TaskQueries(sql).list({ runId: ids.run })],
  ['tasks of a run whose form was not captured', () => new TaskQueries(sql).list({ runId: ids.run, captureStatus: 'none' })],
  ['tasks whose form is in review', () => new TaskQueries(sql).list({ captureStatus: 'in_review', since })],
  ['candidates of a time', () => new CandidateQueries(sql).list({ since, until })],
  ['candidates', () => new CandidateQueries(sql).list({ cursor })],
  ['sessions', () => new SessionQueries(sql).list({ cursor })],
  ['active sessions', () => new SessionQueries(sql).list({ status: 'active' })],
  ['sessions of a run', () => new SessionQueries(sql).list({ runId: ids.run })],
  ['sessions of a time', () => new SessionQueries(sql).list({ since, until })],
  ['hand-offs', () => new HandoffQueries(sql).list({ cursor })],
  ['open hand-offs', () => new HandoffQueries(sql).list({ state: 'open' })],
  ['completed hand-offs of a time', () => new HandoffQueries(sql).list({ state: 'completed', since, until })],
  ['hand-offs of a run', () => new HandoffQueries(sql).list({ runId: ids.run })],
  ['console grants', () => new ConsoleGrantQueries(sql).list({ id: ids.session, status: 'active', endedAt: null })],
  ['captures', () => new CaptureQueries(sql).list({ cursor })],
  ['captures in review', () => new CaptureQueries(sql).list({ status: ['in_review'] })],
  ['captures of a candidate', () => new CaptureQueries(sql).list({ candidateId: ids.candidate })],
  ['captures of a time', () => new CaptureQueries(sql).list({ since, until })],
  ['two states of captures', () => new CaptureQueries(sql).list({ status: ['in_review', 'approved'] })],
  ['captures of a run', () => new CaptureQueries(sql).list({ runId: ids.run })],
  ['events', () => new AuditQueries(sql).list({}, { after: '4000' })],
  ['events of a run', () => new AuditQueries(sql).list({ runId: ids.run })],
  ['the position at a time', () => new AuditQueries(sql).positionAt('2026-01-01T00:00:20.000Z')],
  ['an export of a run', () => new AuditQueries(sql).stream({ runId: ids.run }).next()],
  ['the events of an aggregate for a state', () => new AuditQueries(sql).ofAggregate('task', ids.task, 5_000)],
  ['events of an aggregate', () => new AuditQueries(sql).list({ aggregate: 'task', aggregateId: ids.task })],
  ['newest events', () => new LiveEventQueries(sql).read(afterCommit(RUNS * TASKS - 3), RUNS * TASKS)],
  ['events to catch up with', () => new LiveEventQueries(sql).read(afterCommit(10), RUNS * TASKS, {})],
  ['events of a run to catch up with', () => new LiveEventQueries(sql).read(afterCommit(10), RUNS * TASKS, { runId: ids.run })],
  ['events of a type to catch up with', () => new LiveEventQueries(sql).read(afterCommit(10), RUNS * TASKS, { types: ['countersign.run.registered.v1'] })],
  ['events of a session to catch up with', () => new LiveEventQueries(sql).read(afterCommit(10), RUNS * TASKS, { sessionId: ids.task })],
  ['runs of a candidate whose events are followed', () => new LiveEventQueries(sql).runsOf(randomUUID())],
  ['deliveries of a webhook', () => new WebhookDeliveries(sql).list(WEBHOOK, { cursor })],
  ['dead deliveries of a webhook', () => new WebhookDeliveries(sql).list(WEBHOOK, { status: 'dead', cursor: amongDeliveries })],
  ['what is due', () => new WebhookDeliveries(sql).due()],
];

/** One row, or as many as webhooks may be. */
const FEW_ROWS = ['checkpoint', 'webhook_endpoints'];

describe('a list that the API makes', () => {
  it.each(lists)('reads no table as a whole: %s', async (_name, list) => {
    const [task] = await stage.sql.query<{ id: string; run_id: string }>('select id, run_id from read_model.application_tasks limit 1');
    const [run] = await stage.sql.query<{ candidate_id: string; session_id: string }>('select candidate_id, (select id from read_model.remote_browser_sessions where run_id = $1 limit 1) session_id from read_model.application_runs where id = $1', [task!.run_id]);
    Object.assign(ids, { run: task!.run_id, task: task!.id, candidate: run!.candidate_id, session: run!.session_id });
    plans.length = 0;
    await list();
    expect(plans.length).toBeGreaterThan(0);
    expect(plans.flatMap(wholeTables)).toEqual([]);
  });

  // Else all that the filter lets through would be read and sorted for each page; of one run or candidate that is little.
  const pages = lists.filter(([name]) => /^(runs|tasks|candidates|sessions|captures|events|deliveries|dead deliveries|active sessions)/.test(name) && !/ of an? (?!webhook)|catch up/.test(name));
  it.each(pages)('takes a page in the order of an index: %s', async (_name, list) => {
    plans.length = 0;
    await list();
    expect(plans.length).toBeGreaterThan(0);
    expect(plans.flatMap(sorts)).toEqual([]);
  });
});

function wholeTables(plan: Plan): string[] {
  const whole = plan['Node Type'] === 'Seq Scan' && !FEW_ROWS.includes(plan['Relation Name'] ?? '') ? [plan['Relation Name'] ?? ''] : [];
  return [...whole, ...(plan.Plans ?? []).flatMap(wholeTables)];
}

/** An incremental sort, of the few rows that are equal in what the index has put in order, is none; nor is what is asked for each row of the page. */
function sorts(plan: Plan): string[] {
  if (plan['Parent Relationship'] === 'SubPlan') return [];
  return [...(plan['Node Type'] === 'Sort' ? [plan['Node Type']] : []), ...(plan.Plans ?? []).flatMap(sorts)];
}
