import { AGGREGATES, aggregateOfType, type AggregateName, type CandidateEvent, type CaptureEvent, type RunEvent, type SessionEvent, type TaskEvent } from '@countersign/contracts';
import type { Commit } from '@countersign/event-log';
import type { Candidate } from '../candidates/candidate.entity.ts';
import { candidateStub, projectCandidate } from '../candidates/candidate.projection.ts';
import type { FormCapture } from '../captures/capture.entity.ts';
import { projectCapture } from '../captures/capture.projection.ts';
import type { ApplicationRun } from '../runs/run.entity.ts';
import { projectRun, runStub } from '../runs/run.projection.ts';
import type { ApplicationTask } from '../runs/task.entity.ts';
import { projectTask, taskStub } from '../runs/task.projection.ts';
import type { RemoteBrowserSession } from '../sessions/session.entity.ts';
import { projectSession } from '../sessions/session.projection.ts';
import { aggregateIdOf, VersionError, type ProjectionSettings, type Recorded } from './projection.ts';

/** The row that each kind of aggregate has. */
export interface RowOf {
  run: ApplicationRun;
  task: ApplicationTask;
  candidate: Candidate;
  session: RemoteBrowserSession;
  capture: FormCapture;
}
export type AggregateRow = RowOf[AggregateName];

const PROJECT: { [Name in AggregateName]: (row: RowOf[Name] | undefined, event: never, settings: ProjectionSettings) => RowOf[Name] } = {
  run: (row, event: Recorded<RunEvent>) => projectRun(row, event),
  task: (row, event: Recorded<TaskEvent>) => projectTask(row, event),
  candidate: (row, event: Recorded<CandidateEvent>) => projectCandidate(row, event),
  session: (row, event: Recorded<SessionEvent>, settings) => projectSession(row, event, settings),
  capture: (row, event: Recorded<CaptureEvent>) => projectCapture(row, event),
};

/** What a micro-batch changes, folded in memory: rows by their id, and stubs of parents. */
export class ReadModelRows {
  readonly #rows = tables<AggregateRow>();
  #changed = tables<true>();
  #stubs = tables<AggregateRow>();

  constructor(readonly settings: ProjectionSettings) {}

  /** Makes rows known that stand in the database; stubs (version 0) count as unknown. */
  know<Name extends AggregateName>(aggregate: Name, rows: readonly RowOf[Name][]): void {
    for (const row of rows) if (row.version > 0) this.#rows[aggregate].set(row.id, row);
  }

  knows(aggregate: AggregateName, id: string): boolean {
    return this.#rows[aggregate].has(id);
  }

  /** Rows of this kind that are in memory. */
  count(aggregate: AggregateName): number {
    return this.#rows[aggregate].size;
  }

  /** Keeps so many rows of each kind that were changed last. */
  forgetOldest(keep: number): void {
    for (const rows of Object.values(this.#rows)) {
      for (const id of rows.keys()) {
        if (rows.size <= keep) break;
        rows.delete(id);
      }
    }
  }

  /** @throws VersionError when an event does not follow the version of its row: a version is missing, or comes twice. */
  fold(commits: readonly Pick<Commit, 'events'>[]): void {
    for (const commit of commits) {
      for (const event of commit.events) this.#foldEvent(event);
    }
  }

  /** The rows stay known, but count as unchanged. */
  rowsWritten(): void {
    this.#changed = tables();
    this.#stubs = tables();
  }

  changed<Name extends AggregateName>(aggregate: Name): RowOf[Name][] {
    return [...this.#changed[aggregate].keys()].map((id) => this.#rows[aggregate].get(id) as RowOf[Name]);
  }

  /** Parents that no event founded so far; to be inserted where they are missing. */
  stubs<Name extends AggregateName>(aggregate: Name): RowOf[Name][] {
    return [...this.#stubs[aggregate].values()] as RowOf[Name][];
  }

  #foldEvent(event: Commit['events'][number]): void {
    const aggregate = aggregateOfType(event.type) as AggregateName;
    const id = aggregateIdOf(event);
    const before = this.#rows[aggregate].get(id);
    if (event.aggregateversion !== (before?.version ?? 0) + 1) {
      throw new VersionError(aggregate, id, `${event.subject} has version ${before?.version ?? 0} in the read model, its next event version ${event.aggregateversion}`);
    }
    const row = PROJECT[aggregate](before as never, event as never, this.settings);
    // Last in order: what is forgotten is what did not change for longest.
    this.#rows[aggregate].delete(id);
    this.#rows[aggregate].set(id, row);
    this.#changed[aggregate].set(id, true);
    this.#stubs[aggregate].delete(id);
    if (!before) this.#stubParents(aggregate, row);
  }

  #stubParents(aggregate: AggregateName, row: AggregateRow): void {
    if ('candidateId' in row && row.candidateId !== null) this.#stub('candidate', candidateStub(row.candidateId));
    if ('runId' in row) this.#stub('run', runStub(row.runId));
    if (aggregate === 'capture') {
      const { taskId, runId } = row as FormCapture;
      this.#stub('task', taskStub(taskId, runId));
    }
  }

  #stub(aggregate: AggregateName, stub: AggregateRow): void {
    if (!this.#rows[aggregate].has(stub.id)) this.#stubs[aggregate].set(stub.id, stub);
  }
}

function tables<Value>(): Record<AggregateName, Map<string, Value>> {
  return Object.fromEntries(AGGREGATES.map((name) => [name, new Map<string, Value>()])) as Record<AggregateName, Map<string, Value>>;
}
