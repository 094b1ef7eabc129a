import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { AuditEventView, ConsoleView, SessionView } from '@countersign/contracts';
import { waitFor } from '@countersign/test-kit';
import { click, closeOf, exchange, keyPress, knock, openByLink, originOf, speakRfb, statusWithHost, type Knocked, type OpenedConsole } from './console-client.ts';
import { ConsoleSystem } from './console-system.ts';

jest.setTimeout(60_000);

describe('a console is refused', () => {
  let system: ConsoleSystem;
  let session: SessionView;
  let other: SessionView;
  const sockets: Knocked[] = [];

  beforeAll(async () => {
    system = await ConsoleSystem.start({ SESSION_CONSOLE_LIFE_SECONDS: '20', GATEWAY_RATE_LIMIT_SIGN_IN_PER_MINUTE: '0' });
    [session, other] = [await system.startSession(), await system.startSession()];
  }, 120_000);
  afterAll(async () => {
    for (const { socket } of sockets) socket?.terminate();
    await system?.stop();
  }, 60_000);

  const open = async (mode: 'view' | 'control' = 'view', user = 'anna', id = session.id): Promise<OpenedConsole & { grantId: string }> => {
    const { grantId, secret } = await system.grant(id, { mode, user });
    return { grantId, ...(await openByLink(system, id, secret)) };
  };
  const attach = async (cookie: string | undefined, headers: Record<string, string | undefined> = {}, id = session.id): Promise<Knocked> => {
    const knocked = await knock(system, id, { cookie, ...headers });
    sockets.push(knocked);
    return knocked;
  };
  const logged = async () => (await system.must<{ items: AuditEventView[] }>(`/v1/audit/events?aggregate=session&aggregateId=${session.id}&limit=500`, { as: 'auditor' })).items;
  const byConsole = (path: string, cookie: string, method = 'POST', headers: Record<string, string> = {}) =>
    system.call(`/v1/sessions/${session.id}/console/${path}`, { method, headers: { cookie, origin: originOf(system), ...headers } });
  const signIn = async (user: string): Promise<string> => {
    const { url } = await system.must<{ url: string }>('/v1/sign-in-links', { method: 'POST', as: 'operator', body: { user } });
    const { headers } = await system.call('/v1/sign-in', { method: 'POST', body: { token: new URL(url).hash.slice(1) } });
    return headers.get('set-cookie')!.split(';')[0]!;
  };

  it('without a cookie, and let in with it', async () => {
    const { cookie } = await open();
    expect(await attach(cookie)).toMatchObject({ status: 101 });
    expect(await attach(undefined)).toMatchObject({ status: 403, code: 'console_not_open' });
  });

  it('to a page of an evil origin, or of none', async () => {
    const { cookie } = await open();
    for (const origin of ['https://evil.example', 'null', `${originOf(system)}.evil.example`, originOf(system).replace('http:', 'https:'), `${originOf(system)}0`, undefined]) {
      expect(await attach(cookie, { origin })).toMatchObject({ status: 403, code: 'origin_refused' });
    }
  });

  it('under the host name of a stranger, as after DNS rebinding', async () => {
    const { cookie } = await open();
    for (const host of ['evil.example', 'localhost.evil.example', 'localhost:1']) expect(await attach(cookie, { host })).toMatchObject({ status: 403, code: 'host_refused' });
    expect((await statusWithHost(system, `/v1/sessions/${session.id}/console/state`, { cookie, host: 'evil.example' })).status).toBe(403);
    expect((await statusWithHost(system, `/v1/sessions/${session.id}/console/state`, { cookie, host: `localhost:${new URL(system.url).port}` })).status).toBe(200);
  });

  it('by a stolen cookie: of another session, of another console, with another secret', async () => {
    const [mine, theirs] = [await open(), await open('view', 'anna', other.id)];
    const named = (id: string, value: string): string => `__Host-cs-console-${id}=${value}`;
    const valueOf = ({ cookie }: OpenedConsole): string => cookie.slice(cookie.indexOf('=') + 1);
    expect(await attach(theirs.cookie, {}, session.id)).toMatchObject({ status: 403, code: 'console_not_open' });
    expect(await attach(named(session.id, valueOf(theirs)))).toMatchObject({ status: 403, code: 'console_not_open' });
    expect(await attach(named(session.id, `${theirs.consoleId}.${valueOf(mine).split('.')[1]}`))).toMatchObject({ status: 403, code: 'console_not_open' });
    expect(await attach(named(session.id, `${mine.consoleId}.${valueOf(theirs).split('.')[1]}`))).toMatchObject({ status: 403, code: 'console_not_open' });
    expect(await attach(named(session.id, 'odd'))).toMatchObject({ status: 403, code: 'console_not_open' });
  });

  it('by the cookie of somebody else than who is signed in', async () => {
    const { cookie } = await open('control', 'anna');
    const [anna, ben] = [await signIn('anna'), await signIn('ben')];
    expect(await attach(`${cookie}; ${ben}`)).toMatchObject({ status: 403, code: 'grant_not_yours' });
    expect((await byConsole('control', `${cookie}; ${ben}`)).body).toMatchObject({ code: 'grant_not_yours' });
    expect(await attach(`${cookie}; ${anna}`)).toMatchObject({ status: 101 });
  });

  it('by a grant that was used, also when two use it at once', async () => {
    const { secret } = await system.grant(session.id, { mode: 'view', user: 'anna' });
    const answers = await Promise.all(Array.from({ length: 5 }, () => exchange(system, session.id, secret)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 410, 410, 410, 410]);
    expect(answers.filter(({ status }) => status === 410).map(({ body }) => body.code)).toEqual(Array(4).fill('grant_used'));
    expect(await exchange(system, session.id, secret)).toMatchObject({ status: 410, body: { code: 'grant_used' } });
  });

  it('by a grant of another session, by an unknown one, and by that of somebody else', async () => {
    const { secret } = await system.grant(session.id, { mode: 'view', user: 'anna' });
    expect(await exchange(system, other.id, secret)).toMatchObject({ status: 404, body: { code: 'grant_not_found' } });
    expect(await exchange(system, session.id, 'x'.repeat(43))).toMatchObject({ status: 404, body: { code: 'grant_not_found' } });
    expect(await exchange(system, session.id, secret, { cookie: await signIn('ben') })).toMatchObject({ status: 403, body: { code: 'grant_not_yours' } });
    expect(await exchange(system, session.id, secret, { origin: 'https://evil.example' })).toMatchObject({ status: 403, body: { code: 'origin_refused' } });
    expect(await exchange(system, session.id, secret)).toMatchObject({ status: 200 });
  });

  it('by a grant that has expired; none lives longer than five minutes (ci)', async () => {
    const { secret } = await system.grant(session.id, { mode: 'view', user: 'anna', ttlSeconds: 5 });
    const asked = await system.call(`/v1/sessions/${session.id}/console-grants`, { method: 'POST', as: 'automation', body: { mode: 'view', ttlSeconds: 301 } });
    expect(asked).toMatchObject({ status: 400, body: { code: 'request_invalid' } });
    const made = await system.must<{ expiresAt: string }>(`/v1/sessions/${session.id}/console-grants`, { method: 'POST', as: 'automation', body: { mode: 'view' } });
    expect(Date.parse(made.expiresAt) - Date.now()).toBeLessThanOrEqual(60_000);
    await new Promise((resolve) => setTimeout(resolve, 5_100)); // Nothing tells of a grant that expires.
    expect(await exchange(system, session.id, secret)).toMatchObject({ status: 410, body: { code: 'grant_expired' } });
  });

  it('by a grant that was revoked, before and after it was used: an open socket closes within a second', async () => {
    const unused = await system.grant(session.id, { mode: 'view', user: 'anna' });
    const revoke = (grantId: string) => system.call(`/v1/sessions/${session.id}/console-grants/${grantId}`, { method: 'DELETE', as: 'operator' });
    expect((await revoke(unused.grantId)).status).toBe(204);
    expect(await exchange(system, session.id, unused.secret)).toMatchObject({ status: 410, body: { code: 'grant_revoked' } });
    const used = await open();
    const closed = closeOf(await attach(used.cookie));
    const startedMs = performance.now();
    expect((await revoke(used.grantId)).status).toBe(204);
    const { code, reason, atMs } = await closed;
    expect([code, reason]).toEqual([4401, 'revoked']);
    expect(atMs - startedMs).toBeLessThan(1_000);
    expect(await attach(used.cookie)).toMatchObject({ status: 403, code: 'console_not_open' });
    expect((await byConsole('state', used.cookie, 'GET')).body).toMatchObject({ code: 'console_not_open' });
  });

  it('after its life: an open socket closes (ci)', async () => {
    const opened = await open();
    const knocked = await attach(opened.cookie);
    const { code, reason } = await closeOf(knocked);
    expect([code, reason]).toEqual([4401, 'expired']);
    await waitFor(async () => JSON.stringify(await logged()).includes('countersign.session.console_closed.v1'), { what: 'its end is in the log' });
    expect(await attach(opened.cookie)).toMatchObject({ status: 403, code: 'console_not_open' });
  });

  it('control while somebody else holds it, and in view mode', async () => {
    const [anna, ben, watching] = [await open('control', 'anna'), await open('control', 'ben'), await open('view', 'cleo')];
    expect((await byConsole('control', watching.cookie)).body).toMatchObject({ code: 'console_view_only' });
    expect((await byConsole('control', anna.cookie, 'POST', { origin: 'https://evil.example' })).body).toMatchObject({ code: 'origin_refused' });
    expect((await system.call(`/v1/sessions/${session.id}/console/control`, { method: 'POST', headers: { cookie: anna.cookie } })).body).toMatchObject({ code: 'origin_refused' });
    expect((await byConsole('control', anna.cookie)).status).toBe(200);
    expect(await byConsole('control', ben.cookie)).toMatchObject({ status: 409, body: { code: 'control_held', details: { holder: 'user:anna' } } });
    expect(await system.call(`/v1/sessions/${session.id}/control`, { method: 'POST', as: 'reviewer' })).toMatchObject({ status: 409, body: { code: 'control_held' } });
    expect((await byConsole('control', ben.cookie, 'DELETE')).body).toMatchObject({ code: 'control_not_held' });
    expect(await system.session(session.id)).toMatchObject({ controlHolder: 'user:anna', controlToken: 1, controlSince: expect.any(String) });
    expect((await byConsole('control', anna.cookie, 'DELETE')).status).toBe(204);
    expect(await system.session(session.id)).toMatchObject({ controlHolder: null, controlToken: null, controlSince: null });
  });

  it('keys of everybody but the holder of control, and of a link in the name of the holder', async () => {
    const [holder, watcher, ben] = [await open('control', 'anna'), await open('view', 'anna'), await open('control', 'ben')];
    // Whoever makes a link for a person must not become that person by using it.
    const forged = await open('control', 'anna');
    expect((await byConsole('control', holder.cookie)).status).toBe(200);
    for (const { cookie } of [watcher, ben, forged]) speakRfb(await attach(cookie), click(100, 150), keyPress('n'), keyPress('o'));
    expect((await byConsole('control', forged.cookie)).body).toMatchObject({ code: 'control_held' });
    expect((await byConsole('control', forged.cookie, 'DELETE')).body).toMatchObject({ code: 'control_not_held' });
    expect((await system.call<ConsoleView>(`/v1/sessions/${session.id}/console/state`, { headers: { cookie: forged.cookie } })).body).toMatchObject({ user: 'user:anna', hasControl: false });
    await new Promise((resolve) => setTimeout(resolve, 300)); // What was dropped leaves no trace to wait for.
    const typing = await attach(holder.cookie);
    speakRfb(typing, click(100, 150), keyPress('z'));
    await waitFor(() => system.seen.value.endsWith('z'), { timeoutMs: 5_000 });
    expect(await byConsole('control', holder.cookie, 'DELETE')).toMatchObject({ status: 204 });
    expect(system.seen).toMatchObject({ value: 'z', keys: 1 });
  });

  it('a client that breaks the protocol', async () => {
    const { cookie } = await open('view');
    const knocked = await attach(cookie);
    const closed = closeOf(knocked);
    speakRfb(knocked, Buffer.from([200, 1, 2, 3]));
    expect(await closed).toMatchObject({ code: 1002, reason: 'rfb_protocol_error' });
  });

  it('when the session has ended: open sockets close within a second, and say why', async () => {
    const { cookie } = await open('view', 'anna', other.id);
    const closed = closeOf(await attach(cookie, {}, other.id));
    const startedMs = performance.now();
    await system.must(`/v1/sessions/${other.id}/terminate`, { method: 'POST', as: 'automation' });
    const { code, reason, atMs } = await closed;
    expect([code, reason]).toEqual([4410, 'terminated: requested']);
    expect(atMs - startedMs).toBeLessThan(1_000);
    expect(await attach(cookie, {}, other.id)).toMatchObject({ status: 410, code: 'session_not_active' });
    expect(await system.call(`/v1/sessions/${other.id}/console-grants`, { method: 'POST', as: 'automation', body: { mode: 'view' } })).toMatchObject({ status: 410, body: { code: 'session_not_active' } });
  });

  it('and all of it is in the log', async () => {
    const items = await logged();
    const types = new Set(items.map(({ type }) => type));
    for (const name of ['console_granted', 'console_opened', 'console_revoked', 'control_taken', 'control_returned']) expect(types).toContain(`countersign.session.${name}.v1`);
    expect(JSON.stringify(items)).not.toMatch(/"secret"|cookieSecret/);
  });
});
