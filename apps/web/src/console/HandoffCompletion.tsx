import type { HandoffView } from '@countersign/contracts';
import { useId, useState } from 'react';
import { completeHandoff } from '../api/endpoints.ts';
import { messageOf } from '../api/http.ts';
import { Button } from '../ui/Button.tsx';
import type { ConsoleParty } from './console-party.ts';

interface HandoffCompletionProps {
  sessionId: string;
  handoff: HandoffView;
  /** Whether the person has control, which goes back with the outcome. */
  hasControl: boolean;
  /** As whom; by default as the person who is signed in. */
  complete?: ConsoleParty['completeHandoff'];
  refresh: () => void;
}

/** Outcome and note, for the automation that waits. */
export function HandoffCompletion({ sessionId, handoff, hasControl, complete: completeIt = completeHandoff, refresh }: HandoffCompletionProps) {
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [noteId, hintId] = [useId(), useId()];
  const complete = (outcome: 'done' | 'failed') => {
    setBusy(true);
    setProblem(null);
    completeIt(sessionId, handoff.id, outcome, note.trim())
      .catch((error: unknown) => setProblem(messageOf(error)))
      .finally(() => {
        setBusy(false);
        refresh();
      });
  };
  return (
    <div className="handoff-completion">
      {problem !== null && <p className="error-text" role="alert">{problem}</p>}
      <label className="visually-hidden" htmlFor={noteId}>Note for the automation</label>
      <input id={noteId} className="input" placeholder="Note for the automation (optional)" maxLength={4000} value={note} onChange={(event) => setNote(event.target.value)} />
      <div className="button-row">
        <Button small look={hasControl ? 'primary' : 'plain'} busy={busy} data-testid="handoff-done" aria-describedby={hasControl ? hintId : undefined} onClick={() => complete('done')}>Done</Button>
        <Button small disabled={busy} data-testid="handoff-failed" aria-describedby={hasControl ? hintId : undefined} onClick={() => complete('failed')}>Could not do it</Button>
        {hasControl && <span id={hintId} className="hint">Either gives control back to the automation.</span>}
      </div>
    </div>
  );
}
