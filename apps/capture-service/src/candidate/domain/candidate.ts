import { candidateEvents, type CandidateEvent, type DocumentReference, type Preferences, type ReadFromFile } from '@countersign/contracts';
import { never, Rejected, type Decider } from '@countersign/decider';

export interface Person {
  readonly resume: Record<string, unknown>;
  readonly preferences: Preferences;
  readonly documents: readonly DocumentReference[];
  /** What was read out of the resume among the documents. */
  readonly readFromFile?: ReadFromFile;
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
  /** The file becomes the resume among the documents, in place of those before; its text stands beside it. */
  | {
      readonly type: 'take_resume_file';
      readonly expectedVersion?: number;
      readonly file: DocumentReference;
      readonly text: DocumentReference;
      readonly facts: Pick<ReadFromFile, 'resume' | 'passages'>;
    }
  | { readonly type: 'erase' };

/** Of a candidate, as the events limit it. */
const MAX_DOCUMENTS = 20;

function decide(command: CandidateCommand, state: CandidateState): readonly CandidateEvent[] | Rejected {
  if (state.status === 'erased') return command.type === 'erase' ? [] : new Rejected('candidate_erased', 'The candidate was erased.');
  switch (command.type) {
    case 'register':
      if (!state.person) return [{ type: candidateEvents.registered.type, data: stored(command.person) }];
      // A repeat after a lost answer finds what it registered.
      return equal(state.person, command.person) ? [] : new Rejected('candidate_exists', 'A candidate with this id is registered already.');
    case 'update_resume':
      return updated(command, state, (before) => {
        const documents = command.documents ?? before.documents;
        const { readFromFile } = before;
        const isThere = readFromFile !== undefined && documents.some(({ kind, sha256 }) => kind === 'resume' && sha256 === readFromFile.sha256);
        return { resume: command.resume, preferences: command.preferences ?? before.preferences, documents, ...(isThere ? { readFromFile } : {}) };
      });
    case 'take_resume_file':
      return updated(command, state, (before) => withFile(before, command));
    case 'erase':
      return state.person ? [{ type: candidateEvents.erased.type, data: {} }] : unknownCandidate();
    default:
      return never(command);
  }
}

function updated({ expectedVersion }: { readonly expectedVersion?: number }, state: CandidateState, change: (before: Person) => Person | Rejected): readonly CandidateEvent[] | Rejected {
  if (!state.person) return unknownCandidate();
  if (expectedVersion !== undefined && expectedVersion !== state.version) {
    return new Rejected('version_conflict', `The candidate is at version ${state.version}.`, { version: state.version });
  }
  const person = change(state.person);
  if (person instanceof Rejected) return person;
  return equal(state.person, person) ? [] : [{ type: candidateEvents.resumeUpdated.type, data: { ...stored(person), ...(person.readFromFile ? { readFromFile: person.readFromFile } : {}) } }];
}

function withFile(before: Person, { file, text, facts }: Extract<CandidateCommand, { type: 'take_resume_file' }>): Person | Rejected {
  const earlier = before.readFromFile?.textSha256;
  const others = before.documents.filter(({ kind, sha256 }) => kind !== 'resume' && sha256 !== earlier && sha256 !== text.sha256);
  if (others.length + 2 > MAX_DOCUMENTS) return new Rejected('resume_unreadable', `A candidate has at most ${MAX_DOCUMENTS} documents.`);
  return { ...before, documents: [...others, file, text], readFromFile: { sha256: file.sha256, name: file.name, textSha256: text.sha256, ...facts } };
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
