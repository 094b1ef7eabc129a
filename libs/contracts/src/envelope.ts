import { Type, type Static, type TObject, type TProperties, type TSchema } from '@sinclair/typebox';

/** The aggregates whose events the log holds; also the second last token of a subject. */
export const AGGREGATES = ['run', 'task', 'candidate', 'session', 'capture', 'audit'] as const;
export type AggregateName = (typeof AGGREGATES)[number];

/** RFC 9562 UUID in lower case. */
export const Uuid = Type.String({ pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' });
/** RFC 3339 instant in UTC with milliseconds, as `Date.prototype.toISOString` writes it. */
export const Instant = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$' });
/** Lower-case hex SHA-256. */
export const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' });
/** Who acts: `user:<name>`, `key:<id>` or `service:<name>`. */
export const Actor = Type.String({ pattern: '^(user|key|service):.{1,200}$' });

/**
 * CloudEvents 1.0 (JSON format) with the extensions of the log. One commit of the log is an array of 1..n of these,
 * all of one aggregate, with contiguous `aggregateversion` (1, 2, 3 … without gaps).
 */
export const EventEnvelope = Type.Object(
  {
    specversion: Type.Literal('1.0'),
    id: Uuid,
    source: Type.String({ minLength: 1, maxLength: 100 }),
    type: Type.String({ pattern: '^countersign\\.[a-z]+\\.[a-z_]+\\.v[1-9][0-9]*$' }),
    subject: Type.String({ pattern: '^[a-z]+/[0-9a-f-]{36}$' }),
    time: Instant,
    datacontenttype: Type.Literal('application/json'),
    dataschema: Type.String({ maxLength: 300 }),
    data: Type.Unknown(),
    aggregateversion: Type.Integer({ minimum: 1 }),
    runid: Type.Optional(Uuid),
    actor: Actor,
    correlationid: Type.String({ minLength: 1, maxLength: 200 }),
    causationid: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    traceparent: Type.Optional(Type.String({ maxLength: 100 })),
  },
  { additionalProperties: false },
);
export type EventEnvelope = Static<typeof EventEnvelope>;

/** What a decider returns and `evolve` folds: the type and data of an event, without its envelope. */
export interface DomainEvent<Type extends string = string, Data = unknown> {
  readonly type: Type;
  readonly data: Data;
}

/** Schema and type of an event's data from one literal. */
export interface EventDefinition<Type extends string = string, Schema extends TSchema = TSchema> {
  readonly type: Type;
  readonly data: Schema;
}

export function defineEvent<const Name extends string, Properties extends TProperties>(
  type: Name,
  properties: Properties,
): EventDefinition<Name, TObject<Properties>> {
  return { type, data: Type.Object(properties, { additionalProperties: false, $id: `urn:${type}` }) };
}

/** The union of `{ type, data }` over a table of event definitions. */
export type EventOf<Table extends Record<string, EventDefinition>> = {
  [Key in keyof Table]: DomainEvent<Table[Key]['type'], Static<Table[Key]['data']>>;
}[keyof Table];

/** `countersign.session.started.v1` → `session`; empty where there is none. Asked of every event, several times. */
export function aggregateOfType(type: string): string {
  const start = type.indexOf('.') + 1;
  const end = type.indexOf('.', start);
  return start === 0 ? '' : type.slice(start, end < 0 ? undefined : end);
}
