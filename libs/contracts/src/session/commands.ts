import { Type, type Static } from '@sinclair/typebox';
import { Uuid } from '../envelope.ts';
import { ConsoleMode, Viewport } from './events.ts';

const command = <P extends Parameters<typeof Type.Object>[0]>(properties: P) => Type.Object(properties, { additionalProperties: false });
const secret = Type.String({ minLength: 20, maxLength: 200 });

export const StartSession = command({
  id: Uuid,
  runId: Uuid,
  /** Seconds until the hard deadline; default and cap are the service's configuration. */
  ttlSeconds: Type.Optional(Type.Integer({ minimum: 10, maximum: 86_400 })),
  /** null switches the lease off. Default 60. */
  heartbeatTimeoutSeconds: Type.Optional(Type.Union([Type.Integer({ minimum: 5, maximum: 3600 }), Type.Null()])),
  viewport: Type.Optional(Viewport),
  startUrl: Type.Optional(Type.String({ minLength: 1, maxLength: 2000 })),
});
export type StartSession = Static<typeof StartSession>;
export const SessionId = command({ id: Uuid });
export type SessionId = Static<typeof SessionId>;
export const ExtendSession = command({ id: Uuid, ttlSeconds: Type.Integer({ minimum: 10, maximum: 86_400 }) });
export type ExtendSession = Static<typeof ExtendSession>;
/** `user` is who may open it: the one who asks, unless an automation asks for a person. ttl ≤ 300 s, default 60. */
export const GrantConsole = command({
  id: Uuid,
  mode: ConsoleMode,
  user: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  ttlSeconds: Type.Optional(Type.Integer({ minimum: 5, maximum: 300 })),
});
export type GrantConsole = Static<typeof GrantConsole>;
export interface GrantConsoleResult { grantId: string; secret: string; mode: ConsoleMode; expiresAt: string }
export const RevokeConsole = command({ id: Uuid, grantId: Uuid });
export type RevokeConsole = Static<typeof RevokeConsole>;
/** Exchanges the secret of a grant, once. */
export const OpenConsole = command({ id: Uuid, secret });
export type OpenConsole = Static<typeof OpenConsole>;
export interface OpenConsoleResult { consoleId: string; cookieSecret: string; mode: ConsoleMode; user: string }
/** Asks for the RFB stream of an open console. */
export const AttachConsole = command({ id: Uuid, consoleId: Uuid, cookieSecret: secret });
export type AttachConsole = Static<typeof AttachConsole>;
/**
 * Where the caller connects a WebSocket itself: `url` is on the node that hosts the browser, `ticket` goes into
 * `Authorization: Bearer …`, is valid once and for ten seconds. RFB streams are binary; CDP streams are JSON text.
 */
export interface AttachResult { url: string; ticket: string }
export const RequestHandoff = command({
  id: Uuid,
  handoffId: Uuid,
  reason: Type.String({ minLength: 1, maxLength: 200 }),
  instructions: Type.String({ maxLength: 4000 }),
  timeoutSeconds: Type.Integer({ minimum: 10, maximum: 86_400 }),
});
export type RequestHandoff = Static<typeof RequestHandoff>;
export const CompleteHandoff = command({
  id: Uuid,
  handoffId: Uuid,
  outcome: Type.Union([Type.Literal('done'), Type.Literal('failed')]),
  note: Type.Optional(Type.String({ maxLength: 4000 })),
});
export type CompleteHandoff = Static<typeof CompleteHandoff>;

/** NATS request subjects; the reply is a CommandReply. The schema of each is the type of the same name above. */
export const sessionCommands = {
  start: 'session.start', //                  StartSession → { id }
  heartbeat: 'session.heartbeat', //          SessionId → { lastHeartbeatAt, expiresAt }
  extend: 'session.extend', //                ExtendSession → { expiresAt }
  terminate: 'session.terminate', //          SessionId (idempotent)
  takeControl: 'session.take_control', //     SessionId; the holder is the actor → { token }
  returnControl: 'session.return_control', // SessionId; by the holder
  grantConsole: 'session.grant_console',
  revokeConsole: 'session.revoke_console',
  openConsole: 'session.open_console',
  attachConsole: 'session.attach_console',
  attachCdp: 'session.attach_cdp', //         SessionId → AttachResult
  requestHandoff: 'session.request_handoff',
  completeHandoff: 'session.complete_handoff',
  health: 'session.health', //                no data, no meta → SessionHealth
} as const;

/** One node that hosts sessions; `draining`: it shuts down and takes no more. */
export interface SessionHealth { status: 'ready' | 'draining'; node: string; sessions: number; sessionLimit: number }
