import { useLocation } from 'react-router';
import { SignInChoices } from './SignInChoices.tsx';
import { SignInFrame } from './SignInFrame.tsx';

export function SignedOutPage() {
  const { pathname, search } = useLocation();
  return (
    <SignInFrame title="You are not signed in">
      <SignInChoices returnTo={pathname + search} />
    </SignInFrame>
  );
}
