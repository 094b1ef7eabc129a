import type { CaptureView } from '@countersign/contracts';
import { Link } from 'react-router';
import { readCandidate } from '../api/endpoints.ts';
import { hasRole, useMe } from '../api/me.ts';
import { useResource } from '../api/use-resource.ts';
import { useCapture } from '../api/use-views.ts';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Failure, Loading } from '../ui/States.tsx';
import { TimeAgo } from '../ui/TimeAgo.tsx';
import { STATUS_WORDS } from '../ui/words.ts';
import { BrowserPane } from './BrowserPane.tsx';
import { EarlierSteps } from './EarlierSteps.tsx';
import { QuestionList } from './QuestionList.tsx';
import { ReviewFooter } from './ReviewFooter.tsx';
import { ReviewNotices } from './ReviewNotices.tsx';
import { useBrowserOf } from './use-browser-of.ts';
import { useDecision } from './use-decision.ts';
import { useReview } from './use-review.ts';

export function ReviewPage({ id }: { id: string }) {
  const capture = useCapture(id);
  if (capture.data) {
    return (
      <>
        {capture.error !== null && <div className="page-strip"><Failure what="newest version" error={capture.error} retry={capture.refresh} /></div>}
        <LoadedReview capture={capture.data} put={capture.set} />
      </>
    );
  }
  return <div className="page">{capture.error === null ? <Loading>Loading the questions…</Loading> : <Failure what="application" error={capture.error} retry={capture.refresh} />}</div>;
}

function LoadedReview({ capture, put }: { capture: CaptureView; put: (view: CaptureView) => void }) {
  const me = useMe();
  const mayDecide = hasRole(me, 'reviewer');
  const review = useReview(capture, put, mayDecide);
  const session = useBrowserOf(capture);
  const decision = useDecision(review, session.view, me?.actor ?? null);
  const candidate = useResource(`candidate/${capture.candidateId}`, (signal) => readCandidate(capture.candidateId, signal));
  return (
    <div className="review">
      <title>{`${capture.company}: ${capture.title} · Countersign`}</title>
      <ReviewHeader capture={capture} />
      <div className="review-questions">
        <ReviewNotices review={review} decision={decision} mayDecide={mayDecide} />
        <EarlierSteps capture={capture} />
        {candidate.error !== null && (
          <Notice tone="warn" title="The documents of the candidate could not be loaded" actions={<Button small onClick={candidate.refresh}>Try again</Button>} />
        )}
        <QuestionList review={review} decision={decision} candidate={candidate.data} />
        <ReviewFooter review={review} decision={decision} session={session.view} me={me?.actor ?? null} mayDecide={mayDecide} />
      </div>
      <BrowserPane capture={capture} session={session} decision={decision} mayDecide={mayDecide} />
    </div>
  );
}

function ReviewHeader({ capture }: { capture: CaptureView }) {
  const status = STATUS_WORDS[capture.status];
  return (
    <header className="review-header">
      <nav aria-label="Where you are">
        <ol className="breadcrumb">
          <li><Link to="/">Inbox</Link></li>
          <li><Link to={`/runs/${capture.runId}`}>{capture.candidateName === null ? 'Run' : `Run of ${capture.candidateName}`}</Link></li>
        </ol>
      </nav>
      <div className="review-title">
        <h1>{capture.title}</h1>
        <Badge tone={status.tone} dot data-testid="status" data-status={capture.status} role="status">{status.text}</Badge>
      </div>
      <p className="review-facts">
        <span>{capture.company}</span>
        {capture.candidateName !== null && <span>for {capture.candidateName}</span>}
        {capture.steps > 1 && <span data-testid="step"><strong>Step {capture.step} of {capture.steps}</strong></span>}
        <span>form read <TimeAgo instant={capture.capturedAt} /></span>
        <PageLink url={capture.url} />
        <Link to={`/captures/${capture.id}/comparison`} data-testid="open-comparison">Compare proposed, approved and sent</Link>
      </p>
    </header>
  );
}

function PageLink({ url }: { url: string }) {
  const host = URL.canParse(url) ? new URL(url) : null;
  // An address that a page named itself is followed only when it is one of the web.
  if (host === null || !/^https?:$/.test(host.protocol)) return null;
  return <a href={url} target="_blank" rel="noreferrer noopener">{host.host}</a>;
}
