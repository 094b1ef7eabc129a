import { aggregateOfType } from '@countersign/contracts';
import type { Commit } from '@countersign/event-log';
import { aggregateIdOf } from '../projecting/projection.ts';
import type { AuditEvent } from './audit-event.entity.ts';

/** The audit rows of a commit, one an event. */
export function projectAuditEvents(commit: Pick<Commit, 'sequence' | 'storedAt' | 'events'>): AuditEvent[] {
  return commit.events.map((event, index) => ({
    position: commit.sequence,
    index,
    id: event.id,
    type: event.type,
    source: event.source,
    aggregate: aggregateOfType(event.type),
    aggregateId: aggregateIdOf(event),
    aggregateVersion: event.aggregateversion,
    runId: event.runid ?? null,
    actor: event.actor,
    correlationId: event.correlationid,
    causationId: event.causationid ?? null,
    traceparent: event.traceparent ?? null,
    time: event.time,
    storedAt: commit.storedAt.toISOString(),
    data: event.data,
  }));
}
