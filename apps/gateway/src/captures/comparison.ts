import {
  canonicalAnswers, type Answer, type CaptureEvent, type ComparedField, type ComparedStep, type ComparedSubmission, type ComparisonView, type EventEnvelope, type Question, type Verdict,
} from '@countersign/contracts';
import { never } from '@countersign/decider';

type Happened = CaptureEvent & Pick<EventEnvelope, 'actor' | 'time'>;
type Stored = Pick<EventEnvelope, 'type' | 'data' | 'actor' | 'time' | 'aggregateversion'>;

/** A field of the step while its history is read. */
interface Track {
  question: Question;
  answer: Answer;
  proposed: ComparedField['proposed'];
  edits: ComparedField['edits'];
  confirmed: ComparedField['confirmed'];
  approved: ComparedField['approved'];
  submitted: ComparedField['submitted'];
  verdict: Verdict;
  message: string | null;
}
interface Step {
  step: number;
  approval: ComparedStep['approval'];
  submission: ComparedSubmission | null;
  fields: Map<string, Track>;
}

/** Folds the history of a capture into what was proposed, approved and sent, field by field; undefined without a history. */
export function comparisonOf(captureId: string, events: readonly Stored[]): ComparisonView | undefined {
  const last = events.at(-1);
  if (!last) return undefined;
  const steps = new Map<number, Step>();
  let current = 1;
  for (const event of events as readonly (Happened & Stored)[]) {
    if (event.type === 'countersign.capture.form_captured.v1' || event.type === 'countersign.capture.recaptured.v1') {
      current = event.data.step;
      steps.set(current, readAs(steps.get(current), current, event.data.questions));
    } else {
      apply(steps.get(current)!, event);
    }
  }
  return { captureId, version: last.aggregateversion, steps: [...steps.values()].sort((a, b) => a.step - b.step).map(described) };
}

function readAs(before: Step | undefined, step: number, questions: readonly Question[]): Step {
  const fields = questions.map((question): [string, Track] => {
    const known = before?.fields.get(question.id);
    const verdict = known?.verdict === 'differs' || known?.verdict === 'refused' ? known.verdict : 'not_sent';
    // What was proposed and edited before stays to be seen; what stands now comes with the event that follows.
    return [question.id, { question, answer: null, proposed: known?.proposed ?? null, edits: known?.edits ?? [], confirmed: null, approved: null, submitted: null, verdict, message: known?.message ?? null }];
  });
  return { step, approval: null, submission: before?.submission ?? null, fields: new Map(fields) };
}

function apply(step: Step, event: Exclude<Happened, { type: 'countersign.capture.form_captured.v1' | 'countersign.capture.recaptured.v1' }>): void {
  const { actor: by, time: at } = event;
  switch (event.type) {
    case 'countersign.capture.answers_proposed.v1':
      for (const { fieldId, answer, source, confidence } of event.data.answers) {
        const field = step.fields.get(fieldId);
        if (!field) continue;
        field.answer = answer;
        // An answer of a person that stood when the form was read again is their edit, not a proposal.
        if (source !== 'human') field.proposed = answer === null ? null : { answer, source, confidence };
      }
      return;
    case 'countersign.capture.answer_edited.v1': {
      const { fieldId, from, to, source = 'human' } = event.data;
      const field = step.fields.get(fieldId);
      if (field) Object.assign(field, { answer: to, edits: [...field.edits, { by, at, from, to, source }], confirmed: null });
      return unapprove(step);
    }
    case 'countersign.capture.answers_confirmed.v1':
      for (const fieldId of event.data.fieldIds) Object.assign(step.fields.get(fieldId) ?? {}, { confirmed: { by, at } });
      return;
    case 'countersign.capture.approved.v1':
      step.approval = { by, at, answersSha256: event.data.answersSha256 };
      for (const field of step.fields.values()) Object.assign(field, { approved: { answer: field.answer, by, at }, submitted: null, verdict: 'not_sent', message: null });
      return;
    case 'countersign.capture.rejected.v1':
      return unapprove(step);
    case 'countersign.capture.submission_blocked.v1':
      for (const { fieldId, expected, actual } of event.data.differences) {
        if (fieldId !== null) mark(step, fieldId, 'differs', `Expected “${expected ?? 'nothing'}”, found “${actual ?? 'nothing'}”.`);
      }
      return;
    default:
      return applySubmission(step, event);
  }
}

type OfSubmission = Extract<Happened, { data: { submissionId: string } }>;

function applySubmission(step: Step, event: OfSubmission): void {
  const { time: at } = event;
  switch (event.type) {
    case 'countersign.capture.submission_started.v1': {
      step.submission = { id: event.data.submissionId, startedAt: at, outcome: 'submitting', endedAt: null, resolvedBy: null, note: null, evidence: null };
      const held = new Map(event.data.readBack?.map(({ fieldId, value }) => [fieldId, value]));
      // Pressed only after every value was read back and found to be the approved one.
      for (const [id, field] of step.fields) Object.assign(field, held.has(id) ? { submitted: { value: held.get(id) }, verdict: 'matches' } : { verdict: 'unverified' });
      return;
    }
    case 'countersign.capture.submitted.v1':
      return end(step, { outcome: 'submitted', endedAt: at, evidence: event.data.evidence });
    case 'countersign.capture.submission_failed.v1':
      for (const { fieldId, message } of event.data.errors) if (fieldId !== null) mark(step, fieldId, 'refused', message);
      return end(step, { outcome: 'failed', endedAt: at });
    case 'countersign.capture.submission_outcome_unknown.v1':
      return end(step, { outcome: 'unknown', endedAt: at, note: event.data.detail, evidence: event.data.evidence ?? null });
    case 'countersign.capture.outcome_resolved.v1':
      return end(step, { outcome: event.data.outcome, endedAt: at, resolvedBy: event.actor, note: event.data.note });
    default:
      return never(event);
  }
}

function end(step: Step, ending: Partial<ComparedSubmission>): void {
  if (step.submission) Object.assign(step.submission, ending);
}

function mark(step: Step, fieldId: string, verdict: Verdict, message: string): void {
  const field = step.fields.get(fieldId);
  if (field) Object.assign(field, { verdict, message });
}

/** What the page said of an answer stays with it until the next approval. */
function unapprove(step: Step): void {
  step.approval = null;
  for (const field of step.fields.values()) field.approved = null;
}

function described({ step, approval, submission, fields }: Step): ComparedStep {
  return { step, approval, submission, fields: [...fields.values()].map(comparedField) };
}

function comparedField({ question, proposed, edits, confirmed, approved, submitted, verdict, message }: Track): ComparedField {
  const { id: fieldId, question: text, type, section, required, sensitive } = question;
  const changed = approved !== null && !isEqual(approved.answer, proposed?.answer ?? null);
  const different = changed || verdict === 'differs' || verdict === 'refused';
  return { fieldId, question: text, type, section, required, sensitive, proposed, edits, confirmed, approved, submitted, verdict, message, different };
}

function isEqual(a: Answer, b: Answer): boolean {
  const text = (answer: Answer) => canonicalAnswers(1, [{ id: 'any', step: 1, answer }]);
  return text(a) === text(b);
}
