import type { SessionView } from '@countersign/contracts';
import { useId, useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Notice } from '../ui/Notice.tsx';
import { capitalise, count, describeActor } from '../ui/words.ts';
import { jumpTo } from './field-element.ts';
import { ACTIVITY_WORDS, type Decision } from './use-decision.ts';
import type { Review } from './use-review.ts';

interface FooterProps {
  review: Review;
  decision: Decision;
  session: SessionView | null;
  me: string | null;
  mayDecide: boolean;
}

/** The bar with the decision: always in view, and it says why something cannot be done yet. */
export function ReviewFooter(props: FooterProps) {
  const { review, decision, mayDecide } = props;
  const { status } = review.capture;
  const [rejecting, setRejecting] = useState(false);
  if (status !== 'in_review' && status !== 'approved' && status !== 'submitting') return null;
  const busy = decision.activity !== null || status === 'submitting';
  return (
    <div className="review-bar" data-testid="review-bar">
      {decision.problem !== null && (
        <Notice tone="bad" title="That did not work" testId="decision-problem" actions={<Button small onClick={decision.dismiss}>Close</Button>}>
          <p>{decision.problem}</p>
        </Notice>
      )}
      <div className="review-bar-row">
        <div className="review-bar-text" aria-live="polite">
          {busy ? <Progress decision={decision} /> : mayDecide ? <Hint {...props} /> : <p>You may look, but not decide: that takes the role of a reviewer.</p>}
        </div>
        {mayDecide && (
          <div className="button-row">
            <Button look="danger" data-testid="reject" disabled={busy} onClick={() => setRejecting(true)}>Reject…</Button>
            <DecisionButtons {...props} busy={busy} />
          </div>
        )}
      </div>
      {rejecting && <RejectDialog decision={decision} onClose={() => setRejecting(false)} />}
    </div>
  );
}

function DecisionButtons({ review, decision, session, me, busy }: FooterProps & { busy: boolean }) {
  const blocked = whyNotApprove(review) !== null;
  const unsendable = whyNotSend(session, me) !== null;
  if (review.capture.status === 'approved') {
    return <Button look="primary" data-testid="submit" data-decision="main" disabled={busy || unsendable} onClick={decision.submit}>Submit</Button>;
  }
  return (
    <>
      <Button data-testid="approve-only" data-decision disabled={busy || blocked} onClick={() => decision.approve(false)}>Approve only</Button>
      <Button look="primary" data-testid="approve-submit" data-decision="main" disabled={busy || blocked || unsendable} aria-describedby="decision-hint" onClick={() => decision.approve(true)}>
        Approve and submit
      </Button>
    </>
  );
}

function Progress({ decision }: { decision: Decision }) {
  return (
    <div data-testid="activity">
      <p>{ACTIVITY_WORDS[decision.activity ?? 'submitting']}</p>
      <div className="progress" />
    </div>
  );
}

function whyNotApprove(review: Review): string | null {
  if (review.missing.length > 0) return `${count(review.missingCount, 'required answer')} ${review.missingCount === 1 ? 'is' : 'are'} missing.`;
  if (review.changedByOthers.size > 0) return 'Somebody else changed answers. Look at them first.';
  return null;
}

function whyNotSend(session: SessionView | null, me: string | null): string | null {
  if (session?.status !== 'active') return 'There is no browser to send it from. Open one beside the questions.';
  const { controlHolder } = session;
  if (controlHolder !== null && controlHolder !== me) return `${capitalise(describeActor(controlHolder))} has control of the browser. It can be sent when control is given back.`;
  return null;
}

function Hint({ review, session, me }: FooterProps) {
  const { capture, missing } = review;
  const reason = (capture.status === 'approved' ? null : whyNotApprove(review)) ?? whyNotSend(session, me);
  const first = missing[0];
  const unsure = review.unconfirmed.filter(({ confidence }) => confidence !== 'high');
  const holding = session?.controlHolder !== null && session?.controlHolder === me;
  return (
    <p id="decision-hint" className={reason === null ? 'hint' : 'bar-reason'}>
      {reason ?? (capture.status === 'approved' ? 'Approved. Changing an answer takes the approval back.' : capture.steps > capture.step ? 'Sends this step; the next step comes back to you.' : holding ? 'Gives back control, then sends exactly these answers, once.' : 'Sends exactly these answers, once.')}{' '}
      {reason === null && capture.status === 'in_review' && unsure.length > 0 && <span data-testid="unsure-hint">{count(unsure.length, 'answer')} of medium or low confidence not checked yet. </span>}
      {reason === null && unsure[0] && capture.status === 'in_review' && <Button look="quiet" small onClick={() => jumpTo(unsure[0]!.id)}>Show me</Button>}
      {reason !== null && first && <Button look="quiet" small onClick={() => jumpTo(first.id)}>Show me</Button>}
    </p>
  );
}

function RejectDialog({ decision, onClose }: { decision: Decision; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const id = useId();
  const busy = decision.activity === 'rejecting';
  return (
    <Dialog title="Reject this application?" onClose={onClose}>
      <p>Nothing is sent, and this cannot be taken back. The reason is recorded for everyone who looks at the run.</p>
      <div>
        <label className="label" htmlFor={id}>Reason</label>
        <textarea id={id} className="textarea" data-testid="reject-reason" value={reason} maxLength={2000} required onChange={(event) => setReason(event.target.value)} />
      </div>
      <div className="button-row">
        <Button onClick={onClose}>Keep it</Button>
        <Button look="danger strong" data-testid="reject-confirm" busy={busy} disabled={reason.trim() === ''} onClick={() => void decision.reject(reason.trim()).then(onClose)}>Reject</Button>
      </div>
    </Dialog>
  );
}
