import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a visitor of the site is logged in by, as the site sees it. */
export interface Logins {
  /** A cookie that ends with the browser, as a login often is. */
  readonly session: string;
  readonly persistent: string;
  readonly localStorage: string;
  readonly indexedDb: string;
  /** A signature by a key that the page itself cannot read out. */
  readonly keyWorks: boolean;
}

const LOG_IN = `<!doctype html><title>logging in</title><script>
const secret = location.hash.slice(1);
localStorage.setItem('token', secret + '-local');
const request = indexedDB.open('logins', 1);
request.onupgradeneeded = () => request.result.createObjectStore('tokens');
request.onsuccess = async () => {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']);
  const change = request.result.transaction('tokens', 'readwrite');
  change.objectStore('tokens').put(secret + '-indexed', 'token');
  change.objectStore('tokens').put(pair, 'key');
  change.oncomplete = () => (document.title = 'logged in');
};
</script>`;

const WHO = `<!doctype html><title>looking</title><pre id="cookies">COOKIES</pre><script>
const cookies = JSON.parse(document.getElementById('cookies').textContent);
const show = (indexedDb, keyWorks) => {
  document.body.dataset.logins = JSON.stringify({ session: cookies.session ?? '', persistent: cookies.persistent ?? '', localStorage: localStorage.getItem('token') ?? '', indexedDb, keyWorks });
  document.title = 'looked';
};
const request = indexedDB.open('logins', 1);
request.onupgradeneeded = () => request.result.createObjectStore('tokens');
request.onsuccess = () => {
  const tokens = request.result.transaction('tokens').objectStore('tokens');
  const [token, key] = [tokens.get('token'), tokens.get('key')];
  key.onsuccess = async () => {
    const { privateKey, publicKey } = key.result ?? {};
    const how = { name: 'ECDSA', hash: 'SHA-256' };
    const text = new TextEncoder().encode('a challenge');
    show(token.result ?? '', privateKey ? await crypto.subtle.verify(how, publicKey, await crypto.subtle.sign(how, privateKey, text), text) : false);
  };
};
</script>`;

/** A site with four ways to keep a login. `GET /login?secret=…#…` logs in, `GET /who` shows what the browser is logged in by. */
export class LoginSite {
  readonly url: string;
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  static async open(): Promise<LoginSite> {
    const server = createServer((request, response) => {
      const url = new URL(request.url!, 'http://site');
      response.setHeader('content-type', 'text/html');
      if (url.pathname === '/login') {
        const secret = url.searchParams.get('secret')!;
        response.setHeader('set-cookie', [`session=${secret}-session; Path=/; HttpOnly; SameSite=Lax`, `persistent=${secret}-persistent; Path=/; HttpOnly; Max-Age=86400`]);
        response.end(LOG_IN);
        return;
      }
      const cookies = Object.fromEntries((request.headers.cookie ?? '').split('; ').filter(Boolean).map((pair) => pair.split('=', 2)));
      response.end(WHO.replace('COOKIES', JSON.stringify(cookies).replaceAll('<', '\\u003c')));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new LoginSite(server);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
