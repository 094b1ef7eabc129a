import { timingSafeEqual } from 'node:crypto';
import { newSecret, sha256 } from '../api-key.ts';

/** How long a person may take at the issuer. */
export const ATTEMPT_SECONDS = 600;

/** A sign-in that a browser has begun. It is in that browser's cookie and nowhere else, so nobody else can finish it. */
export interface Attempt {
  readonly state: string;
  readonly nonce: string;
  /** RFC 7636. */
  readonly codeVerifier: string;
  /** A local path. */
  readonly returnTo: string;
  readonly begunAtMs: number;
}

export function newAttempt(returnTo: string, nowMs: number): Attempt {
  return { state: newSecret(), nonce: newSecret(), codeVerifier: newSecret(), returnTo, begunAtMs: nowMs };
}

export function attemptAsText(attempt: Attempt): string {
  return Buffer.from(JSON.stringify(attempt)).toString('base64url');
}

/** The one that this answer of the issuer belongs to; undefined: none of this browser, or it took too long. */
export function attemptOf(cookie: string | undefined, state: string | null, nowMs: number): Attempt | undefined {
  const attempt = parsed(cookie);
  if (!attempt || state === null || !isSame(attempt.state, state)) return undefined;
  return nowMs - attempt.begunAtMs <= ATTEMPT_SECONDS * 1000 ? attempt : undefined;
}

function parsed(cookie: string | undefined): Attempt | undefined {
  try {
    const attempt = JSON.parse(Buffer.from(cookie ?? '', 'base64url').toString()) as Partial<Attempt> | null;
    const texts = [attempt?.state, attempt?.nonce, attempt?.codeVerifier, attempt?.returnTo];
    return texts.every((text) => typeof text === 'string' && text !== '') && typeof attempt?.begunAtMs === 'number' ? (attempt as Attempt) : undefined;
  } catch {
    return undefined;
  }
}

function isSame(left: string, right: string): boolean {
  return timingSafeEqual(Buffer.from(sha256(left)), Buffer.from(sha256(right)));
}
