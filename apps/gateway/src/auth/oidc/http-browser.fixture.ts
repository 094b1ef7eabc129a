import { parseSetCookie } from 'cookie';

interface Kept {
  readonly value: string;
  readonly sameSite: string;
}
export interface Page {
  readonly status: number;
  readonly url: URL;
  readonly headers: Headers;
  readonly text: string;
}

const MAX_HOPS = 20;

/** As much of a browser as a sign-in needs: cookies of each host with their SameSite, redirects, forms. Ports of one host share cookies, as in browsers. */
export class HttpBrowser {
  readonly #jars = new Map<string, Map<string, Kept>>();

  /** The whole window goes there, led by a page of `from`; undefined: the person typed it. */
  async open(address: string, from?: string): Promise<Page> {
    return this.#follow(new URL(address), { method: 'GET' }, from === undefined ? undefined : new URL(from).hostname, MAX_HOPS) as Promise<Page>;
  }

  /** One answer, without going where it leads. */
  async step(address: string, from?: string): Promise<Page & { readonly location: string | null }> {
    const page = await this.#send(new URL(address), { method: 'GET' }, from !== undefined && new URL(from).hostname !== new URL(address).hostname);
    return { ...page, location: page.headers.get('location') };
  }

  /** Sends the form of a page with what is in it, and more. */
  async submit(page: Page, fields: Record<string, string>): Promise<Page> {
    return (await this.#submit(page, fields)) as Page;
  }

  /** The same, but stops before it goes to an address that begins so, and returns it. */
  async submitUntil(page: Page, fields: Record<string, string>, prefix: string): Promise<string> {
    return (await this.#submit(page, fields, prefix)) as string;
  }

  async #submit(page: Page, fields: Record<string, string>, until?: string): Promise<Page | string> {
    const action = /<form[^>]* action="([^"]+)"/.exec(page.text)?.[1];
    if (action === undefined) throw new Error(`no form at ${page.url.href}: ${page.status} ${page.text.slice(0, 300)}`);
    const hidden = [...page.text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [name!, value!]);
    const body = new URLSearchParams({ ...Object.fromEntries(hidden), ...fields });
    return this.#follow(new URL(action.replaceAll('&amp;', '&'), page.url), { method: 'POST', body }, page.url.hostname, MAX_HOPS, until);
  }

  /** What a script of a page of that address gets. */
  async fetch(address: string, init: RequestInit = {}): Promise<{ status: number; body: unknown }> {
    const url = new URL(address);
    const { status, text } = await this.#send(url, { ...init, headers: { ...init.headers, origin: url.origin } }, false);
    return { status, body: text === '' ? undefined : JSON.parse(text) };
  }

  cookie(address: string, name: string): string | undefined {
    return this.#jar(new URL(address).hostname).get(name)?.value;
  }

  setCookie(address: string, name: string, value: string): void {
    this.#jar(new URL(address).hostname).set(name, { value, sameSite: 'lax' });
  }

  async #follow(url: URL, init: RequestInit, initiator: string | undefined, hops: number, until?: string): Promise<Page | string> {
    const page = await this.#send(url, init, initiator !== undefined && initiator !== url.hostname);
    const location = page.headers.get('location');
    if (page.status < 300 || page.status >= 400 || location === null) return page;
    if (hops === 0) throw new Error(`too many redirects, last to ${location}`);
    const next = new URL(location, url);
    if (until !== undefined && next.href.startsWith(until)) return next.href;
    // A chain that was once led by another site stays so.
    return this.#follow(next, { method: 'GET' }, initiator !== undefined && initiator !== url.hostname ? initiator : url.hostname, hops - 1, until);
  }

  async #send(url: URL, init: RequestInit, crossSite: boolean): Promise<Page> {
    const jar = this.#jar(url.hostname);
    const sent = [...jar].filter(([, { sameSite }]) => !crossSite || (sameSite !== 'strict' && init.method === 'GET')).map(([name, { value }]) => `${name}=${value}`);
    const response = await fetch(url, { ...init, redirect: 'manual', headers: { ...init.headers, ...(sent.length > 0 ? { cookie: sent.join('; ') } : {}) } });
    for (const header of response.headers.getSetCookie()) {
      const { name, value = '', maxAge, expires, sameSite } = parseSetCookie(header)!;
      const gone = (maxAge !== undefined && maxAge <= 0) || (expires !== undefined && expires.getTime() <= Date.now());
      if (gone) jar.delete(name);
      else jar.set(name, { value, sameSite: String(sameSite ?? 'lax').toLowerCase() });
    }
    return { status: response.status, url, headers: response.headers, text: await response.text() };
  }

  #jar(host: string): Map<string, Kept> {
    const jar = this.#jars.get(host) ?? new Map<string, Kept>();
    this.#jars.set(host, jar);
    return jar;
  }
}
