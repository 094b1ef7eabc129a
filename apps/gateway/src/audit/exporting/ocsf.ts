import { aggregateOfType } from '@countersign/contracts';
import { aggregateIdOf } from '../../projecting/projection.ts';
import type { RecordedEvent } from '../recorded-event.ts';

/** https://schema.ocsf.io/1.6.0/classes/entity_management */
export const OCSF_VERSION = '1.6.0';
const IDENTITY_AND_ACCESS_MANAGEMENT = 3;
const ENTITY_MANAGEMENT = 3004;
const CREATE = { activity_id: 1, activity_name: 'Create' } as const;
const READ = { activity_id: 2, activity_name: 'Read' } as const;
const UPDATE = { activity_id: 3, activity_name: 'Update' } as const;
const DELETE = { activity_id: 4, activity_name: 'Delete' } as const;

/**
 * An event as activity on a managed entity (class Entity Management): the first of an aggregate creates it, a reading of the audit
 * reads, an erasure deletes, everything else updates. What OCSF has no attribute for stands in `unmapped` under its own name.
 */
export function ocsfEvent({ position, index, storedAt, event }: RecordedEvent) {
  const activity = activityOf(event.type, event.aggregateversion);
  const aggregate = aggregateOfType(event.type);
  return {
    ...activity,
    category_uid: IDENTITY_AND_ACCESS_MANAGEMENT,
    category_name: 'Identity & Access Management',
    class_uid: ENTITY_MANAGEMENT,
    class_name: 'Entity Management',
    type_uid: ENTITY_MANAGEMENT * 100 + activity.activity_id,
    type_name: `Entity Management: ${activity.activity_name}`,
    severity_id: 1,
    severity: 'Informational',
    time: Date.parse(event.time),
    message: event.type,
    metadata: {
      version: OCSF_VERSION,
      product: { name: 'Countersign', vendor_name: 'Countersign', feature: { name: event.source } },
      uid: event.id,
      event_code: event.type,
      correlation_uid: event.correlationid,
      original_time: event.time,
      logged_time: Date.parse(storedAt),
      log_name: 'EVENTS',
      sequence: position,
    },
    actor: actorOf(event.actor),
    entity: { uid: aggregateIdOf(event), type: aggregate, version: String(event.aggregateversion), data: event.data },
    unmapped: { commitindex: index, ...(event.runid === undefined ? {} : { runid: event.runid }), ...(event.causationid === undefined ? {} : { causationid: event.causationid }) },
  };
}

export function ocsfLine(recorded: RecordedEvent): string {
  return `${JSON.stringify(ocsfEvent(recorded))}\n`;
}

function activityOf(type: string, version: number) {
  if (type.startsWith('countersign.audit.read.')) return READ;
  if (type.startsWith('countersign.candidate.erased.')) return DELETE;
  return version === 1 ? CREATE : UPDATE;
}

/** A person is a user; a key is one that is no person; a service is an application. */
function actorOf(actor: string) {
  const name = actor.slice(actor.indexOf(':') + 1);
  if (actor.startsWith('service:')) return { app_name: name };
  return { user: { uid: actor, name, ...(actor.startsWith('key:') ? { type_id: 3, type: 'System' } : { type_id: 1, type: 'User' }) } };
}
