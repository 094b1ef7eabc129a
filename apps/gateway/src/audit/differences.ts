import type { ProjectionSettings } from '../projecting/projection.ts';
import { StateFold, type AuditedState, type StateSubject, type StateView } from './audited-state.ts';
import { unlikeFields, type UnlikeField } from './unlike-fields.ts';
import type { RecordedEvent } from './recorded-event.ts';

/** The event that changed a field last. */
export interface FieldChange {
  readonly position: number;
  readonly index: number;
  readonly eventId: string;
  readonly type: string;
  /** Who. */
  readonly actor: string;
  /** When, by the clock of the service that decided it. */
  readonly time: string;
}

export interface FieldDifference extends UnlikeField {
  readonly changed: FieldChange;
}

export interface Difference {
  /** Undefined: it did not exist yet; then every field counts as added. */
  readonly from: AuditedState | undefined;
  readonly to: AuditedState | undefined;
  readonly differences: readonly FieldDifference[];
}

/**
 * What is different between the states at two positions, field by field, and by which event each field came to be what it is.
 * A field that changed and changed back is not different. The version is none of the fields: both states say theirs.
 */
export function differencesBetween(history: readonly RecordedEvent[], subject: StateSubject, from: number, to: number, settings: ProjectionSettings): Difference {
  const fold = new StateFold(subject, settings);
  const since = history.findIndex(({ position }) => position > from);
  const upTo = history.filter(({ position }) => position <= to);
  const events = since === -1 ? [] : upTo.slice(since);
  for (const recorded of upTo.slice(0, upTo.length - events.length)) fold.add(recorded);
  const before = fold.current;
  const changes = new Map<string, FieldChange>();
  let view = fold.view;
  for (const recorded of events) {
    fold.add(recorded);
    const next = fold.view;
    for (const { path } of unlike(view, next)) {
      // The last in order is the last that changed.
      changes.delete(path);
      changes.set(path, changeBy(recorded));
    }
    view = next;
  }
  const after = fold.current;
  return { from: before, to: after, differences: unlike(before?.state, after?.state).map((field) => ({ ...field, changed: lastChangeOf(field.path, changes) })) };
}

function unlike(from: StateView | undefined, to: StateView | undefined): UnlikeField[] {
  return unlikeFields(fieldsOf(from), fieldsOf(to));
}

function fieldsOf(state: StateView | undefined): object {
  return state ? Object.fromEntries(Object.entries(state).filter(([name]) => name !== 'version')) : {};
}

/** Also one that changed only a part of the field, or all of what the field is a part of. */
function lastChangeOf(path: string, changes: ReadonlyMap<string, FieldChange>): FieldChange {
  const last = [...changes].findLast(([changed]) => isWithin(path, changed) || isWithin(changed, path));
  if (!last) throw new Error(`${path} is different, but no event changed it`);
  return last[1];
}

function isWithin(path: string, other: string): boolean {
  return path === other || path.startsWith(`${other}/`);
}

function changeBy({ position, index, event }: RecordedEvent): FieldChange {
  return { position, index, eventId: event.id, type: event.type, actor: event.actor, time: event.time };
}
