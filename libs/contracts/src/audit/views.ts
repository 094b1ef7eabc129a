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
/** A page of a list; `next` is an opaque cursor, null at the end. */
export interface Page<Item> {
  items: Item[];
  next: string | null;
}
export const ROLES = ['automation', 'reviewer', 'auditor', 'operator'] as const;
export type Role = (typeof ROLES)[number];
export interface MeView {
  actor: string;
  roles: Role[];
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
