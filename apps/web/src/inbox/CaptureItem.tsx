import type { CaptureSummaryView } from '@countersign/contracts';
import { Link } from 'react-router';
import { Badge } from '../ui/Badge.tsx';
import { TimeAgo } from '../ui/TimeAgo.tsx';
import { count, STATUS_WORDS } from '../ui/words.ts';

/** One application in a list: where it goes to, how far it is, what is missing. `inRun`: the list names the candidate already. */
export function CaptureItem({ capture, testId, inRun = false }: { capture: CaptureSummaryView; testId: string; inRun?: boolean }) {
  const status = STATUS_WORDS[capture.status];
  const open = capture.status === 'in_review' || capture.status === 'approved';
  return (
    <li className="item" data-testid={testId} data-capture-id={capture.id} data-status={capture.status}>
      <div className="item-main">
        <Link className="item-title" to={`/captures/${capture.id}`}>
          {capture.company} <span aria-hidden="true">·</span> {capture.title}
        </Link>
        <p className="item-facts">
          {!inRun && capture.candidateName !== null && <span>{capture.candidateName}</span>}
          {capture.steps > 1 && <span>Step {capture.step} of {capture.steps}</span>}
          <span>{capture.answered} of {count(capture.questions, 'question')} answered</span>
          <span>form read <TimeAgo instant={capture.capturedAt} /></span>
        </p>
      </div>
      <div className="item-side">
        {open && capture.missing > 0 && <Badge tone="bad">{capture.missing} missing</Badge>}
        {open && capture.missing === 0 && capture.status === 'in_review' && <Badge tone="good">Complete</Badge>}
        <Badge tone={status.tone} dot>{status.text}</Badge>
      </div>
    </li>
  );
}
