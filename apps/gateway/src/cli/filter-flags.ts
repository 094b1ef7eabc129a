import { EVENT_DEFINITIONS } from '@countersign/contracts';
import type { EventFilter } from '../audit/event-filter.ts';
import { isUuid } from '../database/page.ts';
import { UsageError } from './exit-codes.ts';

export interface FilterFlags {
  readonly run?: string;
  readonly task?: string;
  readonly session?: string;
  readonly capture?: string;
  readonly candidate?: string;
  readonly type?: readonly string[];
}

/** Every flag that is given must hold. @throws UsageError */
export function filterOf(flags: FilterFlags): EventFilter {
  return {
    ...(flags.run === undefined ? {} : { runId: parseId('--run', flags.run) }),
    ...(flags.session === undefined ? {} : { sessionId: parseId('--session', flags.session) }),
    ...(flags.capture === undefined ? {} : { captureId: parseId('--capture', flags.capture) }),
    ...(flags.candidate === undefined ? {} : { candidateId: parseId('--candidate', flags.candidate) }),
    ...(flags.task === undefined ? {} : { aggregate: 'task', aggregateId: parseId('--task', flags.task) }),
    ...(flags.type === undefined ? {} : { types: flags.type.flatMap(typesOf) }),
  };
}

/** @throws UsageError */
export function parseId(name: string, text: string): string {
  const id = text.toLowerCase();
  if (!isUuid(id)) throw new UsageError(`${name}: "${text}" is not a UUID`);
  return id;
}

/** `session.started` is `countersign.session.started.v1` and every other version; `*` stands for anything. */
export function typesOf(pattern: string): string[] {
  const whole = `${pattern.startsWith('countersign.') ? '' : 'countersign.'}${pattern}${/\.v\d+$|\*$/.test(pattern) ? '' : '.v*'}`;
  const expression = new RegExp(`^${whole.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`);
  const types = [...EVENT_DEFINITIONS.keys()].filter((type) => expression.test(type));
  if (types.length === 0) throw new UsageError(`--type: there is no event type "${pattern}"`);
  return types;
}
