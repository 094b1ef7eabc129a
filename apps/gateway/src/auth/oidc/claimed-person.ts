import type { Role, SignInFailure } from '@countersign/contracts';
import type { OidcConfig } from '../../config.ts';
import { LOCAL_USER } from '../user-sessions.ts';

export type Claims = Readonly<Record<string, unknown>>;
export type ClaimedPerson = { readonly userName: string; readonly displayName: string | null; readonly roles: readonly Role[] };
/** Who it is, as far as that is known, and why they do not come in. */
export type RefusedPerson = { readonly refused: Extract<SignInFailure, 'no_role' | 'person_refused'>; readonly userName?: string };

const MAX_DISPLAY_NAME = 100;

/** Who a person is here, from what the issuer says of them. */
export function claimedPerson(claims: Claims, { userClaim, rolesClaim, roles, allowedDomains }: Pick<OidcConfig, 'userClaim' | 'rolesClaim' | 'roles' | 'allowedDomains'>): ClaimedPerson | RefusedPerson {
  const userName = claimAt(claims, userClaim);
  // Stands in the log as who did it, so it must be one word, and not that of somebody else.
  if (typeof userName !== 'string' || !/^[\x21-\x7e]{1,190}$/.test(userName) || userName === LOCAL_USER) return { refused: 'person_refused' };
  if (userClaim === 'email' && claims['email_verified'] !== true) return { refused: 'person_refused' };
  if (allowedDomains.length > 0 && !isOfDomain(claims, allowedDomains)) return { refused: 'person_refused', userName };
  const held = textsOf(claimAt(claims, rolesClaim)).flatMap((text) => (Object.hasOwn(roles, text) ? roles[text]! : []));
  if (held.length === 0) return { refused: 'no_role', userName };
  return { userName, displayName: displayNameOf(claims), roles: [...new Set(held)].toSorted() };
}

/** A claim by its whole name, which may hold dots, or else by a path such as `realm_access.roles`. */
export function claimAt(claims: Claims, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name];
  return name.split('.').reduce<unknown>((value, part) => (isObject(value) && Object.hasOwn(value, part) ? value[part] : undefined), claims);
}

/** One that only its owner can have: the issuer has seen that mail arrives there. */
function isOfDomain({ email, email_verified: verified }: Claims, allowed: readonly string[]): boolean {
  if (typeof email !== 'string' || verified !== true) return false;
  return allowed.includes(email.slice(email.lastIndexOf('@') + 1).toLowerCase());
}

/** Several texts, or one with spaces between. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return value.split(' ');
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function displayNameOf(claims: Claims): string | null {
  const name = ['name', 'preferred_username', 'email'].map((claim) => claims[claim]).find((value) => typeof value === 'string' && value.trim() !== '');
  return typeof name === 'string' ? name.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '').trim().slice(0, MAX_DISPLAY_NAME) || null : null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
