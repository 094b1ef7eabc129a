import { parseCookie, stringifySetCookie } from 'cookie';

/** `__Host-`: only over TLS or loopback, only for this host, for all of its paths. */
export const USER_COOKIE = '__Host-cs-user';
/** A sign-in with an issuer that this browser has begun. */
export const ATTEMPT_COOKIE = '__Host-cs-sign-in';

const CONSOLE_COOKIE = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([A-Za-z0-9_-]{20,200})$/;

export function consoleCookieName(sessionId: string): string {
  return `__Host-cs-console-${sessionId}`;
}

export function readCookie(header: string | undefined, name: string): string | undefined {
  return header === undefined ? undefined : parseCookie(header)[name];
}

/** What the cookie of a session's console holds; undefined: there is none, or an odd one. */
export function readConsoleCookie(header: string | undefined, sessionId: string): { consoleId: string; cookieSecret: string } | undefined {
  const cookie = CONSOLE_COOKIE.exec(readCookie(header, consoleCookieName(sessionId)) ?? '');
  return cookie ? { consoleId: cookie[1]!, cookieSecret: cookie[2]! } : undefined;
}

/** No script reads it, and no page of another site makes a browser send it. */
export function hostCookie(name: string, value: string, maxAgeSeconds?: number): string {
  const lifetime = maxAgeSeconds === undefined ? {} : { maxAge: maxAgeSeconds };
  return stringifySetCookie({ name, value, path: '/', httpOnly: true, secure: true, sameSite: 'strict', ...lifetime });
}

/** Is sent as well when a page of another site leads the whole window here, as an issuer does. */
export function crossSiteCookie(name: string, value: string, maxAgeSeconds: number): string {
  return stringifySetCookie({ name, value, path: '/', httpOnly: true, secure: true, sameSite: 'lax', maxAge: maxAgeSeconds });
}
