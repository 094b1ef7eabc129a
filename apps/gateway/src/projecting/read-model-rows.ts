import { aggregateOfType, type CandidateEvent, type CaptureEvent, type RunEvent, type SessionEvent, type TaskEvent } from '@countersign/contracts';
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

/** The row that each kind of aggregate has. Readings of the audit have none: they are events of the audit, and nothing else. */
export interface RowOf {
  run: ApplicationRun;
  task: ApplicationTask;
  candidate: Candidate;
  session: RemoteBrowserSession;
  capture: FormCapture;
}
export type RowName = keyof RowOf;
export type AggregateRow = RowOf[RowName];
export const ROW_NAMES = ['run', 'task', 'candidate', 'session', 'capture'] as const satisfies readonly RowName[];

/** The kind of aggregate whose row an event of this type changes; undefined: it changes none. */
export function rowNameOf(type: string): RowName | undefined {
  const aggregate = aggregateOfType(type);
  return ROW_NAMES.find((name) => name === aggregate);
}

const PROJECT: { [Name in RowName]: (row: RowOf[Name] | undefined, event: never, settings: ProjectionSettings) => RowOf[Name] } = {
  run: (row, event: Recorded<RunEvent>) => projectRun(row, event),
  task: (row, event: Recorded<TaskEvent>) => projectTask(row, event),
  candidate: (row, event: Recorded<CandidateEvent>) => projectCandidate(row, event),
  session: (row, event: Recorded<SessionEvent>, settings) => projectSession(row, event, settings),
  capture: (row, event: Recorded<CaptureEvent>) => projectCapture(row, event),
};

interface KnownRow {
  row: AggregateRow;
  isChanged: boolean;
}

/** What a micro-batch changes, folded in memory: rows by their id, and stubs of parents. */
export class ReadModelRows {
  readonly #rows = perName(() => new Map<string, KnownRow>());
  #changed = perName((): KnownRow[] => []);
  #stubs = perName(() => new Map<string, AggregateRow>());

  constructor(readonly settings: ProjectionSettings) {}

  /** Makes rows known that stand in the database; stubs (version 0) count as unknown. */
  know<Name extends RowName>(aggregate: Name, rows: readonly RowOf[Name][]): void {
    for (const row of rows) if (row.version > 0) this.#rows[aggregate].set(row.id, { row, isChanged: false });
  }

  knows(aggregate: RowName, id: string): boolean {
    return this.#rows[aggregate].has(id);
  }

  /** Rows of this kind that are in memory. */
  count(aggregate: RowName): number {
    return this.#rows[aggregate].size;
  }

  /** Keeps so many rows of each kind that became known last; to be called when all are written. */
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

  row<Name extends RowName>(aggregate: Name, id: string): RowOf[Name] | undefined {
    return this.#rows[aggregate].get(id)?.row as RowOf[Name] | undefined;
  }

  /** The rows stay known, but count as unchanged. */
  rowsWritten(): void {
    for (const rows of Object.values(this.#changed)) for (const known of rows) known.isChanged = false;
    this.#changed = perName(() => []);
    this.#stubs = perName(() => new Map());
  }

  changed<Name extends RowName>(aggregate: Name): RowOf[Name][] {
    return this.#changed[aggregate].map(({ row }) => row as RowOf[Name]);
  }

  /** Parents that no event founded so far; to be inserted where they are missing. */
  stubs<Name extends RowName>(aggregate: Name): RowOf[Name][] {
    return [...this.#stubs[aggregate].values()] as RowOf[Name][];
  }

  #foldEvent(event: Commit['events'][number]): void {
    const aggregate = rowNameOf(event.type);
    if (aggregate === undefined) return;
    const id = aggregateIdOf(event);
    const known = this.#rows[aggregate].get(id);
    const version = known?.row.version ?? 0;
    if (event.aggregateversion !== version + 1) {
      throw new VersionError(aggregate, id, `${event.subject} has version ${version} in the read model, its next event version ${event.aggregateversion}`);
    }
    const row = PROJECT[aggregate](known?.row as never, event as never, this.settings);
    if (known) this.#change(aggregate, known, row);
    else this.#found(aggregate, row);
  }

  #change(aggregate: RowName, known: KnownRow, row: AggregateRow): void {
    known.row = row;
    if (known.isChanged) return;
    known.isChanged = true;
    this.#changed[aggregate].push(known);
  }

  #found(aggregate: RowName, row: AggregateRow): void {
    const known = { row, isChanged: true };
    this.#rows[aggregate].set(row.id, known);
    this.#changed[aggregate].push(known);
    this.#stubs[aggregate].delete(row.id);
    this.#stubParents(aggregate, row);
  }

  #stubParents(aggregate: RowName, row: AggregateRow): void {
    if ('candidateId' in row && row.candidateId !== null) this.#stub('candidate', candidateStub(row.candidateId));
    if ('runId' in row) this.#stub('run', runStub(row.runId));
    if (aggregate === 'capture') {
      const { taskId, runId } = row as FormCapture;
      this.#stub('task', taskStub(taskId, runId));
    }
  }

  #stub(aggregate: RowName, stub: AggregateRow): void {
    if (!this.#rows[aggregate].has(stub.id)) this.#stubs[aggregate].set(stub.id, stub);
  }
}

function perName<Value>(make: () => Value): Record<RowName, Value> {
  return Object.fromEntries(ROW_NAMES.map((name) => [name, make()])) as Record<RowName, Value>;
}
