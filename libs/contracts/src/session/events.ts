import { Type, type Static } from '@sinclair/typebox';
import { Actor, defineEvent, Instant, Sha256, Uuid, type EventOf } from '../envelope.ts';
import { ProfileName, ProfileNotSavedReason, SessionProfile } from './profiles.ts';

/** CSS pixels of the page, exactly; the screen, with the browser's own bars above the page, is a little higher. */
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
/** `size_limit`: it was as long as a recording may be. `failed`: the screen could not be read, or the file not written. */
export const RecordingStoppedReason = Type.Union([Type.Literal('size_limit'), Type.Literal('failed')]);
export type RecordingStoppedReason = Static<typeof RecordingStoppedReason>;
/** Host names, `*.suffix`, addresses and CIDR ranges, each with an optional `:port`. */
export const EgressAllow = Type.Array(Type.String({ minLength: 1, maxLength: 300 }), { maxItems: 100 });
const lastHeartbeatAt = Type.Union([Instant, Type.Null()]);

/** `name` is a file name without folders, at most 200 characters. */
const sessionFile = {
  fileId: Uuid,
  name: Type.String({ minLength: 1, maxLength: 200 }),
  sizeBytes: Type.Integer({ minimum: 0 }),
  sha256: Sha256,
};

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
    /** Missing: the browser started empty and nothing of it is kept. */
    profile: Type.Optional(SessionProfile),
    /** Its screen is recorded; missing: it is not. */
    recorded: Type.Optional(Type.Boolean()),
    /** Of what the node lets its browsers reach only these hosts; missing: all of it. */
    egressAllow: Type.Optional(EgressAllow),
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
  controlTaken: defineEvent('countersign.session.control_taken.v1', {
    holder: Actor,
    token: Type.Integer({ minimum: 1 }),
    /** A lent console, by which alone it is used and given back; missing: the holder acts by any console of their own. */
    consoleId: Type.Optional(Uuid),
  }),
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
    /** Made by somebody else than the person it is for; missing: by that person. */
    lent: Type.Optional(Type.Literal(true)),
  }),
  /** The grant was exchanged; it cannot be again. The console lives on the cookie whose digest this is. */
  consoleOpened: defineEvent('countersign.session.console_opened.v1', {
    grantId: Uuid,
    consoleId: Uuid,
    mode: ConsoleMode,
    user: Actor,
    cookieSha256: Sha256,
    /**
     * By a lent grant, and whoever opened it was not signed in: nobody knows that it is the person and not who made the grant.
     * It never uses what the person took control by elsewhere. Missing: it is the person.
     */
    lent: Type.Optional(Type.Literal(true)),
  }),
  consoleClosed: defineEvent('countersign.session.console_closed.v1', { consoleId: Uuid, reason: Type.String({ maxLength: 200 }) }),
  consoleRevoked: defineEvent('countersign.session.console_revoked.v1', { grantId: Uuid }),
  /** In one commit with the end: the profile has this version exactly when this is in the log. The digest is of the sealed bytes. */
  profileSaved: defineEvent('countersign.session.profile_saved.v1', {
    candidateId: Uuid,
    name: ProfileName,
    version: Type.Integer({ minimum: 1 }),
    sha256: Sha256,
    sizeBytes: Type.Integer({ minimum: 1 }),
  }),
  /** In one commit with the end. */
  profileNotSaved: defineEvent('countersign.session.profile_not_saved.v1', { candidateId: Uuid, name: ProfileName, reason: ProfileNotSavedReason }),
  /** A file that the browser downloaded lies in the session's folder, whole. */
  fileDownloaded: defineEvent('countersign.session.file_downloaded.v1', sessionFile),
  /** A caller put a file into the session's folder, from where forms can be given it. */
  fileUploaded: defineEvent('countersign.session.file_uploaded.v1', sessionFile),
  /** A segment of the recording is in the store, as long as it is kept there. The last one comes after the end of the session. */
  recordingSaved: defineEvent('countersign.session.recording_saved.v1', {
    /** From 0, in the order in which the segments began; the end of one overlaps the beginning of the next a little. */
    index: Type.Integer({ minimum: 0 }),
    sha256: Sha256,
    sizeBytes: Type.Integer({ minimum: 1 }),
    from: Instant,
    to: Instant,
  }),
  /** The session goes on without being recorded. */
  recordingStopped: defineEvent('countersign.session.recording_stopped.v1', { reason: RecordingStoppedReason }),
  expired: defineEvent('countersign.session.expired.v1', { reason: ExpiredReason, lastHeartbeatAt }),
  terminated: defineEvent('countersign.session.terminated.v1', { reason: TerminatedReason, lastHeartbeatAt }),
} as const;
export type SessionEvent = EventOf<typeof sessionEvents>;
