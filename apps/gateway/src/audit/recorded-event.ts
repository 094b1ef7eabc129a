import type { EventEnvelope } from '@countersign/contracts';
import type { Commit } from '@countersign/event-log';

/** An event and where it stands in the log. */
export interface RecordedEvent {
  /** Stream sequence of its commit. */
  readonly position: number;
  /** 0-based index in its commit. */
  readonly index: number;
  /** When the log stored the commit, by the clock of the log: RFC 3339. */
  readonly storedAt: string;
  readonly event: EventEnvelope;
}

export function recordedEventsOf({ sequence, storedAt, events }: Pick<Commit, 'sequence' | 'storedAt' | 'events'>): RecordedEvent[] {
  return events.map((event, index) => ({ position: sequence, index, storedAt: storedAt.toISOString(), event }));
}
