import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DomainEvent, Page } from '@countersign/contracts';
import { freePort, waitFor } from '@countersign/test-kit';
import { Sql } from '../database/sql.ts';
import { readConfig } from '../config.ts';
import { startTestGateway, type Answered, type TestGateway } from '../gateway.fixture.ts';
import { startGateway } from '../gateway.ts';
import { rebuildReadModels } from './rebuild.fixture.ts';
import { WebhookDeliveries } from './webhook-deliveries.ts';
import { RECEIVER_HOST, startReceiver, verified, type Receiver } from './webhook-receiver.fixture.ts';
import type { NewWebhookView, WebhookDeliveryDetailView, WebhookDeliveryView, WebhookTestView, WebhookView } from './webhook.views.ts';

const SECRET_KEY = randomBytes(32).toString('base64');
const handoff = (reason = 'captcha'): DomainEvent => ({
  type: 'countersign.session.handoff_requested.v1', data: { handoffId: randomUUID(), reason, instructions: 'Solve it.', deadline: '2030-01-01T00:00:00.000Z' },
});
const started = (runId: string): DomainEvent => ({
  type: 'countersign.session.started.v1',
  data: {
    runId, provider: 'novnc', viewport: { width: 1280, height: 800 }, startUrl: null, startedAt: '2026-11-22T10:00:00.000Z', expiresAt: '2030-01-01T00:00:00.000Z',
    heartbeatTimeoutMs: null, node: 'n1',
  },
});

