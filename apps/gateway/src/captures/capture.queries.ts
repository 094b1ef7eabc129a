import type { CaptureStatus, CaptureSummaryView, CaptureView, Page } from '@countersign/contracts';
import { Injectable } from '@nestjs/common';
import { Conditions } from '../database/conditions.ts';
import { decodeCursor, isUuid, limitOf, pageOf, type DatedPageRequest } from '../database/page.ts';
import { instant, Sql } from '../database/sql.ts';
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

interface CaptureFilter extends DatedPageRequest {
  readonly runId?: string | undefined;
  readonly candidateId?: string | undefined;
  readonly status?: readonly CaptureStatus[] | undefined;
}

@Injectable()
export class CaptureQueries {
  constructor(private readonly sql: Sql) {}

  /** By when the form was first captured, newest first: reading it again moves none. @throws InvalidCursorError */
  async list(filter: CaptureFilter): Promise<Page<CaptureSummaryView>> {
    const limit = limitOf(filter.limit);
    const asked = new Conditions('capture.version > 0')
      .where('capture.run_id', '=', filter.runId).where('capture.candidate_id', '=', filter.candidateId)
      .where('capture.first_captured_at', '>=', filter.since).where('capture.first_captured_at', '<', filter.until)
      .after('capture.first_captured_at', 'capture.id', '<', decodeCursor(filter.cursor));
    // With several the rows would have to be sorted.
    if (filter.status?.length === 1) asked.where('capture.status', '=', filter.status[0]);
    else asked.where('capture.status', '= any', filter.status);
    const rows = await this.sql.prepared<CaptureSummaryRow & { firstCapturedAt: string }>(
      `select ${SUMMARY_COLUMNS}, capture.first_captured_at as "firstCapturedAt" ${FROM_CAPTURES}
       where ${asked} order by capture.first_captured_at desc, capture.id desc limit ${asked.bind(limit + 1)}`,
      asked.parameters,
    );
    const page = pageOf(rows, limit, ({ firstCapturedAt, id }) => ({ at: instant(firstCapturedAt), id }));
    return { ...page, items: page.items.map(captureSummaryView) };
  }

  async get(id: string): Promise<CaptureView | undefined> {
    if (!isUuid(id)) return undefined;
    const [row] = await this.sql.prepared<CaptureRow>(`select ${FULL_COLUMNS} ${FROM_CAPTURES} where capture.id = $1`, [id]);
    return row && captureView(row);
  }
}
