import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { connectNats } from '@countersign/event-log';
import type { ThreeServices } from './three-services.ts';

/** Something that can be found again wherever it turns up. */
export const canary = (): string => `canary${randomBytes(12).toString('hex')}`;

/** What would let a line begin, a terminal be written to, or the order of what is read be turned. */
export const INJECTED = '\r\n{"level":"fatal","msg":"forged"}\u001b[31m\u2028\u202e\u0000\u009b';

/**
 * Sends marked secrets in every place where a caller can put something. Each has a name, to be told when it is found in a log.
 * What a caller is meant to choose and read in logs, a sane `X-Request-Id`, is not among them.
 */
export async function sendCanaries(services: ThreeServices): Promise<Map<string, string>> {
  const sent = new Map<string, string>();
  const mark = (name: string): string => {
    const secret = canary();
    sent.set(name, secret);
    return secret;
  };
  await inHeadersAndPaths(services, mark);
  await inBodies(services, mark, sent);
  await inOtherProtocols(services, mark);
  for (const [role, value] of Object.entries(services.keys)) sent.set(`the key of ${role}`, value.slice(-30));
  return sent;
}

type Mark = (name: string) => string;
const as = 'operator' as const;

async function inHeadersAndPaths({ call }: ThreeServices, mark: Mark): Promise<void> {
  await call('GET', '/v1/runs', { headers: { authorization: `Bearer cs_${'a'.repeat(12)}_${mark('a wrong key').padEnd(43, 'x')}` } });
  await call('GET', '/v1/runs', { headers: { authorization: `Basic ${mark('basic credentials')}` } });
  await call('GET', '/v1/me', { headers: { cookie: `__Host-cs-user=${mark('a cookie')}; other=${mark('another cookie')}` } });
  for (const header of ['user-agent', 'referer', 'origin', 'if-match', 'last-event-id', 'traceparent', 'tracestate', 'baggage', 'x-forwarded-for', 'prefer', 'accept', 'idempotency-key']) {
    await call('POST', '/v1/runs', { as, headers: { [header]: mark(`header ${header}`) }, body: { candidateId: 'none' } });
  }
  await call('GET', '/v1/runs', { as, headers: { 'x-request-id': `"${mark('an odd request id')}"` } });

  // Paths and queries.
  await call('GET', `/v1/runs?cursor=${mark('a cursor')}&unknown=${mark('a parameter')}`, { as });
  await call('GET', `/v1/runs/${mark('an id')}`, { as });
  await call('GET', `/${mark('a path')}?token=${mark('a token in a query')}&email=${mark('an address')}%40example.org`);
  await call('GET', `/%E0%A4%A/${mark('a path that cannot be decoded')}`);
  await call('GET', `/sign-in?token=${mark('a sign-in link')}`);

}

