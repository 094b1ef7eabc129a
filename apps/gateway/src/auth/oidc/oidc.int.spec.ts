import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { AuditEventView, Page as ListPage, SignedOutView, SignInView } from '@countersign/contracts';
import { freePort, waitFor } from '@countersign/test-kit';
import { startTestGateway, type TestGateway } from '../../gateway.fixture.ts';
import { HttpBrowser, type Page } from './http-browser.fixture.ts';
import { startRealIssuer, type RealIssuer } from './real-issuer.fixture.ts';

describe('signing in with an issuer', () => {
  let issuer: RealIssuer;
  let test: TestGateway;
  beforeAll(async () => {
    // The provider says at length that it is not set up for production.
    for (const level of ['info', 'warn'] as const) jest.spyOn(console, level).mockImplementation(() => undefined);
    const [port, issuerPort] = [await freePort(), await freePort()];
    const base = `http://localhost:${port}`;
    issuer = await startRealIssuer({ port: issuerPort, redirectUri: `${base}/v1/sign-in/oidc/callback`, backTo: `${base}/`, client: { id: 'countersign', secret: 'a secret of the client' } });
    test = await startTestGateway({
      GATEWAY_PORT: String(port), GATEWAY_OIDC_ISSUER: issuer.url, GATEWAY_OIDC_CLIENT_ID: 'countersign', GATEWAY_OIDC_CLIENT_SECRET: 'a secret of the client', GATEWAY_OIDC_NAME: 'Acme',
      GATEWAY_OIDC_ROLES_CLAIM: 'groups', GATEWAY_OIDC_ROLES: 'reviewers=reviewer, operations=operator+auditor', GATEWAY_OIDC_ALLOWED_DOMAINS: 'acme.example',
    });
  }, 60_000);
  afterAll(async () => {
    await issuer.stop();
    await test.stop();
  });

  const base = () => test.config.publicUrl;
  /** As far as the page that the issuer's answer leads to. */
  async function signIn(browser: HttpBrowser, login: string, returnTo = '/'): Promise<Page> {
    const asked = await browser.open(`${base()}/v1/sign-in/oidc?return_to=${encodeURIComponent(returnTo)}`, base());
    const consent = await browser.submit(asked, { login, password: 'any' });
    return browser.submit(consent, {});
  }
  const expectRecords = (type: string, expected: object[]) => waitFor(async () => {
    const { body } = await test.call<ListPage<AuditEventView>>(`/v1/audit/events?type=countersign.audit.${type}.v1`, { as: 'auditor' });
    expect(body.items).toMatchObject(expected);
    return true;
  });
  const me = (browser: HttpBrowser) => browser.fetch(`${base()}/v1/me`);

  it('is what the page offers, and links are not', async () => {
    expect((await test.call('/v1/sign-in')).body).toEqual({ links: false, oidc: { name: 'Acme', path: '/v1/sign-in/oidc' } });
    expect(await test.call('/v1/sign-in-links', { method: 'POST', as: 'operator', body: {} })).toMatchObject({ status: 409, body: { code: 'sign_in_links_off' } });
    expect(await test.call('/v1/sign-in', { method: 'POST', body: { token: 'x'.repeat(43) } })).toMatchObject({ status: 409, body: { code: 'sign_in_links_off' } });
    expect(test.bootstrap.signInUrl).toBe(`${base()}/`);
  });

  it('goes through the pages of the issuer to the one that was asked for, with the roles of the person', async () => {
    const browser = new HttpBrowser();
    const first = await browser.step(`${base()}/v1/sign-in/oidc?return_to=/runs`);
    expect(Object.fromEntries(new URL(first.location!).searchParams)).toMatchObject({ response_type: 'code', client_id: 'countersign', code_challenge_method: 'S256', scope: 'openid profile email', redirect_uri: `${base()}/v1/sign-in/oidc/callback` });
    expect(first.headers.get('set-cookie')).toMatch(/^__Host-cs-sign-in=[\w-]+; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    const page = await signIn(browser, 'maria', '/runs?newest=1');
    expect(page.url.href).toBe(`${base()}/runs?newest=1`);
    expect(await me(browser)).toEqual({ status: 200, body: { actor: 'user:maria', name: 'Maria Lopez', roles: ['reviewer'] } });
    expect(browser.cookie(base(), '__Host-cs-sign-in')).toBeUndefined();
    await expectRecords('signed_in', [{ actor: 'user:maria', data: { method: 'oidc', issuer: issuer.url, roles: ['reviewer'] } }]);
    expect(await test.call<ListPage<SignInView>>('/v1/sign-ins', { as: 'operator' })).toMatchObject({ body: { items: [{ actor: 'user:maria', name: 'Maria Lopez', method: 'oidc' }] } });
  });

  it('gives each the roles of their groups', async () => {
    const browser = new HttpBrowser();
    await signIn(browser, 'ada');
    expect((await me(browser)).body).toMatchObject({ actor: 'user:ada', roles: ['auditor', 'operator'] });
  });

  it('says to whom no role goes that none does', async () => {
    const browser = new HttpBrowser();
    const page = await signIn(browser, 'eve', '/runs');
    expect(page.url.pathname + page.url.search).toBe('/sign-in?problem=no_role&return_to=%2Fruns');
    expect((await me(browser)).status).toBe(401);
    await expectRecords('sign_in_failed', [{ actor: 'user:eve', data: { method: 'oidc', reason: 'no_role', count: 1 } }]);
  });

  it('takes a code once: the issuer refuses it to who comes with it again', async () => {
    const browser = new HttpBrowser();
    const begun = await browser.step(`${base()}/v1/sign-in/oidc`);
    const attempt = browser.cookie(base(), '__Host-cs-sign-in')!;
    const consent = await browser.submit(await browser.open(begun.location!, base()), { login: 'maria', password: 'any' });
    const callback = await browser.submitUntil(consent, {}, base());
    expect((await browser.step(callback, issuer.url)).location).toBe('/');
    expect((await me(browser)).status).toBe(200);
    const thief = new HttpBrowser();
    thief.setCookie(base(), '__Host-cs-sign-in', attempt);
    expect((await thief.step(callback, issuer.url)).location).toBe('/sign-in?problem=issuer_refused');
    expect((await me(thief)).status).toBe(401);
  });

  it('is given up at the issuer', async () => {
    const browser = new HttpBrowser();
    const asked = await browser.open(`${base()}/v1/sign-in/oidc`, base());
    const abort = /href="([^"]*\/abort)"/.exec(asked.text)![1]!;
    const page = await browser.open(new URL(abort, asked.url).href, asked.url.href);
    expect(page.url.pathname + page.url.search).toBe('/sign-in?problem=issuer_refused');
  });

  it('ends here, and at the issuer by its page', async () => {
    const browser = new HttpBrowser();
    await signIn(browser, 'maria');
    const { status, body } = await browser.fetch(`${base()}/v1/sign-out`, { method: 'POST' });
    expect(status).toBe(200);
    expect((await me(browser)).status).toBe(401);
    const url = new URL((body as SignedOutView).issuerSignOutUrl!);
    expect(Object.fromEntries(url.searchParams)).toEqual({ client_id: 'countersign', post_logout_redirect_uri: `${base()}/` });
    const confirm = await browser.open(url.href, base());
    const done = await browser.submit(confirm, { logout: 'yes' });
    expect(done.url.href).toBe(`${base()}/`);
    // The issuer asks for the password again.
    expect((await browser.open(`${base()}/v1/sign-in/oidc`, base())).text).toContain('name="password"');
  });

  it('works for a public client, which PKCE alone protects (thorough)', async () => {
    const [port, issuerPort] = [await freePort(), await freePort()];
    const address = `http://localhost:${port}`;
    const other = await startRealIssuer({ port: issuerPort, redirectUri: `${address}/v1/sign-in/oidc/callback`, backTo: `${address}/`, client: { id: 'public' } });
    const gateway = await startTestGateway({ GATEWAY_PORT: String(port), GATEWAY_OIDC_ISSUER: other.url, GATEWAY_OIDC_CLIENT_ID: 'public', GATEWAY_OIDC_ROLES_CLAIM: 'groups', GATEWAY_OIDC_ROLES: 'staff=auditor' });
    try {
      const browser = new HttpBrowser();
      const asked = await browser.open(`${address}/v1/sign-in/oidc`, address);
      await browser.submit(await browser.submit(asked, { login: 'eve', password: 'any' }), {});
      expect((await browser.fetch(`${address}/v1/me`)).body).toMatchObject({ actor: 'user:eve', roles: ['auditor'] });
    } finally {
      await gateway.stop();
      await other.stop();
    }
  }, 60_000);
});
