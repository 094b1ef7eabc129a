import { Type } from '@sinclair/typebox';
import { Actor, AGGREGATES, defineEvent, Instant, Sha256, Uuid, type EventOf } from '../envelope.ts';
import { ROLES, SIGN_IN_FAILURES, SIGN_IN_METHODS } from './sign-in.ts';

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

const Roles = Type.Array(Type.Union(ROLES.map((role) => Type.Literal(role))), { minItems: 1, maxItems: ROLES.length });
const Method = Type.Union(SIGN_IN_METHODS.map((method) => Type.Literal(method)));
const KeyId = Type.String({ pattern: '^[A-Za-z0-9_-]{12}$' });
const Name = Type.String({ maxLength: 200 });

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
  /** The actor of the event is who signed in. */
  signedIn: defineEvent('countersign.audit.signed_in.v1', {
    signInId: Uuid,
    method: Method,
    roles: Roles,
    expiresAt: Instant,
    /** Who says that this is the person, by OIDC. */
    issuer: Type.Optional(Type.String({ maxLength: 500 })),
    /** Who made the link. */
    linkCreatedBy: Type.Optional(Actor),
  }),
  /** Sign-ins that failed alike within a minute. The actor is the person, where the issuer said who it is. */
  signInFailed: defineEvent('countersign.audit.sign_in_failed.v1', {
    method: Method,
    reason: Type.Union(SIGN_IN_FAILURES.map((reason) => Type.Literal(reason))),
    count: Type.Integer({ minimum: 1 }),
    firstAt: Instant,
    lastAt: Instant,
  }),
  /** `signed_out` by the person's browser, `ended` by the actor from elsewhere, `replaced` by the next sign-in of that browser. */
  signInEnded: defineEvent('countersign.audit.sign_in_ended.v1', {
    signInId: Uuid,
    /** Whose it was. */
    user: Actor,
    reason: Type.Union([Type.Literal('signed_out'), Type.Literal('ended'), Type.Literal('replaced')]),
  }),
  signInLinkCreated: defineEvent('countersign.audit.sign_in_link_created.v1', { user: Actor, roles: Roles, expiresAt: Instant }),
  apiKeyCreated: defineEvent('countersign.audit.api_key_created.v1', { keyId: KeyId, name: Name, roles: Roles, expiresAt: Type.Union([Instant, Type.Null()]) }),
  apiKeyRevoked: defineEvent('countersign.audit.api_key_revoked.v1', { keyId: KeyId, name: Name }),
} as const;
export type AuditEvent = EventOf<typeof auditEvents>;
export type AuditReadEvent = EventOf<Pick<typeof auditEvents, 'read'>>;
