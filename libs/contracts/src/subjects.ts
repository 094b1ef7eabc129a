import type { AggregateName } from './envelope.ts';

/** The one JetStream stream that is the source of truth. */
export const EVENTS_STREAM = 'EVENTS';
const EVENTS_PREFIX = 'countersign.events';
/** Filter of everything in the stream. */
export const EVENTS_WILDCARD = `${EVENTS_PREFIX}.>`;

/** One subject per aggregate: optimistic concurrency in JetStream is per exact subject. */
export function subjectOf(aggregate: AggregateName, id: string): string {
  return `${EVENTS_PREFIX}.${aggregate}.${id}`;
}

/** Inverse of {@link subjectOf}; undefined for a subject that is not of the log. */
export function parseSubject(subject: string): { aggregate: string; id: string } | undefined {
  const match = /^countersign\.events\.([a-z]+)\.([0-9a-f-]{36})$/.exec(subject);
  return match ? { aggregate: match[1]!, id: match[2]! } : undefined;
}

/** KV bucket of session heartbeats: key = session id, value = {@link import('./session/lease.ts').SessionLease} as JSON. */
export const SESSION_LEASES_BUCKET = 'session-leases';
/** KV bucket of the session-service: key = session id, value = which node hosts its browser; an entry outlives the node, so that its loss can be recorded. */
export const SESSION_HOSTS_BUCKET = 'session-hosts';
/** Object store bucket of documents and evidence, named by their SHA-256. */
export const DOCUMENTS_BUCKET = 'documents';

/** Which service writes which aggregate; `source` of its events. */
export const WRITER_OF: Record<AggregateName, 'gateway' | 'session-service' | 'capture-service'> = {
  run: 'gateway',
  task: 'gateway',
  candidate: 'capture-service',
  session: 'session-service',
  capture: 'capture-service',
};
