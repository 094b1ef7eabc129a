import type { CandidateView, CaptureView, RunWithTasksView, SessionView, TaskView } from '@countersign/contracts';
import { candidateView, type CandidateRow } from '../candidates/candidate.view.ts';
import { captureView } from '../captures/capture.view.ts';
import type { ProjectionSettings } from '../projecting/projection.ts';
import { ReadModelRows, type RowName } from '../projecting/read-model-rows.ts';
import { asStored } from '../projecting/table-columns.ts';
import { MAX_TASKS_OF_RUN, runView, type RunRow } from '../runs/run.view.ts';
import { taskView, type TaskRow } from '../runs/task.view.ts';
import { sessionView } from '../sessions/session.view.ts';
import type { RecordedEvent } from './recorded-event.ts';

/** What a state can be asked of. */
export interface StateSubject {
  readonly aggregate: RowName;
  readonly id: string;
}
export type StateView = RunWithTasksView | TaskView | CandidateView | SessionView | CaptureView;

/** A state as the API would have answered with it, after every commit up to a position. */
export interface AuditedState {
  /** Version of the aggregate. */
  readonly version: number;
  /** Position of the last event that the state shows: its own, or one of what it names (its candidate, task, captures). */
  readonly lastPosition: number;
  readonly state: StateView;
}

/** Folds the events of a subject by the projections that fill the read model, and shows it as the API does. */
export class StateFold {
  readonly #rows: ReadModelRows;
  #lastPosition = 0;

  constructor(private readonly subject: StateSubject, settings: ProjectionSettings) {
    this.#rows = new ReadModelRows(settings);
  }

  /** One event after the other, in the order of the log; see `historyOf` for which. @throws VersionError when one is missing */
  add({ event, position }: RecordedEvent): void {
    this.#rows.fold([{ events: [event] }]);
    this.#lastPosition = position;
  }

  /** Undefined while there is no such aggregate. Not known to the log, so null: the last heartbeat of a session that lives. */
  get current(): AuditedState | undefined {
    const state = this.view;
    return state && { version: state.version, lastPosition: this.#lastPosition, state: asStored(state) };
  }

  get view(): StateView | undefined {
    return viewOf(this.#rows, this.subject);
  }
}

/** The state after every commit up to `position`, of a history that `historyOf` gave. Undefined: it did not exist yet. */
export function stateAt(history: readonly RecordedEvent[], subject: StateSubject, position: number, settings: ProjectionSettings): AuditedState | undefined {
  const fold = new StateFold(subject, settings);
  for (const recorded of history) {
    if (recorded.position > position) break;
    fold.add(recorded);
  }
  return fold.current;
}

function viewOf(rows: ReadModelRows, { aggregate, id }: StateSubject): StateView | undefined {
  switch (aggregate) {
    case 'session': {
      const session = rows.row('session', id);
      return session && sessionView(session);
    }
    case 'candidate': {
      const candidate = rows.row('candidate', id);
      return candidate && candidateView(candidate as CandidateRow);
    }
    case 'capture': {
      const capture = rows.row('capture', id);
      if (!capture) return undefined;
      const task = rows.row('task', capture.taskId);
      return captureView({ ...capture, company: task?.company ?? '', title: task?.title ?? '', candidateName: rows.row('candidate', capture.candidateId)?.name ?? null });
    }
    case 'task':
      return taskOf(rows, id);
    case 'run': {
      const run = rows.row('run', id);
      return run && { ...runView({ ...run, candidateName: rows.row('candidate', run.candidateId!)?.name ?? null } as RunRow), tasks: tasksOf(rows, id) };
    }
  }
}

function taskOf(rows: ReadModelRows, id: string): TaskView | undefined {
  const task = rows.row('task', id);
  const capture = rows.changed('capture').find(({ taskId }) => taskId === id);
  return task && taskView({ ...task, captureId: capture?.id ?? null, captureStatus: capture?.status ?? null } as TaskRow);
}

/** Oldest first, as many as the API gives with their run. */
function tasksOf(rows: ReadModelRows, runId: string): TaskView[] {
  const captures = new Map(rows.changed('capture').map((capture) => [capture.taskId, capture]));
  return rows.changed('task')
    .filter((task) => task.runId === runId)
    .map((task) => taskView({ ...task, captureId: captures.get(task.id)?.id ?? null, captureStatus: captures.get(task.id)?.status ?? null } as TaskRow))
    .sort((a, b) => compare(a.registeredAt, b.registeredAt) || compare(a.id, b.id))
    .slice(0, MAX_TASKS_OF_RUN);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
