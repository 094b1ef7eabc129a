import { eventViolations, mayWrite, parseSubject, upcast, UPCASTS, type AggregateName, type EventEnvelope, type Upcasts } from '@countersign/contracts';
import { CorruptionError } from '../errors.ts';
import type { Commit } from '../event-log.ts';
import { COMMIT_CONTENT_TYPE, sha256Of } from './commit-headers.ts';
import type { StoredCommit } from './stored-commit.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Everything that can be told from one commit alone: its bytes are those that were written, its events are valid, of
 * the aggregate of its subject, written by the service that may, contiguous and distinct. The events come as their
 * newest versions. @throws CorruptionError
 */
export function decodeCommit(stored: StoredCommit, upcasts: Upcasts = UPCASTS): Commit {
  const { headers, payload, sequence, storedAt, subject } = stored;
  const corrupt = (what: string) => new CorruptionError(`commit ${sequence} (${subject}): ${what}`, sequence, { kind: 'commit', subject });
  const place = parseSubject(subject);
  if (!place) throw corrupt('not a subject of the log');
  if (!headers.commitId) throw corrupt('no commit id');
  if (stored.missing) throw corrupt(stored.missing);
  if (headers.contentType !== COMMIT_CONTENT_TYPE) throw corrupt(`content type ${headers.contentType}`);
  if (headers.sha256 !== undefined && headers.sha256 !== sha256Of(payload)) throw corrupt('its bytes are not those that were written: their SHA-256 is another');
  const events = parse(payload);
  if (!Array.isArray(events) || events.length === 0) throw corrupt('not an array of events');

  const first = (events[0] as Partial<EventEnvelope> | null)?.aggregateversion ?? 0;
  const about = `${place.aggregate}/${place.id}`;
  for (const [index, event] of events.entries()) {
    const [violation] = eventViolations(event);
    if (violation) throw corrupt(`event ${index} at ${violation.path || '/'}: ${violation.message}`);
    const { aggregateversion, source, subject: of } = event as EventEnvelope;
    if (of !== about) throw corrupt(`event ${index} is of ${of}`);
    if (!mayWrite(source, place.aggregate as AggregateName)) throw corrupt(`event ${index} is from ${source}, which may not write ${place.aggregate}`);
    if (aggregateversion !== first + index) throw corrupt(`event ${index} has version ${aggregateversion}`);
  }
  const ids = events.length > 1 && new Set((events as EventEnvelope[]).map(({ id }) => id));
  if (ids && ids.size < events.length) throw corrupt('an event id twice');
  return { sequence, subject, commitId: headers.commitId, storedAt, events: upcasts.size === 0 ? (events as EventEnvelope[]) : newest(events as EventEnvelope[], upcasts, corrupt) };
}

/** What an upcaster answers must be as valid as if it had been written so. */
function newest(events: readonly EventEnvelope[], upcasts: Upcasts, corrupt: (what: string) => CorruptionError): EventEnvelope[] {
  return events.map((event, index) => {
    const upcasted = upcast(event, upcasts);
    const [violation] = upcasted === event ? [] : eventViolations(upcasted);
    if (violation) throw corrupt(`event ${index}, read as ${upcasted.type}, at ${violation.path || '/'}: ${violation.message}`);
    return upcasted;
  });
}

function parse(payload: Uint8Array): unknown {
  try {
    return JSON.parse(utf8.decode(payload));
  } catch {
    return undefined;
  }
}
