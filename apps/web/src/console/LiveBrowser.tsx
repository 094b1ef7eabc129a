import type { SessionView } from '@countersign/contracts';
import { useEffect, useRef, type ReactNode } from 'react';
import { ConsoleScreen } from './ConsoleScreen.tsx';
import { ControlBar } from './ControlBar.tsx';
import { HandoffPanels } from './HandoffPanel.tsx';
import { TypingHelper } from './TypingHelper.tsx';
import { accessByGrant, useConsole } from './use-console.ts';
import { useControl } from './use-control.ts';

interface LiveBrowserProps {
  session: SessionView;
  refresh: () => void;
  /** Called once, when the screen is there for the first time. */
  onConnected?: () => void;
  ended?: ReactNode;
}

/** The browser of a session for a person who is signed in. Mount it anew (key) for another session. */
export function LiveBrowser({ session, refresh, onConnected, ended }: LiveBrowserProps) {
  const remote = useConsole(session.id, () => accessByGrant(session.id));
  const control = useControl(session, refresh);
  const button = useRef<HTMLButtonElement>(null);
  const { phase } = remote.state;
  useOnce(phase === 'connected', onConnected);
  useEffect(() => {
    if (phase === 'ended') refresh();
  }, [phase, refresh]);
  const interactive = control.mine && remote.state.phase === 'connected' && remote.state.mode === 'control';
  return (
    <div className="live-browser">
      <HandoffPanels session={session} refresh={refresh} />
      {phase !== 'ended' && <ControlBar session={session} state={remote.state} control={control} buttonRef={button} />}
      <ConsoleScreen remote={remote} interactive={interactive} leaveTo={button} aspectRatio={`${session.viewport.width} / ${session.viewport.height}`} ended={ended} />
      {interactive && <TypingHelper connection={remote.connection} />}
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
