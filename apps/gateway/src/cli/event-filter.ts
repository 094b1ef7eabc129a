import { EVENT_DEFINITIONS, RETIRED_TYPES, type AggregateName, type EventEnvelope } from '@countersign/contracts';
import { UsageError } from './exit-codes.ts';

export interface FilterFlags {
  readonly run?: string;
  readonly task?: string;
  readonly session?: string;
  readonly capture?: string;
  readonly candidate?: string;
  readonly type?: readonly string[];
}
export type EventFilter = (event: EventEnvelope) => boolean;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * Every flag that is given must hold. A candidate's events are also those of its runs, which are learnt while the log is
 * read: such a filter has to see it from its beginning. @throws UsageError
 */
export function eventFilter(flags: FilterFlags): EventFilter {
  const filters: EventFilter[] = [];
  for (const aggregate of ['task', 'session', 'capture'] as const satisfies AggregateName[]) {
    const id = flags[aggregate];
    if (id === undefined) continue;
    const subject = `${aggregate}/${uuid(`--${aggregate}`, id)}`;
    filters.push((event) => event.subject === subject);
  }
  if (flags.run !== undefined) filters.push(ofRun(uuid('--run', flags.run)));
  if (flags.candidate !== undefined) filters.push(ofCandidate(uuid('--candidate', flags.candidate)));
  if (flags.type?.length) filters.push(ofTypes(flags.type));
  // All of them see every event: one that learns must not depend on another.
  return (event) => filters.map((filter) => filter(event)).every(Boolean);
}

function ofRun(id: string): EventFilter {
  return ({ runid, subject }) => runid === id || subject === `run/${id}`;
}

function ofCandidate(id: string): EventFilter {
  const runs = new Set<string>();
  return ({ data, runid, subject, type }) => {
    if (subject === `candidate/${id}`) return true;
    if (type.startsWith('countersign.run.registered.') && (data as { candidateId?: string }).candidateId === id) runs.add(subject.slice('run/'.length));
    return runs.has(runid ?? '') || (subject.startsWith('run/') && runs.has(subject.slice('run/'.length)));
  };
}

/** `session.started` is `countersign.session.started.v1` and every later version; `*` stands for anything. */
function ofTypes(patterns: readonly string[]): EventFilter {
  const expressions = patterns.map((pattern) => {
    const whole = `${pattern.startsWith('countersign.') ? '' : 'countersign.'}${pattern}${/\.v\d+$|\*$/.test(pattern) ? '' : '.v*'}`;
    const expression = new RegExp(`^${whole.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`);
    if (![...EVENT_DEFINITIONS.keys(), ...RETIRED_TYPES].some((type) => expression.test(type))) throw new UsageError(`--type: there is no event type "${pattern}"`);
    return expression;
  });
  return ({ type }) => expressions.some((expression) => expression.test(type));
}

function uuid(flag: string, text: string): string {
  const id = text.toLowerCase();
  if (!UUID.test(id)) throw new UsageError(`${flag}: "${text}" is not a UUID`);
  return id;
}
