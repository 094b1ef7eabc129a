import { randomUUID } from 'node:crypto';
import { candidateEvents, type CandidateEvent } from '@countersign/contracts';
import type { Decider } from '@countersign/decider';
import type { Appended, Commit, EventContext, EventLog, NewCommit, NewEvent } from '../event-log.ts';

/** An aggregate to try a log with: a candidate whose resume counts. */
export const context: EventContext = { actor: 'user:ada', correlationId: 'try' };

export function registered(count = 0): CandidateEvent {
  return { type: candidateEvents.registered.type, data: { resume: { count }, preferences: {}, documents: [] } };
}
export function updated(count: number): CandidateEvent {
  return { type: candidateEvents.resumeUpdated.type, data: { resume: { count }, preferences: {}, documents: [] } };
}

/** An event as large as the text. */
export function withText(text: string): CandidateEvent {
  return { type: candidateEvents.resumeUpdated.type, data: { resume: { text }, preferences: {}, documents: [] } };
}

export function commitOf(aggregateId: string, at: Appended, events: readonly (CandidateEvent & Pick<NewEvent, 'id' | 'time'>)[]): NewCommit {
  return { aggregate: 'candidate', aggregateId, source: 'capture-service', expectedSequence: at.sequence, version: at.version, events, context };
}

export const NEW: Appended = { sequence: 0, version: 0 };

/** Appends commits of one event each, all of new candidates; answers with their sequences. */
export async function appendSome(log: EventLog, count: number): Promise<number[]> {
  const sequences: number[] = [];
  for (let index = 0; index < count; index++) sequences.push((await log.append(commitOf(randomUUID(), NEW, [registered(index)]))).sequence);
  return sequences;
}

export interface Counter {
  readonly count: number;
}
/** The command says how many events to append; each counts one up. */
export const counter: Decider<number, CandidateEvent, Counter> = {
  initialState: { count: 0 },
  decide: (events, { count }) => Array.from({ length: events }, (_, index) => (count + index === 0 ? registered(1) : updated(count + index + 1))),
  evolve: (state, event) => ('resume' in event.data ? { count: event.data.resume['count'] as number } : state),
};

export const sequencesOf = (commits: readonly Commit[]) => commits.map(({ sequence }) => sequence);
