import { Type } from '@sinclair/typebox';
import { AGGREGATES, defineEvent, Instant, Sha256, Uuid, type EventOf } from '../envelope.ts';

/** What was read: a page of events, a state, a difference of two states, events as a file, or what such a file holds. */
export const AUDIT_READING_KINDS = ['events', 'state', 'difference', 'export', 'manifest'] as const;
/** Formats of an export. */
export const EXPORT_FORMATS = ['ndjson', 'csv', 'ocsf'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

const Position = Type.Integer({ minimum: 0 });
/** A position, or an instant as the reader wrote it. */
const Place = Type.Union([Position, Instant]);

/** Which events were asked for; all that are given must hold. `from` and `to` are inclusive. */
export const AuditFilter = Type.Object(
  {
    runId: Type.Optional(Uuid),
    sessionId: Type.Optional(Uuid),
    captureId: Type.Optional(Uuid),
    candidateId: Type.Optional(Uuid),
    aggregate: Type.Optional(Type.Union(AGGREGATES.map((name) => Type.Literal(name)))),
    aggregateId: Type.Optional(Uuid),
    types: Type.Optional(Type.Array(Type.String({ maxLength: 100 }), { minItems: 1, maxItems: 20 })),
    from: Type.Optional(Place),
    to: Type.Optional(Place),
  },
  { additionalProperties: false },
);

export const auditEvents = {
  /** Written before the first byte of the answer is given out. The actor of the event is who read. */
  read: defineEvent('countersign.audit.read.v1', {
    kind: Type.Union(AUDIT_READING_KINDS.map((kind) => Type.Literal(kind))),
    filter: AuditFilter,
    format: Type.Optional(Type.Union(EXPORT_FORMATS.map((format) => Type.Literal(format)))),
    /** Events that were given out, or went into the state. */
    count: Type.Integer({ minimum: 0 }),
    /** Positions of the first and the last of them; null: there was none. */
    firstPosition: Type.Union([Position, Type.Null()]),
    lastPosition: Type.Union([Position, Type.Null()]),
    /** Of the bytes that the manifest is about. */
    sha256: Type.Optional(Sha256),
  }),
} as const;
export type AuditReadEvent = EventOf<typeof auditEvents>;
