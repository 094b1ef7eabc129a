import { aggregateOfType, type AuditFilter, type Static } from '@countersign/contracts';
import { aggregateIdOf } from '../projecting/projection.ts';
import type { RecordedEvent } from './recorded-event.ts';

export type EventFilter = Static<typeof AuditFilter>;

const READING = /^countersign\.audit\./;

/** Readings of the audit are events as well, and among the others only when they are asked for: whoever looks would find themself. */
export function asksForReadings({ aggregate, types }: EventFilter): boolean {
  return aggregate === 'audit' || types?.some((type) => READING.test(type)) === true;
}

/**
 * Which events a filter lets through, for whoever reads the log from its beginning. Of a candidate are its own events and those of
 * its runs, from where a run says whose it is.
 */
export class EventMatcher {
  readonly #runsOfCandidate = new Set<string>();

  constructor(private readonly filter: EventFilter) {}

  /** To be asked of every event, in the order of the log. */
  matches(recorded: RecordedEvent): boolean {
    return this.#isOfCandidate(recorded) && isOf(recorded, this.filter) && isWithin(recorded, this.filter);
  }

  #isOfCandidate({ event }: RecordedEvent): boolean {
    const { candidateId } = this.filter;
    if (candidateId === undefined) return true;
    if (event.type.startsWith('countersign.run.registered.') && (event.data as { candidateId: string }).candidateId === candidateId) this.#runsOfCandidate.add(aggregateIdOf(event));
    return event.subject === `candidate/${candidateId}` || (event.runid !== undefined && this.#runsOfCandidate.has(event.runid));
  }
}

function isOf({ event }: RecordedEvent, filter: EventFilter): boolean {
  const { runId, sessionId, captureId, aggregate, aggregateId, types } = filter;
  return (
    (!READING.test(event.type) || asksForReadings(filter)) &&
    (runId === undefined || event.runid === runId) &&
    (sessionId === undefined || event.subject === `session/${sessionId}`) &&
    (captureId === undefined || event.subject === `capture/${captureId}`) &&
    (aggregate === undefined || aggregateOfType(event.type) === aggregate) &&
    (aggregateId === undefined || aggregateIdOf(event) === aggregateId) &&
    (types === undefined || types.includes(event.type))
  );
}

/** Instants of RFC 3339 with milliseconds in UTC sort as texts. */
function isWithin({ position, storedAt }: RecordedEvent, { from, to }: EventFilter): boolean {
  const isAfterStart = from === undefined || (typeof from === 'number' ? position >= from : storedAt >= from);
  return isAfterStart && (to === undefined || (typeof to === 'number' ? position <= to : storedAt <= to));
}

/** A filter whose ends are positions. */
export type PlacedFilter = Omit<EventFilter, 'from' | 'to'> & { readonly from?: number | undefined; readonly to?: number | undefined };
