import { Type, type Static } from '@sinclair/typebox';
import { Uuid } from '../envelope.ts';
import { ConsoleMode, EgressAllow, Viewport } from './events.ts';
import { ProfileChoice } from './profiles.ts';

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
  /** The screen is recorded from the start to the end. */
  record: Type.Optional(Type.Boolean()),
  /** Narrows what the session may reach to these hosts; it opens nothing that the node does not. An empty list: nothing. */
  egressAllow: Type.Optional(EgressAllow),
  /** A profile of the run's candidate to start from. */
  profile: Type.Optional(ProfileChoice),
});
export type StartSession = Static<typeof StartSession>;
export const SessionId = command({ id: Uuid });
export type SessionId = Static<typeof SessionId>;
/** The cookie of an open console: it speaks for the person whose console it is. */
export const ConsoleProof = command({ consoleId: Uuid, cookieSecret: secret });
export type ConsoleProof = Static<typeof ConsoleProof>;
/** With `console` the holder is the person of that console, which must be in control mode; else the actor. */
export const TakeControl = command({ id: Uuid, console: Type.Optional(ConsoleProof) });
export type TakeControl = Static<typeof TakeControl>;
/** `token` is the fencing token of the turn that is given back: a later turn stays. Without it only the holder counts. */
export const ReturnControl = command({ id: Uuid, token: Type.Optional(Type.Integer({ minimum: 1 })), console: Type.Optional(ConsoleProof) });
export type ReturnControl = Static<typeof ReturnControl>;
/** `leaseEndsAt`: when the session ends unless it is heard of before; null where the lease is off. Never after `expiresAt`. */
export interface HeartbeatResult { lastHeartbeatAt: string; leaseEndsAt: string | null; expiresAt: string }
export const ExtendSession = command({ id: Uuid, ttlSeconds: Type.Integer({ minimum: 10, maximum: 86_400 }) });
export type ExtendSession = Static<typeof ExtendSession>;
/** `user` is who may open it: the one who asks, unless an automation asks for a person. ttl ≤ 300 s, default 60. */
export const GrantConsole = command({
  id: Uuid,
  mode: ConsoleMode,
  user: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  ttlSeconds: Type.Optional(Type.Integer({ minimum: 5, maximum: 300 })),
  /** Of a grant that may be asked for again because its answer was lost. */
  grantId: Type.Optional(Uuid),
  secret: Type.Optional(secret),
});
export type GrantConsole = Static<typeof GrantConsole>;
export interface GrantConsoleResult { grantId: string; secret: string; mode: ConsoleMode; expiresAt: string }
export const RevokeConsole = command({ id: Uuid, grantId: Uuid });
export type RevokeConsole = Static<typeof RevokeConsole>;
/** Exchanges the secret of a grant, once. */
export const OpenConsole = command({ id: Uuid, secret });
export type OpenConsole = Static<typeof OpenConsole>;
export interface OpenConsoleResult { consoleId: string; cookieSecret: string; mode: ConsoleMode; user: string }
/** `controlIdleSeconds`: control that is not used for so long goes back to the automation. */
export interface DescribeConsoleResult { consoleId: string; mode: ConsoleMode; user: string; hasControl: boolean; controlIdleSeconds: number }
/** Asks for the RFB stream of an open console, or what it is. */
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
  console: Type.Optional(ConsoleProof),
});
export type CompleteHandoff = Static<typeof CompleteHandoff>;

export const SessionFile = command({ id: Uuid, fileId: Uuid });
export type SessionFile = Static<typeof SessionFile>;
/** No folders and no control characters: the name ends on a disk and in a header. */
export const FILE_NAME_PATTERN = '^(?!\\.{1,2}$)[^/\\\\\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029]{1,200}$';
/** A repeat with the same `fileId` finds the file that the first one put there. */
export const UploadFile = command({
  id: Uuid,
  fileId: Uuid,
  name: Type.String({ pattern: FILE_NAME_PATTERN }),
  mediaType: Type.Optional(Type.String({ maxLength: 200 })),
  /** Where it is known before: what would be too large is refused before its bytes come. */
  sizeBytes: Type.Optional(Type.Integer({ minimum: 0 })),
});
export type UploadFile = Static<typeof UploadFile>;
/** Gives files of the session to the page that waits for a choice of files. */
export const ChooseFiles = command({ id: Uuid, fileIds: Type.Array(Uuid, { maxItems: 20 }) });
export type ChooseFiles = Static<typeof ChooseFiles>;
/** What the browser says of itself, in the form in which DevTools clients ask for it over HTTP. */
export interface BrowserDescription {
  product: string;
  protocolVersion: string;
  userAgent: string;
  jsVersion: string;
  pages: { targetId: string; title: string; url: string }[];
}

/** NATS request subjects; the reply is a CommandReply. The schema of each is the type of the same name above. */
export const sessionCommands = {
  start: 'session.start', //                  StartSession → { id }
  heartbeat: 'session.heartbeat', //          SessionId → HeartbeatResult
  extend: 'session.extend', //                ExtendSession → { expiresAt }
  terminate: 'session.terminate', //          SessionId (idempotent)
  takeControl: 'session.take_control', //     TakeControl → { token }
  returnControl: 'session.return_control', // ReturnControl; by the holder
  grantConsole: 'session.grant_console',
  revokeConsole: 'session.revoke_console',
  openConsole: 'session.open_console',
  describeConsole: 'session.describe_console', // AttachConsole → DescribeConsoleResult
  attachConsole: 'session.attach_console',
  attachCdp: 'session.attach_cdp', //         SessionId → AttachResult
  describeBrowser: 'session.describe_browser', // SessionId → BrowserDescription
  listFiles: 'session.list_files', //         SessionId → SessionFilesView
  attachFile: 'session.attach_file', //       SessionFile → AttachResult: GET it at the url
  uploadFile: 'session.upload_file', //       UploadFile → AttachResult: PUT the bytes at the url, the reply is a CommandReply of SessionFileView
  deleteFile: 'session.delete_file', //       SessionFile
  chooseFiles: 'session.choose_files', //     ChooseFiles
  requestHandoff: 'session.request_handoff',
  completeHandoff: 'session.complete_handoff',
  health: 'session.health', //                no data, no meta → SessionHealth
} as const;

/**
 * Where one process of the session-service, by its instance id, answers the same commands: to whichever node a command comes,
 * it is passed on to the one that hosts the session, once.
 */
export function sessionNodeSubject(instance: string, command: string): string {
  return `session.node.${instance}.${command.replace(/^session\./, '')}`;
}

/** One node that hosts sessions; `draining`: it shuts down and takes no more. `poolReady`: browsers that wait to be handed out. */
export interface SessionHealth { status: 'ready' | 'draining'; node: string; sessions: number; sessionLimit: number; poolReady: number }
