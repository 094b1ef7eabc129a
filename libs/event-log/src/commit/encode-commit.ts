import { randomUUID } from 'node:crypto';
import { aggregateOfType, eventViolations, mayWrite, RETIRED_TYPES, subjectOf, WRITER_OF, type EventEnvelope } from '@countersign/contracts';
import { CommitTooLargeError, InvalidCommitError } from '../errors.ts';
import type { NewCommit } from '../event-log.ts';
import { MAX_COMMIT_BYTES, MAX_EVENTS_PER_COMMIT } from '../limits.ts';
import { COMMIT_CONTENT_TYPE, sha256Of, type CommitHeaders } from './commit-headers.ts';
import { uuidV7 } from './uuid-v7.ts';

export interface EncodedCommit {
  readonly subject: string;
  readonly headers: CommitHeaders & { readonly sha256: string };
  readonly payload: Uint8Array;
  /** Version of the aggregate after the commit. */
  readonly version: number;
}

/** @throws InvalidCommitError, CommitTooLargeError */
export function encodeCommit(commit: NewCommit, maxBytes: number = MAX_COMMIT_BYTES): EncodedCommit {
  refuseWrongShape(commit);
  const envelopes = toEnvelopes(commit);
  for (const [index, envelope] of envelopes.entries()) {
    const [violation] = eventViolations(envelope);
    if (violation) throw new InvalidCommitError(`event ${index} (${envelope.type}) at ${violation.path || '/'}: ${violation.message}`);
  }
  const payload = Buffer.from(JSON.stringify(envelopes));
  if (payload.length > maxBytes) throw new CommitTooLargeError(payload.length, maxBytes);
  const headers = { commitId: commit.commitId ?? randomUUID(), contentType: COMMIT_CONTENT_TYPE, sha256: sha256Of(payload) };
  return { subject: subjectOf(commit.aggregate, commit.aggregateId), headers, payload, version: commit.version + envelopes.length };
}

function refuseWrongShape(commit: NewCommit): void {
  const { aggregate, events, expectedSequence, source, version } = commit;
  if (!mayWrite(source, aggregate)) throw new InvalidCommitError(`${source} may not write ${aggregate}: its writer is ${WRITER_OF[aggregate]}`);
  if (events.length === 0 || events.length > MAX_EVENTS_PER_COMMIT) throw new InvalidCommitError(`a commit holds 1 to ${MAX_EVENTS_PER_COMMIT} events, not ${events.length}`);
  const foreign = events.find((event) => aggregateOfType(event.type) !== aggregate);
  if (foreign) throw new InvalidCommitError(`${foreign.type} is not an event of ${aggregate}`);
  const retired = events.find((event) => RETIRED_TYPES.has(event.type));
  if (retired) throw new InvalidCommitError(`${retired.type} is read and not written any more`);
  for (const number of [expectedSequence, version]) {
    if (!Number.isSafeInteger(number) || number < 0) throw new InvalidCommitError(`expectedSequence and version are whole numbers from 0, not ${number}`);
  }
  if ((expectedSequence === 0) !== (version === 0)) throw new InvalidCommitError(`sequence ${expectedSequence} and version ${version}: only a new aggregate has 0, and in both`);
}

function toEnvelopes({ aggregate, aggregateId, context, events, source, version }: NewCommit): EventEnvelope[] {
  const time = new Date().toISOString();
  return events.map((event, index) => ({
    specversion: '1.0',
    id: event.id ?? uuidV7(),
    source,
    type: event.type,
    subject: `${aggregate}/${aggregateId}`,
    time: event.time ?? time,
    datacontenttype: 'application/json',
    dataschema: `urn:${event.type}`,
    data: event.data,
    aggregateversion: version + index + 1,
    ...(context.runId === undefined ? {} : { runid: context.runId }),
    actor: context.actor,
    correlationid: context.correlationId,
    ...(context.causationId === undefined ? {} : { causationid: context.causationId }),
    ...(context.traceparent === undefined ? {} : { traceparent: context.traceparent }),
  }));
}
