import { createHash } from 'node:crypto';
import { canonicalAnswers, type CaptureEvent, type FormField, type ProposedAnswer, type Question } from '@countersign/contracts';
import { never } from '@countersign/decider';
import { aggregateIdOf, founded, type Recorded } from '../projecting/projection.ts';
import type { FormCapture } from './capture.entity.ts';

export function projectCapture(row: FormCapture | undefined, event: Recorded<CaptureEvent>): FormCapture {
  return { ...projected(row, event), version: event.aggregateversion };
}

function projected(row: FormCapture | undefined, event: Recorded<CaptureEvent>): FormCapture {
  switch (event.type) {
    case 'countersign.capture.form_captured.v1': {
      const { taskId, runId, candidateId } = event.data;
      return read(row ?? unread(aggregateIdOf(event), { taskId, runId, candidateId }), event.data, []);
    }
    case 'countersign.capture.recaptured.v1':
      return read(founded(row, event), event.data, event.data.differences);
    case 'countersign.capture.answers_proposed.v1':
      return withFields(founded(row, event), withAnswers(founded(row, event).fields, event.data.step, event.data.answers));
    case 'countersign.capture.answer_edited.v1': {
      const known = founded(row, event);
      const edit: ProposedAnswer = { fieldId: event.data.fieldId, answer: event.data.to, source: 'human', confidence: 'high', evidence: null };
      return { ...withFields(known, withAnswers(known.fields, known.step, [edit])), ...inReview };
    }
    case 'countersign.capture.approved.v1':
      return { ...founded(row, event), status: 'approved', approvedSha256: event.data.answersSha256, differences: [], errors: [] };
    case 'countersign.capture.rejected.v1':
      return { ...founded(row, event), status: 'rejected', approvedSha256: null, rejectedReason: event.data.reason };
    case 'countersign.capture.submission_started.v1':
      return { ...founded(row, event), status: 'submitting' };
    case 'countersign.capture.submission_blocked.v1':
      return { ...founded(row, event), ...inReview, differences: event.data.differences };
    case 'countersign.capture.submission_failed.v1':
      return { ...founded(row, event), ...inReview, errors: event.data.errors };
    case 'countersign.capture.submission_outcome_unknown.v1':
      return { ...founded(row, event), status: 'outcome_unknown' };
    case 'countersign.capture.submitted.v1':
      return { ...founded(row, event), status: 'submitted', evidence: event.data.evidence };
    case 'countersign.capture.outcome_resolved.v1':
      return { ...founded(row, event), ...(event.data.outcome === 'submitted' ? { status: 'submitted' as const } : inReview) };
    default:
      return never(event);
  }
}

/** Back before a person: what was approved before does not stand any more. */
const inReview = { status: 'in_review', approvedSha256: null } as const;

type Form = Extract<CaptureEvent, { type: 'countersign.capture.recaptured.v1' }>['data'];

/** Replaces all fields of the step that was read; those of other steps stay. */
function read(row: FormCapture, form: Form | Omit<Form, 'differences'>, differences: FormCapture['differences']): FormCapture {
  const { sessionId, adapter, url, pageTitle, step, steps, fingerprint, capturedAt } = form;
  const fields = [...row.fields.filter((field) => field.step < step), ...form.questions.map(unanswered), ...row.fields.filter((field) => field.step > step)];
  const header = { sessionId, adapter, url, pageTitle, step, steps, fingerprint, capturedAt, differences, errors: [] };
  return { ...withFields({ ...row, ...header }, fields), ...inReview };
}

function unanswered(question: Question): FormField {
  return { ...question, answer: null, source: null, confidence: null, evidence: null };
}

function withAnswers(fields: readonly FormField[], step: number, answers: readonly ProposedAnswer[]): FormField[] {
  const byField = new Map(answers.map((answer) => [answer.fieldId, answer]));
  return fields.map((field) => {
    const given = field.step === step ? byField.get(field.id) : undefined;
    if (!given) return field;
    const { answer, source, confidence, evidence } = given;
    // Evidence without an answer says what is known and why it does not fit.
    return answer === null ? { ...field, answer, source: null, confidence: null, evidence } : { ...field, answer, source, confidence, evidence };
  });
}

/** Sets the fields and what is counted and digested over those of the step in review. */
function withFields(row: FormCapture, fields: FormField[]): FormCapture {
  const current = fields.filter((field) => field.step === row.step);
  return {
    ...row,
    fields,
    questions: current.length,
    answered: current.filter(({ answer }) => answer !== null).length,
    missing: current.filter(isMissing).length,
    answersSha256: createHash('sha256').update(canonicalAnswers(row.step, fields)).digest('hex'),
  };
}

/** As capture-service refuses to approve: a required checkbox, a consent, is answered only by being ticked. */
function isMissing({ required, type, answer }: FormField): boolean {
  return required && (answer === null || (type === 'checkbox' && answer !== true));
}

function unread(id: string, parents: Pick<FormCapture, 'taskId' | 'runId' | 'candidateId'>): FormCapture {
  return {
    id,
    ...parents,
    sessionId: null,
    ...inReview,
    step: 1,
    steps: 1,
    adapter: '',
    url: '',
    pageTitle: null,
    fingerprint: '',
    capturedAt: '',
    fields: [],
    questions: 0,
    answered: 0,
    missing: 0,
    answersSha256: '',
    differences: [],
    errors: [],
    rejectedReason: null,
    evidence: null,
    version: 0,
  };
}
