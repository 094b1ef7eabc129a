/** The schema that the API reads. Everything in it is folded from the log: it may be dropped and rebuilt at any time. */
export const READ_MODEL = 'read_model';

/** Of a session. A query must say it in the same words to be answered by the index. */
export const HAS_OPEN_HANDOFF = `jsonb_path_exists(handoffs, '$[*] ? (@.outcome == null)')`;

/**
 * The tables of the read model as they are now, parents first. A change of them comes with a migration that drops the
 * schema and makes it anew from this: the follower then folds the log into it from the beginning.
 *
 * A row with version 0 is a stub: a child's event came before the parent's own.
 */
export function readModelTablesSql(schema: string): string[] {
  const tables = [candidatesSql, runsSql, tasksSql, sessionsSql, capturesSql, auditSql, checkpointSql];
  return [`create schema ${schema}`, ...tables.flatMap((table) => table(schema))];
}

function candidatesSql(schema: string): string[] {
  return [
    `create table ${schema}.candidates (
       id uuid primary key,
       name text,
       email text,
       resume jsonb not null,
       preferences jsonb not null,
       documents jsonb not null,
       read_from_file jsonb,
       registered_at timestamptz(3),
       erased_at timestamptz(3),
       version integer not null
     )`,
    `create index candidates_newest on ${schema}.candidates (registered_at desc, id desc) where version > 0`,
  ];
}

function runsSql(schema: string): string[] {
  return [
    `create table ${schema}.application_runs (
       id uuid primary key,
       candidate_id uuid references ${schema}.candidates,
       title text,
       registered_at timestamptz(3),
       version integer not null
     )`,
    `create index application_runs_newest on ${schema}.application_runs (registered_at desc, id desc) where version > 0`,
    `create index application_runs_of_candidate on ${schema}.application_runs (candidate_id, registered_at desc, id desc)`,
  ];
}

function tasksSql(schema: string): string[] {
  return [
    `create table ${schema}.application_tasks (
       id uuid primary key,
       run_id uuid not null references ${schema}.application_runs,
       url text not null,
       company text not null,
       title text not null,
       registered_at timestamptz(3),
       version integer not null
     )`,
    `create index application_tasks_of_run on ${schema}.application_tasks (run_id, registered_at, id)`,
    `create index application_tasks_oldest on ${schema}.application_tasks (registered_at, id) where version > 0`,
  ];
}

function sessionsSql(schema: string): string[] {
  return [
    `create table ${schema}.remote_browser_sessions (
       id uuid primary key,
       run_id uuid not null references ${schema}.application_runs,
       status text not null check (status in ('active', 'expired', 'terminated')),
       provider text not null default 'novnc',
       user_console_url text not null,
       started_at timestamptz(3) not null,
       last_heartbeat_at timestamptz(3),
       expires_at timestamptz(3) not null,
       ended_at timestamptz(3),
       ended_reason text,
       viewport jsonb not null,
       start_url text,
       heartbeat_timeout_ms integer,
       node text not null,
       control_holder text,
       control_token integer,
       control_since timestamptz(3),
       consoles jsonb not null,
       profile jsonb,
       egress_allow jsonb,
       handoffs jsonb not null,
       recorded boolean not null,
       version integer not null
     )`,
    `create index remote_browser_sessions_newest on ${schema}.remote_browser_sessions (started_at desc, id desc)`,
    `create index remote_browser_sessions_of_run on ${schema}.remote_browser_sessions (run_id, started_at desc, id desc)`,
    `create index remote_browser_sessions_by_status on ${schema}.remote_browser_sessions (status, started_at desc, id desc)`,
    `create index remote_browser_sessions_waiting on ${schema}.remote_browser_sessions (id) where ${HAS_OPEN_HANDOFF}`,
  ];
}

function capturesSql(schema: string): string[] {
  return [
    `create table ${schema}.form_captures (
       id uuid primary key,
       task_id uuid not null unique references ${schema}.application_tasks,
       run_id uuid not null references ${schema}.application_runs,
       candidate_id uuid not null references ${schema}.candidates,
       session_id uuid,
       status text not null check (status in ('in_review', 'approved', 'rejected', 'submitting', 'submitted', 'outcome_unknown')),
       step integer not null,
       steps integer not null,
       adapter text not null,
       url text not null,
       page_title text,
       fingerprint text not null,
       captured_at timestamptz(3) not null,
       first_captured_at timestamptz(3) not null,
       fields jsonb not null,
       questions integer not null,
       answered integer not null,
       missing integer not null,
       answers_sha256 text not null,
       approved_sha256 text,
       approved_by text,
       approved_at timestamptz(3),
       notices jsonb not null,
       blocked_reason text,
       differences jsonb not null,
       kept_answers jsonb not null,
       dropped_answers jsonb not null,
       errors jsonb not null,
       rejected_reason text,
       evidence jsonb,
       unknown_outcome jsonb,
       resolution jsonb,
       version integer not null
     )`,
    `create index form_captures_newest on ${schema}.form_captures (first_captured_at desc, id desc)`,
    `create index form_captures_of_run on ${schema}.form_captures (run_id, first_captured_at desc, id desc)`,
    `create index form_captures_by_status on ${schema}.form_captures (status, first_captured_at desc, id desc)`,
    `create index form_captures_of_candidate on ${schema}.form_captures (candidate_id, first_captured_at desc, id desc)`,
  ];
}

function auditSql(schema: string): string[] {
  return [
    `create table ${schema}.audit_events (
       position bigint not null,
       index integer not null,
       id uuid not null,
       type text not null,
       source text not null,
       aggregate text not null,
       aggregate_id uuid not null,
       aggregate_version integer not null,
       run_id uuid,
       actor text not null,
       correlation_id text not null,
       causation_id text,
       traceparent text,
       time timestamptz(3) not null,
       stored_at timestamptz(3) not null,
       data json not null
     )`,
    `alter table ${schema}.audit_events add primary key (position, index)`,
    `create index audit_events_by_time on ${schema}.audit_events (stored_at, position) where index = 0`,
    `create index audit_events_handoffs on ${schema}.audit_events (time desc, id desc) where type = 'countersign.session.handoff_requested.v1'`,
    `create index audit_events_of_run on ${schema}.audit_events (run_id, position, index)`,
    `create index audit_events_of_aggregate on ${schema}.audit_events (aggregate, aggregate_id, position, index)`,
  ];
}

function checkpointSql(schema: string): string[] {
  return [
    `create table ${schema}.checkpoint (
       name text primary key,
       position bigint not null,
       updated_at timestamptz(3) not null default now()
     )`,
    `insert into ${schema}.checkpoint (name, position) values ('read_model', 0)`,
  ];
}
