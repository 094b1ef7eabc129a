import { runErrors, taskErrors, type TaskEvent } from '@countersign/contracts';
import { Rejected, type Decider } from '@countersign/decider';

interface TaskContent {
  readonly runId: string;
  readonly url: string;
  readonly company: string;
  readonly title: string;
}
export interface RegisterTask extends TaskContent {
  /** What the log says about the run. */
  readonly run: 'registered' | 'unknown';
}

/** undefined: there is no such task. */
export type TaskState = TaskContent | undefined;

function decide(command: RegisterTask, state: TaskState): readonly TaskEvent[] | Rejected {
  const { runId, url, company, title } = command;
  if (state) {
    const same = state.runId === runId && state.url === url && state.company === company && state.title === title;
    return same ? [] : new Rejected('task_exists', taskErrors.task_exists);
  }
  if (command.run === 'unknown') return new Rejected('run_not_found', runErrors.run_not_found);
  return [{ type: 'countersign.task.registered.v1', data: { runId, url, company, title } }];
}

export const taskDecider: Decider<RegisterTask, TaskEvent, TaskState> = {
  initialState: undefined,
  decide,
  evolve: (_state, event) => event.data,
};
