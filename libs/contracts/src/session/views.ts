import type { ConsoleMode, EndedReason, RecordingStoppedReason, Viewport } from './events.ts';
import type { ProfileChoice } from './profiles.ts';

export type SessionStatus = 'active' | 'expired' | 'terminated';
export interface HandoffView {
  id: string;
  reason: string;
  instructions: string;
  requestedAt: string;
  /** Actor. */
  requestedBy: string;
  deadline: string;
  /** null while it is open. A session that ends fails what is open. */
  outcome: 'done' | 'failed' | 'timed_out' | null;
  note: string | null;
  completedAt: string | null;
  /** Actor: a person, who ended the session, or the service at the deadline. */
  completedBy: string | null;
}
/** A console that is open: somebody looks on by it, or may come back to it. */
export interface OpenConsoleView {
  consoleId: string;
  /** To be revoked by. */
  grantId: string;
  user: string;
  mode: ConsoleMode;
  openedAt: string;
}
export interface SessionView {
  id: string;
  runId: string;
  status: SessionStatus;
  endedReason: EndedReason | 'start_failed' | null;
  endedAt: string | null;
  provider: 'novnc';
  /** The console page without a secret. */
  userConsoleUrl: string;
  viewport: Viewport;
  startedAt: string;
  lastHeartbeatAt: string | null;
  expiresAt: string;
  node: string;
  /** Who drives the browser: null is the automation. */
  controlHolder: string | null;
  /** The fencing token of the holder, and since when they are it; null with the automation. */
  controlToken: number | null;
  controlSince: string | null;
  consoles: OpenConsoleView[];
  /** null: it started empty and nothing of it is kept. */
  profile: ProfileChoice | null;
  /** The hosts that it was narrowed to; null: all that its node lets browsers reach. */
  egressAllow: string[] | null;
  handoffs: HandoffView[];
  /** Its screen is recorded, or was. */
  recorded: boolean;
  version: number;
}

/** A hand-off in a list over all sessions. */
export interface ListedHandoffView extends HandoffView {
  sessionId: string;
  runId: string;
}
/** `granted`: its link opens a console yet. `opened`: it was, and is open. `closed`: what it opened is over. */
export type ConsoleGrantStatus = 'granted' | 'opened' | 'closed' | 'expired' | 'revoked';
/** A grant as it is told of afterwards: without its secret. */
export interface ConsoleGrantView {
  grantId: string;
  mode: ConsoleMode;
  /** Who may open it. */
  user: string;
  /** Actor. */
  grantedBy: string;
  grantedAt: string;
  /** Until then it can be opened. */
  expiresAt: string;
  status: ConsoleGrantStatus;
  /** What it opened, and when; null: nothing. */
  consoleId: string | null;
  openedAt: string | null;
  /** When it was revoked or what it opened was closed; null: neither. */
  endedAt: string | null;
}

/** What whoever has the cookie of a console may know of its session. */
export interface ConsoleView {
  consoleId: string;
  mode: ConsoleMode;
  /** Whose console it is. */
  user: string;
  /** Its person drives the browser, by this console or one that is as much theirs. */
  hasControl: boolean;
  /** Control that is not used for so long goes back to the automation. */
  controlIdleSeconds: number;
  session: Pick<SessionView, 'id' | 'status' | 'endedReason' | 'viewport' | 'expiresAt' | 'controlHolder' | 'controlToken' | 'controlSince' | 'recorded' | 'version'> & { handoffs: HandoffView[] };
}

/** A part of a recording, to be fetched by its index. */
export interface RecordingSegmentView {
  index: number;
  from: string;
  /** A little later than the next one's `from`. */
  to: string;
  sizeBytes: number;
  sha256: string;
  /** `expired`: not in the store any more; the log still has its digest. */
  state: 'available' | 'expired';
}
export interface RecordingView {
  recorded: boolean;
  /** Why it was given up before the session ended. */
  stopped: { reason: RecordingStoppedReason; at: string } | null;
  /** By index. Of a running session: those that are finished. */
  segments: RecordingSegmentView[];
}

/** `in_progress`: the browser is downloading it; only a `done` file can be fetched or given to a page. */
export type SessionFileState = 'in_progress' | 'done' | 'cancelled' | 'too_large';
export interface SessionFileView {
  id: string;
  name: string;
  origin: 'download' | 'upload';
  state: SessionFileState;
  /** So far, while it is in progress. */
  sizeBytes: number;
  /** What the server announced; null when it did not, and for uploads. */
  totalBytes: number | null;
  sha256: string | null;
  mediaType: string;
  /** The name under which CDP clients give the file to a form (`DOM.setFileInputFiles`); it is no path of any disk. */
  path: string;
  createdAt: string;
}
export interface SessionFilesView {
  files: SessionFileView[];
  /** A page of the browser waits for a choice of files; null when none does. */
  chooser: { multiple: boolean; openedAt: string } | null;
  limits: { fileBytes: number; totalBytes: number };
}
