import type { SessionView } from '@countersign/contracts';
import type { Ref } from 'react';
import { hasRole, useMe } from '../api/me.ts';
import { Button } from '../ui/Button.tsx';
import { capitalise, describeActor } from '../ui/words.ts';
import type { ConsoleState } from './console-connection.ts';
import type { Control } from './use-control.ts';

interface ControlBarProps {
  session: SessionView;
  state: ConsoleState;
  control: Control;
  buttonRef?: Ref<HTMLButtonElement>;
}

/** Says who drives the browser, with the button to change it. */
export function ControlBar({ session, state, control, buttonRef }: ControlBarProps) {
  const me = useMe();
  const mayControl = hasRole(me, 'reviewer') && state.phase === 'connected' && state.mode === 'control' && state.user === me?.actor;
  return (
    <div className="control-bar" data-mine={control.mine || undefined}>
      <p role="status" data-testid="control-holder">
        {describeHolder(session.controlHolder, control.mine)}
        {control.mine && <span className="hint"> Press <kbd>F8</kbd> to leave the screen with the keyboard.</span>}
      </p>
      {control.problem !== null && <p className="error-text" role="alert">{control.problem}</p>}
      {control.mine ? (
        <Button ref={buttonRef} small look="primary" busy={control.busy} data-testid="give-back-control" onClick={() => void control.giveBack()}>Give back control</Button>
      ) : (
        hasRole(me, 'reviewer') && <Button ref={buttonRef} small busy={control.busy} disabled={!mayControl} data-testid="take-control" onClick={() => void control.take()}>Take control</Button>
      )}
    </div>
  );
}

function describeHolder(holder: string | null, mine: boolean): string {
  if (mine) return 'You have control. The automation waits.';
  if (holder === null) return 'The automation has control. You are looking on.';
  return `${capitalise(describeActor(holder))} has control. You are looking on.`;
}
