export const ROLES = ['automation', 'reviewer', 'auditor', 'operator'] as const;
export type Role = (typeof ROLES)[number];

export const SIGN_IN_METHODS = ['link', 'oidc'] as const;
export type SignInMethod = (typeof SIGN_IN_METHODS)[number];

/** Why a person was not signed in; the page after a sign-in by OIDC is told one of them. */
export const SIGN_IN_FAILURES = [
  'link_unknown', 'link_used', 'link_expired',
  /** The answer belongs to no sign-in that this browser began, or to one that took too long. */
  'not_begun_here',
  /** The issuer cannot be reached, or answers with nothing that it should. */
  'issuer_unreachable',
  /** The issuer said no, or the person did there. */
  'issuer_refused',
  /** What the issuer sent does not prove who it is: signature, issuer, audience, nonce, age. */
  'token_refused',
  /** No role here goes with what the issuer says of the person. */
  'no_role',
  /** The person is of no allowed domain, or has no name that can be used. */
  'person_refused',
] as const;
export type SignInFailure = (typeof SIGN_IN_FAILURES)[number];
