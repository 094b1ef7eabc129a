import type { AggregateName, DomainEvent, EventEnvelope } from '@countersign/contracts';

/** An event with its envelope and, by its type, its data. */
export type Recorded<Event extends DomainEvent> = Omit<EventEnvelope, 'type' | 'data'> & Event;

/** What a row depends on besides the events. */
export interface ProjectionSettings {
  /** Without a slash at its end, e.g. `https://countersign.example`. */
  readonly publicUrl: string;
}

/** The id of the aggregate that an event is of. */
export function aggregateIdOf(event: Pick<EventEnvelope, 'subject'>): string {
  return event.subject.slice(event.subject.indexOf('/') + 1);
}

/** An event that cannot follow what the row has seen: its first event is missing, or the log is not what it must be. */
export class ProjectionError extends Error {
  override readonly name: string = 'ProjectionError';
}

/** An event is not the next of its row: either the log is corrupt, or the row is not what the log says. */
export class VersionError extends ProjectionError {
  override readonly name = 'VersionError';
  constructor(readonly aggregate: AggregateName, readonly aggregateId: string, message: string) {
    super(message);
  }
}

/** @throws ProjectionError when an aggregate's history does not begin with the event that founds it. */
export function founded<Row>(row: Row | undefined, event: Pick<EventEnvelope, 'type' | 'subject'>): Row {
  if (row === undefined) throw new ProjectionError(`${event.type} came for ${event.subject}, of which nothing is known`);
  return row;
}
