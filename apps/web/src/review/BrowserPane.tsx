import type { CaptureView, SessionView } from '@countersign/contracts';
import { useState } from 'react';
import { Link } from 'react-router';
import { showCapture } from '../api/endpoints.ts';
import { messageOf } from '../api/http.ts';
import { LiveBrowser } from '../console/LiveBrowser.tsx';
import { Button } from '../ui/Button.tsx';
import { Loading } from '../ui/States.tsx';
import { describeEnd } from '../ui/words.ts';
import type { BrowserOfCapture } from './use-browser-of.ts';
import { ACTIVITY_WORDS, type Decision } from './use-decision.ts';

interface PaneProps {
  capture: CaptureView;
  session: BrowserOfCapture;
  decision: Decision;
  mayDecide: boolean;
}

/** The live browser beside the questions, on the tab of this form. */
export function BrowserPane({ capture, session, decision, mayDecide }: PaneProps) {
  const [shown, setShown] = useState(true);
  const view = session.view;
  const open = capture.status === 'in_review' || capture.status === 'approved';
  return (
    <aside className="browser-pane" aria-label="Live browser">
      <div className="browser-pane-head">
        <h2>Live browser</h2>
        <div className="button-row">
          {open && mayDecide && view?.status === 'active' && (
            <Button small look="quiet" disabled={decision.activity !== null} title="Opens the form again and compares it with the questions" data-testid="recapture" onClick={() => decision.readAgain(view.id)}><span>Read<span className="wide-only"> the form</span> again</span></Button>
          )}
          {view?.status === 'active' && <Link className="button small quiet" to={`/console/${view.id}`} target="_blank">Full window</Link>}
          <Button small look="quiet" className="pane-toggle" aria-expanded={shown} onClick={() => setShown(!shown)}>{shown ? 'Hide' : 'Show'}</Button>
        </div>
      </div>
      {shown && <PaneBody capture={capture} session={session} decision={decision} mayOpen={open && mayDecide} />}
    </aside>
  );
}

function PaneBody({ capture, session, decision, mayOpen }: Omit<PaneProps, 'mayDecide'> & { mayOpen: boolean }) {
  const { view } = session;
  if (session.loading) return <Loading>Looking for the browser…</Loading>;
  if (session.error !== null && view === null) {
    return <div className="browser-gone" role="alert"><p>{messageOf(session.error)}</p><Button small onClick={session.refresh}>Try again</Button></div>;
  }
  if (view === null) return <Gone title="There is no browser for this run now" decision={decision} mayOpen={mayOpen} />;
  if (view.status !== 'active') {
    return <Gone title="The browser session has ended" text={`It ended because ${describeEnd(view.endedReason)}.`} decision={decision} mayOpen={mayOpen} />;
  }
  return <Live key={view.id} capture={capture} view={view} session={session} decision={decision} mayOpen={mayOpen} />;
}

function Live({ capture, view, session, decision, mayOpen }: Omit<PaneProps, 'mayDecide'> & { view: SessionView; mayOpen: boolean }) {
  const bringToFront = () => {
    // A convenience: refused while somebody else drives the browser, and then their tab stays in front.
    if (capture.status !== 'rejected' && capture.status !== 'submitting') showCapture(capture.id, view.id).catch(() => undefined);
  };
  return <LiveBrowser session={view} refresh={session.refresh} onConnected={bringToFront} ended={mayOpen ? <OpenBrowser decision={decision} /> : undefined} />;
}

function Gone({ title, text, decision, mayOpen }: { title: string; text?: string; decision: Decision; mayOpen: boolean }) {
  return (
    <div className="browser-gone" data-testid="browser-ended">
      <strong>{title}</strong>
      {text !== undefined && <p>{text}</p>}
      {mayOpen && (
        <>
          <p className="hint">A new browser opens the form and reads it again. Your answers stay.</p>
          <OpenBrowser decision={decision} />
        </>
      )}
    </div>
  );
}

function OpenBrowser({ decision }: { decision: Decision }) {
  const busy = decision.activity === 'opening_browser' || decision.activity === 'reading';
  return (
    <>
      <Button look="primary" busy={busy} disabled={decision.activity !== null} data-testid="open-browser" onClick={decision.openBrowser}>Open a new one</Button>
      {busy && <p className="hint" role="status">{ACTIVITY_WORDS[decision.activity ?? 'reading']}</p>}
    </>
  );
}
