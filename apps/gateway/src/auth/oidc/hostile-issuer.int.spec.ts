import { createSign } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AuditEventView, Page, SignInFailure } from '@countersign/contracts';
import { freePort, waitFor } from '@countersign/test-kit';
import { startTestGateway, type TestGateway } from '../../gateway.fixture.ts';
import { hmac, HostileIssuer, newKey, type Forgery } from './hostile-issuer.fixture.ts';
import { HttpBrowser } from './http-browser.fixture.ts';

const CLIENT = 'countersign';
const SECRET = 'a secret of the client';
const seconds = (offset: number) => Math.floor(Date.now() / 1000) + offset;

describe('an issuer that is broken, or somebody else', () => {
  let issuer: HostileIssuer;
  let test: TestGateway;
  beforeAll(async () => {
    issuer = new HostileIssuer(await freePort(), CLIENT);
    test = await startTestGateway({ GATEWAY_OIDC_ISSUER: issuer.url, GATEWAY_OIDC_CLIENT_ID: CLIENT, GATEWAY_OIDC_CLIENT_SECRET: SECRET, GATEWAY_SIGN_IN_LINKS: 'on' });
  }, 60_000);
  afterAll(async () => {
    await issuer.stop();
    await test.stop();
  });

  const base = () => test.config.publicUrl;
  const me = (browser: HttpBrowser) => browser.fetch(`${base()}/v1/me`);
  async function begun(browser: HttpBrowser, returnTo = '/'): Promise<{ state: string; location: URL }> {
    const { status, location } = await browser.step(`${base()}/v1/sign-in/oidc?return_to=${encodeURIComponent(returnTo)}`);
    expect(status).toBe(303);
    const url = new URL(location!, base());
    issuer.nonce = url.searchParams.get('nonce') ?? '';
    return { state: url.searchParams.get('state') ?? '', location: url };
  }
  const finish = (browser: HttpBrowser, parameters: Record<string, string>) =>
    browser.step(`${base()}/v1/sign-in/oidc/callback?${new URLSearchParams({ iss: issuer.url, ...parameters }).toString()}`, issuer.url);
  async function signIn(forgery: Forgery, browser = new HttpBrowser()): Promise<string> {
    issuer.forgery = forgery;
    const { state } = await begun(browser);
    return (await finish(browser, { code: 'code', state })).location!;
  }
  const refusedFor = (failure: SignInFailure) => `/sign-in?problem=${failure}`;
  /** All that are told, once one like this is among them. */
  const failuresWith = (actor: string, reason: SignInFailure) => waitFor(async () => {
    const { items } = (await test.call<Page<AuditEventView>>('/v1/audit/events?type=countersign.audit.sign_in_failed.v1&limit=1000', { as: 'auditor' })).body;
    expect(items).toContainEqual(expect.objectContaining({ actor, data: expect.objectContaining({ method: 'oidc', reason, count: 1 }) }));
    return items;
  });

  it('that is down is said on the page, breaks nothing else, and is found when it is back', async () => {
    const browser = new HttpBrowser();
    const { status, location } = await browser.step(`${base()}/v1/sign-in/oidc?return_to=/runs`);
    expect([status, location]).toEqual([303, '/sign-in?problem=issuer_unreachable&return_to=%2Fruns']);
    expect((await test.call('/v1/runs', { as: 'reviewer' })).status).toBe(200);
    const link = await test.call<{ url: string }>('/v1/sign-in-links', { method: 'POST', as: 'operator', body: { user: 'otto' } });
    expect((await test.call('/v1/sign-in', { method: 'POST', body: { token: new URL(link.body.url).hash.slice(1) } })).status).toBe(200);
    await issuer.start();
    expect(await signIn({}, browser)).toBe('/');
    expect(await me(browser)).toEqual({ status: 200, body: { actor: 'user:maria', name: null, roles: ['reviewer'] } });

    issuer.forgery = {};
    const { state } = await begun(browser);
    await issuer.stop();
    expect((await finish(browser, { code: 'code', state })).location).toBe(refusedFor('issuer_unreachable'));
    // Out of nothing that was there before.
    expect((await me(browser)).status).toBe(200);
    await issuer.start();
    await failuresWith('service:gateway', 'issuer_unreachable');
  });

  const forgeries: [string, () => Forgery][] = [
    ['no algorithm', () => ({ header: { alg: 'none' }, signature: () => '' })],
    ['the algorithm NoNe', () => ({ header: { alg: 'NoNe' }, signature: () => '' })],
    ['an HMAC with the secret of the client', () => ({ header: { alg: 'HS256' }, signature: hmac(SECRET) })],
    ['an HMAC with the public key', () => ({ header: { alg: 'HS256' }, signature: hmac(issuer.keys[0]!.publicKey.export({ type: 'spki', format: 'pem' })) })],
    ['the signature of another key', () => ({ signedWith: newKey().privateKey })],
    ['a key that is not published', () => ({ header: { kid: 'unknown' }, signedWith: newKey().privateKey })],
    ['a key that it brings along', () => ({ header: { kid: undefined, jwk: newKey().publicKey.export({ format: 'jwk' }) }, signedWith: newKey().privateKey })],
    ['a signature with one bit turned', () => ({ signature: (input) => flipped(issuer, input) })],
    ['no signature', () => ({ signature: () => '' })],
    ['another audience', () => ({ claims: { aud: 'another client' } })],
    ['no audience', () => ({ claims: { aud: undefined } })],
    ['several audiences of which another one is meant', () => ({ claims: { aud: [CLIENT, 'another'], azp: 'another' } })],
    ['another issuer', () => ({ claims: { iss: 'https://login.example.org' } })],
    ['no issuer', () => ({ claims: { iss: undefined } })],
    ['another nonce', () => ({ claims: { nonce: 'x'.repeat(43) } })],
    ['no nonce', () => ({ claims: { nonce: undefined } })],
    ['an end that is over', () => ({ claims: { iat: seconds(-600), exp: seconds(-60) } })],
    ['no end', () => ({ claims: { exp: undefined } })],
    ['a beginning that is to come', () => ({ claims: { nbf: seconds(120) } })],
    ['no subject', () => ({ claims: { sub: undefined } })],
    ['the userinfo of another person', () => ({ claims: { roles: undefined }, userinfo: { sub: 'mallory', roles: ['operator'] } })],
    ['no ID token', () => ({ answer: { status: 200, body: { access_token: 'access', token_type: 'Bearer' } } })],
    ['an ID token that is none', () => ({ answer: { status: 200, body: { access_token: 'access', token_type: 'Bearer', id_token: 'a.b.c' } } })],
  ];
  it.each(forgeries)('signs nobody in with %s', async (_name, forgery) => {
    const browser = new HttpBrowser();
    expect(await signIn(forgery(), browser)).toBe(refusedFor('token_refused'));
    expect(browser.cookie(base(), '__Host-cs-user')).toBeUndefined();
    expect((await me(browser)).status).toBe(401);
  });

  it('may have a clock that goes a little differently', async () => {
    expect(await signIn({ claims: { iat: seconds(-320), exp: seconds(-20) } })).toBe('/');
    expect(await signIn({ claims: { nbf: seconds(20), iat: seconds(20) } })).toBe('/');
  });
  it('is believed with a key that it has only now, and not with one that it took back', async () => {
    const [old] = issuer.keys as [ReturnType<typeof newKey>];
    issuer.keys = [newKey()];
    expect(await signIn({})).toBe('/');
    expect(await signIn({ header: { kid: old.kid }, signedWith: old.privateKey })).toBe(refusedFor('token_refused'));
  });
  it('that refuses is told from one that does not answer', async () => {
    expect(await signIn({ answer: { status: 400, body: { error: 'invalid_grant' } } })).toBe(refusedFor('issuer_refused'));
    expect(await signIn({ answer: { status: 401, body: { error: 'invalid_client' } } })).toBe(refusedFor('issuer_refused'));
    expect(await signIn({ answer: { status: 503, body: 'out of order' } })).toBe(refusedFor('issuer_unreachable'));
    const browser = new HttpBrowser();
    const { state } = await begun(browser);
    expect((await finish(browser, { error: 'access_denied', state })).location).toBe(refusedFor('issuer_refused'));
  });
  it('is not mixed up with another: the answer names who gave it', async () => {
    const browser = new HttpBrowser();
    for (const iss of ['https://login.example.org', '']) {
      const { state } = await begun(browser);
      expect((await finish(browser, { code: 'code', state, iss })).location).toBe(refusedFor('token_refused'));
    }
  });

  it('cannot sign a browser in that has not begun, begun elsewhere, or has finished', async () => {
    issuer.forgery = {};
    const [victim, attacker] = [new HttpBrowser(), new HttpBrowser()];
    const asked = issuer.asked.length;
    const { state } = await begun(attacker);
    expect((await finish(victim, { code: 'code', state })).location).toBe(refusedFor('not_begun_here'));
    // Also where the victim is in the middle of signing in.
    await begun(victim);
    expect((await finish(victim, { code: 'code', state })).location).toBe(refusedFor('not_begun_here'));
    expect((await finish(victim, { code: 'code' })).location).toBe(refusedFor('not_begun_here'));
    expect(issuer.asked.slice(asked)).toEqual([]);
    const mine = await begun(victim);
    expect((await finish(victim, { code: 'code', state: mine.state })).location).toBe('/');
    expect((await finish(victim, { code: 'code', state: mine.state })).location).toBe(refusedFor('not_begun_here'));
    expect((await me(victim)).status).toBe(200);
  });
  it('has no part in what the page to go on with is', async () => {
    issuer.forgery = {};
    for (const [asked, expected] of [['/runs?x=1', '/runs?x=1'], ['https://evil.example/', '/'], ['//evil.example', '/'], ['/\\evil.example', '/']] as const) {
      const browser = new HttpBrowser();
      const { state } = await begun(browser, asked);
      expect((await finish(browser, { code: 'code', state })).location).toBe(expected);
    }
  });
  it('brings no cookie of its own: the one before ends, and the new one is new', async () => {
    const browser = new HttpBrowser();
    browser.setCookie(base(), '__Host-cs-user', 'p'.repeat(43));
    expect(await signIn({}, browser)).toBe('/');
    const first = browser.cookie(base(), '__Host-cs-user')!;
    expect(first).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(first).not.toBe('p'.repeat(43));
    // A sign-in that is led here from the issuer brings no strict cookie along; one that is not, does.
    issuer.forgery = {};
    const { state } = await begun(browser);
    await browser.step(`${base()}/v1/sign-in/oidc/callback?${new URLSearchParams({ iss: issuer.url, code: 'code', state }).toString()}`);
    expect(browser.cookie(base(), '__Host-cs-user')).not.toBe(first);
    expect((await test.call('/v1/me', { headers: { cookie: `__Host-cs-user=${first}` } })).status).toBe(401);
  });
  it('keeps people out whom no role goes with, who have no name, and says so with their name in the audit', async () => {
    expect(await signIn({ claims: { sub: 'eve', roles: ['cooks'] } })).toBe(refusedFor('no_role'));
    expect(await signIn({ claims: { sub: 'eve', roles: ['automation'] } })).toBe(refusedFor('no_role'));
    expect(await signIn({ claims: { roles: undefined }, userinfo: {} })).toBe(refusedFor('no_role'));
    expect(await signIn({ claims: { sub: 'local' } })).toBe(refusedFor('person_refused'));
    const told = await failuresWith('user:eve', 'no_role');
    // All forgeries above left one record of their kind, and nothing that was secret.
    expect(told.filter(({ data }) => (data as { reason: string }).reason === 'token_refused').length).toBeLessThanOrEqual(2);
    expect(JSON.stringify(told)).not.toMatch(/eyJ|a secret of the client|access"/);
  });
});

/** The right signature but for one bit. */
function flipped(issuer: HostileIssuer, input: string): string {
  const signature = createSign('sha256').update(input).sign(issuer.keys[0]!.privateKey);
  signature[10]! ^= 1;
  return signature.toString('base64url');
}
