import type { MeView } from '@countersign/contracts';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import { useMe } from '../api/me.ts';
import { useSession } from '../api/use-views.ts';
import { messageOf } from '../api/http.ts';
import { NewLink } from '../sign-in/SignInPage.tsx';
import { SignInFrame } from '../sign-in/SignInFrame.tsx';
import { Button } from '../ui/Button.tsx';
import { describeEnd } from '../ui/words.ts';
import type { ConsoleConnection } from './console-connection.ts';
import { ConsoleScreen } from './ConsoleScreen.tsx';
import { ControlBar } from './ControlBar.tsx';
import { HandoffPanels } from './HandoffPanel.tsx';
import { TypingHelper } from './TypingHelper.tsx';
import { accessByGrant, accessBySecret, useConsole } from './use-console.ts';
import { useControl } from './use-control.ts';

/** Takes the secret out of the address, so that it stays neither in the history nor on the screen. */
function takeSecret(): string {
  const secret = location.hash.slice(1);
  if (secret !== '') history.replaceState(history.state, '', location.pathname);
  return secret;
}

/** A browser in the whole window: from a link with a secret, or for a person who is signed in. */
export function ConsolePage({ sessionId }: { sessionId: string }) {
  const me = useMe();
  const [secret] = useState(takeSecret);
  if (secret === '' && me === null) {
    return (
      <SignInFrame title="This link is not complete">
        <p>The part behind # is missing, or the link was used already. Ask for a new link to this browser, or sign in and open it from there.</p>
        <NewLink />
      </SignInFrame>
    );
  }
  return <FullConsole sessionId={sessionId} secret={secret} me={me} />;
}

function FullConsole({ sessionId, secret, me }: { sessionId: string; secret: string; me: MeView | null }) {
  const [access] = useState(() => (secret === '' ? () => accessByGrant(sessionId) : accessBySecret(sessionId, secret, me)));
  const remote = useConsole(sessionId, access);
  const session = useSession(me === null ? null : sessionId);
  const control = useControl(session.data, session.refresh);
  const button = useRef<HTMLButtonElement>(null);
  const interactive = control.mine && remote.state.phase === 'connected' && remote.state.mode === 'control';
  const ended = session.data?.status === 'expired' || session.data?.status === 'terminated' ? `It ended because ${describeEnd(session.data.endedReason)}.` : null;
  return (
    <main className="console-page" data-interactive={interactive || undefined}>
      <title>Live browser · Countersign</title>
      <h1 className="visually-hidden">Live browser</h1>
      <div className="console-top">
        {me && <Link className="app-brand" to={session.data ? `/runs/${session.data.runId}` : '/'} aria-label="Back to the run"><img src="/favicon.svg" alt="" /></Link>}
        {session.data?.status === 'active' && <ControlBar session={session.data} state={remote.state} control={control} buttonRef={button} />}
        {me === null && <p className="control-bar">You are looking on. Sign in to take control.</p>}
        <SizeButtons connection={remote.connection} interactive={interactive} />
        {session.error !== null && <p className="error-text" role="alert">{messageOf(session.error)}</p>}
      </div>
      {session.data && <HandoffPanels session={session.data} refresh={session.refresh} />}
      <ConsoleScreen remote={remote} interactive={interactive} leaveTo={button} ended={ended === null ? undefined : <p>{ended}</p>} />
      {interactive && <TypingHelper connection={remote.connection} />}
    </main>
  );
}

/** On a small window the whole screen is too small to read: show it in full size and move it about. */
function SizeButtons({ connection, interactive }: { connection: ConsoleConnection; interactive: boolean }) {
  const [full, setFull] = useState(false);
  const [moving, setMoving] = useState(true);
  useEffect(() => connection.setSize(full ? 'full' : 'fit', moving || !interactive), [connection, full, moving, interactive]);
  return (
    <div className="button-row size-buttons">
      <Button small aria-pressed={full} onClick={() => setFull(!full)}>Full size</Button>
      {full && interactive && <Button small aria-pressed={moving} onClick={() => setMoving(!moving)}>Move</Button>}
    </div>
  );
}
