import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ROLES, type Role } from '@countersign/contracts';
import { waitFor } from '@countersign/test-kit';
import { Sql } from '../database/sql.ts';
import { startTestGateway, type TestGateway } from '../gateway.fixture.ts';
import { ACCESS } from './access.ts';

/**
 * Who may use which route, written by hand and not taken from `access.ts`: whoever changes that table says so here as well. a: automation, r: reviewer,
 * u: auditor, o: operator, and `public`.
 */
const EXPECTED = `
  GET    /health/live                                   public
  GET    /health/ready                                  public
  GET    /openapi.json                                  public
  GET    /docs                                          public
  GET    /docs/start.js                                 public
  GET    /docs/*                                        public
  GET    /*                                             public
  GET    /v1/sign-in                                    public
  POST   /v1/sign-in                                    public
  GET    /v1/sign-in/oidc                               public
  GET    /v1/sign-in/oidc/callback                      public
  POST   /v1/sign-out                                   public
  GET    /v1/sign-ins                                   -ruo
  DELETE /v1/sign-ins/:id                               -ruo
  GET    /v1/me                                         aruo
  POST   /v1/sign-in-links                              ---o
  POST   /v1/api-keys                                   ---o
  GET    /v1/api-keys                                   ---o
  GET    /v1/api-keys/:id                               ---o
  DELETE /v1/api-keys/:id                               ---o
  POST   /v1/documents                                  ar-o
  GET    /v1/documents/:sha256                          aruo
  POST   /v1/candidates                                 a--o
  GET    /v1/candidates                                 aruo
  GET    /v1/candidates/:id                             aruo
  PUT    /v1/candidates/:id/resume                      a--o
  POST   /v1/candidates/:id/resume                      a--o
  GET    /v1/candidates/:id/profiles                    aruo
  DELETE /v1/candidates/:id/profiles/:name              -r-o
  POST   /v1/runs                                       a--o
  GET    /v1/runs                                       aruo
  GET    /v1/runs/:id                                   aruo
  POST   /v1/tasks                                      a--o
  GET    /v1/tasks                                      aruo
  GET    /v1/tasks/:id                                  aruo
  POST   /v1/sessions                                   ar-o
  GET    /v1/sessions                                   aruo
  GET    /v1/sessions/:id                               aruo
  POST   /v1/sessions/:id/heartbeat                     ar-o
  POST   /v1/sessions/:id/extend                        ar-o
  POST   /v1/sessions/:id/terminate                     ar-o
  POST   /v1/sessions/:id/console-grants                ar-o
  GET    /v1/sessions/:id/console-grants                aruo
  GET    /v1/sessions/:id/console-grants/:grantId       aruo
  DELETE /v1/sessions/:id/console-grants/:grantId       ar-o
  POST   /v1/sessions/:id/console                       public
  GET    /v1/sessions/:id/console                       public
  WS     /v1/sessions/:id/console                       public
  GET    /v1/sessions/:id/console/state                 public
  POST   /v1/sessions/:id/console/control               public
  DELETE /v1/sessions/:id/console/control               public
  POST   /v1/sessions/:id/console/handoffs/:handoffId/complete  public
  POST   /v1/sessions/:id/control                       -r-o
  DELETE /v1/sessions/:id/control                       -r-o
  GET    /v1/handoffs                                   aruo
  POST   /v1/sessions/:id/handoffs                      a--o
  GET    /v1/sessions/:id/handoffs                      aruo
  GET    /v1/sessions/:id/handoffs/:handoffId           aruo
  POST   /v1/sessions/:id/handoffs/:handoffId/complete  -r-o
  GET    /v1/sessions/:id/files                         ar-o
  POST   /v1/sessions/:id/files                         ar-o
  POST   /v1/sessions/:id/files/choose                  ar-o
  GET    /v1/sessions/:id/files/:fileId                 ar-o
  DELETE /v1/sessions/:id/files/:fileId                 ar-o
  GET    /v1/sessions/:id/recordings                    -ruo
  GET    /v1/sessions/:id/recordings/:index             -ruo
  GET    /v1/sessions/:id/cdp                           a--o
  WS     /v1/sessions/:id/cdp                           a--o
  GET    /v1/sessions/:id/cdp/json/version              a--o
  GET    /v1/sessions/:id/cdp/json/list                 a--o
  GET    /v1/sessions/:id/cdp/json                      a--o
  POST   /v1/captures                                   a--o
  GET    /v1/captures                                   aruo
  GET    /v1/captures/:id                               aruo
  PATCH  /v1/captures/:id/answers                       ar--
  GET    /v1/captures/:id/comparison                    aruo
  POST   /v1/captures/:id/confirm                       -r--
  POST   /v1/captures/:id/approve                       -r--
  POST   /v1/captures/:id/reject                        -r--
  POST   /v1/captures/:id/outcome                       -r-o
  POST   /v1/captures/:id/submit                        ar-o
  POST   /v1/captures/:id/recapture                     ar-o
  POST   /v1/captures/:id/show                          ar-o
  POST   /v1/webhooks                                   ---o
  GET    /v1/webhooks                                   ---o
  GET    /v1/webhooks/:id                               ---o
  PATCH  /v1/webhooks/:id                               ---o
  DELETE /v1/webhooks/:id                               ---o
  POST   /v1/webhooks/:id/rotate-secret                 ---o
  POST   /v1/webhooks/:id/test                          ---o
  GET    /v1/webhooks/:id/deliveries                    ---o
  GET    /v1/webhooks/:id/deliveries/:deliveryId        ---o
  POST   /v1/webhooks/:id/deliveries/:deliveryId/retry  ---o
  POST   /v1/webhooks/:id/retry-dead                    ---o
  GET    /v1/audit/events                               -ruo
  GET    /v1/audit/state                                -ruo
  GET    /v1/audit/diff                                 -ruo
  GET    /v1/audit/position                             -ruo
  GET    /v1/audit/export                               --uo
  GET    /v1/audit/export/manifest                      --uo
  GET    /v1/events                                     aruo
`;
const LETTERS: Record<string, Role> = { a: 'automation', r: 'reviewer', u: 'auditor', o: 'operator' };
const expected = new Map(EXPECTED.trim().split('\n').map((line) => {
  const [method, path, who] = line.trim().split(/ +/) as [string, string, string];
  return [`${method} ${path}`, who === 'public' ? ('public' as const) : [...who].flatMap((letter) => LETTERS[letter] ?? [])];
}));

