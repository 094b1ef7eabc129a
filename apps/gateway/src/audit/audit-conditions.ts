import { asksForReadings, type PlacedFilter } from './event-filter.ts';

/** What a filter asks of rows of `audit_events`. The values go into `parameters`. */
export function conditionsOf(filter: PlacedFilter, parameters: unknown[]): string[] {
  const is = (column: string, value: unknown, operator = '=') => (value === undefined ? [] : [`${column} ${operator} $${parameters.push(value)}`]);
  const { runId, sessionId, captureId, candidateId, aggregate, aggregateId, types, from, to } = filter;
  return [
    ...is('position', from, '>='),
    ...is('position', to, '<='),
    ...is('run_id', runId),
    ...ofAggregate('session', sessionId),
    ...ofAggregate('capture', captureId),
    ...(candidateId === undefined ? [] : [ofCandidate(parameters.push(candidateId))]),
    ...is('aggregate', aggregate),
    ...is('aggregate_id', aggregateId),
    ...(types === undefined ? [] : [`type = any($${parameters.push(types)})`]),
    ...(asksForReadings(filter) ? [] : [`aggregate <> 'audit'`]),
  ];

  function ofAggregate(name: string, id: string | undefined): string[] {
    return id === undefined ? [] : [`aggregate = '${name}' and aggregate_id = $${parameters.push(id)}`];
  }
}

/** Its own events, and those of its runs. */
function ofCandidate(parameter: number): string {
  return `(aggregate = 'candidate' and aggregate_id = $${parameter} or run_id in (select id from read_model.application_runs where candidate_id = $${parameter}))`;
}
