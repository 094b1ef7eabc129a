import type { CaptureView, Difference } from '@countersign/contracts';
import { useId, useState } from 'react';
import { documentUrl } from '../api/endpoints.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { count } from '../ui/words.ts';
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
      {capture.status === 'outcome_unknown' && <OutcomeUnknown decision={decision} mayDecide={mayDecide} />}
      {capture.errors.length > 0 && (
        <Notice tone="bad" title="The page did not accept it; nothing was sent" testId="page-errors">
          {pageErrors.map(({ message }) => <p key={message}>The page said: {message}</p>)}
          {fieldErrors > 0 && <p>{count(fieldErrors, 'message')} at the questions below.</p>}
        </Notice>
      )}
      {capture.differences.length > 0 && <Differences differences={capture.differences} submitted={capture.status === 'submitted'} />}
      {review.changedByOthers.size > 0 && <ChangedByOthers review={review} />}
    </div>
  );
}

const DIFFERENCE_WORDS: Record<Difference['kind'], string> = {
  added: 'New on the page',
  removed: 'No longer on the page',
  changed: 'Different on the page',
  value: 'The page did not take the answer',
};

function Differences({ differences, submitted }: { differences: readonly Difference[]; submitted: boolean }) {
  if (submitted) return null;
  return (
    <Notice tone="warn" title="The page is not what it was; nothing was sent" testId="differences">
      <p>Check the answers against what is there now, then approve again.</p>
      <table className="differences">
        <thead>
          <tr><th scope="col">Question</th><th scope="col">What</th><th scope="col">Expected</th><th scope="col">Found</th></tr>
        </thead>
        <tbody>
          {differences.map((difference, index) => (
            <tr key={`${index} ${difference.fieldId ?? ''}`}>
              <td data-label="Question">{difference.question ?? 'The whole form'}</td>
              <td data-label="What">{DIFFERENCE_WORDS[difference.kind]}</td>
              <td data-label="Expected">{difference.expected ?? '–'}</td>
              <td data-label="Found">{difference.actual ?? '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Notice>
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
  const { evidence } = capture;
  return (
    <Notice tone="good" title={`Submitted to ${capture.company}`} testId="submitted">
      {evidence === null ? <p>A person confirmed that it was sent.</p> : (
        <>
          <p className="confirmation" data-testid="confirmation-text">{evidence.confirmationText}</p>
          <dl className="facts">
            <dt>Final address</dt>
            <dd data-testid="final-url">{evidence.finalUrl}</dd>
          </dl>
          {evidence.screenshotSha256 !== null && (
            <a className="evidence-picture" href={documentUrl(evidence.screenshotSha256)} target="_blank" rel="noreferrer">
              <img src={documentUrl(evidence.screenshotSha256)} alt="The page as it was right after sending; opens at full size" />
            </a>
          )}
        </>
      )}
    </Notice>
  );
}

function OutcomeUnknown({ decision, mayDecide }: { decision: Decision; mayDecide: boolean }) {
  const [note, setNote] = useState('');
  const id = useId();
  const busy = decision.activity !== null;
  return (
    <Notice tone="bad" title="It is not known whether this was sent" testId="outcome-unknown">
      <p>The button was pressed, but no confirmation was seen. It will not be tried again by itself. Look into the browser, or into the mail of the candidate, then say what happened.</p>
      {decision.problem !== null && <p className="error-text" role="alert">{decision.problem}</p>}
      {mayDecide && (
        <>
          <div>
            <label className="label" htmlFor={id}>Note (optional)</label>
            <textarea id={id} className="textarea" value={note} maxLength={2000} onChange={(event) => setNote(event.target.value)} />
          </div>
          <div className="button-row">
            <Button look="primary" data-testid="outcome-submitted" disabled={busy} onClick={() => decision.resolve('submitted', note.trim())}>It was sent</Button>
            <Button data-testid="outcome-not-submitted" disabled={busy} onClick={() => decision.resolve('not_submitted', note.trim())}>It was not sent</Button>
          </div>
        </>
      )}
    </Notice>
  );
}
