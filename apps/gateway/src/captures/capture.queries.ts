import type { CaptureStatus, CaptureSummaryView, CaptureView, Page } from '@countersign/contracts';
import { Injectable } from '@nestjs/common';
import { decodeCursor, isUuid, limitOf, pageOf, type PageRequest } from '../database/page.ts';
import { Sql } from '../database/sql.ts';
import { captureSummaryView, captureView, type CaptureRow, type CaptureSummaryRow } from './capture.view.ts';

const SUMMARY_COLUMNS = `
  capture.id, capture.task_id as "taskId", capture.run_id as "runId", capture.candidate_id as "candidateId", candidate.name as "candidateName",
  task.company, task.title, capture.status, capture.step, capture.steps, capture.adapter, capture.session_id as "sessionId",
  capture.captured_at as "capturedAt", capture.questions, capture.answered, capture.missing, capture.version`;
const FULL_COLUMNS = `${SUMMARY_COLUMNS},
  capture.url, capture.page_title as "pageTitle", capture.fingerprint, capture.fields, capture.answers_sha256 as "answersSha256",
  capture.approved_sha256 as "approvedSha256", capture.approved_by as "approvedBy", capture.approved_at as "approvedAt", capture.notices,
  capture.blocked_reason as "blockedReason", capture.differences, capture.kept_answers as "keptAnswers", capture.dropped_answers as "droppedAnswers",
  capture.errors, capture.rejected_reason as "rejectedReason", capture.evidence, capture.unknown_outcome as "unknownOutcome", capture.resolution`;
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
    const rows = await this.sql.prepared<CaptureSummaryRow>(
      `select ${SUMMARY_COLUMNS} ${FROM_CAPTURES} where ${conditions.join(' and ')} order by capture.captured_at desc, capture.id desc limit $1`,
      parameters,
    );
    return pageOf(rows.map(captureSummaryView), limit, ({ capturedAt, id }) => ({ at: capturedAt, id }));
  }

  async get(id: string): Promise<CaptureView | undefined> {
    if (!isUuid(id)) return undefined;
    const [row] = await this.sql.prepared<CaptureRow>(`select ${FULL_COLUMNS} ${FROM_CAPTURES} where capture.id = $1`, [id]);
    return row && captureView(row);
  }
}
