import type { Difference, PageError, SubmissionEvidence } from './events.ts';
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
export interface CaptureView extends CaptureSummaryView {
  url: string;
  pageTitle: string | null;
  fingerprint: string;
  fields: FormField[];
  /** What an approval must name: digest of the canonical answers of the step in review. */
  answersSha256: string;
  approvedSha256: string | null;
  /** Why it came back to review, newest first. */
  differences: Difference[];
  errors: PageError[];
  rejectedReason: string | null;
  evidence: SubmissionEvidence | null;
}
