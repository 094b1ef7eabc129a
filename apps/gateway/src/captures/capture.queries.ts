import type { CaptureStatus, CaptureSummaryView, CaptureView, Page } from '@countersign/contracts';
import { Injectable } from '@nestjs/common';
import { decodeCursor, isUuid, limitOf, pageOf, type PageRequest } from '../database/page.ts';
import { instant, Sql } from '../database/sql.ts';

interface CaptureSummaryRow {
  id: string;
  task_id: string;
  run_id: string;
  candidate_id: string;
  candidate_name: string | null;
  company: string;
  title: string;
  status: CaptureStatus;
  step: number;
  steps: number;
  adapter: string;
  session_id: string | null;
  captured_at: string;
  questions: number;
  answered: number;
  missing: number;
  version: number;
}
interface CaptureRow extends CaptureSummaryRow {
  url: string;
  page_title: string | null;
  fingerprint: string;
  fields: CaptureView['fields'];
  answers_sha256: string;
  approved_sha256: string | null;
  approved_by: string | null;
  approved_at: string | null;
  notices: CaptureView['notices'];
  blocked_reason: CaptureView['blockedReason'];
  differences: CaptureView['differences'];
  kept_answers: CaptureView['keptAnswers'];
  dropped_answers: CaptureView['droppedAnswers'];
  errors: CaptureView['errors'];
  rejected_reason: string | null;
  evidence: CaptureView['evidence'];
  unknown_outcome: CaptureView['unknownOutcome'];
  resolution: CaptureView['resolution'];
}

const SUMMARY_COLUMNS = `
  capture.id, capture.task_id, capture.run_id, capture.candidate_id, candidate.name as candidate_name, task.company, task.title,
  capture.status, capture.step, capture.steps, capture.adapter, capture.session_id, capture.captured_at,
  capture.questions, capture.answered, capture.missing, capture.version`;
const FULL_COLUMNS = `${SUMMARY_COLUMNS},
  capture.url, capture.page_title, capture.fingerprint, capture.fields, capture.answers_sha256, capture.approved_sha256,
  capture.approved_by, capture.approved_at, capture.notices, capture.blocked_reason, capture.differences, capture.kept_answers, capture.dropped_answers,
  capture.errors, capture.rejected_reason, capture.evidence, capture.unknown_outcome, capture.resolution`;
const FROM_CAPTURES = `
  from read_model.form_captures capture
  join read_model.application_tasks task on task.id = capture.task_id
  join read_model.candidates candidate on candidate.id = capture.candidate_id`;

@Injectable()
export class CaptureQueries {
  constructor(private readonly sql: Sql) {}

  /** Newest first. @throws InvalidCursorError */
  async list(
    filter: PageRequest & { readonly runId?: string | undefined; readonly status?: readonly CaptureStatus[] | undefined },
  ): Promise<Page<CaptureSummaryView>> {
    const after = decodeCursor(filter.cursor);
    const limit = limitOf(filter.limit);
    if (filter.runId !== undefined && !isUuid(filter.runId)) return { items: [], next: null };
    const parameters: unknown[] = [limit + 1];
    const conditions = ['capture.version > 0'];
    if (filter.runId !== undefined) conditions.push(`capture.run_id = $${parameters.push(filter.runId)}`);
    if (filter.status?.length === 1) conditions.push(`capture.status = $${parameters.push(filter.status[0])}`);
    else if (filter.status) conditions.push(`capture.status = any($${parameters.push(filter.status)})`);
    if (after) conditions.push(`(capture.captured_at, capture.id) < ($${parameters.push(after.at)}, $${parameters.push(after.id)})`);
    const rows = await this.sql.query<CaptureSummaryRow>(
      `select ${SUMMARY_COLUMNS} ${FROM_CAPTURES} where ${conditions.join(' and ')} order by capture.captured_at desc, capture.id desc limit $1`,
      parameters,
    );
    return pageOf(rows.map(summaryView), limit, ({ capturedAt, id }) => ({ at: capturedAt, id }));
  }

  async get(id: string): Promise<CaptureView | undefined> {
    if (!isUuid(id)) return undefined;
    const [row] = await this.sql.query<CaptureRow>(`select ${FULL_COLUMNS} ${FROM_CAPTURES} where capture.id = $1`, [id]);
    return row && captureView(row);
  }
}

function summaryView(row: CaptureSummaryRow): CaptureSummaryView {
  return {
    id: row.id,
    taskId: row.task_id,
    runId: row.run_id,
    candidateId: row.candidate_id,
    candidateName: row.candidate_name,
    company: row.company,
    title: row.title,
    status: row.status,
    step: row.step,
    steps: row.steps,
    adapter: row.adapter,
    sessionId: row.session_id,
    capturedAt: instant(row.captured_at),
    questions: row.questions,
    answered: row.answered,
    missing: row.missing,
    version: row.version,
  };
}

function captureView(row: CaptureRow): CaptureView {
  return {
    ...summaryView(row),
    url: row.url,
    pageTitle: row.page_title,
    fingerprint: row.fingerprint,
    fields: row.fields,
    answersSha256: row.answers_sha256,
    approvedSha256: row.approved_sha256,
    approvedBy: row.approved_by,
    approvedAt: row.approved_at === null ? null : instant(row.approved_at),
    notices: row.notices,
    blockedReason: row.blocked_reason,
    differences: row.differences,
    keptAnswers: row.kept_answers,
    droppedAnswers: row.dropped_answers,
    errors: row.errors,
    rejectedReason: row.rejected_reason,
    evidence: row.evidence,
    unknownOutcome: row.unknown_outcome,
    resolution: row.resolution,
  };
}
