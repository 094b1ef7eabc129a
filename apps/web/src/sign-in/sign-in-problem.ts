import type { SignInFailure } from '@countersign/contracts';

type OidcFailure = Exclude<SignInFailure, `link_${string}`>;

const WORDS: Readonly<Record<OidcFailure, { title: string; text: string }>> = {
  not_begun_here: { title: 'That sign-in was not begun here', text: 'It took too long, was begun in another browser or tab, or was finished already. Begin again.' },
  issuer_unreachable: { title: 'The sign-in service does not answer', text: 'It may be down, or not reachable from here. Try again in a while; whoever runs Countersign finds the reason in its log.' },
  issuer_refused: { title: 'You were not signed in', text: 'The sign-in service refused, or you went back. Begin again, or ask whoever runs it.' },
  token_refused: { title: 'The sign-in could not be checked', text: 'What the sign-in service sent does not prove who you are. Try again; whoever runs Countersign finds the reason in its log.' },
  no_role: { title: 'You have no role here', text: 'You are known, but nobody has given you a role in Countersign. Ask whoever runs it for one, then sign in again.' },
  person_refused: { title: 'You cannot sign in here', text: 'Your account is not of an organisation that is allowed here, or its mail address is not verified. Ask whoever runs Countersign.' },
};

/** What to tell a person who comes back from the issuer without having been signed in; undefined: they do not. */
export function signInProblem(search: string): { title: string; text: string } | undefined {
  const failure = new URLSearchParams(search).get('problem');
  if (failure === null) return undefined;
  return Object.hasOwn(WORDS, failure) ? WORDS[failure as OidcFailure] : { title: 'You could not be signed in', text: 'Begin again, or ask whoever runs Countersign.' };
}
