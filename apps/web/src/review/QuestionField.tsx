import type { CandidateView, FormField } from '@countersign/contracts';
import { useId } from 'react';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { AnswerEditor } from './AnswerEditor.tsx';
import type { Draft } from './answer-saver.ts';
import { answerOf, describeAnswer, isAnswered } from './answers.ts';
import { EvidenceLine } from './EvidenceLine.tsx';
import { fieldElementId } from './field-element.ts';
import type { Decision } from './use-decision.ts';
import type { Review } from './use-review.ts';

/** Editors that hold several controls; they are named as a group and not by a label. */
const GROUPED: ReadonlySet<FormField['type']> = new Set(['yes_no', 'multi_select', 'file']);

/** One question: what is asked, the answer, where it came from, and what is wrong with it. */
export function QuestionField({ field, review, decision, candidate }: { field: FormField; review: Review; decision: Decision; candidate: CandidateView | null }) {
  const inputId = useId();
  const draft = review.draftOf(field.id);
  const value = review.valueOf(field.id);
  const missing = review.missing.some(({ id }) => id === field.id);
  const unconfirmed = review.unconfirmed.some(({ id }) => id === field.id);
  const errors = review.capture.errors.filter(({ fieldId }) => fieldId === field.id);
  const differences = review.capture.differences.filter(({ fieldId }) => fieldId === field.id);
  const grouped = GROUPED.has(field.type);
  const Name = grouped ? 'span' : 'label';
  const changed = review.changedByOthers.has(field.id);
  return (
    <div
      className="question"
      {...(grouped ? { role: field.type === 'yes_no' ? 'radiogroup' : 'group', 'aria-labelledby': `${inputId}-name` } : {})}
      id={fieldElementId(field.id)}
      tabIndex={-1}
      data-testid={`field-${field.id}`}
      data-missing={missing || undefined}
      data-unconfirmed={unconfirmed || undefined}
      data-changed={changed || undefined}
      data-save={draft?.state}
    >
      <Name className="question-name" id={`${inputId}-name`} {...(grouped ? {} : { htmlFor: inputId })}>
        {field.question}
        {field.required && <span className="required"> (required)</span>}
      </Name>
      <p className="question-marks">
        {field.sensitive && <Badge tone="violet" title="Answered by a person only, never by rule">Sensitive</Badge>}
        {changed && <Badge tone="warn">Changed by somebody else</Badge>}
        <SaveMark draft={draft} />
      </p>
      {field.requiredGroup !== undefined && <Alternatives field={field} review={review} />}
      {field.help !== null && <p className="hint" id={`${inputId}-help`}>{field.help}</p>}
      <AnswerEditor
        field={field}
        inputId={inputId}
        describedBy={[field.help === null ? '' : `${inputId}-help`, `${inputId}-notes`].filter(Boolean).join(' ')}
        invalid={missing || errors.length > 0 || draft?.state === 'failed'}
        value={value}
        disabled={!review.editable}
        candidate={candidate}
        onChange={(answer) => review.change(field.id, answer)}
        onDone={() => void review.flush()}
      />
      <div className="question-notes" id={`${inputId}-notes`}>
        {missing && <p className="error-text">{whyMissing(field)}</p>}
        {review.open && review.capture.notices.filter(({ fieldId }) => fieldId === field.id).map(({ message }) => <p key={message} className="warn-text" data-testid="field-notice">{message}</p>)}
        {errors.map(({ message }) => <p key={message} className="error-text" data-testid="page-error">The page said: {message}</p>)}
        {differences.map((difference) => (
          <p key={difference.kind} className="error-text">
            {difference.kind === 'value' ? 'The page did not take this answer' : 'The page changed here'}: expected “{difference.expected ?? 'nothing'}”, found “{difference.actual ?? 'nothing'}”.
          </p>
        ))}
        {review.open && !isAnswered(field, value) && <Prefilled field={field} />}
      </div>
      {draft && <SaveProblem draft={draft} field={field} review={review} />}
      <div className="question-foot">
        <EvidenceLine field={field} edited={draft !== undefined && draft.state !== 'saved'} />
        {unconfirmed && review.editable && (
          <Button small look="quiet" data-testid={`confirm-${field.id}`} data-confirm disabled={decision.activity !== null} onClick={() => decision.confirm({ fieldIds: [field.id] })}>
            Looks right<span className="visually-hidden">: the answer to {field.question}</span>
          </Button>
        )}
        {field.confirmed === true && !unconfirmed && <span className="checked-mark">Checked</span>}
      </div>
    </div>
  );
}

function whyMissing({ type, required }: FormField): string {
  if (!required) return 'One of these needs an answer before it can be approved.';
  return type === 'checkbox' ? 'This has to be ticked before it can be approved.' : 'This needs an answer before it can be approved.';
}

/** "One of these": which other questions would do instead. */
function Alternatives({ field, review }: { field: FormField; review: Review }) {
  const others = review.fields.filter(({ id, requiredGroup }) => id !== field.id && requiredGroup === field.requiredGroup);
  if (others.length === 0) return null;
  return <p className="hint" data-testid="alternatives">One of these is enough: this, or {others.map(({ question }) => `“${question}”`).join(' or ')}.</p>;
}

function Prefilled({ field }: { field: FormField }) {
  const text = field.prefilled === undefined || field.prefilled === false ? null : describeAnswer(field.prefilled);
  return text === null ? null : <p className="hint">Without an answer the page keeps what it has filled in itself: “{text}”.</p>;
}

function SaveMark({ draft }: { draft: Draft | undefined }) {
  const text = { dirty: 'Not saved yet', saving: 'Saving…', saved: 'Saved', failed: 'Not saved', conflict: 'Conflict' };
  return (
    <span className="save-mark" role="status" data-state={draft?.state}>
      {draft ? text[draft.state] : ''}
    </span>
  );
}

function SaveProblem({ draft, field, review }: { draft: Draft; field: FormField; review: Review }) {
  if (draft.state === 'failed') {
    return (
      <div className="save-problem" role="alert">
        <p>{draft.message} Your answer is still here.</p>
        <Button small onClick={() => void review.flush()}>Try again</Button>
      </div>
    );
  }
  if (draft.state !== 'conflict') return null;
  return (
    <div className="save-problem" role="alert">
      <p>
        {draft.message} Theirs: “{describeAnswer(answerOf(review.capture, field.id)) ?? 'no answer'}”.
      </p>
      <Button small onClick={() => review.keepMine(field.id)}>Keep mine</Button>
      <Button small onClick={() => review.takeTheirs(field.id)}>Take theirs</Button>
    </div>
  );
}
