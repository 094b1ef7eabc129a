import { eventViolations, parseSubject, WRITER_OF, type AggregateName, type EventEnvelope } from '@countersign/contracts';
import { CorruptionError, type Commit } from '../event-log.ts';
import { COMMIT_CONTENT_TYPE, type StoredCommit } from './stored-commit.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Everything that can be told from one commit alone: its events are valid, of the aggregate of its subject, written by
 * the service that may, contiguous and distinct. @throws CorruptionError
 */
export function decodeCommit(stored: StoredCommit): Commit {
  const corrupt = (what: string) => new CorruptionError(`commit ${stored.sequence} (${stored.subject}): ${what}`, stored.sequence);
  const place = parseSubject(stored.subject);
  if (!place) throw corrupt('not a subject of the log');
  if (!stored.commitId) throw corrupt('no commit id');
  if (stored.contentType !== COMMIT_CONTENT_TYPE) throw corrupt(`content type ${stored.contentType}`);
  const events = parse(stored.payload);
  if (!Array.isArray(events) || events.length === 0) throw corrupt('not an array of events');

  const writer = WRITER_OF[place.aggregate as AggregateName];
  const first = (events[0] as Partial<EventEnvelope> | null)?.aggregateversion ?? 0;
  for (const [index, event] of events.entries()) {
    const [violation] = eventViolations(event);
    if (violation) throw corrupt(`event ${index} at ${violation.path || '/'}: ${violation.message}`);
    const { aggregateversion, source, subject } = event as EventEnvelope;
    if (subject !== `${place.aggregate}/${place.id}`) throw corrupt(`event ${index} is of ${subject}`);
    if (source !== writer) throw corrupt(`event ${index} is from ${source}, which may not write ${place.aggregate}`);
    if (aggregateversion !== first + index) throw corrupt(`event ${index} has version ${aggregateversion}`);
  }
  const ids = events.length > 1 && new Set((events as EventEnvelope[]).map(({ id }) => id));
  if (ids && ids.size < events.length) throw corrupt('an event id twice');
  return { sequence: stored.sequence, subject: stored.subject, commitId: stored.commitId, storedAt: stored.storedAt, events: events as EventEnvelope[] };
}

function parse(payload: Uint8Array): unknown {
  try {
    return JSON.parse(utf8.decode(payload));
  } catch {
    return undefined;
  }
}
