import type { Commit } from '@countersign/event-log';
import { startPostgres, type TestPostgres } from '@countersign/test-kit';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CandidateQueries } from '../candidates/candidate.queries.ts';
import { CaptureQueries } from '../captures/capture.queries.ts';
import { openReadModel, type OpenReadModel } from '../projecting/index.ts';
import { BatchProjector } from '../projecting/batch-projector.ts';
import { aggregateIdOf } from '../projecting/projection.ts';
import { rowNameOf } from '../projecting/read-model-rows.ts';
import { historyNames, readHistory } from '../projecting/recorded-history.fixture.ts';
import { RunQueries } from '../runs/run.queries.ts';
import { TaskQueries } from '../runs/task.queries.ts';
import { SessionQueries } from '../sessions/session.queries.ts';
import { AuditQueries } from './audit.queries.ts';
import { stateAt, type StateSubject } from './audited-state.ts';
import { historyOf } from './history.ts';
import { recordedEventsOf } from './recorded-event.ts';

const settings = { publicUrl: 'https://countersign.example' };
const END = Number.MAX_SAFE_INTEGER;

describe('the state at a position', () => {
  let postgres: TestPostgres;
  let model: OpenReadModel;
  beforeAll(async () => {
    postgres = await startPostgres();
    model = await openReadModel(postgres.url);
  }, 60_000);
  afterAll(async () => {
    await model?.close();
    await postgres?.stop();
  });

  const api = ({ aggregate, id }: StateSubject): Promise<unknown> => {
    const { sql } = model;
    const queries = { run: new RunQueries(sql), task: new TaskQueries(sql), candidate: new CandidateQueries(sql), session: new SessionQueries(sql), capture: new CaptureQueries(sql) };
    return queries[aggregate].get(id);
  };

  it.each(historyNames)('is what the API answered when the read model was there: %s, every subject at every position', async (name) => {
    const { commits } = await readHistory(name);
    const projector = new BatchProjector({ load: () => Promise.resolve([]) }, model.sql, model.store, settings);
    const subjects = subjectsOf(commits);
    const answers: { subject: StateSubject; position: number; answer: unknown }[] = [];
    let at = 0;
    for (const commit of commits) {
      at = await projector.project(at, [commit]);
      for (const subject of subjects) answers.push({ subject, position: at, answer: await api(subject) });
    }
    const audit = new AuditQueries(model.sql);
    const histories = new Map(await Promise.all(subjects.map(async (subject) => [subject, await historyOf(audit, subject, END)] as const)));
    for (const { subject, position, answer } of answers) {
      expect([subject, position, stateAt(histories.get(subject)!, subject, position, settings)?.state]).toEqual([subject, position, answer]);
    }
    expect(answers.filter(({ answer }) => answer !== undefined).length).toBeGreaterThan(100);
    // The read model's copy of the events is the log's, down to the order of their keys.
    const copied = await Promise.all(subjects.map(({ aggregate, id }) => audit.ofAggregate(aggregate, id, END)));
    const logged = commits.flatMap(recordedEventsOf).filter(({ event }) => rowNameOf(event.type) !== undefined);
    expect(JSON.stringify(copied.flat().sort((a, b) => a.position - b.position || a.index - b.index))).toBe(JSON.stringify(logged));
  });
});

function subjectsOf(commits: readonly Commit[]): StateSubject[] {
  const named = new Map<string, StateSubject>();
  for (const event of commits.flatMap(({ events }) => events)) {
    const aggregate = rowNameOf(event.type);
    if (aggregate) named.set(event.subject, { aggregate, id: aggregateIdOf(event) });
  }
  return [...named.values()];
}
