import { useEffect, type ReactNode, type RefObject } from 'react';
import { Button } from '../ui/Button.tsx';
import type { RemoteClipboard } from './use-clipboard.ts';
import type { Console } from './use-console.ts';

interface ConsoleScreenProps {
  remote: Console;
  /** Keys and pointer go to the remote browser. */
  interactive: boolean;
  clipboard: RemoteClipboard;
  /** Where F8 puts the keyboard. */
  leaveTo: RefObject<HTMLElement | null>;
  aspectRatio?: string;
  /** What can be done when the session has ended. */
  ended?: ReactNode;
  /** What can be done when a new link is needed. */
  withoutLink?: ReactNode;
  /** The person may come in without a link. */
  mayComeBack: boolean;
}

/** The remote screen, and over it what there is to say while it is not there. */
export function ConsoleScreen({ remote, interactive, clipboard, leaveTo, aspectRatio, ended, withoutLink, mayComeBack }: ConsoleScreenProps) {
  const { connection, state, screen } = remote;
  useEffect(() => {
    connection.setViewOnly(!interactive);
    // A screen keyboard would cover half of a phone as soon as control is taken.
    if (interactive && !matchMedia('(pointer: coarse)').matches) connection.focus();
  }, [connection, interactive]);
  const used = interactive ? connection.used : undefined;
  return (
    <div
      className="console-frame"
      data-phase={state.phase}
      data-interactive={interactive || undefined}
      style={aspectRatio === undefined ? undefined : { aspectRatio }}
      onPointerDownCapture={used}
      onPointerMoveCapture={used}
      onWheelCapture={used}
      onKeyDownCapture={(event) => {
        used?.();
        if (!interactive || clipboard.onKeyDown(event) || event.key !== 'F8') return;
        event.preventDefault();
        event.stopPropagation();
        connection.blur();
        leaveTo.current?.focus();
      }}
    >
      <div ref={screen} className="console-screen" data-testid="console-screen" data-phase={state.phase} role="group" aria-label={interactive ? 'Live browser. Your keys go to it; F8 leaves it.' : 'Live browser, view only'} />
      <Overlay remote={remote} ended={ended} withoutLink={withoutLink} mayComeBack={mayComeBack} />
    </div>
  );
}

function Overlay({ remote, ended, withoutLink, mayComeBack }: Pick<ConsoleScreenProps, 'remote' | 'ended' | 'withoutLink' | 'mayComeBack'>) {
  const { connection, state } = remote;
  if (state.phase === 'connected') return <p className="visually-hidden" role="status">The live browser is connected.</p>;
  const again = <Button onClick={connection.start}>Connect again</Button>;
  return (
    <div className="console-overlay" role="status" data-testid="console-message" data-phase={state.phase}>
      {state.phase === 'connecting' && <p><span className="spinner" aria-hidden="true" /> Connecting to the browser…</p>}
      {state.phase === 'reconnecting' && (
        <>
          <p><span className="spinner" aria-hidden="true" /> {state.reason === '' ? 'The connection was lost.' : state.reason} Connecting again…</p>
          {state.attempt > 3 && <Button small onClick={connection.hurry}>Try now</Button>}
        </>
      )}
      {state.phase === 'ended' && (
        <>
          <strong>The browser session has ended</strong>
          {state.reason !== '' && <p>{state.reason}</p>}
          {ended}
        </>
      )}
      {(state.phase === 'revoked' || state.phase === 'without_link') && (
        <>
          <strong>{state.phase === 'revoked' ? 'You may not look at this browser any more' : 'This link does not open the browser'}</strong>
          <p>{state.reason}</p>
          {mayComeBack ? again : (withoutLink ?? <p>Ask for a new link to this browser.</p>)}
        </>
      )}
      {state.phase === 'refused' && (
        <>
          <strong>The browser cannot be shown</strong>
          <p>{state.reason}</p>
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
