import { useEffect, useRef, type ReactNode } from 'react';
import { NavLink, Link, useLocation } from 'react-router';
import { withBasePath } from '../api/base-path.ts';
import { signOut } from '../api/endpoints.ts';
import { signedOut } from '../api/http.ts';
import { useMe } from '../api/me.ts';
import { useLiveEvents, useLiveState } from '../api/use-live.ts';
import { Button } from './Button.tsx';
import { describeActor } from './words.ts';

const LIVE_WORDS = { open: 'Live', connecting: 'Connecting', down: 'Reconnecting' } as const;

/** Header, navigation and the main landmark around every page of a person who is signed in. */
export function AppShell({ children }: { children: ReactNode }) {
  const main = useFocusOnNavigation();
  return (
    <>
      <a
        className="skip-link"
        href={`${location.pathname}#main`}
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        Skip to the content
      </a>
      <header className="app-header">
        <Link className="app-brand" to="/" aria-label="Countersign, to the inbox">
          <img src={withBasePath('/favicon.svg')} alt="" />
          <span>Countersign</span>
        </Link>
        <nav className="app-nav" aria-label="Main">
          <NavLink to="/" end>
            Inbox
          </NavLink>
          <NavLink to="/runs">Runs</NavLink>
        </nav>
        <Person />
      </header>
      <main id="main" ref={main} tabIndex={-1}>
        {children}
      </main>
    </>
  );
}

function Person() {
  const me = useMe();
  const state = useLiveState();
  useLiveEvents(() => undefined);
  return (
    <div className="app-person">
      <span className="live-dot" data-state={state} title={`Updates: ${LIVE_WORDS[state].toLowerCase()}`}>
        <span>{LIVE_WORDS[state]}</span>
      </span>
      {me && <span className="app-person-name">{me.name ?? describeActor(me.actor)}</span>}
      <Button look="quiet" small onClick={() => void leave()}>
        Sign out
      </Button>
    </div>
  );
}

/** Out of here, and on to where the person can sign out of the issuer as well. */
async function leave(): Promise<void> {
  const ended = await signOut().catch(() => undefined);
  if (typeof ended?.issuerSignOutUrl === 'string') location.assign(ended.issuerSignOutUrl);
  else signedOut.dispatchEvent(new Event('left'));
}

/** After a change of page the keyboard continues in its content, as after a real page load. */
function useFocusOnNavigation() {
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    main.current?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, [pathname]);
  return main;
}
