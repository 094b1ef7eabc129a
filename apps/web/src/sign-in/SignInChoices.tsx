import type { SignInOptionsView } from '@countersign/contracts';
import { useEffect, useState } from 'react';
import { withBasePath } from '../api/base-path.ts';
import { readSignInOptions } from '../api/endpoints.ts';
import { isAbort, messageOf } from '../api/http.ts';
import { Loading } from '../ui/States.tsx';

/** The ways to sign in that this installation has. `returnTo`: the page to go on with. */
export function SignInChoices({ returnTo }: { returnTo: string }) {
  const [options, setOptions] = useState<SignInOptionsView>();
  const [problem, setProblem] = useState<string>();
  useEffect(() => {
    const abort = new AbortController();
    readSignInOptions(abort.signal).then(setOptions, (error: unknown) => {
      if (!isAbort(error)) setProblem(messageOf(error));
    });
    return () => abort.abort();
  }, []);
  if (problem !== undefined) return <p role="alert">{problem}</p>;
  if (!options) return <Loading>One moment…</Loading>;
  return (
    <>
      {options.oidc && (
        <p>
          <a className="button" href={withBasePath(`${options.oidc.path}?${new URLSearchParams({ return_to: returnTo }).toString()}`)}>
            Sign in with {options.oidc.name}
          </a>
        </p>
      )}
      {options.links && <NewLink alone={options.oidc === null} />}
    </>
  );
}

function NewLink({ alone }: { alone: boolean }) {
  return (
    <>
      <p>{alone ? 'Open the sign-in link that was printed when Countersign started. Each link works once.' : 'Or open a sign-in link.'} To get a new one, run this where Countersign is installed:</p>
      <pre className="command"><code>npm run sign-in</code></pre>
    </>
  );
}
