import type { MeView } from '@countersign/contracts';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import { withBasePath } from '../api/base-path.ts';
import { messageOf } from '../api/http.ts';
import { useMe } from '../api/me.ts';
import { useSession } from '../api/use-views.ts';
import { mayWatch } from '../recording/may-watch.ts';
import { Button } from '../ui/Button.tsx';
import { describeEnd } from '../ui/words.ts';
import type { ConsoleConnection, ConsoleState } from './console-connection.ts';
import { bearerParty, signedInParty, type ConsoleParty, type ConsoleSession } from './console-party.ts';
import { ConsoleScreen } from './ConsoleScreen.tsx';
import { ControlBar } from './ControlBar.tsx';
import { FileRequestPanel } from './FileRequestPanel.tsx';
import { HandoffPanels } from './HandoffPanel.tsx';
import { TypingHelper } from './TypingHelper.tsx';
import { useClipboard } from './use-clipboard.ts';
import { consoleAccess, useConsole } from './use-console.ts';
import { useConsoleView } from './use-console-view.ts';
import { useControl } from './use-control.ts';
import { useIdleReturn } from './use-idle-return.ts';

/** Takes the secret out of the address, so that it stays neither in the history nor on the screen. */
function takeSecret(): string {
  const secret = location.hash.slice(1);
  if (secret !== '') history.replaceState(history.state, '', location.pathname);
  return secret;
}

interface Seen {
  readonly session: ConsoleSession | null;
  readonly party: ConsoleParty | null;
  readonly error: unknown;
  refresh(): void;
}

/** Whoever is signed in sees the session by its events, all others what the cookie of their console shows. */
function useSeenSession(sessionId: string, me: MeView | null, phase: ConsoleState['phase']): Seen {
  const signedIn = useSession(me === null ? null : sessionId);
  const byCookie = useConsoleView(sessionId, me === null && phase === 'connected');
  if (me !== null) return { session: signedIn.data, party: signedInParty(me), error: signedIn.error, refresh: signedIn.refresh };
  return { session: byCookie.data?.session ?? null, party: byCookie.data && bearerParty(byCookie.data), error: null, refresh: byCookie.refresh };
}

/** A browser in the whole window: from a link with a secret, by the cookie of one, or for a person who is signed in. */
export function ConsolePage({ sessionId }: { sessionId: string }) {
  const me = useMe();
  const [secret] = useState(takeSecret);
  const [access] = useState(() => consoleAccess(sessionId, secret, me));
  const remote = useConsole(sessionId, access);
  const { connection, state } = remote;
  const { session, party, error, refresh } = useSeenSession(sessionId, me, state.phase);
  const control = useControl(session, party, refresh);
  const button = useRef<HTMLButtonElement>(null);
  const interactive = control.mine && state.phase === 'connected' && state.mode === 'control';
  const clipboard = useClipboard(connection, interactive);
  const idleSecondsLeft = useIdleReturn(connection, control.mine, state.phase === 'connected' ? state.controlIdleSeconds : undefined);
  useVisibleHeight();
  const ended = session?.status === 'expired' || session?.status === 'terminated' ? `It ended because ${describeEnd(session.endedReason)}.` : null;
  return (
    <main className="console-page" data-interactive={interactive || undefined}>
      <title>Live browser · Countersign</title>
      <h1 className="visually-hidden">Live browser</h1>
      <div className="console-top">
        {me && <Link className="app-brand" to={session?.runId === undefined ? '/' : `/runs/${session.runId}`} aria-label="Back to the run"><img src={withBasePath('/favicon.svg')} alt="" /></Link>}
        {session?.status === 'active' && party && <ControlBar session={session} state={state} party={party} control={control} idleSecondsLeft={idleSecondsLeft} buttonRef={button} />}
        {state.phase === 'connected' && <SizeButtons connection={connection} interactive={interactive} />}
        {session?.recorded && session.status !== 'active' && mayWatch(me) && <Link className="button small" to={`/sessions/${sessionId}/recording`}>Watch the recording</Link>}
        {error !== null && <p className="error-text" role="alert">{messageOf(error)}</p>}
      </div>
      {session && party && <HandoffPanels session={session} party={party} refresh={refresh} />}
      {/* Files are for people who are signed in; the cookie of a console is not enough. */}
      <FileRequestPanel sessionId={sessionId} enabled={interactive && me !== null} />
      <ConsoleScreen
        remote={remote} interactive={interactive} clipboard={clipboard} leaveTo={button} mayComeBack={me !== null}
        ended={ended === null || (state.phase === 'ended' && state.reason !== '') ? undefined : <p>{ended}</p>}
        withoutLink={<p>Ask whoever sent you here for a new link to this browser. Each link opens once.</p>}
      />
      {interactive && <TypingHelper connection={connection} clipboard={clipboard} />}
    </main>
  );
}

/** The keyboard of a phone covers the page on some, without making it smaller: then the page does it itself. */
function useVisibleHeight(): void {
  useEffect(() => {
    const { visualViewport } = window;
    if (!visualViewport) return undefined;
    const { style } = document.documentElement;
    const follow = () => {
      // Not while the person zooms in with two fingers.
      if (visualViewport.scale === 1) style.setProperty('--visible-height', `${visualViewport.height}px`);
    };
    follow();
    visualViewport.addEventListener('resize', follow);
    return () => {
      visualViewport.removeEventListener('resize', follow);
      style.removeProperty('--visible-height');
    };
  }, []);
}

/** On a small window the whole screen is too small to read: show it in full size and move it about. */
function SizeButtons({ connection, interactive }: { connection: ConsoleConnection; interactive: boolean }) {
  const [full, setFull] = useState(false);
  const [moving, setMoving] = useState(true);
  useEffect(() => connection.setSize(full ? 'full' : 'fit', moving || !interactive), [connection, full, moving, interactive]);
  return (
    <div className="button-row size-buttons">
      <Button small aria-pressed={full} data-testid="full-size" onClick={() => setFull(!full)}>Full size</Button>
      {full && interactive && <Button small aria-pressed={moving} data-testid="move" onClick={() => setMoving(!moving)}>Move</Button>}
    </div>
  );
}