const SOME_ID = '6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11';
const AT_ONCE = 8;

type Outcome = 'admitted' | 'unauthenticated' | 'forbidden';
interface Caller {
  readonly name: string;
  readonly headers: Readonly<Record<string, string>>;
  /** undefined: its credentials do not hold. */
  readonly roles?: readonly Role[];
}

describe('every route, for everybody', () => {
  let test: TestGateway;
  const callers: Caller[] = [{ name: 'nobody', headers: {} }];
  beforeAll(async () => {
    test = await startTestGateway();
    const origin = test.config.publicUrl;
    const bearer = (key: string) => ({ authorization: `Bearer ${key}` });
    const key = async () => (await test.call<{ id: string; key: string }>('/v1/api-keys', { method: 'POST', as: 'operator', body: { name: 'one', roles: ['reviewer', 'auditor', 'operator'] } })).body;
    const cookieOf = async (roles: Role[]) => {
      const { body } = await test.call<{ url: string }>('/v1/sign-in-links', { method: 'POST', as: 'operator', body: { user: roles.join('-'), roles } });
      const answered = await test.call('/v1/sign-in', { method: 'POST', body: { token: new URL(body.url).hash.slice(1) } });
      return answered.headers.get('set-cookie')!.split(';')[0]!;
    };
    for (const role of ROLES) callers.push({ name: `a key of ${role}`, headers: bearer(test.bootstrap.keys[role]), roles: [role] });
    for (const role of ROLES.filter((name) => name !== 'automation')) callers.push({ name: `a ${role} who is signed in`, headers: { cookie: await cookieOf([role]), origin }, roles: [role] });
    callers.push({ name: 'a reviewer and auditor', headers: { cookie: await cookieOf(['reviewer', 'auditor']), origin }, roles: ['reviewer', 'auditor'] });

    const [revoked, expired] = [await key(), await key()];
    await test.call('/v1/me', { headers: bearer(revoked.key) });
    await test.call(`/v1/api-keys/${revoked.id}`, { method: 'DELETE', as: 'operator' });
    await test.gateway.app.get(Sql).query('update gateway.api_keys set expires_at = now() where id = $1', [expired.id]);
    const ended = await cookieOf(['reviewer', 'auditor', 'operator']);
    await test.call('/v1/sign-out', { method: 'POST', headers: { cookie: ended, origin } });
    callers.push({ name: 'a revoked key', headers: bearer(revoked.key) }, { name: 'an expired key', headers: bearer(expired.key) }, { name: 'an ended sign-in', headers: { cookie: ended, origin } });
    // A header counts alone: a good cookie beside a bad key helps nobody.
    callers.push({ name: 'a revoked key beside a good cookie', headers: { ...bearer(revoked.key), cookie: await cookieOf(['operator', 'reviewer', 'auditor']), origin } });
  }, 60_000);
  afterAll(async () => test.stop());

  it('is as was written by hand', () => {
    expect([...expected.keys()].toSorted()).toEqual(Object.keys(ACCESS).toSorted());
    for (const [route, access] of Object.entries(ACCESS)) expect([route, access === 'public' ? access : access.toSorted()]).toEqual([route, asList(expected.get(route)!)]);
  });

  it.each([...expected].map(([route, access]) => [route, access] as const).filter(([, access]) => access !== 'public'))('%s', async (route, access) => {
    const outcomes: [string, Outcome][] = [];
    const wanted = new Map(callers.map((caller) => [caller.name, wantedOf(route, access as readonly Role[], caller)]));
    await inTurns(callers, async ({ name, headers }) => outcomes.push([name, await outcomeOf(test, route, headers, wanted.get(name) === 'admitted')]));
    expect(outcomes.toSorted()).toEqual([...wanted].toSorted());
  });

  describe('by the id of something else', () => {
    const [mine, other] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'];
    const started = { runId: SOME_ID, provider: 'novnc', viewport: { width: 1200, height: 900 }, startUrl: null, startedAt: '2026-11-22T10:00:00.000Z', expiresAt: '2036-11-22T11:00:00.000Z', heartbeatTimeoutMs: null, node: 'spec' };

    it('finds no hand-off of another session', async () => {
      for (const id of [mine, other]) await test.append('session', id, [{ type: 'countersign.session.started.v1', data: started }], SOME_ID);
      await test.append('session', mine, [{ type: 'countersign.session.handoff_requested.v1', data: { handoffId: SOME_ID, reason: 'captcha', instructions: 'Look', deadline: '2036-11-22T10:30:00.000Z' } }], SOME_ID);
      const handoffOf = (id: string) => test.call(`/v1/sessions/${id}/handoffs/${SOME_ID}`, { as: 'automation' });
      await waitFor(async () => (await handoffOf(mine)).status === 200, { what: 'the hand-off is there' });
      expect(await handoffOf(other)).toMatchObject({ status: 404, body: { code: 'handoff_not_found' } });
    });
    it('finds no delivery of another webhook, and tries none again', async () => {
      const sql = test.gateway.app.get(Sql);
      for (const id of [mine, other]) await sql.query(`insert into gateway.webhook_endpoints (id, url, types, enabled, from_position, created_by, created_at, version) values ($1, 'https://example.org/', '[]', false, 0, 'user:ada', now(), 1)`, [id]);
      await sql.query(`insert into gateway.webhook_deliveries (id, endpoint_id, event_id, type, position, payload, status, created_at, next_attempt_at) values ($1, $2, $1, 'x', 1, '{}', 'dead', now(), now())`, [SOME_ID, mine]);
      expect((await test.call(`/v1/webhooks/${mine}/deliveries/${SOME_ID}`, { as: 'operator' })).status).toBe(200);
      expect(await test.call(`/v1/webhooks/${other}/deliveries/${SOME_ID}`, { as: 'operator' })).toMatchObject({ status: 404, body: { code: 'webhook_delivery_not_found' } });
      expect((await test.call(`/v1/webhooks/${other}/deliveries/${SOME_ID}/retry`, { method: 'POST', as: 'operator' })).status).not.toBeLessThan(400);
    });
    it('gives nobody the answer of another who chose the same Idempotency-Key', async () => {
      const make = async (caller: string) => (await test.call<{ key: string; createdBy: string }>('/v1/api-keys', { method: 'POST', body: { name: 'one', roles: ['auditor'] }, headers: { ...callers.find(({ name }) => name === caller)!.headers, 'idempotency-key': 'the-same' } })).body;
      const [first, second] = [await make('a key of operator'), await make('a operator who is signed in')];
      expect(first.key).toMatch(/^cs_/);
      expect(second.key).toMatch(/^cs_/);
      expect(second.key).not.toBe(first.key);
      expect([first.createdBy, second.createdBy]).toEqual([`key:${test.bootstrap.keys.operator.slice(3, 15)}`, 'user:operator']);
    });
  });

  it('is public for nobody and for bad credentials', async () => {
    const open = [...expected].filter(([, access]) => access === 'public').map(([route]) => route);
    const bad = callers.filter(({ name }) => ['nobody', 'a revoked key', 'an expired key'].includes(name));
    await inTurns(open.flatMap((route) => bad.map((caller) => ({ route, caller }))), async ({ route, caller }) => {
      // Those of a console ask for a secret of their own.
      if (/\/console/.test(route) || route.startsWith('POST /v1/sign-in')) return;
      expect([route, caller.name, await outcomeOf(test, route, caller.headers, true)]).toEqual([route, caller.name, 'admitted']);
    });
  });
});

