import { canonicalAnswers, countMissing, missingFields, type CaptureEvent, type Difference, type FormField, type ProposedAnswer, type Question, type Violation } from '@countersign/contracts';
import { never, Rejected, type Decider } from '@countersign/decider';
import { isEqual, misfit, normalised } from './answer-fit.ts';
import { currentFields, evolve, type Capture, type CaptureState, type FormRead } from './capture.ts';
import type { AnsweredForm, CaptureCommand } from './commands.ts';
import { answersThatStand, differencesBetween, fateOfAnswers } from './differences.ts';

/** Lower-case hex SHA-256 of a text in UTF-8; a pure function that comes in, since the domain has no crypto. */
export type Sha256Of = (text: string) => string;
type Decision = readonly CaptureEvent[] | Rejected;

/**
 * The rules of a capture. Choices that the design leaves open: an edit of an approved capture is taken and makes the
 * approval void (back to review), so a slip found late costs a second approval and not a second capture; a rejection
 * is final; an outcome that nobody knows is resolved by a person before anything else may happen.
 */
export function captureDecider(sha256: Sha256Of): Decider<CaptureCommand, CaptureEvent, CaptureState> {
  return { initialState: null, evolve, decide: (command, state) => decide(command, state, sha256) };
}

/** The text whose SHA-256 an approval names is that of the current step. */
export function currentDigest(capture: Capture, sha256: Sha256Of): string {
  return sha256(canonicalAnswers(capture.form.step, capture.fields));
}

function decide(command: CaptureCommand, state: CaptureState, sha256: Sha256Of): Decision {
  if (command.type === 'capture') return decideCapture(command, state);
  if (!state) return new Rejected('capture_not_found', 'There is no capture with this id.');
  switch (command.type) {
    case 'edit':
      return notOpen(state) ?? staleVersion(command.expectedVersion, state) ?? decideEdit(command, state);
    case 'confirm':
      return notOpen(state) ?? staleVersion(command.expectedVersion, state) ?? decideConfirm(command, state);
    case 'approve':
      return decideApprove(command, state, sha256);
    case 'reject':
      return notOpen(state) ?? staleVersion(command.expectedVersion, state) ?? [{ type: 'countersign.capture.rejected.v1', data: { reason: command.reason } }];
    case 'recapture':
      return notOpen(state) ?? staleVersion(command.expectedVersion, state) ?? unfitting(command) ?? rereadEvents(state, command);
    case 'start_submission':
      return decideStart(command, state, sha256);
    case 'block_submission':
      return decideBlock(command, state);
    case 'fail_submission':
    case 'lose_outcome':
    case 'complete_submission':
      return decideOutcome(command, state);
    case 'resolve_outcome':
      if (state.status !== 'outcome_unknown' || !state.submission) return new Rejected('outcome_not_unknown', 'The outcome of the submission is known.', { status: state.status });
      return staleVersion(command.expectedVersion, state) ?? [{ type: 'countersign.capture.outcome_resolved.v1', data: { submissionId: state.submission.id, outcome: command.outcome, note: command.note } }];
    default:
      return never(command);
  }
}

function decideCapture(command: Extract<CaptureCommand, { type: 'capture' }>, state: CaptureState): Decision {
  if (state) return new Rejected('capture_exists', 'The form of this task was captured already.');
  const { taskId, runId, candidateId } = command;
  return unfitting(command) ?? formEvents({ taskId, runId, candidateId }, command);
}

function decideEdit(command: Extract<CaptureCommand, { type: 'edit' }>, state: Capture): Decision {
  const fields = new Map(currentFields(state).map((field) => [field.id, field]));
  const unknown = unknownFields(fields, command.answers.map(({ fieldId }) => fieldId));
  if (unknown) return unknown;
  const edits = new Map(command.answers.map(({ fieldId, answer }) => [fieldId, normalised(answer)]));
  const source = command.byPerson ? 'human' : 'model';
  const problems = [...edits].flatMap(([fieldId, answer]) => violation(fieldId, proposalMisfit(fields.get(fieldId), { answer, source })));
  if (edits.size !== command.answers.length) problems.push({ path: '', message: 'A field is answered twice.' });
  if (problems.length > 0) return new Rejected('answer_invalid', 'An answer does not fit its field.', problems);
  return [...edits].flatMap(([fieldId, to]): CaptureEvent[] => {
    const from = fields.get(fieldId)!.answer;
    return isEqual(from, to) ? [] : [{ type: 'countersign.capture.answer_edited.v1', data: { fieldId, from, to, ...(command.byPerson ? {} : { source }) } }];
  });
}

