import { parseCookie, stringifySetCookie } from 'cookie';

/** `__Host-`: only over TLS or loopback, only for this host, for all of its paths. */
export const USER_COOKIE = '__Host-cs-user';

export function consoleCookieName(sessionId: string): string {
  return `__Host-cs-console-${sessionId}`;
}

export function readCookie(header: string | undefined, name: string): string | undefined {
  return header === undefined ? undefined : parseCookie(header)[name];
}

/** No script reads it, and no page of another site makes a browser send it. */
export function hostCookie(name: string, value: string, maxAgeSeconds?: number): string {
  const lifetime = maxAgeSeconds === undefined ? {} : { maxAge: maxAgeSeconds };
  return stringifySetCookie({ name, value, path: '/', httpOnly: true, secure: true, sameSite: 'strict', ...lifetime });
}
