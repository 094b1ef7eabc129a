import { Type, type Static } from '@sinclair/typebox';
import { Actor, defineEvent, Instant, Sha256, Uuid, type EventOf } from '../envelope.ts';

/** CSS pixels of the browser's screen. */
export const Viewport = Type.Object(
  { width: Type.Integer({ minimum: 320, maximum: 3840 }), height: Type.Integer({ minimum: 240, maximum: 2160 }) },
  { additionalProperties: false },
);
export type Viewport = Static<typeof Viewport>;
export const ConsoleMode = Type.Union([Type.Literal('view'), Type.Literal('control')]);
export type ConsoleMode = Static<typeof ConsoleMode>;
export const ExpiredReason = Type.Union([Type.Literal('heartbeat_lost'), Type.Literal('deadline_reached')]);
export const TerminatedReason = Type.Union([Type.Literal('requested'), Type.Literal('browser_crashed'), Type.Literal('host_lost'), Type.Literal('shutdown')]);
export type EndedReason = Static<typeof ExpiredReason> | Static<typeof TerminatedReason>;
const lastHeartbeatAt = Type.Union([Instant, Type.Null()]);

export const sessionEvents = {
  started: defineEvent('countersign.session.started.v1', {
    runId: Uuid,
    provider: Type.Literal('novnc'),
    viewport: Viewport,
    startUrl: Type.Union([Type.String({ maxLength: 2000 }), Type.Null()]),
    startedAt: Instant,
    expiresAt: Instant,
    /** No heartbeat, console or CDP connection for this long ends the session; null: never. */
    heartbeatTimeoutMs: Type.Union([Type.Integer({ minimum: 1000 }), Type.Null()]),
    /** Name of the node that hosts the browser. */
    node: Type.String({ minLength: 1, maxLength: 200 }),
  }),
  startFailed: defineEvent('countersign.session.start_failed.v1', { runId: Uuid, reason: Type.String({ maxLength: 2000 }) }),
  extended: defineEvent('countersign.session.extended.v1', { expiresAt: Instant }),
  handoffRequested: defineEvent('countersign.session.handoff_requested.v1', {
    handoffId: Uuid,
    reason: Type.String({ maxLength: 200 }),
    instructions: Type.String({ maxLength: 4000 }),
    deadline: Instant,
  }),
  handoffCompleted: defineEvent('countersign.session.handoff_completed.v1', {
    handoffId: Uuid,
    outcome: Type.Union([Type.Literal('done'), Type.Literal('failed'), Type.Literal('timed_out')]),
    note: Type.Union([Type.String({ maxLength: 4000 }), Type.Null()]),
  }),
  /** `token` is the fencing token: it grows by one with every holder. */
  controlTaken: defineEvent('countersign.session.control_taken.v1', { holder: Actor, token: Type.Integer({ minimum: 1 }) }),
  controlReturned: defineEvent('countersign.session.control_returned.v1', {
    holder: Actor,
    token: Type.Integer({ minimum: 1 }),
    reason: Type.Union([Type.Literal('returned'), Type.Literal('idle'), Type.Literal('taken_over')]),
  }),
  consoleGranted: defineEvent('countersign.session.console_granted.v1', {
    grantId: Uuid,
    mode: ConsoleMode,
    user: Actor,
    secretSha256: Sha256,
    expiresAt: Instant,
  }),
  /** The grant was exchanged; it cannot be again. The console lives on the cookie whose digest this is. */
  consoleOpened: defineEvent('countersign.session.console_opened.v1', {
    grantId: Uuid,
    consoleId: Uuid,
    mode: ConsoleMode,
    user: Actor,
    cookieSha256: Sha256,
  }),
  consoleClosed: defineEvent('countersign.session.console_closed.v1', { consoleId: Uuid, reason: Type.String({ maxLength: 200 }) }),
  consoleRevoked: defineEvent('countersign.session.console_revoked.v1', { grantId: Uuid }),
  expired: defineEvent('countersign.session.expired.v1', { reason: ExpiredReason, lastHeartbeatAt }),
  terminated: defineEvent('countersign.session.terminated.v1', { reason: TerminatedReason, lastHeartbeatAt }),
} as const;
export type SessionEvent = EventOf<typeof sessionEvents>;
