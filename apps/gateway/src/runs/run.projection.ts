import type { RunEvent } from '@countersign/contracts';
import { aggregateIdOf, type Recorded } from '../projecting/projection.ts';
import type { ApplicationRun } from './run.entity.ts';

export function projectRun(_row: ApplicationRun | undefined, event: Recorded<RunEvent>): ApplicationRun {
  return {
    id: aggregateIdOf(event),
    candidateId: event.data.candidateId,
    title: event.data.title,
    registeredAt: event.time,
    version: event.aggregateversion,
  };
}

/** Holds the place of a run whose own event comes later. */
export function runStub(id: string): ApplicationRun {
  return { id, candidateId: null, title: null, registeredAt: null, version: 0 };
}
