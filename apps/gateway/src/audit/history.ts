import type { AggregateName, CaptureEvent, RunEvent, TaskEvent } from '@countersign/contracts';
import { aggregateIdOf } from '../projecting/projection.ts';
import type { StateSubject } from './audited-state.ts';
import type { RecordedEvent } from './recorded-event.ts';

/** Events that a state, or the difference of two, is made of at most. */
export const MAX_EVENTS_OF_STATE = 50_000;

/** Where events are read from: the read model's copy of them, or the log. Both in the order of the log, up to and with a position. */
export interface EventSource {
  ofAggregate(aggregate: AggregateName, id: string, upTo: number): Promise<readonly RecordedEvent[]>;
  /** Events of one kind of aggregate that name the run. */
  ofRun(runId: string, aggregate: 'task' | 'capture', upTo: number): Promise<readonly RecordedEvent[]>;
}

/**
 * Every event that shows in the state of a subject, in the order of the log: its own, and those of what the API names beside it
 * (the candidate's name, the task's title, where captures stand). Empty: there is no such subject.
 */
export async function historyOf(source: EventSource, { aggregate, id }: StateSubject, upTo: number): Promise<RecordedEvent[]> {
  const own = await source.ofAggregate(aggregate, id, upTo);
  const [first] = own;
  if (!first) return [];
  const others = await othersOf(source, { aggregate, id }, first, upTo);
  return others.length === 0 ? [...own] : [own, ...others].flat().sort((a, b) => a.position - b.position || a.index - b.index);
}

async function othersOf(source: EventSource, { aggregate, id }: StateSubject, { event }: RecordedEvent, upTo: number): Promise<(readonly RecordedEvent[])[]> {
  switch (aggregate) {
    case 'session':
    case 'candidate':
      return [];
    case 'capture': {
      const { taskId, candidateId } = (event as unknown as Extract<CaptureEvent, { type: 'countersign.capture.form_captured.v1' }>).data;
      return Promise.all([source.ofAggregate('task', taskId, upTo), source.ofAggregate('candidate', candidateId, upTo)]);
    }
    case 'task':
      return [capturesOf(await source.ofRun((event as unknown as TaskEvent).data.runId, 'capture', upTo), id)];
    case 'run':
      return Promise.all([
        source.ofRun(id, 'task', upTo),
        source.ofRun(id, 'capture', upTo),
        source.ofAggregate('candidate', (event as unknown as RunEvent).data.candidateId, upTo),
      ]);
  }
}

/** Of the captures of a run those of one task, of which there is one. */
function capturesOf(events: readonly RecordedEvent[], taskId: string): RecordedEvent[] {
  const ids = new Set(events.filter(({ event }) => (event.data as { taskId?: unknown }).taskId === taskId).map(({ event }) => aggregateIdOf(event)));
  return events.filter(({ event }) => ids.has(aggregateIdOf(event)));
}
