import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ApiError, Client, hasCode, receiptOf, verifyWebhook, type LiveEvent } from '@countersign/client';
import { candidateCommands, sessionCommands, type Role } from '@countersign/contracts';
import { waitFor } from '@countersign/test-kit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startCuttingProxy, type CuttingProxy } from './cutting-proxy.fixture.ts';
import { startTestGateway, type Responder, type TestGateway } from './gateway.fixture.ts';
import { signedHeaders } from './webhooks/webhook-signatures.ts';

/** The client against a gateway, over a proxy that loses answers. */
describe('the client of the API', () => {
  let test: TestGateway;
  let proxy: CuttingProxy;
  const candidateId = randomUUID();
  const clientAs = (role: Role, retries = 4): Client => new Client({ url: proxy.url, key: test.bootstrap.keys[role], retries });
  let automation: Client;

  beforeAll(async () => {
    test = await startTestGateway({ GATEWAY_SECRET_KEY: randomBytes(32).toString('base64'), GATEWAY_WEBHOOK_ALLOW: '127.0.0.1' });
    proxy = await startCuttingProxy(test.gateway.url);
    automation = clientAs('automation');
    await test.append('candidate', candidateId, [{ type: 'countersign.candidate.registered.v1', data: { resume: {}, preferences: {}, documents: [] } }]);
  }, 60_000);
  beforeEach(() => {
    proxy.plan = [];
    proxy.requests.length = 0;
    proxy.statuses.length = 0;
  });
  afterAll(async () => {
    await proxy.stop();
    await test.stop();
  });

  const newRun = async (title: string) => automation.post('/v1/runs', { body: { candidateId, title } });
  const runsTitled = async (title: string): Promise<string[]> => {
    const found: string[] = [];
    for await (const run of automation.items('/v1/runs', { query: { limit: 200 } })) if (run.title === title) found.push(run.id);
    return found;
  };
  const refusalOf = async (call: Promise<unknown>): Promise<ApiError> => {
    const error = await call.then(() => undefined, (reason: unknown) => reason);
    if (!(error instanceof ApiError)) throw new Error(`was not refused, but ${String(error)}`);
    return error;
  };
  const withResponder = async <Result>(pattern: string, answer: Parameters<TestGateway['respond']>[1], work: (responder: Responder) => Promise<Result>): Promise<Result> => {
    const responder = await test.respond(pattern, answer);
    try {
      return await work(responder);
    } finally {
      responder.end();
    }
  };

  it('is generated from what the gateway serves', async () => {
    const committed = JSON.parse(readFileSync(new URL('../openapi.json', import.meta.url), 'utf8')) as Record<string, unknown>;
    const served = (await test.call('/openapi.json')).body;
    expect({ ...served, servers: [] }).toEqual({ ...committed, servers: [] });
  });

  it('gives what was made and read, with what came beside it', async () => {
    const made = await automation.post('/v1/runs', { body: { candidateId, title: 'made' }, requestId: 'order-7' });
    expect(receiptOf(made)).toEqual({ status: 201, etag: '"1"', position: expect.any(Number), requestId: 'order-7', replayed: false });
    const read = await automation.get('/v1/runs/{id}', { path: { id: made.id } });
    expect(read).toEqual(made);
    expect(receiptOf({ ...read })).toBeUndefined();
    const file = await automation.post('/v1/documents', { query: { name: 'a letter.txt' }, file: new Blob(['Dear all'], { type: 'text/plain' }) });
    expect(await (await automation.download('/v1/documents/{sha256}', { path: { sha256: file.sha256 } })).text()).toBe('Dear all');
  });

  it('throws refusals with code, fields and request id, and sends none of them twice', async () => {
    const unknown = await refusalOf(automation.get('/v1/runs/{id}', { path: { id: randomUUID() }, requestId: 'order-8' }));
    expect(unknown).toMatchObject({ name: 'ApiError', status: 404, code: 'run_not_found', requestId: 'order-8', message: 'There is no run with this id.' });
    const wrong = await refusalOf(automation.post('/v1/runs', { body: { candidateId: 'nobody', title: 'x' } }));
    expect(wrong).toMatchObject({ status: 400, code: 'request_invalid', errors: [{ path: '/candidateId', message: expect.any(String) }] });
    const stranger = await refusalOf(new Client({ url: proxy.url, key: 'cs_nobody' }).get('/v1/me'));
    expect([stranger.status, stranger.code, hasCode(stranger, 'unauthenticated')]).toEqual([401, 'unauthenticated', true]);
    expect(proxy.requests).toHaveLength(3);
    await expect(automation.get('/v1/runs/{id}', { path: { id: '..' } })).rejects.toThrow(TypeError);
  });

  it.each([['lost', 'lost'], ['cut off in the middle', 20]] as const)('asks again with the same key when an answer is %s, and nothing happens twice', async (name, cut) => {
    proxy.plan = [cut, cut];
    const run = await newRun(name);
    expect(receiptOf(run)).toMatchObject({ status: 201, replayed: true });
    expect(proxy.requests).toHaveLength(3);
    expect(new Set(proxy.requests.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
    expect(await runsTitled(name)).toEqual([run.id]);
    proxy.plan = [cut];
    expect((await automation.get('/v1/runs/{id}', { path: { id: run.id } })).id).toBe(run.id);
  });

  it('waits for the first request with its key, however often its answer was lost', async () => {
    const id = randomUUID();
    await withResponder(sessionCommands.heartbeat, async () => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      return { ok: true, position: 0, version: 1, result: { lastHeartbeatAt: '2026-11-22T10:00:00.000Z', leaseEndsAt: null, expiresAt: '2026-11-22T11:00:00.000Z' } };
    }, async ({ received }) => {
      const calls = [1, 2, 3].map(() => automation.post('/v1/sessions/{id}/heartbeat', { path: { id }, idempotencyKey: `beat-${id}` }));
      const answers = await Promise.all(calls);
      expect(answers.map(({ expiresAt }) => expiresAt)).toEqual(Array(3).fill('2026-11-22T11:00:00.000Z'));
      expect(answers.map((answer) => receiptOf(answer)!.replayed).filter(Boolean)).toHaveLength(2);
      expect(received).toHaveLength(1);
    });
    expect(await refusalOf(clientAs('automation', 0).post('/v1/sessions/{id}/extend', { path: { id: randomUUID() }, body: { ttlSeconds: 90 }, idempotencyKey: `beat-${id}` }))).toMatchObject({ status: 422, code: 'idempotency_key_reused' });
  });

  it('comes back when the gateway says so, and no more often than it was told to', async () => {
    const id = randomUUID();
    const once = await refusalOf(clientAs('automation', 0).post('/v1/sessions/{id}/heartbeat', { path: { id } }));
    expect(once).toMatchObject({ code: 'service_unavailable', status: 503, retryAfterMs: 1000 });
    const startedAt = performance.now();
    const answered = automation.post('/v1/sessions/{id}/heartbeat', { path: { id } });
    await waitFor(() => proxy.statuses.length === 2);
    await withResponder(sessionCommands.heartbeat, () => ({ ok: true, position: 0, version: 1, result: { lastHeartbeatAt: 'then', leaseEndsAt: null, expiresAt: 'later' } }), async () => {
      expect((await answered).expiresAt).toBe('later');
    });
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(995);
    expect(proxy.requests).toHaveLength(3);
  });

  it('does not repeat what is not safe to repeat', async () => {
    proxy.plan = ['lost', 'lost', 'lost'];
    const operator = clientAs('operator');
    expect((await refusalOf(operator.delete('/v1/webhooks/{id}', { path: { id: randomUUID() } }))).code).toBe('network');
    expect((await refusalOf(operator.patch('/v1/webhooks/{id}', { path: { id: randomUUID() }, body: { enabled: false } }))).code).toBe('network');
    // A sign-in link works once, and takes no key.
    expect(await refusalOf(new Client({ url: proxy.url }).post('/v1/sign-in', { body: { token: 'x'.repeat(43) } }))).toMatchObject({ code: 'network', status: 0 });
    expect(proxy.requests).toHaveLength(3);
  });

  it('gives up in time, and when it is told to', async () => {
    let end = (): void => undefined;
    const late = new Promise<{ ok: false; error: { code: string; message: string } }>((resolve) => { end = () => resolve({ ok: false, error: { code: 'session_not_found', message: 'None.' } }); });
    await withResponder(sessionCommands.heartbeat, () => late, async () => {
      const beat = (options: { timeoutMs?: number; signal?: AbortSignal }) => clientAs('automation', 0).post('/v1/sessions/{id}/heartbeat', { path: { id: randomUUID() }, ...options });
      expect(await refusalOf(beat({ timeoutMs: 100 }))).toMatchObject({ status: 0, code: 'timeout', message: 'No answer within 0.1 s.' });
      const stopping = new AbortController();
      const stopped = beat({ signal: stopping.signal });
      await waitFor(() => proxy.requests.length === 2);
      stopping.abort(new Error('not needed any more'));
      await expect(stopped).rejects.toThrow('not needed any more');
      end();
    });
  });

  it('goes through lists page by page, without a gap or a repeat', async () => {
    const made = [];
    for (let index = 0; index < 7; index++) made.push((await newRun(`listed ${index}`)).id);
    const first: string[] = [];
    for await (const run of automation.items('/v1/runs', { query: { limit: 3 } })) {
      first.push(run.id);
      if (first.length === 7) break;
    }
    expect(first).toEqual(made.reverse());
    let pages = 0;
    const ids = new Set<string>();
    for await (const { items } of automation.pages('/v1/runs', { query: { limit: 3 } })) {
      pages++;
      for (const { id } of items) ids.add(id);
    }
    expect([pages, ids.size]).toEqual([Math.ceil(ids.size / 3), ids.size]);
    const positions: number[] = [];
    for await (const event of clientAs('auditor').items('/v1/audit/events', { query: { aggregate: 'run', limit: 2 } })) positions.push(event.position);
    expect(positions).toHaveLength(ids.size);
    expect(positions).toEqual([...new Set(positions)].sort((one, other) => one - other));
  });

  it('bases a change on what was read', async () => {
    const operator = clientAs('operator');
    const webhook = await operator.post('/v1/webhooks', { body: { url: 'http://127.0.0.1:9/hook', enabled: false } });
    const read = await operator.get('/v1/webhooks/{id}', { path: { id: webhook.id } });
    const changed = await operator.patch('/v1/webhooks/{id}', { path: { id: webhook.id }, body: { description: 'one' }, ifMatch: read });
    expect(changed.version).toBe(read.version + 1);
    const stale = await refusalOf(operator.patch('/v1/webhooks/{id}', { path: { id: webhook.id }, body: { description: 'two' }, ifMatch: read }));
    expect(stale).toMatchObject({ status: 412, code: 'version_conflict' });
    await withResponder(candidateCommands.updateResume, () => ({ ok: false, error: { code: 'version_conflict', message: 'It is another.' } }), async ({ received }) => {
      const candidate = await automation.get('/v1/candidates/{id}', { path: { id: candidateId } });
      await refusalOf(automation.put('/v1/candidates/{id}/resume', { path: { id: candidateId }, body: { resume: {} }, ifMatch: candidate }));
      expect(received[0]!.data).toMatchObject({ expectedVersion: 1 });
    });
  });

  it('accepts webhooks as the gateway signs them', async () => {
    const [secret, next] = [1, 2].map(() => `whsec_${randomBytes(32).toString('base64')}`) as [string, string];
    const body = JSON.stringify({ type: 'webhook.test', timestamp: '2026-11-22T10:00:00.000Z', data: { name: 'Zoë' } });
    // While a secret is replaced the gateway signs with both.
    const headers = signedHeaders('msg-1', body, [next, secret], Date.now());
    for (const known of [secret, next]) expect(await verifyWebhook({ headers, body, secrets: known })).toEqual({ id: 'msg-1', message: JSON.parse(body) });
    await expect(verifyWebhook({ headers, body: `${body} `, secrets: secret })).rejects.toMatchObject({ reason: 'signature_wrong' });
  });

  describe('follows events', () => {
    /** Commits of one event and of several, on one run. */
    const happen = async (runId: string, count: number): Promise<void> => {
      const sessionId = randomUUID();
      await test.append('session', sessionId, [{
        type: 'countersign.session.started.v1',
        data: { runId, provider: 'novnc', viewport: { width: 1280, height: 800 }, startUrl: null, startedAt: '2026-11-22T10:00:00.000Z', expiresAt: '2030-01-01T00:00:00.000Z', heartbeatTimeoutMs: null, node: 'n1' },
      }], runId);
      const extended = { type: 'countersign.session.extended.v1', data: { expiresAt: '2030-01-02T00:00:00.000Z' } };
      for (let index = 0; index < count; index++) await test.append('session', sessionId, Array.from({ length: 1 + (index % 3) }, () => extended), runId);
    };
    const stored = (runId: string, count: number): Promise<string[]> => waitFor(async () => {
      const ids: string[] = [];
      for await (const event of clientAs('auditor').items('/v1/audit/events', { query: { runId } })) ids.push(event.id);
      return ids.length === count && ids;
    });
    /** Follows until as many came as are stored. */
    const heard = async (events: AsyncGenerator<LiveEvent>, count: number): Promise<LiveEvent[]> => {
      const found: LiveEvent[] = [];
      for await (const event of events) if (found.push(event) === count) break;
      return found;
    };

    it('over connections that break anywhere, each exactly once and in order', async () => {
      const { id: runId } = await newRun('followed');
      await happen(runId, 12);
      const all = await stored(runId, 26);
      // Before anything came, in the preface, in the middle of a line, of a commit, of a frame.
      proxy.plan = ['lost', 10, 1_234, 1_000, 2_222, 700, 1_777, 3_000, 901];
      const states: string[] = [];
      const found = await heard(automation.events({ query: { runId }, after: 0, onState: (state) => states.push(state) }), all.length);
      expect(found.map(({ event }) => event.id)).toEqual(all);
      expect(states.filter((state) => state === 'down').length).toBe(9);
      expect(proxy.plan).toEqual([]);
    });

    it('on from the place of any of them', async () => {
      const { id: runId } = await newRun('gone on');
      await happen(runId, 5);
      const all = await stored(runId, 11);
      const found = await heard(automation.events({ query: { runId }, after: 0 }), all.length);
      for (const index of [0, 3, 5]) {
        const rest = (await heard(automation.events({ query: { runId }, after: found[index]!.place }), 1))[0]!.event.id;
        // The place of one inside of a commit may be before the commit: nothing is left out.
        expect(all.indexOf(rest)).toBeLessThanOrEqual(index + 1);
      }
      expect((await heard(automation.events({ query: { runId }, after: found[5]!.event.position }), 1))[0]!.event.position).toBeGreaterThan(found[5]!.event.position);
    });

    it('from now on, and until it is told to stop', async () => {
      const { id: runId } = await newRun('live');
      const stopping = new AbortController();
      let isOpen = false;
      const found: string[] = [];
      const following = (async () => {
        for await (const { event } of automation.events({ query: { runId }, signal: stopping.signal, onState: () => { isOpen = true; } })) found.push(event.type);
      })();
      await waitFor(() => isOpen);
      await happen(runId, 1);
      await waitFor(() => found.length === 2);
      stopping.abort();
      await following;
      expect(found).toEqual(['countersign.session.started.v1', 'countersign.session.extended.v1']);
    });

    it('not over what trying again would not change', async () => {
      expect((await refusalOf(new Client({ url: proxy.url, key: 'cs_nobody' }).events().next())).code).toBe('unauthenticated');
      expect((await refusalOf(automation.events({ after: 'yesterday' }).next())).code).toBe('cursor_invalid');
      expect(proxy.requests).toHaveLength(2);
    });

    it('over a connection that fell silent', async () => {
      const { id: runId } = await newRun('silent');
      const states: string[] = [];
      const following = heard(automation.events({ query: { runId }, after: 0, silenceTimeoutMs: 150, onState: (state) => states.push(state) }), 3);
      await waitFor(() => states.includes('down'));
      await happen(runId, 1);
      expect((await following).map(({ event }) => event.type)).toEqual(['countersign.run.registered.v1', 'countersign.session.started.v1', 'countersign.session.extended.v1']);
    });
  });
});
