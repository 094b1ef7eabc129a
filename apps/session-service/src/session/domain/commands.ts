import type { ConsoleMode, RecordingStoppedReason, SessionEvent, SessionProfile } from '@countersign/contracts';
import type { SessionParameters } from './session.ts';

/** What became of the profile that the session was to save. */
export type ProfileOutcome = Extract<SessionEvent, { type: 'countersign.session.profile_saved.v1' | 'countersign.session.profile_not_saved.v1' }>;

export type RecordedSegment = Extract<SessionEvent, { type: 'countersign.session.recording_saved.v1' }>['data'];

/** Instants are RFC 3339 in UTC; `now` is the time at which the command was accepted. */
export type SessionCommand =
  | { readonly type: 'start'; readonly parameters: SessionParameters; readonly node: string; readonly now: string; readonly profile?: SessionProfile }
  | { readonly type: 'fail_start'; readonly runId: string; readonly reason: string }
  | { readonly type: 'extend'; readonly ttlMs: number; readonly longestLifeMs: number; readonly now: string }
  | { readonly type: 'terminate'; readonly reason: 'requested' | 'browser_crashed' | 'host_lost' | 'shutdown'; readonly lastHeartbeatAt: string | null; readonly profile?: ProfileOutcome }
  | { readonly type: 'expire'; readonly lastHeartbeatAt: string | null; readonly silentMs: number; readonly hearingMs: number; readonly connections: number; readonly now: string; readonly profile?: ProfileOutcome }
  /** `consoleId`: by this lent console. */
  | { readonly type: 'take_control'; readonly holder: string; readonly consoleId?: string }
  /** `token` fences: a holder of an older turn cannot give back a newer one. Without it only the holder counts. */
  | { readonly type: 'return_control'; readonly holder: string; readonly token?: number; readonly consoleId?: string; readonly reason: 'returned' | 'idle' }
  | {
      readonly type: 'grant_console';
      readonly actor: string;
      readonly grantId: string;
      readonly mode: ConsoleMode;
      readonly user: string;
      readonly secretSha256: string;
      readonly expiresAt: string;
    }
  /** `actor` is the signed-in person, or the service that speaks for whoever bears the secret. */
  | {
      readonly type: 'open_console';
      readonly secretSha256: string;
      readonly consoleId: string;
      readonly cookieSha256: string;
      readonly actor: string;
      readonly now: string;
    }
  | { readonly type: 'close_console'; readonly consoleId: string; readonly reason: string }
  | { readonly type: 'revoke_console'; readonly grantId: string }
  | { readonly type: 'request_handoff'; readonly handoffId: string; readonly reason: string; readonly instructions: string; readonly deadline: string }
  | { readonly type: 'complete_handoff'; readonly handoffId: string; readonly outcome: 'done' | 'failed'; readonly note: string | null; readonly actor: string; readonly consoleId?: string }
  /** The file lies in the session's folder, whole; said once of each. */
  | { readonly type: 'record_file'; readonly origin: 'download' | 'upload'; readonly file: { readonly fileId: string; readonly name: string; readonly sizeBytes: number; readonly sha256: string } }
  /** A segment of the recording is in the store. */
  | { readonly type: 'save_recording'; readonly segment: RecordedSegment }
  | { readonly type: 'stop_recording'; readonly reason: RecordingStoppedReason }
  | { readonly type: 'time_out_handoffs'; readonly now: string };

export type CommandOf<Type extends SessionCommand['type']> = Extract<SessionCommand, { type: Type }>;
