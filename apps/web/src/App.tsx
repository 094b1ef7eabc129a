import { ApiError } from '@countersign/client';
import type { MeView } from '@countersign/contracts';
import { useEffect, useState, type ReactNode } from 'react';
import { Route, Routes, useParams } from 'react-router';
import { withBasePath } from './api/base-path.ts';
import { readMe } from './api/endpoints.ts';
import { isAbort, signedOut } from './api/http.ts';
import { MeContext } from './api/me.ts';
import { ConsolePage } from './console/ConsolePage.tsx';
import { InboxPage } from './inbox/InboxPage.tsx';
import { RecordingPage } from './recording/RecordingPage.tsx';
import { ComparisonPage } from './review/ComparisonPage.tsx';
import { ReviewPage } from './review/ReviewPage.tsx';
import { RunPage } from './run/RunPage.tsx';
import { RunsPage } from './run/RunsPage.tsx';
import { SignInPage } from './sign-in/SignInPage.tsx';
import { SignedOutPage } from './sign-in/SignedOutPage.tsx';
import { AppShell } from './ui/AppShell.tsx';
import { Button } from './ui/Button.tsx';
import { Notice } from './ui/Notice.tsx';
import { Empty, Failure, Loading } from './ui/States.tsx';

type Identity = { state: 'asking' } | { state: 'known'; me: MeView | null; expired?: boolean } | { state: 'failed'; error: unknown };

export function App() {
  const { identity, ask, enter } = useIdentity();
  if (identity.state === 'asking') return <div className="page"><Loading>Loading…</Loading></div>;
  if (identity.state === 'failed') return <main className="page"><Failure what="application" error={identity.error} retry={ask} /></main>;
  return (
    <MeContext value={identity.me}>
      {identity.expired === true && <SignInExpired onContinue={ask} />}
      <Pages onSignedIn={enter} />
    </MeContext>
  );
}

function useIdentity() {
  const [identity, setIdentity] = useState<Identity>({ state: 'asking' });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const abort = new AbortController();
    readMe(abort.signal).then(
      (me) => setIdentity({ state: 'known', me }),
      (error: unknown) => {
        if (isAbort(error)) return;
        const nobody = error instanceof ApiError && error.status === 401;
        setIdentity((current) => {
          if (current.state === 'known' && current.me !== null) return current;
          return nobody ? { state: 'known', me: null } : { state: 'failed', error };
        });
      },
    );
    return () => abort.abort();
  }, [turn]);
  useEffect(() => {
    // A page with work in it stays as it is, so that nothing typed is lost.
    const expire = () => setIdentity((current) => (current.state === 'known' && current.me !== null ? { ...current, expired: true } : current));
    const leave = () => setIdentity({ state: 'known', me: null });
    signedOut.addEventListener('expired', expire);
    signedOut.addEventListener('left', leave);
    return () => {
      signedOut.removeEventListener('expired', expire);
      signedOut.removeEventListener('left', leave);
    };
  }, []);
  return { identity, ask: () => setTurn((value) => value + 1), enter: (me: MeView) => setIdentity({ state: 'known', me }) };
}

function SignInExpired({ onContinue }: { onContinue: () => void }) {
  return (
    <div className="sign-in-expired">
      <Notice tone="warn" title="You are not signed in any more" actions={<Button small onClick={onContinue}>I have signed in again</Button>}>
        <p>What you typed is still here. <a href={withBasePath('/sign-in')} target="_blank" rel="noreferrer">Sign in again</a> in another tab, then go on.</p>
      </Notice>
    </div>
  );
}

function Pages({ onSignedIn }: { onSignedIn: (me: MeView) => void }) {
  return (
    <Routes>
      <Route path="/sign-in" element={<SignInPage onSignedIn={onSignedIn} />} />
      <Route path="/console/:id" element={<WithId>{(id) => <ConsolePage key={id} sessionId={id} />}</WithId>} />
      <Route path="/" element={<SignedIn><InboxPage /></SignedIn>} />
      <Route path="/runs" element={<SignedIn><RunsPage /></SignedIn>} />
      <Route path="/runs/:id" element={<SignedIn><WithId>{(id) => <RunPage key={id} id={id} />}</WithId></SignedIn>} />
      <Route path="/sessions/:id/recording" element={<SignedIn><WithId>{(id) => <RecordingPage key={id} sessionId={id} />}</WithId></SignedIn>} />
      <Route path="/captures/:id/comparison" element={<SignedIn><WithId>{(id) => <ComparisonPage key={id} id={id} />}</WithId></SignedIn>} />
      <Route path="/captures/:id" element={<SignedIn><WithId>{(id) => <ReviewPage key={id} id={id} />}</WithId></SignedIn>} />
      <Route path="*" element={<SignedIn><div className="page"><Empty title="There is no such page">The address may be mistyped.</Empty></div></SignedIn>} />
    </Routes>
  );
}

function WithId({ children }: { children: (id: string) => ReactNode }) {
  const { id = '' } = useParams();
  return children(id);
}

function SignedIn({ children }: { children: ReactNode }) {
  return (
    <MeContext.Consumer>{(me) => (me ? <AppShell>{children}</AppShell> : <SignedOutPage />)}</MeContext.Consumer>
  );
}