describe('webhooks', () => {
  let test: TestGateway;
  let sql: Sql;
  let receiver: Receiver;
  let sessionId: string;
  const runId = randomUUID();
  const environment = { GATEWAY_SECRET_KEY: SECRET_KEY, GATEWAY_WEBHOOK_ALLOW: RECEIVER_HOST, GATEWAY_WEBHOOK_RETRY_SECONDS: '0.05,0.05' };

  beforeAll(async () => {
    test = await startTestGateway(environment);
    sql = test.gateway.app.get(Sql);
    sessionId = randomUUID();
    await test.append('session', sessionId, [started(runId)], runId);
  }, 60_000);
  beforeEach(async () => {
    receiver = await startReceiver();
  });
  afterEach(async () => {
    for (const { id } of (await as<Page<WebhookView>>('GET', '?limit=200')).body.items) await as('DELETE', `/${id}`);
    await receiver.stop();
  });
  afterAll(async () => test.stop());

  const configOf = (own: Record<string, string>, port: number) =>
    readConfig({ NATS_URL: test.natsUrl, DATABASE_URL: test.config.databaseUrl, GATEWAY_PORT: String(port), LOG_LEVEL: 'silent', GATEWAY_WEB_DIST: test.config.webDist, ...own });
  const as = <Body>(method: string, path = '', body?: unknown, headers: Record<string, string> = {}): Promise<Answered<Body>> =>
    test.call<Body>(`/v1/webhooks${path}`, { method, as: 'operator', headers, ...(body === undefined ? {} : { body }) });
  /** As when a gateway died after the effect and before the answer was kept. */
  const forgetAnswers = () => sql.query('update gateway.idempotency_keys set answer = null, holder = null');
  const make = async (settings: object = {}): Promise<NewWebhookView> => {
    const made = await as<NewWebhookView>('POST', '', { url: receiver.url, types: ['session.handoff'], ...settings });
    expect([made.status, made.body]).toEqual([201, expect.anything()]);
    return made.body;
  };
  const ask = (reason?: string) => test.append('session', sessionId, [handoff(reason)], runId);
  const deliveries = async (id: string, query = ''): Promise<WebhookDeliveryView[]> => (await as<Page<WebhookDeliveryView>>('GET', `/${id}/deliveries${query}`)).body.items;
  const arrived = (count: number) => waitFor(() => receiver.received.length >= count && receiver.received, { what: `${count} messages arrive` });

  it('are told of what they want from then on, signed, and of nothing else', async () => {
    await ask('before');
    const webhook = await make();
    expect(webhook).toMatchObject({ url: receiver.url, types: ['session.handoff'], enabled: true, disabledReason: null, runId: null, secret: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/) });
    await test.append('session', sessionId, [{ type: 'countersign.session.extended.v1', data: { expiresAt: '2030-01-02T00:00:00.000Z' } }], runId);
    const { sequence } = await ask('captcha');
    const [message] = await arrived(1);
    const payload = verified(message!, webhook.secret);
    expect(payload).toMatchObject({
      type: 'session.handoff_requested', timestamp: expect.stringMatching(/Z$/),
      data: { type: 'countersign.session.handoff_requested.v1', position: sequence, runid: runId, subject: `session/${sessionId}`, data: { reason: 'captcha' } },
    });
    expect(() => verified(message!, `whsec_${randomBytes(32).toString('base64')}`)).toThrow();
    expect(() => verified({ ...message!, body: message!.body.replace('captcha', 'nothing') }, webhook.secret)).toThrow();
    const [delivery] = await waitFor(async () => { const all = await deliveries(webhook.id, '?status=delivered'); return all.length === 1 && all; });
    expect(delivery).toMatchObject({ id: message!.id, eventId: payload.data.id, type: payload.type, position: sequence, nextAttemptAt: null, attempts: [{ number: 1, statusCode: 204, error: null }] });
    expect((await as<WebhookDeliveryDetailView>('GET', `/${webhook.id}/deliveries/${message!.id}`)).body.payload).toEqual(payload);
    expect(receiver.received).toHaveLength(1);
  });

  it('are told what can already be read over the API', async () => {
    await make({ types: ['session.started'] });
    const seen: number[] = [];
    receiver.answer = async (message, response) => {
      const { subject } = (JSON.parse(message.body) as { data: { subject: string } }).data;
      seen.push((await test.call(`/v1/sessions/${subject.split('/')[1]}`, { as: 'auditor' })).status);
      response.writeHead(200).end();
    };
    for (let index = 0; index < 10; index++) await test.append('session', randomUUID(), [started(runId)], runId);
    await waitFor(() => seen.length === 10);
    expect(new Set(seen)).toEqual(new Set([200]));
  });

  it('filter by run, and get several events of one commit as several messages', async () => {
    const webhook = await make({ runId, types: [] });
    const other = randomUUID();
    await test.append('session', randomUUID(), [started(other)], other);
    await test.append('session', sessionId, [handoff('one'), handoff('two')], runId);
    const messages = await arrived(2);
    expect(messages.map((message) => verified(message, webhook.secret).data.data['reason']).sort()).toEqual(['one', 'two']);
    expect(new Set(messages.map(({ id }) => id)).size).toBe(2);
    expect(await deliveries(webhook.id)).toHaveLength(2);
  });

  it('are told of readings of the audit only when they name them', async () => {
    const [everything, named] = [await make({ types: [] }), await make({ types: ['audit.read'] })];
    expect((await test.call('/v1/audit/events?limit=1', { as: 'auditor' })).status).toBe(200);
    await ask();
    const messages = await arrived(2);
    const types = async ({ id }: NewWebhookView) => (await deliveries(id)).map(({ type }) => type);
    expect(messages).toHaveLength(2);
    expect([await types(everything), await types(named)]).toEqual([['session.handoff_requested'], ['audit.read']]);
  });

  it('are tried again with the same id and another time, until they answer with success', async () => {
    const webhook = await make();
    receiver.answer = (_, response) => void response.writeHead(receiver.received.length < 3 ? 500 : 200).end('try later');
    await ask();
    const messages = await arrived(3);
    expect(new Set(messages.map(({ id }) => id)).size).toBe(1);
    expect(new Set(messages.map(({ body }) => body)).size).toBe(1);
    for (const message of messages) verified(message, webhook.secret);
    const [delivery] = await waitFor(async () => { const all = await deliveries(webhook.id, '?status=delivered'); return all.length === 1 && all; });
    expect(delivery!.attempts.map(({ number, statusCode, responseExcerpt }) => [number, statusCode, responseExcerpt])).toEqual([[1, 500, 'try later'], [2, 500, 'try later'], [3, 200, 'try later']]);
    expect((await as<WebhookView>('GET', `/${webhook.id}`)).body.failingSince).toBeNull();
  });

  it('that never answer are dead in the end, listed, and can be retried, one or all', async () => {
    const webhook = await make();
    receiver.answer = (_, response) => void response.writeHead(404).end();
    await ask('one');
    await ask('two');
    const dead = await waitFor(async () => { const all = await deliveries(webhook.id, '?status=dead'); return all.length === 2 && all; });
    expect(dead.map(({ attempts, nextAttemptAt }) => [attempts.length, nextAttemptAt])).toEqual([[3, null], [3, null]]);
    expect((await as<WebhookView>('GET', `/${webhook.id}`)).body).toMatchObject({ enabled: true, failingSince: expect.any(String) });
    receiver.answer = (_, response) => void response.writeHead(200).end();
    expect(await as('POST', `/${webhook.id}/deliveries/${dead[0]!.id}/retry`)).toMatchObject({ status: 202, body: { id: dead[0]!.id, status: expect.stringMatching(/pending|delivered/) } });
    await waitFor(async () => (await deliveries(webhook.id, '?status=delivered')).length === 1);
    expect(await as('POST', `/${webhook.id}/retry-dead`)).toMatchObject({ status: 202, body: { retried: 1 } });
    const delivered = await waitFor(async () => { const all = await deliveries(webhook.id, '?status=delivered'); return all.length === 2 && all; });
    expect(delivered.map(({ attempts }) => attempts.length)).toEqual([4, 4]);
    // Also one that arrived.
    await as('POST', `/${webhook.id}/deliveries/${dead[1]!.id}/retry`);
    await arrived(9);
    expect(await as('POST', `/${webhook.id}/deliveries/${randomUUID()}/retry`)).toMatchObject({ status: 404, body: { code: 'webhook_delivery_not_found' } });
  });

  it('that answer 410 are disabled, and get what happens after they are enabled again', async () => {
    const webhook = await make();
    receiver.answer = (_, response) => void response.writeHead(410).end();
    await ask('gone');
    const disabled = await waitFor(async () => { const { body } = await as<WebhookView>('GET', `/${webhook.id}`); return !body.enabled && body; });
    expect(disabled).toMatchObject({ disabledReason: 'gone', version: 2 });
    expect(await deliveries(webhook.id)).toMatchObject([{ status: 'dead', attempts: [{ statusCode: 410 }] }]);
    expect(await as('POST', `/${webhook.id}/retry-dead`)).toMatchObject({ status: 409, body: { code: 'webhook_disabled' } });
    await ask('unheard');
    receiver.answer = (_, response) => void response.writeHead(200).end();
    expect(await as('PATCH', `/${webhook.id}`, { enabled: true })).toMatchObject({ status: 200, body: { enabled: true, disabledReason: null, failingSince: null } });
    await ask('heard');
    const messages = await arrived(2);
    expect(verified(messages[1]!, webhook.secret).data.data['reason']).toBe('heard');
    expect(await deliveries(webhook.id)).toHaveLength(2);
  });

  it('that are disabled by hand keep what is pending', async () => {
    const webhook = await make();
    receiver.answer = (_, response) => void response.writeHead(503, { 'retry-after': '3' }).end();
    await ask();
    await waitFor(async () => (await deliveries(webhook.id))[0]?.attempts.length === 1);
    await as('PATCH', `/${webhook.id}`, { enabled: false });
    const [pending] = await deliveries(webhook.id, '?status=pending');
    // The receiver asked for three seconds, the schedule would have been sooner.
    expect(Date.parse(pending!.nextAttemptAt!) - Date.parse(pending!.attempts[0]!.startedAt)).toBeGreaterThanOrEqual(2_900);
    await sql.query('update gateway.webhook_deliveries set next_attempt_at = now()');
    receiver.answer = (_, response) => void response.writeHead(200).end();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(receiver.received).toHaveLength(1);
    await as('PATCH', `/${webhook.id}`, { enabled: true });
    await arrived(2);
  });

  it('that only failed for five days are disabled', async () => {
    const webhook = await make();
    receiver.answer = (_, response) => void response.writeHead(500).end();
    await sql.query(`update gateway.webhook_endpoints set failing_since = now() - interval '4 days 23 hours'`);
    await ask();
    await waitFor(async () => (await deliveries(webhook.id, '?status=dead')).length === 1);
    expect((await as<WebhookView>('GET', `/${webhook.id}`)).body.enabled).toBe(true);
    await sql.query(`update gateway.webhook_endpoints set failing_since = now() - interval '5 days 1 minute'`);
    await ask();
    expect(await waitFor(async () => { const { body } = await as<WebhookView>('GET', `/${webhook.id}`); return !body.enabled && body; })).toMatchObject({ disabledReason: 'failing' });
  });

  it('do not wait for each other: one that is slow gets few at a time, and holds up nobody', async () => {
    const slow = await startReceiver();
    try {
      const waiting: (() => void)[] = [];
      slow.answer = (_, response) => new Promise<void>((resolve) => waiting.push(() => resolve(void response.writeHead(200).end())));
      const slowWebhook = await make({ url: slow.url });
      const webhook = await make();
      for (let index = 0; index < 12; index++) await ask(`number ${index}`);
      await arrived(12);
      for (const message of receiver.received) verified(message, webhook.secret);
      expect([slow.underWay.most, slow.received.length]).toEqual([4, 4]);
      while ((await deliveries(slowWebhook.id, '?status=delivered')).length < 12) for (const go of waiting.splice(0)) go();
      expect(slow.underWay.most).toBe(4);
      expect(new Set(slow.received.map(({ id }) => id)).size).toBe(12);
    } finally {
      await slow.stop();
    }
  });

  it('change their secret while both sign', async () => {
    const webhook = await make();
    const rotated = await as<{ secret: string; previousSignsUntil: string }>('POST', `/${webhook.id}/rotate-secret`);
    expect(rotated.status).toBe(200);
    expect(rotated.body.secret).not.toBe(webhook.secret);
    expect(Date.parse(rotated.body.previousSignsUntil) - Date.now()).toBeGreaterThan(23.9 * 3600_000);
    await ask();
    const [message] = await arrived(1);
    for (const secret of [webhook.secret, rotated.body.secret]) verified(message!, secret);
    expect(String(message!.headers['webhook-signature']).split(' ')).toHaveLength(2);
    await sql.query(`update gateway.webhook_secrets set signs_until = now() where signs_until is not null`);
    await ask();
    const later = (await arrived(2))[1]!;
    verified(later, rotated.body.secret);
    expect(() => verified(later, webhook.secret)).toThrow();
    for (let index = 0; index < 8; index++) await as('POST', `/${webhook.id}/rotate-secret`);
    await ask();
    expect(String((await arrived(3))[2]!.headers['webhook-signature']).split(' ')).toHaveLength(5);
    const stored = await sql.query<{ sealed: Buffer }>('select sealed from gateway.webhook_secrets');
    expect(stored.every(({ sealed }) => !sealed.toString('latin1').includes('whsec'))).toBe(true);
  });

  it('are tested without a trace, also when they are disabled', async () => {
    const webhook = await make({ enabled: false });
    receiver.answer = (_, response) => void response.writeHead(418).end('short and stout');
    const tested = await as<WebhookTestView>('POST', `/${webhook.id}/test`);
    expect(tested).toMatchObject({ status: 200, body: { delivered: false, statusCode: 418, error: null, responseExcerpt: 'short and stout' } });
    expect(verified(receiver.received[0]!, webhook.secret)).toMatchObject({ type: 'webhook.test', data: { webhook: webhook.id } });
    await receiver.stop();
    expect((await as<WebhookTestView>('POST', `/${webhook.id}/test`)).body).toMatchObject({ delivered: false, statusCode: null, error: expect.stringContaining('ECONNREFUSED') });
    expect(await deliveries(webhook.id)).toEqual([]);
    expect((await as<WebhookView>('GET', `/${webhook.id}`)).body.disabledReason).toBe('requested');
    receiver = await startReceiver();
  });

  it.each([
    ['http://127.0.0.3:9/', 'must be https'], ['http://example.com/', 'must be https'], ['https://10.0.0.8/', 'private'], ['https://localhost/', 'loopback'], ['https://[::1]/', 'loopback'],
    ['https://169.254.169.254/', 'link-local'], ['https://0x7f.0.0.3/', 'loopback'], ['https://user:secret@example.com/', 'password'], ['https://example.com/#x', 'fragment'],
    ['https://no-such-name.invalid/', 'does not resolve'],
  ])('cannot go to %s', async (url, why) => {
    const refused = await as<{ code: string; detail: string }>('POST', '', { url });
    expect([refused.status, refused.body.code, refused.body.detail]).toEqual([422, 'webhook_url_refused', expect.stringContaining(why)]);
    const webhook = await make();
    expect(await as('PATCH', `/${webhook.id}`, { url })).toMatchObject({ status: 422, body: { code: 'webhook_url_refused' } });
  });

  it('whose address was allowed once are looked at again at every delivery', async () => {
    const webhook = await make();
    await sql.query(`update gateway.webhook_endpoints set url = $1`, [receiver.url.replace(RECEIVER_HOST, 'localhost')]);
    await ask();
    const [dead] = await waitFor(async () => { const all = await deliveries(webhook.id, '?status=dead'); return all.length === 1 && all; });
    expect(dead!.attempts[0]).toMatchObject({ statusCode: null, error: expect.stringMatching(/^localhost port \d+ is refused: its address is a loopback address/) });
    expect(receiver.received).toEqual([]);
  });

  it('are managed as other things are, by operators only', async () => {
    expect(await as('POST', '', { url: receiver.url, types: ['sessions', 'capture'] })).toMatchObject({ status: 400, body: { code: 'request_invalid', errors: [{ path: '/types' }] } });
    expect(await as('POST', '', { url: 'ftp://example.com' })).toMatchObject({ status: 400, body: { code: 'request_invalid' } });
    expect(await as('POST', '', { url: receiver.url, description: 'a\u0000b' })).toMatchObject({ status: 400, body: { errors: [{ path: '/description' }] } });
    const key = { 'idempotency-key': randomUUID() };
    const made = await as<NewWebhookView>('POST', '', { url: receiver.url }, key);
    expect((await as<NewWebhookView>('POST', '', { url: receiver.url }, key)).body).toEqual(made.body);
    const { id } = made.body;
    await forgetAnswers();
    expect((await as<NewWebhookView>('POST', '', { url: receiver.url }, key)).body).toEqual(made.body);
    const rotation = { 'idempotency-key': randomUUID() };
    const rotated = await as<{ secret: string }>('POST', `/${id}/rotate-secret`, undefined, rotation);
    await forgetAnswers();
    expect((await as('POST', `/${id}/rotate-secret`, undefined, rotation)).body).toEqual(rotated.body);
    expect((await as<{ secret: string }>('POST', `/${id}/rotate-secret`)).body.secret).not.toBe(rotated.body.secret);
    expect([made.headers.get('location'), made.headers.get('etag')]).toEqual([`/v1/webhooks/${id}`, '"1"']);
    const read = await as<Record<string, unknown>>('GET', `/${id}`);
    expect([read.headers.get('etag'), 'secret' in read.body]).toEqual(['"1"', false]);
    expect(await as('PATCH', `/${id}`, { description: 'mine', types: ['capture.approved'] }, { 'if-match': '"1"' })).toMatchObject({ status: 200, body: { description: 'mine', types: ['capture.approved'], version: 2 } });
    expect(await as('PATCH', `/${id}`, { description: null }, { 'if-match': '"1"' })).toMatchObject({ status: 412, body: { code: 'version_conflict' } });
    expect(await as('PATCH', `/${id}`, { url: null })).toMatchObject({ status: 400 });
    expect(await as('PATCH', `/${id}`, { description: null, runId: null })).toMatchObject({ status: 200, body: { description: null, version: 3 } });
    const page = await as<Page<WebhookView>>('GET', '?limit=1');
    expect(page.body.items).toHaveLength(1);
    for (const role of ['automation', 'reviewer', 'auditor'] as const) expect((await test.call('/v1/webhooks', { as: role })).status).toBe(403);
    expect((await as('DELETE', `/${id}`)).status).toBe(204);
    for (const [method, path] of [['DELETE', ''], ['GET', ''], ['PATCH', ''], ['POST', '/test'], ['POST', '/rotate-secret'], ['GET', '/deliveries'], ['POST', '/retry-dead'], ['GET', `/deliveries/${randomUUID()}`]] as const) {
      expect([path, await as(method, `/${id}${path}`, method === 'PATCH' ? {} : undefined)]).toMatchObject([path, { status: 404, body: { code: 'webhook_not_found' } }]);
    }
  });

  it('are not told again when the read models are rebuilt', async () => {
    const webhook = await make();
    await ask();
    await arrived(1);
    await rebuildReadModels(test);
    await ask('after');
    await arrived(2);
    expect(receiver.received).toHaveLength(2);
    expect(await deliveries(webhook.id)).toHaveLength(2);
  });

  it('forget what is long over, and do not make it anew when the log is read again', async () => {
    const webhook = await make();
    const { sequence } = await ask();
    await waitFor(async () => (await deliveries(webhook.id, '?status=delivered')).length === 1);
    const store = test.gateway.app.get(WebhookDeliveries);
    await store.purge();
    expect(await deliveries(webhook.id)).toHaveLength(1);
    await sql.query(`update gateway.webhook_deliveries set finished_at = now() - interval '7 days 1 minute'`);
    await store.purge();
    expect(await deliveries(webhook.id)).toEqual([]);
    const commit = (await test.log.load('session', sessionId)).find((one) => one.sequence === sequence)!;
    expect(await store.add(commit.events, sequence)).toBe(0);
  });

  it('are served by several gateways together, each message by one of them', async () => {
    const second = await startGateway(configOf(environment, await freePort()));
    try {
      const webhook = await make();
      receiver.answer = (_, response) => void setTimeout(() => response.writeHead(200).end(), 20);
      for (let index = 0; index < 60; index++) await ask(`number ${index}`);
      await waitFor(async () => (await deliveries(webhook.id, '?status=delivered&limit=200')).length === 60);
      expect(receiver.received).toHaveLength(60);
      expect(receiver.underWay.most).toBeLessThanOrEqual(4);
      // What is under way when one of them stops is finished or left to the other.
      const waiting: (() => void)[] = [];
      receiver.answer = (_, response) => void waiting.push(() => response.writeHead(200).end());
      for (let index = 0; index < 8; index++) await ask('at the end');
      await arrived(64);
      receiver.answer = (_, response) => void response.writeHead(200).end();
      const stopped = second.stop();
      for (const go of waiting.splice(0)) go();
      await stopped;
      await waitFor(async () => (await deliveries(webhook.id, '?status=delivered&limit=200')).length === 68, { timeoutMs: 60_000 });
    } finally {
      await second.stop();
    }
  }, 120_000);

  it('cannot be made at a gateway without a key for secrets, which says so instead of keeping them in the open', async () => {
    const { GATEWAY_SECRET_KEY: _, ...withoutKey } = environment;
    const keyless = await startGateway(configOf(withoutKey, await freePort()));
    try {
      const response = await fetch(`${keyless.url}/v1/webhooks`, {
        method: 'POST', headers: { 'authorization': `Bearer ${test.bootstrap.keys.operator}`, 'content-type': 'application/json' }, body: JSON.stringify({ url: 'https://example.com/' }),
      });
      expect([response.status, await response.json()]).toEqual([409, expect.objectContaining({ code: 'webhooks_not_configured' })]);
    } finally {
      await keyless.stop();
    }
  }, 30_000);
});
