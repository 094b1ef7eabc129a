import type { CommandMeta, RunEvent, TaskEvent } from '@countersign/contracts';
import { aggregate, ConflictError, UnacknowledgedError, type Aggregate, type EventLog, type Handled } from '@countersign/event-log';
import { contextOf, EVENT_LOG } from '@countersign/event-log/nest';
import { Inject, Injectable } from '@nestjs/common';
import type { Settled } from '../http/answers.ts';
import { ProblemError, problemOfCommandError } from '../http/problem.ts';
import { runDecider, type RegisterRun, type RunState } from './domain/run.ts';
import { taskDecider, type RegisterTask, type TaskState } from './domain/task.ts';

/** Takes in runs and tasks: the aggregates that the gateway itself writes. */
@Injectable()
export class Intake {
  private readonly runs: Aggregate<RegisterRun, RunEvent, RunState>;
  private readonly tasks: Aggregate<RegisterTask, TaskEvent, TaskState>;

  constructor(@Inject(EVENT_LOG) private readonly log: EventLog) {
    this.runs = aggregate({ log, aggregate: 'run', source: 'gateway', decider: runDecider });
    this.tasks = aggregate({ log, aggregate: 'task', source: 'gateway', decider: taskDecider });
  }

  /** @throws ProblemError run_exists, candidate_not_found, candidate_erased */
  async registerRun(id: string, run: { readonly candidateId: string; readonly title: string | null }, meta: CommandMeta): Promise<Settled> {
    const candidate = await this.candidateState(run.candidateId);
    return settled(() => this.runs.handle(id, { ...run, candidate }, contextOf(meta, id)));
  }

  /** @throws ProblemError task_exists, run_not_found */
  async registerTask(id: string, task: Omit<RegisterTask, 'run'>, meta: CommandMeta): Promise<Settled> {
    const { version } = await this.runs.load(task.runId);
    return settled(() => this.tasks.handle(id, { ...task, run: version > 0 ? 'registered' : 'unknown' }, contextOf(meta, task.runId)));
  }

  private async candidateState(id: string): Promise<RegisterRun['candidate']> {
    const events = (await this.log.load('candidate', id)).flatMap((commit) => commit.events);
    if (events.length === 0) return 'unknown';
    return events.at(-1)!.type === 'countersign.candidate.erased.v1' ? 'erased' : 'registered';
  }
}

async function settled(handle: () => Promise<Handled<unknown, unknown>>): Promise<Settled> {
  try {
    const { rejected, loaded } = await handle();
    if (rejected) throw problemOfCommandError(rejected);
    return { position: loaded.sequence };
  } catch (error) {
    if (error instanceof ConflictError) throw new ProblemError('service_unavailable');
    if (error instanceof UnacknowledgedError) throw new ProblemError('command_timed_out');
    throw error;
  }
}