async function inBodies({ call }: ThreeServices, mark: Mark, sent: Map<string, string>): Promise<void> {
  await call('POST', '/v1/sign-in', { body: { token: mark('a sign-in token') } });
  await call('POST', '/v1/runs', { as, body: `{"candidateId": "${mark('a body that is no JSON')}", ` });
  await call('POST', '/v1/runs', { as, headers: { 'content-type': `text/${mark('a media type')}` }, body: mark('a body of another type') });
  await call('POST', '/v1/runs', { as, body: { candidateId: mark('a field'), [mark('the name of a field')]: 1, __proto__: { polluted: true } } });
  const resume = { basics: { name: mark('a name'), email: `${mark('an e-mail')}@example.org`, phone: mark('a phone number'), summary: `${mark('a summary')}${INJECTED.replaceAll('\u0000', '')}` } };
  const candidate = await call('POST', '/v1/candidates', { as, body: { resume } });
  await call('POST', '/v1/candidates', { as, body: { resume: { basics: { email: [mark('a resume that does not fit')] } } } });
  await call('POST', '/v1/documents', { as, headers: { 'content-type': 'application/pdf' }, body: `%PDF-1.4 ${mark('a document')}` });
  const run = await call('POST', '/v1/runs', { as, body: { candidateId: candidate.body['id'], title: `${mark('a title')}${INJECTED.replaceAll('\u0000', '')}` } });
  const task = await call('POST', '/v1/tasks', { as, body: { runId: run.body['id'], url: `https://jobs.example.org/apply?key=${mark('a key in the address of a job')}`, company: mark('a company'), title: 'Engineer' } });
  const question = { id: 'why', question: `Why ${mark('a question')}?`, type: 'text', required: true, sensitive: false, section: null, step: 1, help: null, labelSource: 'given', answer: mark('an answer') };
  const capture = await call('POST', '/v1/captures', { as, body: { taskId: task.body['id'], fields: [question] } });
  await call('PATCH', `/v1/captures/${String(capture.body['id'])}/answers`, { as: 'reviewer', headers: { 'if-match': '"1"' }, body: { answers: [{ fieldId: 'why', answer: mark('an edited answer') }] } });
  await call('POST', '/v1/captures', { as: 'automation', body: { taskId: task.body['id'], fields: [{ ...question, question: { text: mark('a question that does not fit') } }] } });
  await call('POST', `/v1/sessions/${run.body['id']}/console`, { body: { secret: mark('the secret of a console') } });
  await call('POST', '/v1/sessions', { as: 'automation', body: { runId: run.body['id'], startUrl: `https://user:${mark('a password in an address')}@example.org/?s=${mark('a secret in an address')}` } });

  // Webhooks: their secret comes back once, their receiver answers what it likes, their address may hold both.
  const hook = await call('POST', '/v1/webhooks', { as, body: { url: `http://127.0.0.2:9/${mark('the path of a webhook')}?t=${mark('the query of a webhook')}`, description: mark('what is said of a webhook'), types: ['run.'] } });
  sent.set('the secret of a webhook', String(hook.body['secret'] ?? mark('no webhook')).replace('whsec_', ''));
  await call('POST', `/v1/webhooks/${String(hook.body['id'])}/test`, { as });
  const key = await call('POST', '/v1/api-keys', { as, body: { name: mark('the name of a key'), roles: ['automation'] } });
  if (typeof key.body['key'] === 'string') sent.set('a new key', key.body['key'].slice(-30));
  const link = await call('POST', '/v1/sign-in-links', { as, body: {} });
  if (typeof link.body['url'] === 'string') sent.set('a new sign-in link', link.body['url'].slice(-30));

  const refused = Object.entries({ candidate, run, task, capture, hook, key, link }).filter(([, { status }]) => status !== 201);
  if (refused.length > 0) throw new Error(`these were to be accepted: ${JSON.stringify(refused)}`);

}

/** What is no proper HTTP, what is a socket, and the bus, from somebody who has its password. */
async function inOtherProtocols({ url, nats }: ThreeServices, mark: Mark): Promise<void> {
  const { port } = new URL(url);
  await raw(Number(port), `GET /${mark('a request that is cut off')} HTTP/1.1\r\nHost: x\r\nX-${mark('a broken header')}\u0001: a\r\n\r\n`);
  await raw(Number(port), `${mark('no HTTP at all')}\r\n\r\n`);
  await raw(Number(port), `GET /v1/sessions/x/console?ticket=${mark('a ticket')} HTTP/1.1\r\nHost: ${mark('a host')}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${Buffer.from(mark('the key of a socket').slice(0, 16)).toString('base64')}\r\nSec-WebSocket-Protocol: ${mark('a protocol')}\r\nAuthorization: Bearer ${mark('the bearer of a socket')}\r\nOrigin: http://${mark('an origin')}.example\r\n\r\n`);

  const bus = await connectNats({ natsUrl: nats.url, name: 'canaries' });
  for (const subject of ['candidate.register', 'session.start', 'capture.capture', 'session.terminate']) {
    for (const message of [mark(`${subject}: no JSON`), JSON.stringify({ pattern: subject, id: '1', data: { data: { id: mark(`${subject}: data`) }, meta: { actor: mark(`${subject}: actor`) } } }), JSON.stringify({ pattern: subject, id: mark(`${subject}: id`), data: mark(`${subject}: text`) })]) {
      void bus.request(subject, message, { timeout: 300 }).catch(() => undefined);
    }
  }
  await bus.drain();
}

async function raw(port: number, text: string): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.end(text);
  socket.resume();
  await new Promise<void>((resolve) => {
    socket.once('close', () => resolve());
    setTimeout(() => socket.destroy(), 500).unref();
  });
}
