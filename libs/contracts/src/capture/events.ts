import { Type, type Static } from '@sinclair/typebox';
import { defineEvent, Instant, Sha256, Uuid, type EventOf } from '../envelope.ts';
import { Answer, ANSWER_SOURCES, ProposedAnswer, Question, ReadBackValue, type AnswerSource } from './field.ts';

const step = Type.Integer({ minimum: 1, maximum: 50 });
const nullableText = (maxLength: number) => Type.Union([Type.String({ maxLength }), Type.Null()]);

export const NOTICE_KINDS = ['captcha', 'sign_in_required', 'schema_mismatch', 'incomplete', 'other'] as const;
/** Something about the form that its reviewer has to know, e.g. that a captcha waits on the page; `fieldId` null: the whole form. */
export const CaptureNotice = Type.Object(
  {
    /**
     * captcha, sign_in_required: a person does something in the browser first · schema_mismatch: the page and the board's
     * schema disagree · incomplete: options or questions may be missing · other.
     */
    kind: Type.Unsafe<(typeof NOTICE_KINDS)[number]>(Type.Union(NOTICE_KINDS.map((kind) => Type.Literal(kind)))),
    fieldId: nullableText(120),
    /** One sentence for a person. */
    message: Type.String({ minLength: 1, maxLength: 500 }),
  },
  { additionalProperties: false },
);
export type CaptureNotice = Static<typeof CaptureNotice>;

/** An answer that stood before the form was read again and does not any more. */
export const DroppedAnswer = Type.Object(
  {
    fieldId: Type.String({ maxLength: 120 }),
    question: Type.String({ maxLength: 1000 }),
    answer: Answer,
    /** removed: the question is gone · changed: it asks or offers something else · replaced: another answer was proposed. */
    reason: Type.Union([Type.Literal('removed'), Type.Literal('changed'), Type.Literal('replaced')]),
  },
  { additionalProperties: false },
);
export type DroppedAnswer = Static<typeof DroppedAnswer>;

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
  notices: Type.Optional(Type.Array(CaptureNotice, { maxItems: 50 })),
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
  /**
   * In the step under review; who and when stand in the envelope. An edit of an approved capture makes the approval void:
   * back to review. Without `source` a person wrote it (`human`); an automation's edit says another.
   */
  answerEdited: defineEvent('countersign.capture.answer_edited.v1', {
    fieldId: Type.String({ maxLength: 120 }),
    from: Answer,
    to: Answer,
    source: Type.Optional(Type.Unsafe<AnswerSource>(Type.Union(ANSWER_SOURCES.map((source) => Type.Literal(source))))),
  }),
  /** A person looked at these proposed answers of the step under review and lets them stand. */
  answersConfirmed: defineEvent('countersign.capture.answers_confirmed.v1', { step, fieldIds: Type.Array(Type.String({ maxLength: 120 }), { minItems: 1, maxItems: 1000 }) }),
  /** `answersSha256` is the digest of the canonical answers of this step, see answersSha256 in capture-service. */
  approved: defineEvent('countersign.capture.approved.v1', { step, answersSha256: Sha256 }),
  rejected: defineEvent('countersign.capture.rejected.v1', { reason: Type.String({ minLength: 1, maxLength: 2000 }) }),
  /**
   * Read again (after a change, or in another session): replaces the questions of this step, back to review. Its answers
   * are gone with them; the answers_proposed of the same commit holds all that stand, kept ones of a person as well.
   */
  recaptured: defineEvent('countersign.capture.recaptured.v1', {
    ...form,
    differences: Type.Array(Difference, { maxItems: 500 }),
    /** Fields whose answer is the one from before. */
    keptAnswers: Type.Optional(Type.Array(Type.String({ maxLength: 120 }), { maxItems: 1000 })),
    droppedAnswers: Type.Optional(Type.Array(DroppedAnswer, { maxItems: 1000 })),
  }),
  /** Written before the click. Without a later event of the same submissionId the outcome is unknown. */
  submissionStarted: defineEvent('countersign.capture.submission_started.v1', {
    submissionId: Uuid,
    step,
    answersSha256: Sha256,
    /** What the page held in each field then. */
    readBack: Type.Optional(Type.Array(Type.Object({ fieldId: Type.String({ maxLength: 120 }), value: ReadBackValue }, { additionalProperties: false }), { maxItems: 1000 })),
  }),
  /** Nothing was pressed: the page differs from what was approved. Back to review. */
  submissionBlocked: defineEvent('countersign.capture.submission_blocked.v1', {
    step,
    reason: Type.Union([Type.Literal('form_changed'), Type.Literal('value_not_accepted'), Type.Literal('form_not_found')]),
    differences: Type.Array(Difference, { maxItems: 500 }),
  }),
  submitted: defineEvent('countersign.capture.submitted.v1', { submissionId: Uuid, evidence: SubmissionEvidence }),
  /** The page refused the input: nothing was sent. Back to review. */
  submissionFailed: defineEvent('countersign.capture.submission_failed.v1', { submissionId: Uuid, errors: Type.Array(PageError, { maxItems: 200 }) }),
  submissionOutcomeUnknown: defineEvent('countersign.capture.submission_outcome_unknown.v1', {
    submissionId: Uuid,
    detail: Type.String({ maxLength: 2000 }),
    /** What was there to see when the watching ended; `confirmationText` holds the text of the page, whatever it says. */
    evidence: Type.Optional(SubmissionEvidence),
  }),
  outcomeResolved: defineEvent('countersign.capture.outcome_resolved.v1', {
    submissionId: Uuid,
    outcome: Type.Union([Type.Literal('submitted'), Type.Literal('not_submitted')]),
    note: nullableText(2000),
  }),
} as const;
export type CaptureEvent = EventOf<typeof captureEvents>;