function wantedOf(route: string, access: readonly Role[], { roles, headers }: Caller): Outcome {
  if (roles === undefined) return 'unauthenticated';
  if (!roles.some((role) => access.includes(role))) return 'forbidden';
  // The door to a browser's inside opens by key only: a socket is a thing that pages of elsewhere can begin.
  return route.startsWith('WS ') && headers['authorization'] === undefined ? 'unauthenticated' : 'admitted';
}

function asList(access: 'public' | readonly Role[]): 'public' | Role[] {
  return access === 'public' ? access : access.toSorted();
}

async function inTurns<Item>(items: readonly Item[], work: (item: Item) => Promise<unknown>): Promise<void> {
  const left = [...items];
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  }));
}

/**
 * What the gateway decides. A body is announced, and sent only by who is to be admitted: whoever is refused is refused before it. It is JSON
 * that is broken, so that nothing comes of it.
 */
async function outcomeOf(test: TestGateway, route: string, headers: Readonly<Record<string, string>>, sendsBody: boolean): Promise<Outcome> {
  const [method, pattern] = route.split(' ') as [string, string];
  const path = pattern.replace('/*', '/runs').replace(':index', '0').replace(':sha256', 'a'.repeat(64)).replace(/:[a-zA-Z]+/g, SOME_ID);
  const isSocket = method === 'WS';
  const hasBody = !['GET', 'DELETE', 'WS'].includes(method);
  const socket = { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13', 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==', origin: test.config.publicUrl };
  return new Promise((resolve, reject) => {
    const request = httpRequest(new URL(path, test.gateway.url), {
      method: isSocket ? 'GET' : method,
      headers: { ...headers, host: new URL(test.config.publicUrl).host, ...(hasBody ? { 'content-type': 'application/json', 'content-length': '1000' } : {}), ...(isSocket ? socket : {}) },
    });
    const settle = (outcome: Outcome) => {
      resolve(outcome);
      request.destroy();
    };
    request.on('response', (response) => {
      // An answer that goes on, such as that of the event stream, is enough as it begins.
      if (response.statusCode !== 401 && response.statusCode !== 403) return settle('admitted');
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => {
        const { code } = JSON.parse(text) as { code: string };
        settle(code === 'unauthenticated' || code === 'forbidden' ? code : 'admitted');
      });
    });
    request.setTimeout(15_000, () => request.destroy(new Error('no answer without a body')));
    request.on('upgrade', () => settle('admitted'));
    request.on('error', (error) => reject(new Error(`${route}: ${error.message}`)));
    if (!hasBody) request.end();
    else if (sendsBody) request.end('{'.padEnd(1000));
    else request.flushHeaders();
  });
}
