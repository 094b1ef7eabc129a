import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BootstrapFile } from './bootstrap-keys.ts';
import { BootstrapKeys } from './bootstrap-keys.ts';
import { startTestGateway, type TestGateway } from '../gateway.fixture.ts';

describe('who may come in', () => {
  let test: TestGateway;
  let cookie: string;
  beforeAll(async () => {
    test = await startTestGateway();
  }, 60_000);
  afterAll(async () => test.stop());

  const tokenOf = (url: string): string => new URL(url).hash.slice(1);
  const signIn = (token: string, headers: Record<string, string> = {}) => test.call('/v1/sign-in', { method: 'POST', body: { token }, headers });

  it('is nobody without credentials, or with credentials that do not hold', async () => {
    const key = test.bootstrap.keys.auditor;
    for (const authorization of ['', 'Bearer', `Basic ${key}`, `Bearer ${key.slice(0, -1)}${key.endsWith('A') ? 'B' : 'A'}`, `Bearer cs_${'a'.repeat(12)}_${'b'.repeat(43)}`, key]) {
      const answered = await test.call('/v1/me', { headers: { authorization } });
      expect(answered).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
      expect(answered.headers.get('www-authenticate')).toMatch(/^Bearer/);
    }
    expect((await test.call('/v1/me')).status).toBe(401);
    expect((await test.call('/v1/me', { headers: { cookie: '__Host-cs-user=made-up' } })).status).toBe(401);
  });
  it('is the key of the header', async () => {
    const { body } = await test.call('/v1/me', { as: 'reviewer' });
    expect(body).toEqual({ actor: `key:${test.bootstrap.keys.reviewer.slice(3, 15)}`, name: null, roles: ['reviewer'] });
  });
  it('does not get beyond the role', async () => {
    const approve = await test.call('/v1/captures/6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11/approve', { method: 'POST', as: 'automation', body: { answersSha256: 'a'.repeat(64) } });
    expect(approve).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    expect((await test.call('/v1/runs', { method: 'POST', as: 'auditor', body: {} })).status).toBe(403);
    expect((await test.call('/v1/api-keys', { as: 'reviewer' })).status).toBe(403);
    expect((await test.call('/v1/audit/events', { as: 'automation' })).status).toBe(403);
  });

  it('is a person by a link, once', async () => {
    const answered = await signIn(tokenOf(test.bootstrap.signInUrl));
    expect(answered).toMatchObject({ status: 200, body: { actor: 'user:local', roles: ['reviewer', 'auditor', 'operator'] } });
    const header = answered.headers.get('set-cookie')!;
    expect(header).toMatch(/^__Host-cs-user=[A-Za-z0-9_-]{43}; Max-Age=43200; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
    cookie = header.split(';')[0]!;
    expect(await test.call('/v1/me', { headers: { cookie } })).toMatchObject({ status: 200, body: { actor: 'user:local' } });
    expect(await signIn(tokenOf(test.bootstrap.signInUrl))).toMatchObject({ status: 410, body: { code: 'sign_in_link_used' } });
    expect(await signIn('x'.repeat(43))).toMatchObject({ status: 401, body: { code: 'sign_in_link_unknown' } });
  });
  it('lets one of two who use a link at the same time in', async () => {
    const { body } = await test.call<{ url: string }>('/v1/sign-in-links', { method: 'POST', as: 'operator', body: { user: 'maria', roles: ['reviewer'] } });
    const statuses = (await Promise.all([1, 2, 3].map(() => signIn(tokenOf(body.url))))).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, 410, 410]);
  });
  it('does not act for a cookie from another page', async () => {
    const make = (headers: Record<string, string>) => test.call('/v1/sign-in-links', { method: 'POST', body: {}, headers: { cookie, ...headers } });
    expect(await make({})).toMatchObject({ status: 403, body: { code: 'origin_refused' } });
    for (const origin of ['https://evil.example', 'null', `${test.config.publicUrl}.evil.example`]) expect(await make({ origin })).toMatchObject({ status: 403, body: { code: 'origin_refused' } });
    expect((await make({ origin: test.config.publicUrl })).status).toBe(201);
    expect((await make({ origin: test.config.publicUrl.replace('localhost', '127.0.0.1') })).status).toBe(201);
  });
  it('does not read for a cookie what a page of elsewhere asks for, or who sends the browser there', async () => {
    const read = (site: string | undefined, headers: Record<string, string> = {}) => test.call('/v1/runs', { headers: { cookie, ...(site === undefined ? {} : { 'sec-fetch-site': site }), ...headers } });
    for (const site of ['cross-site', 'same-site', 'made-up']) expect(await read(site)).toMatchObject({ status: 403, body: { code: 'origin_refused' } });
    expect(await read('same-site', { origin: 'https://evil.example' })).toMatchObject({ status: 403 });
    for (const site of [undefined, 'same-origin', 'none']) expect((await read(site)).status).toBe(200);
    expect((await read('same-site', { origin: test.config.publicUrl })).status).toBe(200);
    // A key is sent by no browser of itself.
    expect((await test.call('/v1/runs', { as: 'reviewer', headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(200);
  });
  it('does not sign anybody in from another page', async () => {
    expect(await signIn('x'.repeat(43), { origin: 'https://evil.example' })).toMatchObject({ status: 403, body: { code: 'origin_refused' } });
  });
  it('is gone after signing out', async () => {
    const answered = await test.call('/v1/sign-out', { method: 'POST', headers: { cookie, origin: test.config.publicUrl } });
    expect(answered).toMatchObject({ status: 200, body: { issuerSignOutUrl: null } });
    expect(answered.headers.get('set-cookie')).toMatch(/^__Host-cs-user=; Max-Age=0;/);
    expect((await test.call('/v1/me', { headers: { cookie } })).status).toBe(401);
  });

  it('keeps the first keys that still work at the next start, and makes the others anew', async () => {
    const { keys } = test.bootstrap;
    await test.call(`/v1/api-keys/${keys.auditor.slice(3, 15)}`, { method: 'DELETE', as: 'operator' });
    const again: BootstrapFile = await test.gateway.app.get(BootstrapKeys).writeTo(test.config.bootstrapFile!);
    expect(again.keys).toEqual({ ...keys, auditor: expect.not.stringMatching(keys.auditor) });
    expect(again.signInUrl).not.toBe(test.bootstrap.signInUrl);
    expect((await test.call('/v1/me', { headers: { authorization: `Bearer ${again.keys.auditor}` } })).status).toBe(200);
  });
});
