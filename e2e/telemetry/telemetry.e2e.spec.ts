import { spawnSync } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectEventLog, type EventLog } from '@countersign/event-log';
import { findCommand, temporaryFolder, waitFor } from '@countersign/test-kit';
import { canary, sendCanaries } from './canaries.ts';
import { namingProblems, parseExposition, usedIn, type Family } from './exposition.ts';
import { SERVICES, startCollector, startThreeServices, type ReceivedSpan, type ThreeServices } from './three-services.ts';

/** For whoever looks for something special. */
const NOT_SHOWN = new Set(['countersign_log_loads_total', 'countersign_log_loaded_commits_total', 'countersign_read_model_passed_over_commits_total']);
const DOCKER = join(import.meta.dirname, '../../docker');

type Collector = Awaited<ReturnType<typeof startCollector>>;

describe('telemetry (ci)', () => {
  let collector: Collector;
  let services: ThreeServices;
  let log: EventLog;
  let runId: string;
  const receiver = { headers: [] as IncomingHttpHeaders[], bodies: [] as string[], server: createServer() };
  const tokens = { nats: canary(), secretKey: randomBytes(32).toString('base64'), model: canary(), otlp: canary() };
  const traceId = randomBytes(16).toString('hex');
  const callerSpan = randomBytes(8).toString('hex');
  const traced = { traceparent: `00-${traceId}-${callerSpan}-01` };

  beforeAll(async () => {
    collector = await startCollector();
    services = await startThreeServices({
      natsToken: tokens.nats,
      all: { LOG_LEVEL: 'trace', OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_EXPORTER_OTLP_HEADERS: `authorization=${tokens.otlp}`, OTEL_BSP_SCHEDULE_DELAY: '100', OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=test' },
      gateway: { GATEWAY_SECRET_KEY: tokens.secretKey },
      'capture-service': { CAPTURE_MODEL_URL: 'http://127.0.0.1:9/v1', CAPTURE_MODEL_NAME: 'none', CAPTURE_MODEL_KEY: tokens.model },
    });
    log = await connectEventLog({ natsUrl: services.nats.url, name: 'test' });
    receiver.server.on('request', (request, response) => {
      receiver.headers.push(request.headers);
      request.on('data', (chunk: Buffer) => receiver.bodies.push(chunk.toString()));
      request.on('end', () => response.writeHead(204).end());
    });
    await new Promise<void>((resolve) => receiver.server.listen(0, '127.0.0.2', resolve));
    const url = `http://127.0.0.2:${(receiver.server.address() as AddressInfo).port}/hook`;
    expect((await services.call('POST', '/v1/webhooks', { as: 'operator', body: { url, types: ['candidate.'] } })).status).toBe(201);
  }, 180_000);
  afterAll(async () => {
    await log?.close();
    await services?.stop();
    receiver.server.closeAllConnections();
    receiver.server.close();
    await collector?.stop();
  });

  const inTrace = (): ReceivedSpan[] => collector.spans.filter((span) => span.traceId === traceId);
  const span = (service: string, name: string): Promise<ReceivedSpan> => waitFor(() => inTrace().find((each) => each.service === service && each.name === name), { what: `${service}: ${name}` });
  const linkedTo = (linked: ReceivedSpan): Promise<ReceivedSpan> =>
    waitFor(() => collector.spans.find(({ name, links }) => name === 'project commits' && links.some(({ spanId }) => spanId === linked.spanId)), { what: 'the projection is linked' });

  it('traces go from the request over NATS to the event, and from there to the read model, the stream and the webhook', async () => {
    const stream = await fetch(`${services.url}/v1/events`, { headers: { authorization: `Bearer ${services.keys.automation}` } });
    const registered = await services.call('POST', '/v1/candidates', { as: 'automation', headers: traced, body: { resume: { basics: { name: 'Ada' } } } });
    expect(registered.status).toBe(201);
    const id = registered.body['id'] as string;
    const [http, sent, processed, appended] = await Promise.all([
      span('gateway', 'POST /v1/candidates'), span('gateway', 'candidate.register send'), span('capture-service', 'candidate.register process'), span('capture-service', 'append candidate'),
    ]);
    expect([http.parentSpanId, sent.parentSpanId, processed.parentSpanId, appended.parentSpanId]).toEqual([callerSpan, http.spanId, sent.spanId, processed.spanId]);
    expect(http.attributes).toMatchObject({ 'http.route': '/v1/candidates', 'http.response.status_code': expect.anything() });

    const traceparent = `00-${traceId}-${appended.spanId}-01`;
    const [commit] = await log.load('candidate', id);
    expect(commit!.events[0]).toMatchObject({ type: 'countersign.candidate.registered.v1', traceparent });
    expect(await linkedTo(appended)).toMatchObject({ service: 'gateway' });
    const exported = await services.call('GET', `/v1/audit/export?aggregate=candidate&aggregateId=${id}`, { as: 'auditor' });
    expect(exported.body['text']).toContain(traceparent);
    // Who hears of the event finds it, and with it the trace.
    expect(await firstData(stream)).toMatchObject({ id: commit!.events[0]!.id, correlationId: registered.headers.get('x-request-id') });

    const delivered = await span('gateway', 'deliver webhook');
    expect(delivered).toMatchObject({ parentSpanId: appended.spanId });
    const [told] = await waitFor(() => receiver.headers.length > 0 && receiver.headers);
    expect(told!['traceparent']).toBe(`00-${traceId}-${delivered.spanId}-01`);
    const run = await services.call('POST', '/v1/runs', { as: 'automation', headers: traced, body: { candidateId: id } });
    runId = run.body['id'] as string;
    const [ofRun, request] = await Promise.all([span('gateway', 'append run'), span('gateway', 'POST /v1/runs')]);
    expect(ofRun.parentSpanId).toBe(request.spanId);
  });

  it('traces go on from service to service: a capture asks for the session that it names', async () => {
    const sessionId = randomUUID();
    await log.append({
      aggregate: 'session', aggregateId: sessionId, source: 'session-service', expectedSequence: 0, version: 0, context: { actor: 'service:test', correlationId: 'test', runId },
      events: [{ type: 'countersign.session.started.v1', data: { runId, provider: 'novnc', viewport: { width: 1280, height: 800 }, startUrl: null, startedAt: new Date().toISOString(), expiresAt: new Date(Date.now() + 60_000).toISOString(), heartbeatTimeoutMs: 60_000, node: 'a-node-that-is-gone' } }],
    });
    const task = await services.call('POST', '/v1/tasks', { as: 'automation', body: { runId, url: 'https://jobs.example.org/1', company: 'Acme', title: 'Engineer' } });
    const refused = await services.call('POST', '/v1/captures', { as: 'automation', headers: traced, body: { taskId: task.body['id'], sessionId } });
    expect(refused.status).toBeGreaterThanOrEqual(400);
    const [http, sent, captured, attached] = await Promise.all([
      span('gateway', 'POST /v1/captures'), span('gateway', 'capture.capture send'), span('capture-service', 'capture.capture process'), span('session-service', 'session.attach_cdp process'),
    ]);
    expect([sent.parentSpanId, captured.parentSpanId, attached.parentSpanId]).toEqual([http.spanId, sent.spanId, captured.spanId]);
    expect(captured.attributes['countersign.outcome']).toBe(refused.body['code']);
  });

  it('traces hold nothing of what callers sent', () => {
    expect(new Set(inTrace().map(({ service }) => service))).toEqual(new Set(['gateway', 'capture-service', 'session-service']));
    const known = /^(http\.(request\.method|request\.resend_count|route|response\.status_code)|rpc\.(system|method)|messaging\.[a-z._]+|countersign\.(correlation_id|outcome|aggregate|position)|error\.type)$/;
    expect([...new Set(collector.spans.flatMap(({ attributes }) => Object.keys(attributes)))].filter((name) => !known.test(name))).toEqual([]);
    expect(JSON.stringify(collector.spans)).not.toContain('Ada');
  });

  it('metrics are what Prometheus wants, and have labels that are few', async () => {
    const families = new Map<string, Family>();
    for (const service of SERVICES) {
      const response = await fetch(`${services.monitoring[service]}/metrics`);
      expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
      const text = await response.text();
      for (const family of parseExposition(text)) families.set(family.name, { ...family, samples: [...(families.get(family.name)?.samples ?? []), ...family.samples] });
      expect(promtool(['check', 'metrics'], text)).toBe('');
    }
    expect([...families.values()].flatMap(namingProblems)).toEqual([]);
    const values = [...families.values()].flatMap(({ samples }) => samples.flatMap(({ labels }) => Object.values(labels)));
    expect(values.filter((value) => /[0-9a-f]{8}-[0-9a-f]{4}|@|\?|Ada/.test(value))).toEqual([]);
    expect(values.length).toBeLessThan(5_000);

    const value = (name: string, labels: Record<string, string> = {}) =>
      families.get(name.replace(/_count$/, ''))?.samples.find((sample) => sample.name === name && Object.entries(labels).every(([key, wanted]) => sample.labels[key] === wanted))?.value;
    expect(value('countersign_http_requests_total', { method: 'POST', route: '/v1/candidates', status: '201' })).toBe(1);
    expect(value('countersign_http_request_duration_seconds_count', { method: 'POST', route: '/v1/candidates' })).toBe(1);
    expect(value('countersign_commands_total', { command: 'candidate.register', outcome: 'accepted' })).toBe(1);
    expect(value('countersign_webhook_attempts_total', { outcome: 'delivered' })).toBe(1);
    expect(value('countersign_read_model_state', { state: 'following' })).toBe(1);
    expect(value('countersign_read_model_lag_commits')).toBe(0);
    expect(value('countersign_log_last_position')).toBe(value('countersign_read_model_position'));
    expect(value('countersign_sessions', { status: 'active' })).toBeDefined();
    expect(value('countersign_metrics_collection_faults_total')).toBe(0);

    // What the dashboard and the alerts ask for is there, with the labels that they name.
    const asked = [...dashboardExpressions(), ...alertExpressions()];
    expect(asked.length).toBeGreaterThan(60);
    const missing = asked.flatMap(usedIn).filter(({ name, labels }) => {
      const family = families.get(name) ?? families.get(name.replace(/_(bucket|sum|count)$/, ''));
      const known = new Set(family?.samples.flatMap((sample) => Object.keys(sample.labels)));
      // A reactor, an outcome or a code that was not there yet has no sample.
      return !family || (family.samples.length > 0 && labels.some((label) => !known.has(label)));
    });
    expect(missing).toEqual([]);
    const shown = new Set(asked.flatMap(usedIn).map(({ name }) => name.replace(/_(bucket|sum|count)$/, '')));
    expect([...families.keys()].filter((name) => name.startsWith('countersign_') && !shown.has(name) && !NOT_SHOWN.has(name))).toEqual([]);
    const folder = await temporaryFolder();
    const panels = join(folder.path, 'panels.json');
    writeFileSync(panels, JSON.stringify({ groups: [{ name: 'panels', rules: dashboardExpressions().map((expr, index) => ({ record: `panel:${index}`, expr: expr.replaceAll('$__rate_interval', '1m') })) }] }));
    expect(promtool(['check', 'rules', panels])).toBe('');
    expect(promtool(['check', 'config', join(DOCKER, 'prometheus/prometheus.yml')])).toBe('');
    await folder.remove();
  });

  it('health is asked anew, and nothing but metrics and health is served beside the API', async () => {
    for (const service of SERVICES) {
      const ready = await fetch(`${services.monitoring[service]}/health/ready`);
      expect([service, ready.status, ((await ready.json()) as { status: string }).status]).toEqual([service, 200, 'ready']);
      const statuses = await Promise.all(['/health/live', '/', '/v1/runs', '/metrics/'].map(async (path) => (await fetch(`${services.monitoring[service]}${path}`)).status));
      expect(statuses).toEqual([200, 404, 404, 404]);
      expect((await fetch(`${services.monitoring[service]}/metrics`, { method: 'POST', body: 'x' })).status).toBe(405);
    }
    expect((await services.call('GET', '/metrics', { as: 'operator' })).body['text']).not.toContain('# HELP');
  });

  it('addresses hold no secret: no parameter is one, and a link that admits has it in the fragment', async () => {
    const { paths } = (await services.call('GET', '/openapi.json')).body as unknown as { paths: Record<string, Record<string, { parameters?: { name: string; in: string; schema?: { type?: string } }[] }>> };
    const parameters = Object.values(paths).flatMap((path) => Object.values(path).flatMap(({ parameters: named = [] }) => named)).filter((parameter) => parameter.in === 'query' || parameter.in === 'path');
    expect(parameters.length).toBeGreaterThan(30);
    // A fencing token is a number that counts turns.
    expect(parameters.filter(({ name, schema }) => schema?.type !== 'integer' && /secret|token|ticket|key|password|authorization|cookie|answer|resume|mail/i.test(name))).toEqual([]);
    const link = await services.call('POST', '/v1/sign-in-links', { as: 'operator', body: {} });
    for (const url of [services.signInUrl, String(link.body['url'])]) {
      const { search, hash, pathname } = new URL(url);
      expect([search, pathname, hash.length > 20]).toEqual(['', '/sign-in', true]);
    }
  });

  it('logs hold no secret and nothing personal, wherever a caller puts it and whatever fails', async () => {
    const sent = await sendCanaries(services);
    const { username, password } = new URL(services.postgres.url);
    for (const [name, secret] of Object.entries({ ...tokens, [`the password of ${username}`]: password, 'the sign-in link of the start': services.signInUrl.slice(-30) })) sent.set(name, secret);
    const marked = 'a-request-that-is-looked-for';
    await services.call('GET', '/v1/runs', { as: 'automation', headers: { 'x-request-id': marked } });

    // With the servers gone everything fails that can: what drivers and clients say then is in the log, too.
    await services.postgres.kill();
    const lost = canary();
    sent.set('a title that the database never got', lost);
    await Promise.all([1, 2, 3].map((n) => services.call('POST', '/v1/runs', { as: 'operator', headers: { 'idempotency-key': `${lost}${n}` }, body: { candidateId: randomUUID(), title: lost } })));
    await services.nats.kill();
    await services.call('POST', '/v1/candidates', { as: 'operator', body: { resume: { basics: { name: lost } } } });
    await services.nats.restart();
    await services.end();

    const lines = SERVICES.flatMap((service) => services.lines[service].map((line) => ({ service, line })));
    // Also what was cut short.
    const isIn = (line: string, secret: string) => line.includes(secret) || (secret.startsWith('canary') && line.includes(secret.slice(0, 9)));
    const found = [...sent].flatMap(([name, secret]) => lines.filter(({ line }) => isIn(line, secret)).map(({ service, line }) => `${name} in a line of ${service}: ${line.slice(0, 600)}`));
    expect(found).toEqual([]);

    const noJson = lines.filter(({ line }) => !isObject(line));
    expect(noJson).toEqual([]);
    expect(lines.filter(({ line }) => /[\u0000-\u001f\u007f-\u009f\u2028-\u202e]/.test(line) || line.includes('forged'))).toEqual([]);
    const parsed = lines.map(({ line }) => JSON.parse(line) as Record<string, unknown>);
    expect(parsed.filter(({ level, time, service }) => typeof level !== 'string' || Number.isNaN(Date.parse(String(time))) || typeof service !== 'string')).toEqual([]);
    const answered = parsed.filter(({ msg }) => msg === 'answered');
    expect(answered.filter(({ correlationId }) => typeof correlationId !== 'string')).toEqual([]);
    expect(answered.filter(({ correlationId }) => correlationId === marked)).toHaveLength(1);
    expect(new Set(parsed.map(({ service }) => service))).toEqual(new Set(SERVICES));
  });
});

function isObject(line: string): boolean {
  try {
    return typeof JSON.parse(line) === 'object';
  } catch {
    return false;
  }
}

async function firstData(response: Response): Promise<unknown> {
  let text = '';
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    const data = /^data: (\{.*\})$/m.exec(text);
    if (data && text.includes('\n\n', data.index)) return JSON.parse(data[1]!);
  }
  return undefined;
}

function dashboardExpressions(): string[] {
  const { panels } = JSON.parse(readFileSync(join(DOCKER, 'grafana/countersign.json'), 'utf8')) as { panels: { targets?: { expr: string }[] }[] };
  return panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));
}

function alertExpressions(): string[] {
  return [...readFileSync(join(DOCKER, 'prometheus/alerts.yml'), 'utf8').matchAll(/^\s+expr: (.+)$/gm)].map(([, expression]) => expression!);
}

/** What it complains of, where it is installed (Debian: `prometheus`). */
function promtool(parameters: string[], input = ''): string {
  if (!findCommand('promtool')) return '';
  const { status, stdout, stderr } = spawnSync('promtool', parameters, { input, encoding: 'utf8' });
  return status === 0 ? '' : `${stdout}${stderr}`;
}
