import type { TaskEvent } from '@countersign/contracts';
import { aggregateIdOf, type Recorded } from '../projecting/projection.ts';
import type { ApplicationTask } from './task.entity.ts';

export function projectTask(_row: ApplicationTask | undefined, event: Recorded<TaskEvent>): ApplicationTask {
  return {
    id: aggregateIdOf(event),
    runId: event.data.runId,
    url: event.data.url,
    company: event.data.company,
    title: event.data.title,
    registeredAt: event.time,
    version: event.aggregateversion,
  };
}

/** Holds the place of a task whose own event comes later. */
export function taskStub(id: string, runId: string): ApplicationTask {
  return { id, runId, url: '', company: '', title: '', registeredAt: null, version: 0 };
}