/** Many at once only where the confidence is high; an answer to a sensitive question is a person's own anyway. */
function decideConfirm(command: Extract<CaptureCommand, { type: 'confirm' }>, state: Capture): Decision {
  const fields = new Map(currentFields(state).map((field) => [field.id, field]));
  const unknown = unknownFields(fields, command.fieldIds ?? []);
  if (unknown) return unknown;
  const empty = (command.fieldIds ?? []).flatMap((fieldId) => violation(fieldId, fields.get(fieldId)!.answer === null ? 'There is no answer to confirm.' : undefined));
  if (empty.length > 0) return new Rejected('answer_invalid', 'A field has no answer to confirm.', empty);
  const named = new Set(command.fieldIds);
  const fieldIds = [...fields.values()].filter((field) => isUnconfirmed(field) && (named.has(field.id) || isConfirmedInBulk(field, command))).map(({ id }) => id);
  return fieldIds.length === 0 ? [] : [{ type: 'countersign.capture.answers_confirmed.v1', data: { step: state.form.step, fieldIds } }];
}

/** A machine proposed it, and no person has looked at it yet. */
function isUnconfirmed({ answer, source, confirmed }: FormField): boolean {
  return answer !== null && source !== 'human' && confirmed !== true;
}

function isConfirmedInBulk({ confidence, sensitive }: FormField, command: Extract<CaptureCommand, { type: 'confirm' }>): boolean {
  return command.confidence !== undefined && confidence === command.confidence && !sensitive;
}

function unknownFields(fields: ReadonlyMap<string, FormField>, fieldIds: readonly string[]): Rejected | undefined {
  const unknown = fieldIds.filter((fieldId) => !fields.has(fieldId));
  if (unknown.length === 0) return undefined;
  return new Rejected('field_not_found', 'The form has no such field in the step under review.', unknown.map((fieldId) => ({ path: fieldId, message: 'is no field of this step' })));
}

function decideApprove(command: Extract<CaptureCommand, { type: 'approve' }>, state: Capture, sha256: Sha256Of): Decision {
  if (state.status === 'approved') return new Rejected('capture_already_approved', 'The capture is approved already.');
  const refused = notOpen(state) ?? staleVersion(command.expectedVersion, state);
  if (refused) return refused;
  const missing = missingFields(currentFields(state));
  if (missing.length > 0) {
    return new Rejected('answers_missing', `${countMissing(missing)} required questions have no answer.`, missing.map((field) => ({ path: field.id, message: field.question })));
  }
  const answersSha256 = currentDigest(state, sha256);
  if (answersSha256 !== command.answersSha256) return new Rejected('answers_changed', 'The answers are not the ones that the approval names.', { answersSha256 });
  const own = currentFields(state).filter(({ id }) => command.approver !== undefined && state.authors[id] === command.approver);
  if (own.length > 0) {
    return new Rejected('four_eyes_required', 'Another person has to approve: these answers are yours, or were proposed for you.', own.map(({ id, question }) => ({ path: id, message: question })));
  }
  return [{ type: 'countersign.capture.approved.v1', data: { step: state.form.step, answersSha256 } }];
}

function decideStart(command: Extract<CaptureCommand, { type: 'start_submission' }>, state: Capture, sha256: Sha256Of): Decision {
  const refused = notSubmittable(state);
  if (refused) return refused;
  if (command.answersSha256 !== state.approvedSha256 || command.answersSha256 !== currentDigest(state, sha256)) {
    return new Rejected('answers_changed', 'What was filled in is not what was approved.');
  }
  return [{ type: 'countersign.capture.submission_started.v1', data: { submissionId: command.submissionId, step: state.form.step, answersSha256: command.answersSha256, ...(command.readBack ? { readBack: [...command.readBack] } : {}) } }];
}

function decideBlock(command: Extract<CaptureCommand, { type: 'block_submission' }>, state: Capture): Decision {
  const refused = notSubmittable(state) ?? (command.reread ? unfitting(command.reread) : undefined);
  if (refused) return refused;
  const { reason, differences, reread } = command;
  const blocked: CaptureEvent = { type: 'countersign.capture.submission_blocked.v1', data: { step: state.form.step, reason, differences: [...differences] } };
  // Why it came back must not be lost with the questions that are replaced.
  return reread ? [blocked, ...rereadEvents(state, reread, differences)] : [blocked];
}

