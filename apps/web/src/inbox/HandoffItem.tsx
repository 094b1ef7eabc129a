import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { takeControl } from '../api/endpoints.ts';
import { messageOf } from '../api/http.ts';
import { hasRole, useMe } from '../api/me.ts';
import { HandoffCompletion } from '../console/HandoffCompletion.tsx';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { Countdown } from '../ui/Countdown.tsx';
import { TimeAgo } from '../ui/TimeAgo.tsx';
import { describeActor } from '../ui/words.ts';
import type { OpenHandoff } from './inbox-groups.ts';

/** What the automation asks for, how long it waits, and all that a person needs to see to it. */
export function HandoffItem({ session, handoff, refresh }: OpenHandoff & { refresh: () => void }) {
  const me = useMe();
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const hasControl = me !== null && session.controlHolder === me.actor;
  const address = `/console/${session.id}`;
  const open = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await takeControl(session.id);
      await navigate(address);
    } catch (error) {
      setProblem(messageOf(error));
      setBusy(false);
      refresh();
    }
  };
  return (
    <li className="item handoff-item" data-testid="handoff-item" data-handoff-id={handoff.id}>
      <div className="item-main">
        <Link className="handoff-title" to={address}>{handoff.reason}</Link>
        <p className="handoff-instructions">{handoff.instructions}</p>
        <p className="item-facts">
          <span>asked by {describeActor(handoff.requestedBy, me?.actor ?? null)} <TimeAgo instant={handoff.requestedAt} /></span>
          {session.controlHolder !== null && <span>{describeActor(session.controlHolder, me?.actor ?? null)} {hasControl ? 'have' : 'has'} control</span>}
        </p>
        {problem !== null && <p className="error-text" role="alert">{problem}</p>}
        {hasRole(me, 'reviewer') && <HandoffCompletion sessionId={session.id} handoff={handoff} hasControl={hasControl} refresh={refresh} />}
      </div>
      <div className="item-side">
        <Badge tone="warn" dot>Hand-off</Badge>
        <span className="hint">time left <Countdown instant={handoff.deadline} /></span>
        {hasRole(me, 'reviewer') && <Button small look="primary" busy={busy} data-testid="handoff-open" onClick={() => void open()}>{hasControl ? 'Open the browser' : 'Take control and open'}</Button>}
      </div>
    </li>
  );
}
