import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ApiKeyView, AuditEventView, Page, SignInView } from '@countersign/contracts';
import { waitFor } from '@countersign/test-kit';
import { Sql } from '../database/sql.ts';
import { startTestGateway, type TestGateway } from '../gateway.fixture.ts';
import { LAST_USE_EVERY_MS } from './last-use.ts';

type NewKey = ApiKeyView & { key: string };

describe('credentials', () => {
  let test: TestGateway;
  let sql: Sql;
  beforeAll(async () => {
    test = await startTestGateway();
    sql = test.gateway.app.get(Sql);
  }, 60_000);
  afterAll(async () => test.stop());

  const origin = () => ({ origin: test.config.publicUrl });
  const makeKey = async (body: object) => (await test.call<NewKey>('/v1/api-keys', { method: 'POST', as: 'operator', body: { name: 'nightly', roles: ['automation'], ...body } }));
  const me = (credential: { key?: string; cookie?: string }) => test.call('/v1/me', { headers: credential.key ? { authorization: `Bearer ${credential.key}` } : { cookie: credential.cookie! } });
  async function signIn(user: string, roles: string[], headers: Record<string, string> = {}): Promise<string> {
    const { body } = await test.call<{ url: string }>('/v1/sign-in-links', { method: 'POST', as: 'operator', body: { user, roles } });
    const answered = await test.call('/v1/sign-in', { method: 'POST', body: { token: new URL(body.url).hash.slice(1) }, headers });
    return answered.headers.get('set-cookie')!.split(';')[0]!;
  }
  const records = async (type: string) => {
    const { body } = await test.call<Page<AuditEventView>>(`/v1/audit/events?type=countersign.audit.${type}.v1&limit=1000`, { as: 'auditor' });
    return body.items;
  };
  /** The answer does not wait for the read model. */
  const expectLast = (type: string, expected: object) => waitFor(async () => {
    expect((await records(type)).at(-1)).toMatchObject(expected);
    return true;
  });
  /** As if that many milliseconds had gone by since. */
  const age = (table: string, column: string, id: string, ms: number) => sql.query(`update gateway.${table} set ${column} = ${column} - make_interval(secs => $2) where id = $1`, [id, ms / 1000]);
  async function eventually<Value>(look: () => Promise<Value | null | undefined>): Promise<Value> {
    for (const deadline = Date.now() + 10_000; ; ) {
      const value = await look();
      if (value !== null && value !== undefined) return value;
      if (Date.now() > deadline) throw new Error('nothing came');
    }
  }

  describe('an API key', () => {
    it('works until it is revoked; its text is nowhere but in the first answer', async () => {
      const made = await makeKey({});
      expect(made).toMatchObject({ status: 201, body: { name: 'nightly', roles: ['automation'], expiresAt: null, lastUsedAt: null, revokedAt: null, createdBy: `key:${test.bootstrap.keys.operator.slice(3, 15)}` } });
      const { id, key } = made.body;
      expect(made.headers.get('location')).toBe(`/v1/api-keys/${id}`);
      expect((await me({ key })).body).toEqual({ actor: `key:${id}`, name: null, roles: ['automation'] });
      const got = await test.call<ApiKeyView>(`/v1/api-keys/${id}`, { as: 'operator' });
      expect(Object.keys(got.body).sort()).toEqual(['createdAt', 'createdBy', 'expiresAt', 'id', 'lastUsedAt', 'name', 'revokedAt', 'roles']);
      const [row] = await sql.query<Record<string, unknown>>('select * from gateway.api_keys where id = $1', [id]);
      expect(JSON.stringify([row, got.body, await records('api_key_created')])).not.toContain(key.slice(16));

      const revoked = await test.call(`/v1/api-keys/${id}`, { method: 'DELETE', as: 'operator' });
      expect(revoked.status).toBe(204);
      expect((await me({ key })).status).toBe(401);
      // Again does nothing, and is recorded no second time.
      const again = await test.call(`/v1/api-keys/${id}`, { method: 'DELETE', as: 'operator' });
      expect([again.status, again.headers.get('countersign-position')]).toEqual([204, revoked.headers.get('countersign-position')]);
      expect((await records('api_key_revoked')).filter(({ data }) => (data as { keyId: string }).keyId === id)).toMatchObject([{ actor: `key:${test.bootstrap.keys.operator.slice(3, 15)}`, data: { keyId: id, name: 'nightly' } }]);
      expect(await records('api_key_created')).toContainEqual(expect.objectContaining({ position: Number(made.headers.get('countersign-position')), data: { keyId: id, name: 'nightly', roles: ['automation'], expiresAt: null } }));
    });
    it('ends at the instant that it was given, also where it was just used', async () => {
      const expiresAt = new Date(Date.now() + 900).toISOString();
      const { body: { id, key } } = await makeKey({ expiresAt });
      expect((await me({ key })).status).toBe(200);
      const refusedAt = await eventually(async () => {
        const sentAt = Date.now();
        const { status } = await me({ key });
        if (status === 401) return Date.now();
        expect(sentAt).toBeLessThan(Date.parse(expiresAt));
        return undefined;
      });
      expect(refusedAt).toBeGreaterThanOrEqual(Date.parse(expiresAt));
      expect((await test.call<Page<ApiKeyView>>('/v1/api-keys?state=expired', { as: 'operator' })).body.items.map((item) => item.id)).toEqual([id]);
    });
    it.each([[{ expiresAt: '2020-01-01T00:00:00Z' }], [{ expiresAt: 'tomorrow' }], [{ expiresAt: '2090-01-01T00:00:00' }], [{ roles: [] }], [{ roles: ['auditor', 'auditor'] }], [{ roles: ['admin'] }], [{ name: '' }], [{ id: 'mine' }]])(
      'is not made of %j', async (body) => {
        expect(await makeKey(body)).toMatchObject({ status: 400, body: { code: 'request_invalid' } });
      });
    it('is never one who writes for automation and approves', async () => {
      expect(await makeKey({ roles: ['automation', 'reviewer'] })).toMatchObject({ status: 422, body: { code: 'api_key_roles_conflict' } });
      expect(await makeKey({ roles: ['operator', 'reviewer', 'automation'] })).toMatchObject({ status: 422 });
    });
    it('says when it was used last, within a minute, and is written no oftener', async () => {
      const { body: { id, key } } = await makeKey({});
      const lastUsedAt = async () => (await test.call<ApiKeyView>(`/v1/api-keys/${id}`, { as: 'operator' })).body.lastUsedAt;
      await me({ key });
      const first = await eventually(lastUsedAt);
      expect(Math.abs(Date.now() - Date.parse(first))).toBeLessThan(20_000);
      const xminOf = async () => (await sql.query<{ xmin: string }>('select xmin::text from gateway.api_keys where id = $1', [id]))[0]!.xmin;
      const written = await xminOf();
      for (let count = 0; count < 20; count++) await me({ key });
      expect(await xminOf()).toBe(written);
      expect(LAST_USE_EVERY_MS).toBe(60_000);
    });
    it('is listed newest first, in pages', async () => {
      const ids: string[] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        const { body }: { body: Page<ApiKeyView> } = await test.call<Page<ApiKeyView>>(`/v1/api-keys?limit=3${cursor === '' ? '' : `&cursor=${cursor}`}`, { as: 'operator' });
        ids.push(...body.items.map((item) => item.id));
        cursor = body.next;
      }
      const { body: { items } } = await test.call<Page<ApiKeyView>>('/v1/api-keys?limit=200', { as: 'operator' });
      expect(ids).toEqual(items.map((item) => item.id));
      expect(new Set(ids).size).toBe(ids.length);
      expect(items.map(({ createdAt }) => createdAt)).toEqual(items.map(({ createdAt }) => createdAt).toSorted().toReversed());
      for (const query of ['cursor=abc', 'state=lost', 'limit=0', 'other=1']) expect((await test.call(`/v1/api-keys?${query}`, { as: 'operator' })).status).toBe(400);
    });
    it('that is unknown is not found', async () => {
      for (const method of ['GET', 'DELETE']) expect(await test.call('/v1/api-keys/unknown', { method, as: 'operator' })).toMatchObject({ status: 404, body: { code: 'api_key_not_found' } });
    });
  });

  describe('a sign-in', () => {
    const list = async (cookie: string) => (await test.call<Page<SignInView>>('/v1/sign-ins', { headers: { cookie } })).body.items;

    it('is in the audit, with who made the link, and so is its end', async () => {
      const cookie = await signIn('maria', ['reviewer']);
      const [{ id }] = (await list(cookie)) as [SignInView];
      await expectLast('signed_in', { actor: 'user:maria', data: { signInId: id, method: 'link', roles: ['reviewer'], linkCreatedBy: `key:${test.bootstrap.keys.operator.slice(3, 15)}` } });
      expect((await test.call('/v1/sign-out', { method: 'POST', headers: { cookie, ...origin() } })).status).toBe(200);
      expect((await me({ cookie })).status).toBe(401);
      await expectLast('sign_in_ended', { actor: 'user:maria', data: { signInId: id, user: 'user:maria', reason: 'signed_out' } });
      await expectLast('sign_in_link_created', { data: { user: 'user:maria', roles: ['reviewer'] } });
      expect(JSON.stringify([await records('signed_in'), await records('sign_in_ended'), await records('sign_in_link_created')])).not.toContain(cookie.split('=')[1]!);
    });
    it('gets a secret of its own and ends the one that the browser brought: nobody can plant one', async () => {
      const planted = await signIn('mallory', ['reviewer']);
      const cookie = await signIn('maria', ['reviewer'], { cookie: planted, ...origin() });
      expect(cookie).not.toBe(planted);
      expect((await me({ cookie: planted })).status).toBe(401);
      expect((await me({ cookie })).body).toMatchObject({ actor: 'user:maria' });
      const madeUp = `__Host-cs-user=${'a'.repeat(43)}`;
      expect(await signIn('maria', ['reviewer'], { cookie: madeUp, ...origin() })).not.toBe(madeUp);
      expect((await me({ cookie: madeUp })).status).toBe(401);
      await expectLast('sign_in_ended', { actor: 'user:maria', data: { user: 'user:mallory', reason: 'replaced' } });
    });
    it('is seen and ended by its person, and by an operator, not by another', async () => {
      const [maria, marias, otto] = [await signIn('ma.ria', ['reviewer']), await signIn('ma.ria', ['auditor']), await signIn('otto', ['reviewer'])];
      expect(await list(maria)).toMatchObject([{ actor: 'user:ma.ria', roles: ['auditor'], method: 'link', current: false }, { current: true }]);
      expect(await list(otto)).toMatchObject([{ actor: 'user:otto', current: true }]);
      expect((await test.call<Page<SignInView>>('/v1/sign-ins', { as: 'reviewer' })).body.items).toEqual([]);
      expect((await test.call<Page<SignInView>>('/v1/sign-ins', { as: 'operator' })).body.items.map(({ actor }) => actor)).toEqual(expect.arrayContaining(['user:ma.ria', 'user:otto']));
      const end = (id: string, headers: Record<string, string>) => test.call(`/v1/sign-ins/${id}`, { method: 'DELETE', headers: { ...headers, ...origin() } });
      const [ofMarias, ofMaria] = (await list(maria)).map(({ id }) => id) as [string, string];
      expect(await end(ofMaria, { cookie: otto })).toMatchObject({ status: 404, body: { code: 'sign_in_not_found' } });
      expect((await me({ cookie: maria })).status).toBe(200);
      expect((await end(ofMarias, { cookie: maria })).status).toBe(204);
      expect((await me({ cookie: marias })).status).toBe(401);
      expect((await test.call(`/v1/sign-ins/${ofMaria}`, { method: 'DELETE', as: 'operator' })).status).toBe(204);
      expect((await me({ cookie: maria })).status).toBe(401);
      await expectLast('sign_in_ended', { actor: `key:${test.bootstrap.keys.operator.slice(3, 15)}`, data: { signInId: ofMaria, user: 'user:ma.ria', reason: 'ended' } });
      expect(await end(ofMaria, { cookie: otto })).toMatchObject({ status: 404 });
    });
    it('ends when nobody uses it, and after its longest life', async () => {
      const [idle, old] = [await signIn('idle', ['auditor']), await signIn('old', ['auditor'])];
      const [{ id: idleId }] = (await list(idle)) as [SignInView];
      const [{ id: oldId, signedInAt, expiresAt }] = (await list(old)) as [SignInView];
      expect(Date.parse(expiresAt) - Date.parse(signedInAt)).toBe(12 * 3_600_000);
      await age('user_sessions', 'last_seen_at', idleId, test.config.signInIdleMs);
      await age('user_sessions', 'expires_at', oldId, test.config.signInLifeMs);
      // Another gateway may have looked a second ago.
      for (const cookie of [idle, old]) await eventually(async () => ((await me({ cookie })).status === 401 ? true : undefined));
      expect((await test.call<Page<SignInView>>('/v1/sign-ins', { as: 'operator' })).body.items.map(({ id }) => id)).not.toEqual(expect.arrayContaining([idleId]));
    });
  });

  it('that fail are in the audit, and cannot fill it', async () => {
    const before = (await records('sign_in_failed')).length;
    const attempts = await Promise.all(Array.from({ length: 60 }, () => test.call('/v1/sign-in', { method: 'POST', body: { token: 'x'.repeat(43) } })));
    expect(attempts.every(({ status }) => status === 401 || status === 429)).toBe(true);
    const { body } = await test.call<{ url: string }>('/v1/sign-in-links', { method: 'POST', as: 'operator', body: { user: 'late' } });
    await sql.query(`update gateway.sign_in_tokens set expires_at = now() where user_name = 'late'`);
    expect(await test.call('/v1/sign-in', { method: 'POST', body: { token: new URL(body.url).hash.slice(1) } })).toMatchObject({ status: 410, body: { code: 'sign_in_link_expired' } });
    const failed = await eventually(async () => {
      const found = (await records('sign_in_failed')).slice(before);
      return found.length >= 2 ? found : undefined;
    });
    expect(failed.map(({ actor, data }) => [actor, data])).toEqual([
      ['service:gateway', expect.objectContaining({ method: 'link', reason: 'link_unknown', count: 1 })],
      ['service:gateway', expect.objectContaining({ method: 'link', reason: 'link_expired', count: 1 })],
    ]);
  });
});
