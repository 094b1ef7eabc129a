import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { DomainEvent } from '@countersign/contracts';
import { connectEventLog, type EventLog } from '@countersign/event-log';
import { buildOnce, freePort, startNats, startPostgres, temporaryFolder, waitFor, type TemporaryFolder, type TestNats, type TestPostgres } from '@countersign/test-kit';
import { Client } from 'pg';
import type { BootstrapFile } from '../auth/bootstrap-keys.ts';
import { RECEIVER_HOST, startReceiver, verified, type Receiver } from './webhook-receiver.fixture.ts';
import type { NewWebhookView } from './webhook.views.ts';

const WORKSPACE = fileURLToPath(new URL('../../../..', import.meta.url));
const MAIN = join(WORKSPACE, 'apps/gateway/dist/main.js');
/** What dies with a process is taken up again when its lease and the server's patience have ended, 30 s each. */
const RECOVERY_TIMEOUT_MS = 75_000;
const secretKey = randomBytes(32).toString('base64');

interface GatewayProcess {
  readonly url: string;
  readonly process: ChildProcess;
  readonly output: string[];
}
const running = new Set<GatewayProcess>();
let nats: TestNats;
let postgres: TestPostgres;
let folder: TemporaryFolder;
let log: EventLog;
let database: Client;
let receiver: Receiver;
let webhook: NewWebhookView;

/** The built gateway in a process of its own. */
async function startProcess(): Promise<GatewayProcess> {
  const port = await freePort();
  const child = spawn(process.execPath, [MAIN], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env, NATS_URL: nats.url, DATABASE_URL: postgres.url, GATEWAY_PORT: String(port), GATEWAY_BOOTSTRAP_FILE: join(folder.path, 'bootstrap.json'), LOG_LEVEL: 'warn',
      GATEWAY_WEB_DIST: folder.path, GATEWAY_SECRET_KEY: secretKey, GATEWAY_WEBHOOK_ALLOW: RECEIVER_HOST, GATEWAY_WEBHOOK_RETRY_SECONDS: '0.2,0.5,1,2,5,10,10,10',
    },
  });
  const gateway: GatewayProcess = { url: `http://127.0.0.1:${port}`, process: child, output: [] };
  running.add(gateway);
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => gateway.output.push(chunk.toString()));
  await waitFor(async () => child.exitCode !== null || ((await fetch(`${gateway.url}/health/live`)).ok && existsSync(join(folder.path, 'bootstrap.json'))), { timeoutMs: 30_000, everyMs: 50, what: 'the gateway answers' });
  if (child.exitCode !== null) throw new Error(`the gateway ended:\n${gateway.output.join('')}`);
  return gateway;
}

async function kill(gateway: GatewayProcess, signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL'): Promise<void> {
  running.delete(gateway);
  gateway.process.kill(signal);
  await waitFor(() => gateway.process.exitCode !== null || gateway.process.signalCode !== null, { timeoutMs: 20_000, what: 'the gateway has ended' });
}

