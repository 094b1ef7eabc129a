import {
  Answer, ANSWER_SOURCES, CAPTURE_STATUSES, CONFIDENCES, Difference, Evidence, PageError, Question, SubmissionEvidence, type CaptureSummaryView, type CaptureView,
} from '@countersign/contracts';
import { Type } from '@sinclair/typebox';
import { Id, Instant, nullable, oneOf } from '../http/openapi/parts.ts';
import { describes } from '../http/openapi/same.ts';

const summary = {
  id: Id,
  taskId: Id,
  runId: Id,
  candidateId: Id,
  candidateName: nullable(Type.String()),
  company: Type.String(),
  title: Type.String(),
  status: oneOf(CAPTURE_STATUSES),
  step: Type.Integer(),
  steps: Type.Integer(),
  adapter: Type.String(),
  sessionId: nullable(Id),
  capturedAt: Instant,
  questions: Type.Integer({ description: 'Of the step in review.' }),
  answered: Type.Integer(),
  missing: Type.Integer({ description: 'Required questions without an answer, of the step in review.' }),
  version: Type.Integer(),
};
const Field = Type.Composite([
  Question,
  Type.Object({ answer: Answer, source: nullable(oneOf(ANSWER_SOURCES)), confidence: nullable(oneOf(CONFIDENCES)), evidence: nullable(Evidence) }),
]);

export const CaptureSummaryResponse = describes<CaptureSummaryView>()(Type.Object(summary));
export const CaptureResponse = describes<CaptureView>()(
  Type.Object({
    ...summary,
    url: Type.String(),
    pageTitle: nullable(Type.String()),
    fingerprint: Type.String(),
    fields: Type.Array(Field),
    answersSha256: Type.String({ description: 'What an approval must name.' }),
    approvedSha256: nullable(Type.String()),
    differences: Type.Array(Difference),
    errors: Type.Array(PageError),
    rejectedReason: nullable(Type.String()),
    evidence: nullable(SubmissionEvidence),
  }),
);
