import { useEffect, type ReactNode, type RefObject } from 'react';
import { Button } from '../ui/Button.tsx';
import type { Console } from './use-console.ts';

interface ConsoleScreenProps {
  remote: Console;
  /** Keys and pointer go to the remote browser. */
  interactive: boolean;
  /** Where F8 puts the keyboard. */
  leaveTo: RefObject<HTMLElement | null>;
  aspectRatio?: string;
  /** What can be done when the session has ended. */
  ended?: ReactNode;
}

/** The remote screen, and over it what there is to say while it is not there. */
export function ConsoleScreen({ remote, interactive, leaveTo, aspectRatio, ended }: ConsoleScreenProps) {
  const { connection, state, screen } = remote;
  useEffect(() => {
    connection.setViewOnly(!interactive);
    if (interactive) connection.focus();
  }, [connection, interactive]);
  return (
    <div
      className="console-frame"
      data-phase={state.phase}
      data-interactive={interactive || undefined}
      style={aspectRatio === undefined ? undefined : { aspectRatio }}
      onKeyDownCapture={(event) => {
        if (event.key !== 'F8' || !interactive) return;
        event.preventDefault();
        event.stopPropagation();
        connection.blur();
        leaveTo.current?.focus();
      }}
    >
      <div ref={screen} className="console-screen" data-testid="console-screen" data-phase={state.phase} role="group" aria-label={interactive ? 'Live browser. Your keys go to it; F8 leaves it.' : 'Live browser, view only'} />
      <Overlay remote={remote} ended={ended} />
    </div>
  );
}

function Overlay({ remote, ended }: { remote: Console; ended: ReactNode }) {
  const { connection, state } = remote;
  if (state.phase === 'connected') return <p className="visually-hidden" role="status">The live browser is connected.</p>;
  const again = <Button onClick={connection.start}>Connect again</Button>;
  return (
    <div className="console-overlay" role="status" data-testid="console-message">
      {state.phase === 'connecting' && <p><span className="spinner" aria-hidden="true" /> Connecting to the browser…</p>}
      {state.phase === 'reconnecting' && <p><span className="spinner" aria-hidden="true" /> The connection dropped. Connecting again…</p>}
      {state.phase === 'ended' && (
        <>
          <strong>The browser session has ended</strong>
          {state.reason !== '' && <p>{state.reason}</p>}
          {ended}
        </>
      )}
      {state.phase === 'refused' && (
        <>
          <strong>The browser cannot be shown</strong>
          <p>{state.reason}</p>
          {state.again && again}
        </>
      )}
      {state.phase === 'lost' && (
        <>
          <strong>No connection to the browser</strong>
          <p>{state.reason}</p>
          {again}
        </>
      )}
    </div>
  );
}
