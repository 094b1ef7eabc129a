import type { HandoffView, SessionView } from '@countersign/contracts';
import { useId, useState } from 'react';
import { completeHandoff } from '../api/endpoints.ts';
import { messageOf } from '../api/http.ts';
import { hasRole, useMe } from '../api/me.ts';
import { Button } from '../ui/Button.tsx';
import { TimeAgo } from '../ui/TimeAgo.tsx';

/** What the automation asks a person to do in this browser, while it waits. */
export function HandoffPanels({ session, refresh }: { session: SessionView; refresh: () => void }) {
  const open = session.status === 'active' ? session.handoffs.filter(({ outcome }) => outcome === null) : [];
  return open.map((handoff) => <HandoffPanel key={handoff.id} sessionId={session.id} handoff={handoff} refresh={refresh} />);
}

function HandoffPanel({ sessionId, handoff, refresh }: { sessionId: string; handoff: HandoffView; refresh: () => void }) {
  const me = useMe();
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const noteId = useId();
  const complete = (outcome: 'done' | 'failed') => {
    setBusy(true);
    setProblem(null);
    completeHandoff(sessionId, handoff.id, outcome, note.trim())
      .catch((error: unknown) => setProblem(messageOf(error)))
      .finally(() => {
        setBusy(false);
        refresh();
      });
  };
  return (
    <section className="handoff" data-testid="handoff" aria-label="The automation asks for help">
      <p className="handoff-title">The automation asks for help: {handoff.reason}</p>
      <p className="handoff-instructions">{handoff.instructions}</p>
      <p className="hint">It stops waiting <TimeAgo instant={handoff.deadline} />. Take control, do it, then say that it is done.</p>
      {problem !== null && <p className="error-text" role="alert">{problem}</p>}
      {hasRole(me, 'reviewer') && (
        <>
          <label className="visually-hidden" htmlFor={noteId}>Note for the automation</label>
          <input id={noteId} className="input" placeholder="Note for the automation (optional)" maxLength={4000} value={note} onChange={(event) => setNote(event.target.value)} />
          <div className="button-row">
            <Button small look="primary" busy={busy} data-testid="handoff-done" onClick={() => complete('done')}>Done</Button>
            <Button small disabled={busy} data-testid="handoff-failed" onClick={() => complete('failed')}>Could not do it</Button>
          </div>
        </>
      )}
    </section>
  );
}
