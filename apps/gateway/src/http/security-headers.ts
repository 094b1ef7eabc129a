import { randomBytes } from 'node:crypto';

/** Of what is no page: nothing in it is run, loaded or framed, whatever a browser takes it for. */
export const NO_PAGE = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

export function newNonce(): string {
  return randomBytes(16).toString('base64');
}

/**
 * Of a page: it runs the scripts that bear the nonce, and what those import. Not what merely lies at this origin, such as a document that
 * somebody uploaded. Styles are set by scripts through the CSSOM, which no policy speaks of.
 */
export function pagePolicy(publicUrl: string, nonce: string): string {
  const { host, protocol } = new URL(publicUrl);
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'nonce-${nonce}'`,
    // The cursor of a remote screen is a data: URL.
    "img-src 'self' data: blob:",
    "font-src 'self'",
    // Not every browser counts a WebSocket to the same host as 'self'.
    `connect-src 'self' ${protocol === 'https:' ? 'wss' : 'ws'}://${host}`,
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** On every answer. The web UI and everything it loads come from this gateway, and nobody may frame it. */
export function securityHeaders(publicUrl: string): Record<string, string> {
  return {
    'content-security-policy': NO_PAGE,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'origin-agent-cluster': '?1',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    ...(new URL(publicUrl).protocol === 'https:' ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
  };
}
