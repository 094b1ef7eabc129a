import {
  Answer, ANSWER_SOURCES, CAPTURE_STATUSES, CaptureNotice, CONFIDENCES, Difference, DroppedAnswer, Evidence, FIELD_TYPES, PageError, Question, ReadBackValue, SubmissionEvidence, VERDICTS,
  type CaptureSummaryView, type CaptureView, type ComparisonView,
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
  Type.Object({ answer: Answer, source: nullable(oneOf(ANSWER_SOURCES)), confidence: nullable(oneOf(CONFIDENCES)), evidence: nullable(Evidence), confirmed: Type.Optional(Type.Boolean({ description: 'A person let the proposed answer stand.' })) }),
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
    approvedBy: nullable(Type.String()),
    approvedAt: nullable(Instant),
    notices: Type.Array(CaptureNotice),
    blockedReason: nullable(oneOf(['form_changed', 'value_not_accepted', 'form_not_found'])),
    differences: Type.Array(Difference),
    keptAnswers: Type.Array(Type.String()),
    droppedAnswers: Type.Array(DroppedAnswer),
    errors: Type.Array(PageError),
    rejectedReason: nullable(Type.String()),
    evidence: nullable(SubmissionEvidence),
    unknownOutcome: nullable(Type.Object({ detail: Type.String(), evidence: nullable(SubmissionEvidence) })),
    resolution: nullable(Type.Object({ outcome: oneOf(['submitted', 'not_submitted']), note: nullable(Type.String()), by: Type.String(), at: Instant })),
  }),
);

const ReadBack = nullable(Type.Object({ value: ReadBackValue }));
const Edit = Type.Object({ by: Type.String(), at: Instant, from: Answer, to: Answer, source: oneOf(ANSWER_SOURCES) });
const ComparedFieldResponse = Type.Object({
  fieldId: Type.String(),
  question: Type.String(),
  type: oneOf(FIELD_TYPES),
  section: nullable(Type.String()),
  required: Type.Boolean(),
  sensitive: Type.Boolean(),
  proposed: nullable(Type.Object({ answer: Answer, source: oneOf(ANSWER_SOURCES), confidence: oneOf(CONFIDENCES) })),
  edits: Type.Array(Edit, { description: 'Oldest first.' }),
  confirmed: nullable(Type.Object({ by: Type.String(), at: Instant })),
  approved: nullable(Type.Object({ answer: Answer, by: Type.String(), at: Instant })),
  submitted: ReadBack,
  verdict: oneOf(VERDICTS),
  message: nullable(Type.String()),
  different: Type.Boolean({ description: 'Approved is other than proposed, or the page did not take it.' }),
});
export const ComparisonResponse = describes<ComparisonView>()(
  Type.Object({
    captureId: Id,
    version: Type.Integer(),
    steps: Type.Array(Type.Object({
      step: Type.Integer(),
      approval: nullable(Type.Object({ by: Type.String(), at: Instant, answersSha256: Type.String() })),
      submission: nullable(Type.Object({
        id: Id,
        startedAt: Instant,
        outcome: oneOf(['submitting', 'submitted', 'failed', 'unknown', 'not_submitted']),
        endedAt: nullable(Instant),
        resolvedBy: nullable(Type.String()),
        note: nullable(Type.String()),
        evidence: nullable(SubmissionEvidence),
      })),
      fields: Type.Array(ComparedFieldResponse),
    })),
  }),
);
