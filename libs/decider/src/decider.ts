/** An expected refusal: a code of the aggregate's error table, and what a person can act on. */
export class Rejected {
  readonly code: string;
  readonly message: string;
  readonly details?: unknown;
  constructor(code: string, message: string, details?: unknown) {
    this.code = code;
    this.message = message;
    this.details = details;
  }
}

/**
 * An aggregate: pure, synchronous and total. Time, ids and randomness come in with the command. An empty array of
 * events means that there is nothing to do (an idempotent repeat).
 */
export interface Decider<Command, Event, State> {
  readonly initialState: State;
  decide(command: Command, state: State): readonly Event[] | Rejected;
  evolve(state: State, event: Event): State;
}

/** Folds events over a state, oldest first. */
export function fold<Event, State>(decider: Pick<Decider<never, Event, State>, 'evolve'>, state: State, events: Iterable<Event>): State {
  for (const event of events) state = decider.evolve(state, event);
  return state;
}

/** At the end of a switch over a union: compiles only when every case is handled. */
export function never(value: never): never {
  throw new Error(`not handled: ${JSON.stringify(value)}`);
}