/** An outcome counts once, for the submission that waits for it; a confirmation may still arrive after it was given up. */
function decideOutcome(command: Extract<CaptureCommand, { type: 'fail_submission' | 'lose_outcome' | 'complete_submission' }>, state: Capture): Decision {
  const { submissionId } = command;
  const waits = state.status === 'submitting' || (state.status === 'outcome_unknown' && command.type === 'complete_submission');
  if (!waits || state.submission?.id !== submissionId) return [];
  switch (command.type) {
    case 'fail_submission':
      return [{ type: 'countersign.capture.submission_failed.v1', data: { submissionId, errors: [...command.errors] } }];
    case 'lose_outcome':
      return [{ type: 'countersign.capture.submission_outcome_unknown.v1', data: { submissionId, detail: command.detail, ...(command.evidence ? { evidence: command.evidence } : {}) } }];
    case 'complete_submission': {
      const submitted: CaptureEvent = { type: 'countersign.capture.submitted.v1', data: { submissionId, evidence: command.evidence } };
      if (!command.next) return [submitted];
      if (command.next.form.step <= state.form.step) throw new Error(`step ${command.next.form.step} cannot follow step ${state.form.step}`);
      return unfitting(command.next) ?? [submitted, ...formEvents(state, command.next)];
    }
    default:
      return never(command);
  }
}

function formEvents({ taskId, runId, candidateId }: Pick<Capture, 'taskId' | 'runId' | 'candidateId'>, { form, answers }: AnsweredForm): CaptureEvent[] {
  return [
    { type: 'countersign.capture.form_captured.v1', data: { taskId, runId, candidateId, ...formData(form) } },
    { type: 'countersign.capture.answers_proposed.v1', data: { step: form.step, answers: [...answers] } },
  ];
}

function rereadEvents(state: Capture, { form, answers }: AnsweredForm, differences?: readonly Difference[]): CaptureEvent[] {
  const before = state.fields.filter((field) => field.step === form.step);
  const standing = answersThatStand(before, form.questions, answers);
  return [
    {
      type: 'countersign.capture.recaptured.v1',
      data: { ...formData(form), differences: [...(differences ?? differencesBetween(before, form.questions))], ...fateOfAnswers(before, form.questions, standing) },
    },
    { type: 'countersign.capture.answers_proposed.v1', data: { step: form.step, answers: standing } },
  ];
}

function formData({ notices, ...form }: FormRead) {
  return { ...form, questions: [...form.questions], ...(notices && notices.length > 0 ? { notices: [...notices] } : {}) };
}

/** Editing, approving, rejecting and reading again need a capture that nobody is sending or has sent. */
function notOpen(state: Capture): Rejected | undefined {
  switch (state.status) {
    case 'in_review':
    case 'approved':
      return undefined;
    case 'submitting':
      return new Rejected('submission_in_progress', 'A submission of this capture is under way.');
    case 'submitted':
      return new Rejected('capture_already_submitted', 'The capture was submitted already.');
    case 'rejected':
    case 'outcome_unknown':
      return new Rejected('capture_not_in_review', 'The capture is not in review.', { status: state.status });
    default:
      return never(state.status);
  }
}

/** Why a capture may not be sent now; undefined when it may. */
export function notSubmittable(state: Capture): Rejected | undefined {
  if (state.status === 'approved') return undefined;
  if (state.status === 'submitting') return new Rejected('submission_in_progress', 'A submission of this capture is under way.');
  if (state.status === 'submitted') return new Rejected('capture_already_submitted', 'The capture was submitted already.');
  return new Rejected('capture_not_approved', 'Only an approved capture can be submitted.', { status: state.status });
}

/** What the caller has seen is not what is there any more. */
export function staleVersion(expectedVersion: number | undefined, state: Capture): Rejected | undefined {
  if (expectedVersion === undefined || expectedVersion === state.version) return undefined;
  return new Rejected('version_conflict', `The capture is at version ${state.version}.`, { version: state.version });
}

/** Field ids are unique in a step, every proposal fits its question, and sensitive ones are for a person. */
function unfitting({ form, answers }: AnsweredForm): Rejected | undefined {
  const questions = new Map(form.questions.map((question) => [question.id, question]));
  if (questions.size !== form.questions.length) return new Rejected('command_invalid', 'Two fields have the same id.', [{ path: '/fields', message: 'ids must be unique' }]);
  if (form.questions.some((question) => question.step !== form.step)) return new Rejected('command_invalid', 'A field is of another step.', [{ path: '/fields', message: `step must be ${form.step}` }]);
  const problems = answers.flatMap((answer) => violation(answer.fieldId, proposalMisfit(questions.get(answer.fieldId), answer)));
  return problems.length > 0 ? new Rejected('answer_invalid', 'An answer does not fit its field.', problems) : undefined;
}

function proposalMisfit(question: Question | undefined, { answer, source }: Pick<ProposedAnswer, 'answer' | 'source'>): string | undefined {
  if (!question) return 'There is no such field.';
  if (question.sensitive && source !== 'human' && answer !== null) return 'A sensitive question is answered by a person only.';
  return misfit(question, answer);
}

function violation(fieldId: string, message: string | undefined): Violation[] {
  return message === undefined ? [] : [{ path: fieldId, message }];
}

