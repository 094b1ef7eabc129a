import type { RunEvent, SessionEvent, TaskEvent } from '@countersign/contracts';
import { Rejected } from '@countersign/decider';
import type { EventLog } from '@countersign/event-log';
import { EVENT_LOG } from '@countersign/event-log/nest';
import { Inject, Injectable } from '@nestjs/common';
import { Candidates } from '../candidate/candidates.ts';
import type { Person } from '../candidate/domain/candidate.ts';
import { Refusal } from './refusal.ts';

/** What one applies for, and who. */
export interface Application {
  readonly taskId: string;
  readonly runId: string;
  readonly candidateId: string;
  readonly url: string;
  readonly company: string;
  readonly title: string;
  readonly person: Person;
}

/** Puts together what other services registered: the task, its run, and the candidate. */
@Injectable()
export class Applications {
  readonly #log: EventLog;
  readonly #candidates: Candidates;

  constructor(@Inject(EVENT_LOG) log: EventLog, candidates: Candidates) {
    this.#log = log;
    this.#candidates = candidates;
  }

  /** @throws Refusal task_not_found, run_not_found, candidate_not_found, candidate_erased */
  async of(taskId: string): Promise<Application> {
    const task = await this.#first<TaskEvent>('task', taskId);
    if (!task) throw new Refusal('task_not_found', 'There is no task with this id.');
    const { runId, url, company, title } = task.data;
    const run = await this.#first<RunEvent>('run', runId);
    if (!run) throw new Refusal('run_not_found', 'There is no run with this id.');
    const { candidateId } = run.data;
    const person = await this.#candidates.person(candidateId);
    if (person instanceof Rejected) throw new Refusal(person.code, person.message);
    return { taskId, runId, candidateId, url, company, title, person };
  }

  /** A session shows one candidate's pages to that candidate's run only. @throws Refusal session_not_found */
  async checkSession(sessionId: string, runId: string): Promise<void> {
    const session = await this.#first<Extract<SessionEvent, { type: 'countersign.session.started.v1' | 'countersign.session.start_failed.v1' }>>('session', sessionId);
    if (!session) throw new Refusal('session_not_found', 'There is no session with this id.');
    if (session.data.runId !== runId) throw new Refusal('session_not_found', 'The session belongs to another run.');
  }

  /** Every aggregate of these begins with the event that registers it. */
  async #first<Event>(aggregate: 'task' | 'run' | 'session', id: string): Promise<Event | undefined> {
    const [commit] = await this.#log.load(aggregate, id);
    return commit?.events[0] as Event | undefined;
  }
}
