import { NewLink } from './SignInPage.tsx';
import { SignInFrame } from './SignInFrame.tsx';

export function SignedOutPage() {
  return (
    <SignInFrame title="You are not signed in">
      <p>Open the sign-in link that was printed when Countersign started. Each link works once.</p>
      <NewLink />
    </SignInFrame>
  );
}
