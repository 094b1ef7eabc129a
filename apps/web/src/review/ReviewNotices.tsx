import type { BlockedReason, CaptureNotice, CaptureView, Difference } from '@countersign/contracts';
import { useId, useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { TimeAgo } from '../ui/TimeAgo.tsx';
import { count, describeActor } from '../ui/words.ts';
import { describeAnswer } from './answers.ts';
import { EvidenceOfPage } from './EvidenceOfPage.tsx';
import { jumpTo } from './field-element.ts';
import type { Decision } from './use-decision.ts';
import type { Review } from './use-review.ts';

/** What the person has to know before the questions: why it came back, how it ended, what changed meanwhile. */
export function ReviewNotices({ review, decision, mayDecide }: { review: Review; decision: Decision; mayDecide: boolean }) {
  const { capture } = review;
  const pageErrors = capture.errors.filter(({ fieldId }) => fieldId === null);
  const fieldErrors = capture.errors.length - pageErrors.length;
  return (
    <div className="review-notices">
      {capture.status === 'submitted' && <Submitted capture={capture} />}
      {capture.status === 'rejected' && <Notice title="Rejected: nothing was sent" testId="rejected"><p>{capture.rejectedReason}</p></Notice>}
      {capture.status === 'outcome_unknown' && <OutcomeUnknown capture={capture} decision={decision} mayDecide={mayDecide} />}
      {capture.errors.length > 0 && (
        <Notice tone="bad" title="The page did not accept it; nothing was sent" testId="page-errors">
          {pageErrors.map(({ message }) => <p key={message}>The page said: {message}</p>)}
          {fieldErrors > 0 && <p>{count(fieldErrors, 'message')} at the questions below.</p>}
        </Notice>
      )}
      {review.open && capture.notices.length > 0 && <FormNotices review={review} />}
      {review.open && <Changes capture={capture} />}
      {review.open && capture.resolution?.outcome === 'not_submitted' && <NotSubmitted capture={capture} />}
      {review.changedByOthers.size > 0 && <ChangedByOthers review={review} />}
    </div>
  );
}

const NOTICE_WORDS: Record<CaptureNotice['kind'], string> = {
  captcha: 'Captcha',
  sign_in_required: 'Sign-in',
  schema_mismatch: 'The board says otherwise',
  incomplete: 'Not all was read',
  other: 'Note',
};

/** What was noticed while the form was read. */
function FormNotices({ review }: { review: Review }) {
  const { notices } = review.capture;
  const questionOf = (fieldId: string | null) => review.fields.find(({ id }) => id === fieldId);
  return (
    <Notice tone="warn" title={notices.length === 1 ? 'Something to know about this form' : `${notices.length} things to know about this form`} testId="form-notices">
      <ul className="notice-list">
        {notices.map((notice, index) => {
          const field = questionOf(notice.fieldId);
          return (
            <li key={`${index} ${notice.kind}`}>
              <strong>{NOTICE_WORDS[notice.kind]}:</strong> {notice.message}{' '}
              {field && <Button look="quiet" small onClick={() => jumpTo(field.id)}>Show “{field.question.slice(0, 60)}”</Button>}
            </li>
          );
        })}
      </ul>
    </Notice>
  );
}

const DIFFERENCE_WORDS: Record<Difference['kind'], string> = {
  added: 'New on the page',
  removed: 'No longer on the page',
  changed: 'Different on the page',
  value: 'Other than the answer',
};
const BLOCKED_WORDS: Record<BlockedReason, string> = {
  form_changed: 'The form is not what was reviewed; nothing was sent',
  value_not_accepted: 'The page did not hold every answer as it was approved; nothing was sent',
  form_not_found: 'The form could not be sent from the page; nothing was sent',
};

/** Why it came back, or what reading the form again brought: questions, and which answers were kept or dropped. */
function Changes({ capture }: { capture: CaptureView }) {
  const { differences, blockedReason, keptAnswers, droppedAnswers } = capture;
  const reread = keptAnswers.length > 0 || droppedAnswers.length > 0;
  if (differences.length === 0 && !reread) return null;
  const title = blockedReason !== null ? BLOCKED_WORDS[blockedReason] : differences.length === 0 ? 'The form was read again and asks the same' : `The form was read again: ${count(differences.length, 'difference')}`;
  return (
    <Notice tone={differences.length > 0 || droppedAnswers.length > 0 ? 'warn' : 'info'} title={title} testId="differences">
      {blockedReason !== null && <p>Check the answers against what is there now, then approve again.</p>}
      {differences.length > 0 && <DifferenceTable differences={differences} />}
      {reread && (
        <p data-testid="kept-answers">
          {count(keptAnswers.length, 'answer')} kept{droppedAnswers.length === 0 ? ', none dropped.' : `, ${droppedAnswers.length} dropped:`}
        </p>
      )}
      {droppedAnswers.length > 0 && <DroppedAnswers dropped={droppedAnswers} />}
    </Notice>
  );
}

function DifferenceTable({ differences }: { differences: readonly Difference[] }) {
  return (
    <table className="differences">
      <thead>
        <tr><th scope="col">Question</th><th scope="col">What</th><th scope="col">Expected</th><th scope="col">Found</th></tr>
      </thead>
      <tbody>
        {differences.map((difference, index) => (
          <tr key={`${index} ${difference.fieldId ?? ''}`} data-kind={difference.kind}>
            <td data-label="Question">{difference.question ?? 'The whole form'}</td>
            <td data-label="What">{DIFFERENCE_WORDS[difference.kind]}</td>
            <td data-label="Expected">{difference.expected ?? '–'}</td>
            <td data-label="Found">{difference.actual ?? '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const DROPPED_WORDS: Record<CaptureView['droppedAnswers'][number]['reason'], string> = {
  removed: 'the question is gone',
  changed: 'the question asks or offers something else',
  replaced: 'another answer was found',
};

function DroppedAnswers({ dropped }: { dropped: CaptureView['droppedAnswers'] }) {
  return (
    <ul className="notice-list" data-testid="dropped-answers">
      {dropped.map(({ fieldId, question, answer, reason }) => (
        <li key={fieldId}><strong>{question}</strong> “{describeAnswer(answer) ?? 'no answer'}”: {DROPPED_WORDS[reason]}</li>
      ))}
    </ul>
  );
}

function NotSubmitted({ capture }: { capture: CaptureView }) {
  const { resolution, unknownOutcome } = capture;
  if (resolution === null) return null;
  return (
    <Notice title="It was tried before and not sent" testId="not-submitted">
      <Resolved resolution={resolution} />
      {unknownOutcome !== null && <p>{unknownOutcome.detail}</p>}
    </Notice>
  );
}

function Resolved({ resolution }: { resolution: NonNullable<CaptureView['resolution']> }) {
  return (
    <p data-testid="resolution">
      {describeActor(resolution.by)} said <TimeAgo instant={resolution.at} /> that it was {resolution.outcome === 'submitted' ? 'sent' : 'not sent'}{resolution.note === null ? '.' : `: “${resolution.note}”`}
    </p>
  );
}

function ChangedByOthers({ review }: { review: Review }) {
  const [first] = review.changedByOthers;
  return (
    <Notice
      tone="warn"
      title={`Somebody else changed ${count(review.changedByOthers.size, 'answer')} while you were here`}
      testId="changed-by-others"
      actions={
        <>
          {first !== undefined && <Button small onClick={() => jumpTo(first)}>Show me</Button>}
          <Button small onClick={review.acknowledge}>I have seen it</Button>
        </>
      }
    >
      <p>The page shows the new answers. Look at the marked questions before you approve.</p>
    </Notice>
  );
}

function Submitted({ capture }: { capture: CaptureView }) {
  const { evidence, resolution, unknownOutcome } = capture;
  return (
    <Notice tone="good" title={`Submitted to ${capture.company}`} testId="submitted">
      {resolution?.outcome === 'submitted' && <Resolved resolution={resolution} />}
      {evidence !== null && <EvidenceOfPage evidence={evidence} text="confirmation-text" />}
      {evidence === null && unknownOutcome?.evidence && <EvidenceOfPage evidence={unknownOutcome.evidence} text="page-text" />}
    </Notice>
  );
}

function OutcomeUnknown({ capture, decision, mayDecide }: { capture: CaptureView; decision: Decision; mayDecide: boolean }) {
  const [note, setNote] = useState('');
  const id = useId();
  const busy = decision.activity !== null;
  const { unknownOutcome } = capture;
  return (
    <Notice tone="bad" title="It is not known whether this was sent" testId="outcome-unknown">
      <p>The button was pressed, but no confirmation was seen. It will not be tried again by itself. Look at what was seen, into the browser, or into the mail of the candidate, then say what happened.</p>
      {unknownOutcome !== null && <p data-testid="unknown-detail">What was seen: {unknownOutcome.detail}</p>}
      {unknownOutcome?.evidence && <EvidenceOfPage evidence={unknownOutcome.evidence} text="page-text" />}
      {decision.problem !== null && <p className="error-text" role="alert">{decision.problem}</p>}
      {mayDecide && (
        <>
          <div>
            <label className="label" htmlFor={id}>Note: how do you know? (optional)</label>
            <textarea id={id} className="textarea" data-testid="outcome-note" value={note} maxLength={2000} onChange={(event) => setNote(event.target.value)} />
          </div>
          <div className="button-row">
            <Button look="primary" data-testid="outcome-submitted" disabled={busy} onClick={() => decision.resolve('submitted', note.trim())}>It was sent</Button>
            <Button data-testid="outcome-not-submitted" disabled={busy} onClick={() => decision.resolve('not_submitted', note.trim())}>It was not sent</Button>
          </div>
          <p className="hint">“Not sent” brings it back to review; it can be approved and sent again.</p>
        </>
      )}
    </Notice>
  );
}
