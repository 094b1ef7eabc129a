import { fold, Rejected, type Decider } from './decider.ts';

/**
 * Given/when/then for a decider, without a test framework: `given(...events).when(command)` yields the outcome to
 * compare, `{ events }` or `{ rejected: code }`, and the state after it.
 */
export function specification<Command, Event, State>(decider: Decider<Command, Event, State>) {
  return {
    given: (...events: Event[]) => ({
      when: (command: Command): Outcome<Event, State> => {
        const before = fold(decider, decider.initialState, events);
        const decided = decider.decide(command, before);
        if (decided instanceof Rejected) return { rejected: decided.code, details: decided.details, state: before };
        return { events: [...decided], state: fold(decider, before, decided) };
      },
    }),
  };
}

export interface Outcome<Event, State> {
  readonly events?: Event[];
  readonly rejected?: string;
  readonly details?: unknown;
  readonly state: State;
}
