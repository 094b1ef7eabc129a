import type { Answer, AnswerSource, CaptureEvent, CaptureNotice, CaptureStatus, FormField, ProposedAnswer, Question } from '@countersign/contracts';
import { never } from '@countersign/decider';

/** A form, or one step of a wizard, as it was read. */
export interface FormRead {
  readonly sessionId: string | null;
  readonly adapter: string;
  readonly url: string;
  readonly pageTitle: string | null;
  readonly targetId: string | null;
  readonly step: number;
  readonly steps: number;
  readonly fingerprint: string;
  readonly questions: readonly Question[];
  readonly capturedAt: string;
  readonly notices?: readonly CaptureNotice[];
}

export interface Submission {
  readonly id: string;
  readonly step: number;
  readonly answersSha256: string;
}

/** The capture of one task's form. `form` without questions: they are in `fields` with their answers, of all steps so far. */
export interface Capture {
  readonly status: CaptureStatus;
  readonly version: number;
  readonly taskId: string;
  readonly runId: string;
  readonly candidateId: string;
  readonly form: Omit<FormRead, 'questions'>;
  readonly fields: readonly FormField[];
  /** Digest of the answers that were approved; null in review and after a rejection. */
  readonly approvedSha256: string | null;
  /** The submission whose outcome is not known yet: while submitting or outcome_unknown. */
  readonly submission: Submission | null;
  /** Who wrote the answer of a field of the current step, or had it proposed, unless somebody else has approved it since. */
  readonly authors: Readonly<Record<string, string>>;
}
/** An event as the log has it: who caused it stands in its envelope. */
export type AuthoredEvent = CaptureEvent & { readonly actor?: string };
/** null: nothing was captured yet. */
export type CaptureState = Capture | null;

/** The fields under review: those of the current step. */
export function currentFields(capture: Capture): readonly FormField[] {
  return capture.fields.filter((field) => field.step === capture.form.step);
}

/** Those of the steps before, with what was approved and sent. */
export function earlierFields(capture: Capture): readonly FormField[] {
  return capture.fields.filter((field) => field.step < capture.form.step);
}

export function evolve(state: CaptureState, event: AuthoredEvent): CaptureState {
  if (event.type === 'countersign.capture.form_captured.v1') {
    const { taskId, runId, candidateId, ...form } = event.data;
    const before = state ?? { version: 0, taskId, runId, candidateId, fields: [] };
    return withForm({ ...before, version: before.version + 1, authors: {} }, form);
  }
  if (!state) throw new Error(`${event.type} before form_captured`);
  const next = { ...state, version: state.version + 1 };
  switch (event.type) {
    case 'countersign.capture.answers_proposed.v1':
      return { ...next, fields: withAnswers(state.fields, event.data.step, event.data.answers), authors: withProposals(state.authors, event.data.answers, event.actor) };
    case 'countersign.capture.answer_edited.v1': {
      const { fieldId, to, source = 'human' } = event.data;
      // What was approved is not what would be sent any more.
      return backToReview({ ...next, fields: inStep(state, [fieldId], (field) => ({ ...field, ...edited(to, source), confirmed: false })), authors: withAuthor(state.authors, fieldId, event.actor) });
    }
    case 'countersign.capture.answers_confirmed.v1':
      return { ...next, fields: inStep(state, event.data.fieldIds, (field) => ({ ...field, confirmed: true })) };
    case 'countersign.capture.approved.v1':
      // Who approves their own is no second person: those answers stay theirs.
      return { ...next, status: 'approved', approvedSha256: event.data.answersSha256, authors: authorsAmong(state.authors, (_, author) => author === event.actor) };
    case 'countersign.capture.rejected.v1':
      return { ...next, status: 'rejected', approvedSha256: null };
    case 'countersign.capture.recaptured.v1': {
      const { differences: _, keptAnswers, droppedAnswers: _dropped, ...form } = event.data;
      // A kept answer stays with who wrote it, whoever had the form read again.
      return withForm({ ...next, authors: authorsAmong(state.authors, (fieldId) => keptAnswers?.includes(fieldId) ?? true) }, form);
    }
    case 'countersign.capture.submission_started.v1': {
      const { submissionId, step, answersSha256 } = event.data;
      return { ...next, status: 'submitting', submission: { id: submissionId, step, answersSha256 } };
    }
    case 'countersign.capture.submission_blocked.v1':
    case 'countersign.capture.submission_failed.v1':
      return backToReview(next);
    case 'countersign.capture.submitted.v1':
      return { ...next, status: 'submitted', submission: null };
    case 'countersign.capture.submission_outcome_unknown.v1':
      return { ...next, status: 'outcome_unknown' };
    case 'countersign.capture.outcome_resolved.v1':
      return event.data.outcome === 'submitted' ? { ...next, status: 'submitted', submission: null } : backToReview(next);
    default:
      return never(event);
  }
}

function backToReview(capture: Capture): Capture {
  return { ...capture, status: 'in_review', approvedSha256: null, submission: null };
}

/** The questions of the form replace those of its step; other steps stay. */
function withForm(before: Pick<Capture, 'version' | 'taskId' | 'runId' | 'candidateId' | 'fields' | 'authors'>, { questions, ...form }: FormRead): Capture {
  const fields = questions.map((question): FormField => ({ ...question, answer: null, source: null, confidence: null, evidence: null }));
  return backToReview({ ...before, status: 'in_review', form, fields: [...before.fields.filter((field) => field.step !== form.step), ...fields], approvedSha256: null, submission: null });
}

function withAnswers(fields: readonly FormField[], step: number, answers: readonly ProposedAnswer[]): readonly FormField[] {
  // Without an answer there is no source; the evidence says why there is none.
  const byId = new Map(answers.map(({ fieldId, ...given }) => [fieldId, given.answer === null ? { ...given, source: null, confidence: null } : given]));
  return fields.map((field) => (field.step === step && byId.has(field.id) ? { ...field, ...byId.get(field.id)! } : field));
}

function inStep({ fields, form }: Capture, fieldIds: readonly string[], change: (field: FormField) => FormField): readonly FormField[] {
  return fields.map((field) => (field.step === form.step && fieldIds.includes(field.id) ? change(field) : field));
}

/** A person is sure of what they write; what a machine writes is for a person to check. */
function edited(answer: Answer, source: AnswerSource): Pick<FormField, 'answer' | 'source' | 'confidence' | 'evidence'> {
  if (answer === null) return { answer, source: null, confidence: null, evidence: null };
  return { answer, source, confidence: source === 'human' ? 'high' : 'medium', evidence: null };
}

function withAuthor(authors: Capture['authors'], fieldId: string, actor: string | undefined): Capture['authors'] {
  return actor === undefined ? authors : { ...authors, [fieldId]: actor };
}

/** Rules and earlier answers propose for whoever had the form read. */
function withProposals(authors: Capture['authors'], answers: readonly ProposedAnswer[], actor: string | undefined): Capture['authors'] {
  const proposed = answers.filter(({ fieldId, answer }) => answer !== null && !Object.hasOwn(authors, fieldId));
  return proposed.reduce((all, { fieldId }) => withAuthor(all, fieldId, actor), authors);
}

function authorsAmong(authors: Capture['authors'], belongs: (fieldId: string, author: string) => boolean): Capture['authors'] {
  return Object.fromEntries(Object.entries(authors).filter(([fieldId, author]) => belongs(fieldId, author)));
}
