import type { CaptureNotice, Difference, DroppedAnswer, PageError, SubmissionEvidence } from './events.ts';
import type { FormField } from './field.ts';
import type { CaptureStatus } from './status.ts';

export interface CaptureSummaryView {
  id: string;
  taskId: string;
  runId: string;
  candidateId: string;
  candidateName: string | null;
  company: string;
  title: string;
  status: CaptureStatus;
  step: number;
  steps: number;
  adapter: string;
  sessionId: string | null;
  capturedAt: string;
  /** Of the step in review. */
  questions: number;
  answered: number;
  /** Required questions without an answer, of the step in review. */
  missing: number;
  version: number;
}
export type BlockedReason = 'form_changed' | 'value_not_accepted' | 'form_not_found';
export interface CaptureView extends CaptureSummaryView {
  url: string;
  pageTitle: string | null;
  fingerprint: string;
  fields: FormField[];
  /** What an approval must name: digest of the canonical answers of the step in review. */
  answersSha256: string;
  approvedSha256: string | null;
  approvedBy: string | null;
  approvedAt: string | null;
  /** What its reviewer has to know about the form. */
  notices: CaptureNotice[];
  /** Why nothing was pressed when it was last tried; null: it was not blocked. */
  blockedReason: BlockedReason | null;
  /** Why it came back to review: what the page has other than expected. */
  differences: Difference[];
  /** When the form was read again: fields whose answer stood before, and answers that do not stand any more. */
  keptAnswers: string[];
  droppedAnswers: DroppedAnswer[];
  errors: PageError[];
  rejectedReason: string | null;
  evidence: SubmissionEvidence | null;
  /** What was seen of a submission whose outcome nobody knew; stays when a person has said what it was. */
  unknownOutcome: { detail: string; evidence: SubmissionEvidence | null } | null;
  /** Who said what became of it, and why. */
  resolution: { outcome: 'submitted' | 'not_submitted'; note: string | null; by: string; at: string } | null;
}
