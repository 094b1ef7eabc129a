import { candidateEvents, type CandidateEvent, type DocumentReference, type Preferences } from '@countersign/contracts';
import { never, Rejected, type Decider } from '@countersign/decider';

export interface Person {
  readonly resume: Record<string, unknown>;
  readonly preferences: Preferences;
  readonly documents: readonly DocumentReference[];
}
export interface CandidateState {
  readonly status: 'unknown' | 'registered' | 'erased';
  readonly version: number;
  /** null before registration and after erasure. */
  readonly person: Person | null;
}
export type CandidateCommand =
  | { readonly type: 'register'; readonly person: Person }
  /** Parts that are left out stay as they are. */
  | {
      readonly type: 'update_resume';
      readonly expectedVersion?: number;
      readonly resume: Record<string, unknown>;
      readonly preferences?: Preferences;
      readonly documents?: readonly DocumentReference[];
    }
  | { readonly type: 'erase' };

function decide(command: CandidateCommand, state: CandidateState): readonly CandidateEvent[] | Rejected {
  if (state.status === 'erased') return command.type === 'erase' ? [] : new Rejected('candidate_erased', 'The candidate was erased.');
  switch (command.type) {
    case 'register':
      if (!state.person) return [{ type: candidateEvents.registered.type, data: stored(command.person) }];
      // A repeat after a lost answer finds what it registered.
      return equal(state.person, command.person) ? [] : new Rejected('candidate_exists', 'A candidate with this id is registered already.');
    case 'update_resume': {
      if (!state.person) return unknownCandidate();
      if (command.expectedVersion !== undefined && command.expectedVersion !== state.version) {
        return new Rejected('version_conflict', `The candidate is at version ${state.version}.`, { version: state.version });
      }
      const person = {
        resume: command.resume,
        preferences: command.preferences ?? state.person.preferences,
        documents: command.documents ?? state.person.documents,
      };
      return equal(state.person, person) ? [] : [{ type: candidateEvents.resumeUpdated.type, data: stored(person) }];
    }
    case 'erase':
      return state.person ? [{ type: candidateEvents.erased.type, data: {} }] : unknownCandidate();
    default:
      return never(command);
  }
}

function evolve(state: CandidateState, event: CandidateEvent): CandidateState {
  const version = state.version + 1;
  switch (event.type) {
    case 'countersign.candidate.registered.v1':
    case 'countersign.candidate.resume_updated.v1':
      return { status: 'registered', version, person: event.data };
    case 'countersign.candidate.erased.v1':
      return { status: 'erased', version, person: null };
    default:
      return never(event);
  }
}

export const candidateDecider: Decider<CandidateCommand, CandidateEvent, CandidateState> = {
  initialState: { status: 'unknown', version: 0, person: null },
  decide,
  evolve,
};

function unknownCandidate(): Rejected {
  return new Rejected('candidate_not_found', 'There is no candidate with this id.');
}

function stored(person: Person) {
  return { resume: person.resume, preferences: person.preferences, documents: [...person.documents] };
}

/** Equality of JSON values; the order of keys does not matter. */
function equal(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || Array.isArray(a) !== Array.isArray(b)) return false;
  const keysOfA = Object.keys(a);
  if (keysOfA.length !== Object.keys(b).length) return false;
  return keysOfA.every((key) => Object.hasOwn(b, key) && equal((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]));
}
