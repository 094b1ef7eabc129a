import type { EndedReason, Viewport } from './events.ts';

export type SessionStatus = 'active' | 'expired' | 'terminated';
export interface HandoffView {
  id: string;
  reason: string;
  instructions: string;
  deadline: string;
  outcome: 'done' | 'failed' | 'timed_out' | null;
  note: string | null;
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
  handoffs: HandoffView[];
  version: number;
}
