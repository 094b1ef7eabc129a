import { ApiError } from '@countersign/client';
import type { MeView } from '@countersign/contracts';
import { useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { withBasePath } from '../api/base-path.ts';
import { signIn } from '../api/endpoints.ts';
import { messageOf } from '../api/http.ts';
import { useMe } from '../api/me.ts';
import { Loading } from '../ui/States.tsx';
import { SignInChoices } from './SignInChoices.tsx';
import { SignInFrame } from './SignInFrame.tsx';
import { signInProblem } from './sign-in-problem.ts';

/** Takes the token out of the address, so that it stays neither in the history nor on the screen. */
function takeToken(): string {
  const token = location.hash.slice(1);
  if (token !== '') history.replaceState(history.state, '', location.pathname);
  return token;
}

export function SignInPage({ onSignedIn }: { onSignedIn: (me: MeView) => void }) {
  const navigate = useNavigate();
  const me = useMe();
  const [problem, setProblem] = useState<{ title: string; text: string } | null>(null);
  const attempted = useRef(false);
  useEffect(() => {
    if (attempted.current) return;
    attempted.current = true;
    const refused = signInProblem(location.search);
    const token = takeToken();
    if (refused || token === '') {
      setProblem(refused ?? { title: 'Sign in', text: 'If you came by a sign-in link, the part of it behind # is missing: copy the whole link.' });
      return;
    }
    signIn(token).then(
      (person) => {
        onSignedIn(person);
        void navigate('/', { replace: true });
      },
      (error: unknown) => setProblem(describe(error)),
    );
  }, [navigate, onSignedIn]);

  if (!problem) return <SignInFrame title="Signing you in"><Loading>One moment…</Loading></SignInFrame>;
  return (
    <SignInFrame title={problem.title}>
      <p>{problem.text}</p>
      <SignInChoices returnTo={new URLSearchParams(location.search).get('return_to') ?? '/'} />
      {me && <p><a className="button" href={withBasePath('/')}>Go to the inbox</a></p>}
    </SignInFrame>
  );
}

function describe(error: unknown): { title: string; text: string } {
  if (error instanceof ApiError && error.status >= 400 && error.status < 500) {
    return { title: 'This link does not work any more', text: 'A sign-in link works once, and only for a while. This one was used already, has expired, or is not whole.' };
  }
  return { title: 'You could not be signed in', text: messageOf(error) };
}