async function call<Body>(gateway: GatewayProcess, method: string, path: string, body?: unknown): Promise<Body> {
  const { keys } = JSON.parse(readFileSync(join(folder.path, 'bootstrap.json'), 'utf8')) as BootstrapFile;
  const response = await fetch(`${gateway.url}${path}`, { method, headers: { authorization: `Bearer ${keys.operator}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) }, body: body === undefined ? null : JSON.stringify(body) });
  return (await response.json()) as Body;
}

/** One hand-off after the other until it is told to stop; what they say tells them apart. */
async function appendHandoffs(isEnough: (appended: number) => boolean): Promise<string[]> {
  const [sessionId, runId] = [randomUUID(), randomUUID()];
  const context = { actor: 'service:test', correlationId: 'test', runId };
  const started: DomainEvent = {
    type: 'countersign.session.started.v1',
    data: { runId, provider: 'novnc', viewport: { width: 1280, height: 800 }, startUrl: null, startedAt: '2026-11-22T10:00:00.000Z', expiresAt: '2030-01-01T00:00:00.000Z', heartbeatTimeoutMs: null, node: 'n1' },
  };
  const session = { aggregate: 'session', aggregateId: sessionId, source: 'session-service', context } as const;
  let last = await log.append({ ...session, expectedSequence: 0, version: 0, events: [started] });
  const reasons: string[] = [];
  while (!isEnough(reasons.length)) {
    const reason = `${sessionId} ${reasons.length}`;
    reasons.push(reason);
    const asked: DomainEvent = { type: 'countersign.session.handoff_requested.v1', data: { handoffId: randomUUID(), reason, instructions: '', deadline: '2030-01-01T00:00:00.000Z' } };
    last = await log.append({ ...session, expectedSequence: last.sequence, version: last.version, events: [asked] });
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  return reasons;
}

const notYetDelivered = async (): Promise<number> => Number((await database.query<{ count: string }>(`select count(*) from gateway.webhook_deliveries where status <> 'delivered'`)).rows[0]?.count);

describe('webhooks when gateways die', () => {
  beforeAll(async () => {
    buildOnce(WORKSPACE, '@countersign/gateway');
    [nats, postgres, folder, receiver] = await Promise.all([startNats(), startPostgres(), temporaryFolder(), startReceiver()]);
    log = await connectEventLog({ natsUrl: nats.url, name: 'test' });
    database = new Client({ connectionString: postgres.url });
    await database.connect();
    const gateway = await startProcess();
    webhook = await call<NewWebhookView>(gateway, 'POST', '/v1/webhooks', { url: receiver.url, types: ['session.handoff_requested'] });
    await kill(gateway, 'SIGTERM');
  }, 180_000);
  afterEach(async () => {
    for (const gateway of running) await kill(gateway);
    receiver.received.splice(0);
  });
  afterAll(async () => {
    await Promise.all([log.close(), database.end(), receiver.stop()]);
    await Promise.all([nats.stop(), postgres.stop(), folder.remove()]);
  });

  it('are sent again under the same id by the next one, when theirs dies with the message in the air (thorough)', async () => {
    const first = await startProcess();
    receiver.answer = () => void first.process.kill('SIGKILL');
    await appendHandoffs((appended) => appended === 1);
    await waitFor(() => first.process.signalCode !== null, { what: 'the gateway is killed by who received its message' });
    running.delete(first);
    receiver.answer = (_, response) => void response.writeHead(204).end();
    await startProcess();
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    // Nobody else may have it as long as the dead one might be at work on it.
    expect(receiver.received).toHaveLength(1);
    await waitFor(() => receiver.received.length === 2, { timeoutMs: RECOVERY_TIMEOUT_MS, everyMs: 100, what: 'it is sent again' });
    const [lost, again] = receiver.received;
    expect(again!.id).toBe(lost!.id);
    expect(again!.body).toBe(lost!.body);
    verified(again!, webhook.secret);
    await waitFor(async () => (await notYetDelivered()) === 0);
  }, 150_000);

  it('all arrive, each under one id, whenever one of two is killed', async () => {
    receiver.answer = (_, response) => void setTimeout(() => response.writeHead(receiver.received.length % 7 === 0 ? 500 : 200).end(), 5);
    const gateways = [await startProcess(), await startProcess()];
    let isOver = false;
    const appending = appendHandoffs(() => isOver);
    for (let round = 0; round < 4; round++) {
      const before = receiver.received.length;
      await waitFor(() => receiver.received.length >= before + 10, { timeoutMs: 60_000, what: 'messages arrive between two kills' });
      await kill(gateways[round % 2]!);
      // As if the leases had ended: those of the other one too, which then learns that a message is not its own any more.
      await database.query('update gateway.webhook_deliveries set lease_until = now() where lease_until > now()');
      gateways[round % 2] = await startProcess();
    }
    isOver = true;
    const reasons = await appending;
    const heard = () => new Map(receiver.received.map(({ body, id }) => [(JSON.parse(body) as { data: { data: { reason: string } } }).data.data.reason, id]));
    await waitFor(() => heard().size === reasons.length, { timeoutMs: RECOVERY_TIMEOUT_MS, everyMs: 200, what: 'every event arrives' });
    await waitFor(async () => (await notYetDelivered()) === 0, { timeoutMs: RECOVERY_TIMEOUT_MS, everyMs: 200, what: 'every delivery is recorded' });
    expect(new Set(reasons)).toEqual(new Set(heard().keys()));
    expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(reasons.length);
    await Promise.all(gateways.map((gateway) => kill(gateway, 'SIGTERM')));
    expect(gateways.map(({ process: { exitCode } }) => exitCode)).toEqual([0, 0]);
  }, 240_000);
});
