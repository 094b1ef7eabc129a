import { createHash } from 'node:crypto';
import { canonicalAnswers, countMissing, type CaptureEvent, type FormField, type ProposedAnswer, type Question } from '@countersign/contracts';
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
      return read(row ?? unread(aggregateIdOf(event), { taskId, runId, candidateId, firstCapturedAt: event.data.capturedAt }), event.data);
    }
    case 'countersign.capture.recaptured.v1':
      return readAgain(founded(row, event), event.data);
    case 'countersign.capture.answers_proposed.v1':
      return withFields(founded(row, event), withAnswers(founded(row, event).fields, event.data.step, event.data.answers));
    case 'countersign.capture.answer_edited.v1': {
      const known = founded(row, event);
      const { fieldId, to: answer, source = 'human' } = event.data;
      const edit: ProposedAnswer = { fieldId, answer, source, confidence: source === 'human' ? 'high' : 'medium', evidence: null };
      return { ...withFields(known, withAnswers(known.fields, known.step, [edit]).map((field) => (field.id === fieldId && field.step === known.step ? { ...field, confirmed: false } : field))), ...inReview };
    }
    case 'countersign.capture.answers_confirmed.v1': {
      const known = founded(row, event);
      const { step, fieldIds } = event.data;
      return { ...known, fields: known.fields.map((field) => (field.step === step && fieldIds.includes(field.id) ? { ...field, confirmed: true } : field)) };
    }
    case 'countersign.capture.approved.v1':
      return { ...founded(row, event), ...untold, status: 'approved', approvedSha256: event.data.answersSha256, approvedBy: event.actor, approvedAt: event.time };
    case 'countersign.capture.rejected.v1':
      return { ...founded(row, event), ...inReview, status: 'rejected', rejectedReason: event.data.reason };
    case 'countersign.capture.submission_started.v1':
      return { ...founded(row, event), status: 'submitting' };
    case 'countersign.capture.submission_blocked.v1':
      return { ...founded(row, event), ...inReview, blockedReason: event.data.reason, differences: event.data.differences };
    case 'countersign.capture.submission_failed.v1':
      return { ...founded(row, event), ...inReview, errors: event.data.errors };
    case 'countersign.capture.submission_outcome_unknown.v1':
      return { ...founded(row, event), status: 'outcome_unknown', unknownOutcome: { detail: event.data.detail, evidence: event.data.evidence ?? null }, resolution: null };
    case 'countersign.capture.submitted.v1':
      return { ...founded(row, event), status: 'submitted', evidence: event.data.evidence };
    case 'countersign.capture.outcome_resolved.v1': {
      const { outcome, note } = event.data;
      const resolution = { outcome, note, by: event.actor, at: event.time };
      return { ...founded(row, event), ...(outcome === 'submitted' ? { status: 'submitted' as const } : inReview), resolution };
    }
    default:
      return never(event);
  }
}

/** Back before a person: what was approved before does not stand any more. */
const inReview = { status: 'in_review', approvedSha256: null, approvedBy: null, approvedAt: null } as const;
/** Nothing happened that the reviewer has to be told. */
const untold = { blockedReason: null, differences: [], errors: [], keptAnswers: [], droppedAnswers: [] } satisfies Partial<FormCapture>;

type Reread = Extract<CaptureEvent, { type: 'countersign.capture.recaptured.v1' }>['data'];
type Form = Omit<Extract<CaptureEvent, { type: 'countersign.capture.form_captured.v1' }>['data'], 'taskId' | 'runId' | 'candidateId'>;

/** Replaces all fields of the step that was read; those of other steps stay. */
function read(row: FormCapture, form: Form): FormCapture {
  const { sessionId, adapter, url, pageTitle, step, steps, fingerprint, capturedAt, notices = [] } = form;
  const fields = [...row.fields.filter((field) => field.step < step), ...form.questions.map(unanswered), ...row.fields.filter((field) => field.step > step)];
  const header = { sessionId, adapter, url, pageTitle, step, steps, fingerprint, capturedAt, notices };
  return { ...withFields({ ...row, ...header, ...untold }, fields), ...inReview };
}

function readAgain(row: FormCapture, form: Reread): FormCapture {
  const { differences, keptAnswers = [], droppedAnswers = [] } = form;
  return { ...read(row, form), blockedReason: isOfBlock(row, form) ? row.blockedReason : null, differences, keptAnswers, droppedAnswers };
}

/** A block reads the form again in the same commit, for the same differences; else somebody only wanted to see it as it is. */
function isOfBlock({ differences }: FormCapture, form: Reread): boolean {
  return differences.length === form.differences.length && differences.every(({ fieldId, kind, expected, actual }, index) => {
    const now = form.differences[index]!;
    return now.fieldId === fieldId && now.kind === kind && now.expected === expected && now.actual === actual;
  });
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
    missing: countMissing(current),
    answersSha256: createHash('sha256').update(canonicalAnswers(row.step, fields)).digest('hex'),
  };
}

function unread(id: string, parents: Pick<FormCapture, 'taskId' | 'runId' | 'candidateId' | 'firstCapturedAt'>): FormCapture {
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
    notices: [],
    questions: 0,
    answered: 0,
    missing: 0,
    answersSha256: '',
    rejectedReason: null,
    evidence: null,
    ...untold,
    unknownOutcome: null,
    resolution: null,
    version: 0,
  };
}
