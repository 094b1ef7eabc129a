import { randomUUID } from 'node:crypto';
import { AGGREGATES, eventViolations, mayWrite, RETIRED_TYPES, WRITER_OF, type AggregateName, type EventEnvelope } from '@countersign/contracts';
import type { NewCommit, NewEvent } from '@countersign/event-log';
import { isUuid } from '../database/page.ts';

/** A commit but for where it goes, and the version that its writer says the aggregate has before it. */
export type Publication = Omit<NewCommit, 'version' | 'expectedSequence'> & { readonly version: number | undefined };

interface Defaults {
  readonly actor: string;
  readonly correlationId: string;
  readonly commitId: string;
}

/** Extensions of CloudEvents that a commit has once. */
const SAME_IN_ALL = ['subject', 'actor', 'correlationid', 'causationid', 'runid', 'traceparent'] as const;

/**
 * One event, or the array of events of one commit, as CloudEvents JSON. `type`, `subject` and `data` must be there; the
 * rest of the envelope is made where it is missing. Everything that is wrong is named by its path in the input.
 */
export function parsePublication(input: unknown, defaults: Defaults): { publication: Publication } | { problems: string[] } {
  const isArray = Array.isArray(input);
  const given: readonly unknown[] = isArray ? input : [input];
  const at = (index: number, path: string) => `${isArray ? `/${index}` : ''}${path}` || '/';
  if (given.length === 0) return { problems: ['/: an empty array is no commit'] };
  const events = given.map((event, index) => completed(event, index, defaults));
  const problems = events.flatMap((event, index) => problemsOf(event).map(({ message, path }) => `${at(index, path)}: ${message}`));
  if (problems.length > 0) return { problems };
  const envelopes = events as EventEnvelope[];
  const [first] = envelopes as [EventEnvelope];
  for (const [index, event] of envelopes.entries()) {
    for (const name of SAME_IN_ALL) if (event[name] !== first[name]) problems.push(`${at(index, `/${name}`)}: the events of one commit have it in common`);
    const hasVersion = Object.hasOwn(given[index] as object, 'aggregateversion');
    if (hasVersion && event.aggregateversion !== first.aggregateversion + index) problems.push(`${at(index, '/aggregateversion')}: versions follow each other without gaps`);
  }
  const ids = envelopes.map(({ id }) => id);
  if (new Set(ids).size < ids.length) problems.push('/: an event id twice');
  return problems.length > 0 ? { problems } : { publication: publicationOf(given as Partial<EventEnvelope>[], envelopes, defaults) };
}

function completed(event: unknown, index: number, { actor, correlationId }: Defaults): unknown {
  if (typeof event !== 'object' || event === null || Array.isArray(event)) return event;
  const { data, subject, type } = event as Partial<EventEnvelope>;
  const [aggregate, id] = typeof subject === 'string' ? subject.split('/') : [];
  const ofRun = aggregate === 'run' ? id : (data as { runId?: string } | undefined)?.runId;
  return {
    specversion: '1.0', id: randomUUID(), source: WRITER_OF[aggregate as AggregateName] ?? 'unknown', time: new Date().toISOString(),
    datacontenttype: 'application/json', dataschema: `urn:${type}`, aggregateversion: index + 1, actor, correlationid: correlationId,
    ...(typeof ofRun === 'string' ? { runid: ofRun } : {}),
    ...event,
  };
}

function problemsOf(event: unknown): { path: string; message: string }[] {
  const violations = eventViolations(event);
  if (violations.length > 0) return violations;
  const { source, subject, type } = event as EventEnvelope;
  const [aggregate, id] = subject.split('/') as [AggregateName, string];
  if (!AGGREGATES.includes(aggregate) || !isUuid(id)) return [{ path: '/subject', message: `${subject} is not <aggregate>/<uuid>` }];
  if (RETIRED_TYPES.has(type)) return [{ path: '/type', message: `${type} is read and not written any more` }];
  return mayWrite(source, aggregate) ? [] : [{ path: '/source', message: `${source} may not write ${aggregate}: its writer is ${WRITER_OF[aggregate]}` }];
}

function publicationOf(given: readonly Partial<EventEnvelope>[], envelopes: readonly EventEnvelope[], { commitId }: Defaults): Publication {
  const [{ actor, aggregateversion, causationid, correlationid, runid, source, subject, traceparent }] = envelopes as [EventEnvelope];
  const [aggregate, aggregateId] = subject.split('/') as [AggregateName, string];
  return {
    aggregate, aggregateId, source, commitId,
    version: given[0]!.aggregateversion === undefined ? undefined : aggregateversion - 1,
    events: given.map(({ data, id, time, type }): NewEvent => ({ type: type!, data, ...(id === undefined ? {} : { id }), ...(time === undefined ? {} : { time }) })),
    context: {
      actor, correlationId: correlationid,
      ...(causationid === undefined ? {} : { causationId: causationid }), ...(runid === undefined ? {} : { runId: runid }), ...(traceparent === undefined ? {} : { traceparent }),
    },
  };
}
