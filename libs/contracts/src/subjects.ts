import type { AggregateName } from './envelope.ts';

/** The one JetStream stream that is the source of truth. */
export const EVENTS_STREAM = 'EVENTS';
const EVENTS_PREFIX = 'countersign.events';
/** Filter of everything in the stream. */
export const EVENTS_WILDCARD = `${EVENTS_PREFIX}.>`;

/** The stream of {@link import('./journal.ts').JournalEntry}: what operators decided about the log. */
export const JOURNAL_STREAM = 'JOURNAL';
export const JOURNAL_SUBJECT = 'countersign.journal';
/** Object store bucket of commits that do not fit into a message, named by their SHA-256. */
export const LARGE_COMMITS_BUCKET = 'large-commits';
/** KV bucket of folded states: a cache, which may be deleted at any time. */
export const SNAPSHOTS_BUCKET = 'snapshots';

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
/** KV bucket of the session-service: the lease of every node, by its name. One that is not renewed in time is lost, and its sessions with it. */
export const SESSION_NODES_BUCKET = 'session-nodes';
/** KV bucket of the session-service: key = run id, value = the sessions that count against the run's limit. */
export const SESSION_RUNS_BUCKET = 'session-runs';
/** KV bucket of the session-service: which version of each browser profile counts, who will save the next, and the wrapped keys. */
export const PROFILE_RECORDS_BUCKET = 'profile-records';
/** KV bucket of the capture-service: key = submission id, so that one submission never takes the entry of another away. */
export const OPEN_SUBMISSIONS_BUCKET = 'open-submissions';
/** Object store bucket of sealed browser profiles, named by candidate, profile and SHA-256. */
export const PROFILES_BUCKET = 'profiles';
/** Object store bucket of recorded screens, named by their SHA-256; what is in it goes away after the retention. */
export const RECORDINGS_BUCKET = 'recordings';
/** Object store bucket of documents and evidence, named by their SHA-256. */
export const DOCUMENTS_BUCKET = 'documents';

/** Which service writes which aggregate; `source` of its events. */
export const WRITER_OF: Record<AggregateName, 'gateway' | 'session-service' | 'capture-service'> = {
  run: 'gateway',
  task: 'gateway',
  candidate: 'capture-service',
  session: 'session-service',
  capture: 'capture-service',
  audit: 'gateway',
};

/** Services outside of this repository that write an aggregate beside its owner. */
export const ALSO_WRITES: Partial<Record<AggregateName, string>> = { run: 'application-system', task: 'application-system' };

/** Whether events of the aggregate may come from this `source`. */
export function mayWrite(source: string, aggregate: AggregateName): boolean {
  return WRITER_OF[aggregate] === source || ALSO_WRITES[aggregate] === source;
}
