import { Type, type Static } from '@sinclair/typebox';
import { defineEvent, Instant, Sha256, Uuid, type EventOf } from '../envelope.ts';
import { Answer, ProposedAnswer, Question } from './field.ts';

const step = Type.Integer({ minimum: 1, maximum: 50 });
const nullableText = (maxLength: number) => Type.Union([Type.String({ maxLength }), Type.Null()]);

/** A form, or one step of a wizard, as it was read. */
const form = {
  /** null: the caller brought the fields itself. */
  sessionId: Type.Union([Uuid, Type.Null()]),
  adapter: Type.String({ minLength: 1, maxLength: 50 }),
  url: Type.String({ maxLength: 2000 }),
  pageTitle: nullableText(500),
  /** CDP target of the tab; it is looked for first when the form is filled in. */
  targetId: nullableText(100),
  step,
  steps: step,
  /** Digest over what makes the form this form: ids, types, questions, options, required; not values or DOM ids. */
  fingerprint: Sha256,
  questions: Type.Array(Question, { maxItems: 1000 }),
  capturedAt: Instant,
};

/** One difference between what was expected and what the page has; `fieldId` null: the whole form. */
export const Difference = Type.Object(
  {
    fieldId: nullableText(120),
    question: nullableText(1000),
    kind: Type.Union([Type.Literal('added'), Type.Literal('removed'), Type.Literal('changed'), Type.Literal('value')]),
    expected: nullableText(2000),
    actual: nullableText(2000),
  },
  { additionalProperties: false },
);
export type Difference = Static<typeof Difference>;
/** An error that the page showed; `fieldId` null: not at one field. */
export const PageError = Type.Object({ fieldId: nullableText(120), message: Type.String({ maxLength: 1000 }) }, { additionalProperties: false });
export type PageError = Static<typeof PageError>;
export const SubmissionEvidence = Type.Object(
  {
    finalUrl: Type.String({ maxLength: 2000 }),
    confirmationText: Type.String({ maxLength: 5000 }),
    /** PNG in the object store; null when the page could not be pictured. */
    screenshotSha256: Type.Union([Sha256, Type.Null()]),
  },
  { additionalProperties: false },
);
export type SubmissionEvidence = Static<typeof SubmissionEvidence>;

export const captureEvents = {
  /** Step 1 begins the capture; a later step follows the submission of the one before. */
  formCaptured: defineEvent('countersign.capture.form_captured.v1', { taskId: Uuid, runId: Uuid, candidateId: Uuid, ...form }),
  answersProposed: defineEvent('countersign.capture.answers_proposed.v1', { step, answers: Type.Array(ProposedAnswer, { maxItems: 1000 }) }),
  /** By a person, in the step under review. An edit of an approved capture makes the approval void: back to review. */
  answerEdited: defineEvent('countersign.capture.answer_edited.v1', { fieldId: Type.String({ maxLength: 120 }), from: Answer, to: Answer }),
  /** `answersSha256` is the digest of the canonical answers of this step, see answersSha256 in capture-service. */
  approved: defineEvent('countersign.capture.approved.v1', { step, answersSha256: Sha256 }),
  rejected: defineEvent('countersign.capture.rejected.v1', { reason: Type.String({ minLength: 1, maxLength: 2000 }) }),
  /**
   * Read again (after a change, or in another session): replaces the questions of this step, back to review. Its answers
   * are gone with them; the answers_proposed of the same commit holds all that stand, kept ones of a person as well.
   */
  recaptured: defineEvent('countersign.capture.recaptured.v1', { ...form, differences: Type.Array(Difference, { maxItems: 500 }) }),
  /** Written before the click. Without a later event of the same submissionId the outcome is unknown. */
  submissionStarted: defineEvent('countersign.capture.submission_started.v1', { submissionId: Uuid, step, answersSha256: Sha256 }),
  /** Nothing was pressed: the page differs from what was approved. Back to review. */
  submissionBlocked: defineEvent('countersign.capture.submission_blocked.v1', {
    step,
    reason: Type.Union([Type.Literal('form_changed'), Type.Literal('value_not_accepted'), Type.Literal('form_not_found')]),
    differences: Type.Array(Difference, { maxItems: 500 }),
  }),
  submitted: defineEvent('countersign.capture.submitted.v1', { submissionId: Uuid, evidence: SubmissionEvidence }),
  /** The page refused the input: nothing was sent. Back to review. */
  submissionFailed: defineEvent('countersign.capture.submission_failed.v1', { submissionId: Uuid, errors: Type.Array(PageError, { maxItems: 200 }) }),
  submissionOutcomeUnknown: defineEvent('countersign.capture.submission_outcome_unknown.v1', { submissionId: Uuid, detail: Type.String({ maxLength: 2000 }) }),
  outcomeResolved: defineEvent('countersign.capture.outcome_resolved.v1', {
    submissionId: Uuid,
    outcome: Type.Union([Type.Literal('submitted'), Type.Literal('not_submitted')]),
    note: nullableText(2000),
  }),
} as const;
export type CaptureEvent = EventOf<typeof captureEvents>;
