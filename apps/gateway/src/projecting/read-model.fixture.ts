import { randomUUID } from 'node:crypto';
import {
  WRITER_OF, type AuditReadEvent, type AggregateName, type CandidateEvent, type CaptureEvent, type DomainEvent, type FormField, type Question, type RunEvent,
  type SessionEvent, type TaskEvent,
} from '@countersign/contracts';
import { connectEventLog, type EventLog } from '@countersign/event-log';
import { startNats, startPostgres, waitFor, type TestNats, type TestPostgres } from '@countersign/test-kit';
import { MikroORM } from '@mikro-orm/postgresql';
import { migrate, sqlOf } from '../database/migrate.ts';
import { ormOptions } from '../database/orm-options.ts';
import { READ_MODEL } from '../database/read-model.tables.sql.ts';
import type { Sql } from '../database/sql.ts';
import { ReadModelFollower } from './read-model-follower.ts';
import { ReadModelStore } from './read-model-store.ts';
import { ReadModelWaiter } from './read-model-waiter.ts';

type EventOfAggregate = { run: RunEvent; task: TaskEvent; candidate: CandidateEvent; session: SessionEvent; capture: CaptureEvent; audit: AuditReadEvent };

/** Appends commits of aggregates and remembers where each of them stands. */
export class History {
  readonly #ends = new Map<string, { sequence: number; version: number }>();
  constructor(private readonly log: EventLog) {}

  /** @returns the position of the commit. */
  async append<Name extends AggregateName>(aggregate: Name, aggregateId: string, events: readonly EventOfAggregate[Name][], runId?: string): Promise<number> {
    const end = this.#ends.get(aggregateId) ?? { sequence: 0, version: 0 };
    const appended = await this.log.append({
      aggregate, aggregateId, source: WRITER_OF[aggregate], expectedSequence: end.sequence, version: end.version,
      events: events as readonly DomainEvent[], context: { actor: 'user:ada', correlationId: 'c-1', ...(runId ? { runId } : {}) },
    });
    this.#ends.set(aggregateId, appended);
    return appended.sequence;
  }
}

export const sampleQuestion: Question = {
  id: 'email', question: 'E-mail', type: 'email', required: true, sensitive: false, section: null, step: 1, help: null, labelSource: 'accessible_name',
};
export const sampleQuestions: Question[] = [
  sampleQuestion,
  { ...sampleQuestion, id: 'python', question: 'Do you know Python?', type: 'yes_no', options: ['Yes', 'No'], required: false },
];
const fingerprint = 'f'.repeat(64);
export const sampleInstant = '2026-11-22T10:00:00.000Z';

export const sample = {
  candidate: { type: 'countersign.candidate.registered.v1', data: { resume: { basics: { name: 'Ada Lovelace', email: 'ada@example.org' } }, preferences: {}, documents: [] } } satisfies CandidateEvent,
  run: (candidateId: string): RunEvent => ({ type: 'countersign.run.registered.v1', data: { candidateId, title: 'Autumn' } }),
  task: (runId: string): TaskEvent => ({ type: 'countersign.task.registered.v1', data: { runId, url: 'https://jobs.example/1', company: 'Analytical Engines', title: 'Engineer' } }),
  started: (runId: string): SessionEvent => ({
    type: 'countersign.session.started.v1',
    data: {
      runId, provider: 'novnc', viewport: { width: 1280, height: 800 }, startUrl: null, startedAt: sampleInstant,
      expiresAt: '2026-11-22T11:00:00.000Z', heartbeatTimeoutMs: 60_000, node: 'node-1',
    },
  }),
  captured: (ids: { taskId: string; runId: string; candidateId: string }, step = 1, steps = 1): CaptureEvent => ({
    type: 'countersign.capture.form_captured.v1',
    data: {
      ...ids, sessionId: null, adapter: 'generic', url: 'https://jobs.example/1', pageTitle: 'Apply', targetId: null, step, steps, fingerprint,
      questions: sampleQuestions.map((question) => ({ ...question, step })), capturedAt: sampleInstant,
    },
  }),
  proposed: (answer: FormField['answer'], step = 1): CaptureEvent => ({
    type: 'countersign.capture.answers_proposed.v1',
    data: { step, answers: [{ fieldId: 'email', answer, source: 'profile', confidence: 'high', evidence: { summary: 'basics.email', passages: [] } }] },
  }),
} as const;

export interface SampleIds {
  readonly candidateId: string;
  readonly runId: string;
  readonly taskId: string;
  readonly sessionId: string;
  readonly captureId: string;
}
export function sampleIds(): SampleIds {
  return { candidateId: randomUUID(), runId: randomUUID(), taskId: randomUUID(), sessionId: randomUUID(), captureId: randomUUID() };
}

/** A candidate with a run, a task, a session and a capture that waits for review. @returns the last position. */
export async function appendSample(history: History, ids: SampleIds): Promise<number> {
  const { candidateId, runId, taskId, sessionId, captureId } = ids;
  await history.append('candidate', candidateId, [sample.candidate]);
  await history.append('run', runId, [sample.run(candidateId)], runId);
  await history.append('task', taskId, [sample.task(runId)], runId);
  await history.append('session', sessionId, [sample.started(runId)], runId);
  return history.append('capture', captureId, [sample.captured({ taskId, runId, candidateId }), sample.proposed('ada@example.org')], runId);
}

/** Real servers with a migrated database and an empty log. */
export interface Stage {
  readonly nats: TestNats;
  readonly postgres: TestPostgres;
  readonly log: EventLog;
  readonly orm: MikroORM;
  readonly sql: Sql;
  readonly store: ReadModelStore;
  readonly history: History;
  /** A follower as another gateway would have it. */
  follower(): { follower: ReadModelFollower; waiter: ReadModelWaiter; errors: Error[] };
  stop(): Promise<void>;
}

export async function startStage(): Promise<Stage> {
  const [nats, postgres] = await Promise.all([startNats(), startPostgres()]);
  const log = await connectEventLog({ natsUrl: nats.url, name: 'test' });
  const orm = await MikroORM.init(ormOptions(postgres.url));
  await migrate(orm);
  const sql = await sqlOf(orm);
  const store = new ReadModelStore(orm, READ_MODEL);
  const followers: ReadModelFollower[] = [];
  return {
    nats, postgres, log, orm, sql, store,
    history: new History(log),
    follower: () => {
      const waiter = new ReadModelWaiter();
      const errors: Error[] = [];
      const settings = { publicUrl: 'http://localhost:4400' };
      const follower = new ReadModelFollower({ log, sql, store, waiter, settings, onError: (error) => errors.push(error) });
      followers.push(follower);
      return { follower, waiter, errors };
    },
    stop: async () => {
      await Promise.all(followers.map((follower) => follower.stop()));
      await orm.close();
      await log.close();
      await Promise.all([nats.stop(), postgres.stop()]);
    },
  };
}

/** Until the row model has a position; throws the first error of the follower when it does not come there. */
export async function reached(waiter: ReadModelWaiter, position: number, errors: readonly Error[] = []): Promise<void> {
  if (!(await waiter.waitFor(position, 10_000))) throw new Error(`position ${position} was not reached`, { cause: errors[0] });
}

export { waitFor };
