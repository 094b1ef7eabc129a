import { candidateErrors, runErrors, type RunEvent } from '@countersign/contracts';
import { Rejected, type Decider } from '@countersign/decider';

export interface RegisterRun {
  readonly candidateId: string;
  readonly title: string | null;
  /** What the log says about the candidate. */
  readonly candidate: 'registered' | 'erased' | 'unknown';
}

/** undefined: there is no such run. */
export type RunState = Pick<RegisterRun, 'candidateId' | 'title'> | undefined;

function decide(command: RegisterRun, state: RunState): readonly RunEvent[] | Rejected {
  const { candidateId, title } = command;
  if (state) return state.candidateId === candidateId && state.title === title ? [] : new Rejected('run_exists', runErrors.run_exists);
  if (command.candidate === 'unknown') return new Rejected('candidate_not_found', candidateErrors.candidate_not_found);
  if (command.candidate === 'erased') return new Rejected('candidate_erased', candidateErrors.candidate_erased);
  return [{ type: 'countersign.run.registered.v1', data: { candidateId, title } }];
}

export const runDecider: Decider<RegisterRun, RunEvent, RunState> = {
  initialState: undefined,
  decide,
  evolve: (_state, event) => event.data,
};
