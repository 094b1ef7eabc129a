import type { CaptureSummaryView, CaptureView } from '@countersign/contracts';
import { instant } from '../database/sql.ts';
import type { FormCapture } from './capture.entity.ts';

/** With what its task and its candidate say. */
export type CaptureRow = FormCapture & Pick<CaptureView, 'candidateName' | 'company' | 'title'>;
export type CaptureSummaryRow = Pick<CaptureRow, keyof CaptureSummaryView>;

/** How the API shows a row, from the database or as it is projected. */
export function captureSummaryView(row: CaptureSummaryRow): CaptureSummaryView {
  return {
    id: row.id,
    taskId: row.taskId,
    runId: row.runId,
    candidateId: row.candidateId,
    candidateName: row.candidateName,
    company: row.company,
    title: row.title,
    status: row.status,
    step: row.step,
    steps: row.steps,
    adapter: row.adapter,
    sessionId: row.sessionId,
    capturedAt: instant(row.capturedAt),
    questions: row.questions,
    answered: row.answered,
    missing: row.missing,
    version: row.version,
  };
}

export function captureView(row: CaptureRow): CaptureView {
  return {
    ...captureSummaryView(row),
    url: row.url,
    pageTitle: row.pageTitle,
    fingerprint: row.fingerprint,
    fields: row.fields,
    answersSha256: row.answersSha256,
    approvedSha256: row.approvedSha256,
    approvedBy: row.approvedBy,
    approvedAt: row.approvedAt === null ? null : instant(row.approvedAt),
    notices: row.notices,
    blockedReason: row.blockedReason,
    differences: row.differences,
    keptAnswers: row.keptAnswers,
    droppedAnswers: row.droppedAnswers,
    errors: row.errors,
    rejectedReason: row.rejectedReason,
    evidence: row.evidence,
    unknownOutcome: row.unknownOutcome,
    resolution: row.resolution,
  };
}
