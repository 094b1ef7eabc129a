import type { CandidateEvent } from '@countersign/contracts';
import { never } from '@countersign/decider';
import { aggregateIdOf, founded, type Recorded } from '../projecting/projection.ts';
import type { Candidate } from './candidate.entity.ts';

export function projectCandidate(row: Candidate | undefined, event: Recorded<CandidateEvent>): Candidate {
  const version = event.aggregateversion;
  switch (event.type) {
    case 'countersign.candidate.registered.v1':
      return { ...candidateStub(aggregateIdOf(event)), ...personOf(event.data), registeredAt: event.time, version };
    case 'countersign.candidate.resume_updated.v1':
      return { ...founded(row, event), ...personOf(event.data), version };
    case 'countersign.candidate.erased.v1':
      return { ...candidateStub(aggregateIdOf(event)), registeredAt: founded(row, event).registeredAt, erasedAt: event.time, version };
    default:
      return never(event);
  }
}

/** Holds the place of a candidate whose own event comes later. */
export function candidateStub(id: string): Candidate {
  return { id, name: null, email: null, resume: {}, preferences: {}, documents: [], readFromFile: null, registeredAt: null, erasedAt: null, version: 0 };
}

type Person = Extract<CandidateEvent, { type: 'countersign.candidate.resume_updated.v1' }>['data'];

function personOf({ resume, preferences, documents, readFromFile }: Person): Pick<Candidate, 'name' | 'email' | 'resume' | 'preferences' | 'documents' | 'readFromFile'> {
  const basics = resume['basics'];
  const of = (key: string): string | null => {
    const value: unknown = typeof basics === 'object' && basics !== null ? Reflect.get(basics, key) : undefined;
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
  };
  return { name: of('name'), email: of('email'), resume, preferences, documents, readFromFile: readFromFile ?? null };
}
