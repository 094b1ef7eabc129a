import type { Ref } from 'react';
import { RecordedNote } from '../recording/RecordedNote.tsx';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { TimeAgo } from '../ui/TimeAgo.tsx';
import { capitalise, describeActor } from '../ui/words.ts';
import type { ConsoleState } from './console-connection.ts';
import type { ConsoleParty, ConsoleSession } from './console-party.ts';
import type { Control } from './use-control.ts';

interface ControlBarProps {
  session: ConsoleSession;
  state: ConsoleState;
  party: ConsoleParty;
  control: Control;
  /** Until control that is not used goes back; null: that is far off. */
  idleSecondsLeft: number | null;
  buttonRef?: Ref<HTMLButtonElement>;
}

/** Says who drives the browser and since when, with the button to change it. */
export function ControlBar({ session, state, party, control, idleSecondsLeft, buttonRef }: ControlBarProps) {
  const isConnected = state.phase === 'connected';
  const viewOnly = isConnected && state.mode === 'view';
  const mayTake = party.mayControl && isConnected && state.mode === 'control' && state.user === party.actor;
  return (
    <div className="control-bar" data-mine={control.mine || undefined}>
      <div className="control-words">
        <p role="status" data-testid="control-holder">{describeHolder(session.controlHolder, control.mine)}{control.mine && <span className="wide-only">. The automation waits</span>}{session.controlSince !== null && <span className="hint"> since <TimeAgo instant={session.controlSince} /></span>}</p>
        {control.mine && <p className="hint keyboard-hint">Press <kbd>F8</kbd> to leave the screen with the keyboard.</p>}
        {idleSecondsLeft !== null && <p className="control-idle" role="alert" data-testid="control-idle">Nothing was done for a while: control goes back to the automation<span aria-hidden="true"> in {idleSecondsLeft} s</span>. Move the pointer over the screen to keep it.</p>}
        {control.lost !== null && <p className="control-idle" role="alert" data-testid="control-lost">{control.lost}</p>}
        {control.problem !== null && <p className="error-text" role="alert">{control.problem}</p>}
        <Watchers session={session} own={party.actor} />
      </div>
      {session.recorded && <RecordedNote />}
      {viewOnly && <Badge tone="neutral"><span data-testid="view-only">View only</span></Badge>}
      {control.mine && <Button ref={buttonRef} small look="primary" busy={control.busy} data-testid="give-back-control" onClick={() => void control.giveBack()}>Give back control</Button>}
      {!control.mine && party.mayControl && !viewOnly && <Button ref={buttonRef} small busy={control.busy} disabled={!mayTake} data-testid="take-control" onClick={() => void control.take()}>Take control</Button>}
    </div>
  );
}

function describeHolder(holder: string | null, mine: boolean): string {
  if (mine) return 'You have control';
  if (holder === null) return 'The automation is driving. You are looking on.';
  return `${capitalise(describeActor(holder))} has control`;
}

/** The other people with an open console. */
function Watchers({ session, own }: { session: ConsoleSession; own: string }) {
  const others = [...new Set((session.consoles ?? []).map(({ user }) => user))].filter((user) => user !== own).map((user) => describeActor(user));
  if (others.length === 0) return null;
  return <p className="hint" data-testid="watchers">Also here: {others.slice(0, 5).join(', ')}{others.length > 5 ? ` and ${others.length - 5} more` : ''}</p>;
}
