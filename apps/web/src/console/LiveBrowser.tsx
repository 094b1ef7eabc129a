import type { MeView, SessionView } from '@countersign/contracts';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useMe } from '../api/me.ts';
import { signedInParty } from './console-party.ts';
import { ConsoleScreen } from './ConsoleScreen.tsx';
import { ControlBar } from './ControlBar.tsx';
import { FileRequestPanel } from './FileRequestPanel.tsx';
import { HandoffPanels } from './HandoffPanel.tsx';
import { TypingHelper } from './TypingHelper.tsx';
import { useClipboard } from './use-clipboard.ts';
import { consoleAccess, useConsole } from './use-console.ts';
import { useControl } from './use-control.ts';
import { useIdleReturn } from './use-idle-return.ts';
import type { ScreenSize } from './vnc-screen.ts';

interface LiveBrowserProps {
  session: SessionView;
  refresh: () => void;
  /** Called once, when the screen is there for the first time. */
  onConnected?: () => void;
  ended?: ReactNode;
}

/** The browser of a session for a person who is signed in. Mount it anew (key) for another session. */
export function LiveBrowser(props: LiveBrowserProps) {
  const me = useMe();
  return me && <LiveBrowserOf me={me} {...props} />;
}

function LiveBrowserOf({ me, session, refresh, onConnected, ended }: LiveBrowserProps & { me: MeView }) {
  const [access] = useState(() => consoleAccess(session.id, '', me));
  const remote = useConsole(session.id, access);
  const { connection, state } = remote;
  const party = signedInParty(me);
  const control = useControl(session, party, refresh);
  const button = useRef<HTMLButtonElement>(null);
  useOnce(state.phase === 'connected', onConnected);
  useEffect(() => {
    if (state.phase === 'ended') refresh();
  }, [state.phase, refresh]);
  const [size, setSize] = useState<ScreenSize>(session.viewport);
  // The bars of the browser come on top of its page.
  if (state.phase === 'connected' && state.size.height !== size.height) setSize(state.size);
  const interactive = control.mine && state.phase === 'connected' && state.mode === 'control';
  const clipboard = useClipboard(connection, interactive);
  const idleSecondsLeft = useIdleReturn(connection, control.mine, state.phase === 'connected' ? state.controlIdleSeconds : undefined);
  return (
    <div className="live-browser">
      <HandoffPanels session={session} party={party} refresh={refresh} />
      <FileRequestPanel sessionId={session.id} enabled={interactive} />
      {state.phase !== 'ended' && <ControlBar session={session} state={state} party={party} control={control} idleSecondsLeft={idleSecondsLeft} buttonRef={button} />}
      <ConsoleScreen remote={remote} interactive={interactive} clipboard={clipboard} leaveTo={button} aspectRatio={`${size.width} / ${size.height}`} ended={ended} mayComeBack />
      {interactive && <TypingHelper connection={connection} clipboard={clipboard} />}
    </div>
  );
}

function useOnce(ready: boolean, work: (() => void) | undefined): void {
  const done = useRef(false);
  useEffect(() => {
    if (!ready || done.current) return;
    done.current = true;
    work?.();
  }, [ready, work]);
}
