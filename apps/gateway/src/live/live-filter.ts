import type { AuditEventView } from '@countersign/contracts';
import { asksForReadings, type EventFilter } from '../audit/event-filter.ts';

/** Which events a stream is about; what it names must all be so. */
export type LiveFilter = Pick<EventFilter, 'runId' | 'sessionId' | 'captureId' | 'candidateId' | 'types'>;

/**
 * The filter of one stream, for events that are in memory. Must be asked of every event after a place, in their order: of a candidate
 * are its runs, and what says whose a run is may be among them.
 */
export class LiveMatcher {
  readonly #takesReadings: boolean;
  readonly #takesAll: boolean;

  /** `runsOfCandidate`: those that are known so far. */
  constructor(
    private readonly filter: LiveFilter,
    private readonly runsOfCandidate: Set<string>,
  ) {
    this.#takesReadings = asksForReadings(filter);
    this.#takesAll = Object.values(filter).every((value) => value === undefined);
  }

  /** It lets everything through but who read the audit. */
  get takesAll(): boolean {
    return this.#takesAll;
  }

  matches(event: AuditEventView): boolean {
    const { runId, sessionId, captureId, types } = this.filter;
    const isOfCandidate = this.#isOfCandidate(event);
    return (
      isOfCandidate &&
      (this.#takesReadings || !isReading(event)) &&
      (runId === undefined || event.runId === runId) &&
      (sessionId === undefined || (event.aggregate === 'session' && event.aggregateId === sessionId)) &&
      (captureId === undefined || (event.aggregate === 'capture' && event.aggregateId === captureId)) &&
      (types === undefined || types.includes(event.type))
    );
  }

  #isOfCandidate({ aggregate, aggregateId, type, runId, data }: AuditEventView): boolean {
    const { candidateId } = this.filter;
    if (candidateId === undefined) return true;
    if (type.startsWith('countersign.run.registered.') && (data as { candidateId: string }).candidateId === candidateId) this.runsOfCandidate.add(aggregateId);
    return (aggregate === 'candidate' && aggregateId === candidateId) || (runId !== null && this.runsOfCandidate.has(runId));
  }
}

/** Who reads the audit when it hears of an event must not hear of that reading. */
export function isReading({ aggregate }: Pick<AuditEventView, 'aggregate'>): boolean {
  return aggregate === 'audit';
}
