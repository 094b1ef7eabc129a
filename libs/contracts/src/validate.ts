import type { TSchema } from '@sinclair/typebox';
import { TypeCompiler, type TypeCheck } from '@sinclair/typebox/compiler';
import { EVENT_DEFINITIONS } from './all-events.ts';
import { aggregateOfType, EventEnvelope } from './envelope.ts';

export interface Violation {
  readonly path: string;
  readonly message: string;
}

const compiled = new WeakMap<TSchema, TypeCheck<TSchema>>();
function check(schema: TSchema): TypeCheck<TSchema> {
  let validator = compiled.get(schema);
  if (!validator) compiled.set(schema, (validator = TypeCompiler.Compile(schema)));
  return validator;
}

/** The first 20 violations of a schema; empty when the value fits. */
export function violations(schema: TSchema, value: unknown): Violation[] {
  const validator = check(schema);
  if (validator.Check(value)) return [];
  const found: Violation[] = [];
  for (const { path, message } of validator.Errors(value)) {
    found.push({ path, message });
    if (found.length === 20) break;
  }
  return found;
}

/** Envelope, known type, type of the subject's aggregate, data. Used on append and on read. */
export function eventViolations(event: unknown): Violation[] {
  const envelope = violations(EventEnvelope, event);
  if (envelope.length > 0) return envelope;
  const { type, subject, data } = event as EventEnvelope;
  const definition = EVENT_DEFINITIONS.get(type);
  if (!definition) return [{ path: '/type', message: `unknown event type ${type}` }];
  if (!subject.startsWith(`${aggregateOfType(type)}/`)) return [{ path: '/subject', message: `${type} is not an event of ${subject}` }];
  return violations(definition.data, data).map(({ path, message }) => ({ path: `/data${path}`, message }));
}
