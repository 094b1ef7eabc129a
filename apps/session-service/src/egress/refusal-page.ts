import { EgressRefused, EgressUnreachable } from '@countersign/egress';

export interface RefusalPage {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** RFC 9209: says that it was the proxy, and why, to whoever can read headers. */
const proxyStatus = (error: string): string => `countersign; error=${error}`;
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** What a browser gets instead of a page that it may not have or that is not there. A fault shows nothing of itself. */
export function refusalPage(error: unknown): RefusalPage {
  if (error instanceof EgressRefused) {
    return page(403, 'destination_ip_prohibited', 'This address is not open to the session', `${error.message} The operator of this browser decides what it may reach.`);
  }
  if (error instanceof EgressUnreachable) {
    const timedOut = error.code === 'ETIMEDOUT';
    return page(timedOut ? 504 : 502, reasonOf(error.code), 'The site cannot be reached', error.message);
  }
  return page(502, 'destination_unavailable', 'The site cannot be reached', 'Its answer could not be read.');
}

export const badRequestPage = (message: string): RefusalPage => page(400, 'http_request_error', 'This request cannot be forwarded', message);

function reasonOf(code: string): string {
  if (code === 'ETIMEDOUT') return 'connection_timeout';
  if (code === 'ECONNREFUSED') return 'connection_refused';
  return /^(ENOTFOUND|ENODATA|EAI_)/.test(code) ? 'dns_error' : 'destination_unavailable';
}

function page(status: number, error: string, title: string, text: string): RefusalPage {
  const body = `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escaped(title)}</title><h1>${escaped(title)}</h1><p>${escaped(text)}</p></html>\n`;
  return {
    status,
    body,
    headers: {
      'Content-Type': 'text/html; charset=utf-8', 'Content-Length': String(Buffer.byteLength(body)), 'Cache-Control': 'no-store', 'Content-Security-Policy': "default-src 'none'; sandbox",
      'X-Content-Type-Options': 'nosniff', 'Proxy-Status': proxyStatus(error),
    },
  };
}
