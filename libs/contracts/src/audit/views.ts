import type { Static } from '@sinclair/typebox';
import type { AggregateName } from '../envelope.ts';
import type { AuditFilter, ExportFormat } from './events.ts';
import type { Role, SignInMethod } from './sign-in.ts';

/** One event as the audit shows it. `position` is the stream sequence of its commit. */
export interface AuditEventView {
  position: number;
  /** 0-based index in its commit. */
  index: number;
  id: string;
  type: string;
  source: string;
  aggregate: string;
  aggregateId: string;
  aggregateVersion: number;
  runId: string | null;
  actor: string;
  correlationId: string;
  causationId: string | null;
  time: string;
  /** When the log stored its commit, by the clock of the log. */
  storedAt: string;
  data: unknown;
}
/** A state as the API answered, or would have answered, after every commit up to `position`. */
export interface AuditStateView {
  aggregate: Exclude<AggregateName, 'audit'>;
  id: string;
  position: number;
  /** Of the aggregate. */
  version: number;
  /** Position of the last event that shows in it. */
  lastPosition: number;
  state: unknown;
}
/** One field that is different between two states, and the event that changed it last. */
export interface FieldDifferenceView {
  /** JSON pointer into the state; members of lists stand under their id. */
  path: string;
  kind: 'added' | 'removed' | 'changed';
  from?: unknown;
  to?: unknown;
  changed: { position: number; index: number; eventId: string; type: string; actor: string; time: string };
}
export interface AuditDifferenceView {
  aggregate: Exclude<AggregateName, 'audit'>;
  id: string;
  /** Version 0: it did not exist yet. */
  from: { position: number; version: number };
  to: { position: number; version: number };
  differences: FieldDifferenceView[];
}
/** Which commit is the last at a place in the log. */
export interface AuditPositionView {
  position: number;
  /** When the log stored the last event up to there; null: there is none. */
  storedAt: string | null;
  /** The last of the log. */
  lastPosition: number;
  /** Up to here events are listed and exported. */
  readModelPosition: number;
}
/** What an export holds. `signature` waits for a key to sign with. */
export interface ExportManifestView {
  format: ExportFormat;
  filter: Static<typeof AuditFilter>;
  /** The log was read up to and with this position. */
  position: number;
  count: number;
  firstPosition: number | null;
  lastPosition: number | null;
  sizeBytes: number;
  /** Of all bytes of the file. */
  sha256: string;
  signature: null;
}
/** A page of a list; `next` is an opaque cursor, null at the end. */
export interface Page<Item> {
  items: Item[];
  next: string | null;
}
export interface MeView {
  actor: string;
  /** As the issuer of a sign-in by OIDC says it, for people to read. */
  name: string | null;
  roles: Role[];
}
/** How a person can sign in here. */
export interface SignInOptionsView {
  /** One-time links are taken. */
  links: boolean;
  /** The issuer: what people call it, and where signing in begins, relative to the API's address. */
  oidc: { name: string; path: string } | null;
}
/** What ended with a sign-out. */
export interface SignedOutView {
  /** Where the person can sign out at the issuer as well. */
  issuerSignOutUrl: string | null;
}
/** A person who is signed in with a browser. */
export interface SignInView {
  id: string;
  actor: string;
  name: string | null;
  roles: Role[];
  method: SignInMethod;
  signedInAt: string;
  /** At most a minute behind. */
  lastSeenAt: string;
  /** Whatever the person does, it ends then. */
  expiresAt: string;
  /** It is the one that asks. */
  current: boolean;
}
export interface ApiKeyView {
  id: string;
  name: string;
  roles: Role[];
  createdBy: string;
  createdAt: string;
  /** null: never. */
  expiresAt: string | null;
  /** At most a minute behind; null: never used. */
  lastUsedAt: string | null;
  revokedAt: string | null;
}
/** RFC 9457; `code` is stable and a row of an error table. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: string;
  detail?: string;
  instance?: string;
  errors?: { path: string; message: string }[];
  [extension: string]: unknown;
}
