import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { EVENTS_STREAM, type DomainEvent } from '@countersign/contracts';
import { connectNats } from '@countersign/event-log';
import { startFaultyProxy, waitFor, type FaultyProxy } from '@countersign/test-kit';
import { jetstreamManager, type JetStreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { Client } from 'pg';
import { startGatewayProcesses, type GatewayProcess, type GatewayProcesses } from '../gateway-processes.fixture.ts';
import { RECEIVER_HOST, startReceiver, verified, type Receiver } from './webhook-receiver.fixture.ts';
import type { NewWebhookView } from './webhook.views.ts';

const RECOVERY_TIMEOUT_MS = 60_000;
/** How often one of two is killed under traffic. */
const ROUNDS = Number(process.env['COUNTERSIGN_WEBHOOK_ROUNDS'] ?? 2);
/** So many may be asked for and not have arrived: starting a gateway may take long. */
const MOST_AHEAD = 40;
const CONSUMER = 'gateway-webhooks';
const secretKey = randomBytes(32).toString('base64');
const environment = { GATEWAY_SECRET_KEY: secretKey, GATEWAY_WEBHOOK_ALLOW: RECEIVER_HOST, GATEWAY_WEBHOOK_RETRY_SECONDS: '0.2,0.5,1,2,5,10,10,10' };

let processes: GatewayProcesses;
let proxy: FaultyProxy;
let nats: NatsConnection;
let manager: JetStreamManager;
let database: Client;
/** Holds locks for the time of a test. */
let holding: Client;
let receiver: Receiver;
let webhook: NewWebhookView;
let gateway: GatewayProcess;

/** Hand-offs of one session; what they say tells them apart. */
class Handoffs {
  readonly reasons: string[] = [];
  readonly #sessionId = randomUUID();
  #last: { sequence: number; version: number } = { sequence: 0, version: 0 };

  async ask(): Promise<string> {
    const reason = `${this.#sessionId} ${this.reasons.length}`;
    const asked: DomainEvent = { type: 'countersign.session.handoff_requested.v1', data: { handoffId: randomUUID(), reason, instructions: '', deadline: '2030-01-01T00:00:00.000Z' } };
    const runId = this.#sessionId;
    const started: DomainEvent = {
      type: 'countersign.session.started.v1',
      data: { runId, provider: 'novnc', viewport: { width: 1280, height: 800 }, startUrl: null, startedAt: '2026-11-22T10:00:00.000Z', expiresAt: '2030-01-01T00:00:00.000Z', heartbeatTimeoutMs: null, node: 'n1' },
    };
    this.#last = await processes.log.append({
      aggregate: 'session', aggregateId: this.#sessionId, source: 'session-service', context: { actor: 'service:test', correlationId: 'test', runId },
      expectedSequence: this.#last.sequence, version: this.#last.version, events: this.#last.version === 0 ? [started, asked] : [asked],
    });
    this.reasons.push(reason);
    return reason;
  }
}

const reasonOf = ({ body }: { body: string }) => (JSON.parse(body) as { data: { data: { reason: string } } }).data.data.reason;
const ofReason = (reason: string) => receiver.received.filter((one) => reasonOf(one) === reason);
const notYetDelivered = async (): Promise<number> => Number((await database.query<{ count: string }>(`select count(*) from gateway.webhook_deliveries where status <> 'delivered'`)).rows[0]?.count);
const nothingUnderWay = () => waitFor(async () => (await notYetDelivered()) === 0 && (await manager.consumers.info(EVENTS_STREAM, CONSUMER)).num_ack_pending === 0, { timeoutMs: RECOVERY_TIMEOUT_MS, everyMs: 50, what: 'everything is delivered and acknowledged' });
const endLeases = () => database.query('update gateway.webhook_deliveries set lease_until = now() where lease_until > now()');

/** While `work` runs, statements that begin like this and need the table wait; it is called with what waits for them. */
async function holdingBack(lock: string, statement: string, work: (waits: () => Promise<unknown>) => Promise<void>): Promise<void> {
  await holding.query('begin');
  try {
    await holding.query(lock);
    await work(() => waitFor(async () => (await database.query(`select from pg_stat_activity where wait_event_type = 'Lock' and query like $1`, [`%${statement}%`])).rowCount! > 0, { what: `${statement} waits` }));
  } finally {
    // Of one that is dead the server would still carry out what waits.
    await database.query(`select pg_terminate_backend(pid) from pg_stat_activity where wait_event_type = 'Lock' and query like $1`, [`%${statement}%`]);
    await holding.query('rollback');
  }
}

async function killIt(): Promise<void> {
  await processes.kill(gateway);
}

describe('webhooks when gateways die (ci)', () => {
  beforeAll(async () => {
    processes = await startGatewayProcesses(environment);
    proxy = await startFaultyProxy(processes.nats.url);
    [receiver, nats, database, holding] = [await startReceiver(), await connectNats({ natsUrl: processes.nats.url }), ...[0, 1].map(() => new Client({ connectionString: processes.postgres.url }))] as [Receiver, NatsConnection, Client, Client];
    manager = await jetstreamManager(nats);
    await Promise.all([database.connect(), holding.connect()]);
    gateway = await processes.start({ NATS_URL: proxy.url });
    webhook = (await processes.call<NewWebhookView>(gateway.url, 'POST', '/v1/webhooks', { as: 'operator', body: { url: receiver.url, types: ['session.handoff_requested'] } })).body;
    // What a dead gateway had is given to another after 30 s; here sooner.
    await manager.consumers.update(EVENTS_STREAM, CONSUMER, { ack_wait: 1_000_000_000 });
  }, 400_000);
  afterEach(() => {
    proxy.onSent = () => 'pass';
    receiver.answer = (_, response) => void response.writeHead(204).end();
  });
  afterAll(async () => {
    await processes?.killAll();
    await Promise.all([nats?.close(), database?.end(), holding?.end(), receiver?.stop(), proxy?.stop()]);
    await processes?.stop();
  });

  /** The one that was killed is followed by another, which brings it to its end. */
  const goesOn = async (reason: string, times: number) => {
    gateway = await processes.start({ NATS_URL: proxy.url });
    await comesToItsEnd(reason, times);
  };
  const comesToItsEnd = async (reason: string, times: number) => {
    await endLeases();
    await waitFor(() => ofReason(reason).length >= times, { timeoutMs: RECOVERY_TIMEOUT_MS, what: 'it is sent' });
    await nothingUnderWay();
    expect(ofReason(reason)).toHaveLength(times);
    expect(new Set(ofReason(reason).map(({ id, body }) => `${id} ${body}`)).size).toBe(1);
    verified(ofReason(reason).at(-1)!, webhook.secret);
  };

  it('lose nothing between hearing of an event and storing what is to be delivered', async () => {
    const handoffs = new Handoffs();
    let reason = '';
    await holdingBack('lock table gateway.webhook_deliveries in share mode', 'insert into gateway.webhook_deliveries', async (waits) => {
      reason = await handoffs.ask();
      await waits();
      await killIt();
    });
    await goesOn(reason, 1);
  }, 240_000);

  it('deliver once what was stored and not acknowledged to the log', async () => {
    proxy.onSent = (text) => (text.includes(`$JS.ACK.${EVENTS_STREAM}.${CONSUMER}`) ? 'hold' : 'pass');
    const reason = await new Handoffs().ask();
    await waitFor(() => ofReason(reason).length === 1);
    await waitFor(async () => (await notYetDelivered()) === 0);
    expect((await manager.consumers.info(EVENTS_STREAM, CONSUMER)).num_ack_pending).toBeGreaterThan(0);
    await killIt();
    proxy.onSent = () => 'pass';
    await goesOn(reason, 1);
  }, 240_000);

  it('lose nothing between a claim and its attempt', async () => {
    let reason = '';
    await holdingBack('lock table gateway.webhook_secrets in access exclusive mode', 'gateway.webhook_secrets', async (waits) => {
      reason = await new Handoffs().ask();
      await waits();
      await killIt();
    });
    expect(ofReason(reason)).toEqual([]);
    await goesOn(reason, 1);
  }, 240_000);

  it('are sent again under the same id by the next one, when theirs dies with the message in the air, and not before its lease has ended', async () => {
    const dying = gateway;
    receiver.answer = () => void dying.process.kill('SIGKILL');
    const handoffs = new Handoffs();
    const reason = await handoffs.ask();
    await waitFor(() => dying.process.signalCode !== null, { what: 'the gateway is killed by who received its message' });
    await killIt();
    receiver.answer = (_, response) => void response.writeHead(204).end();
    gateway = await processes.start({ NATS_URL: proxy.url });
    // Others go on meanwhile.
    const later = await handoffs.ask();
    await waitFor(() => ofReason(later).length === 1);
    expect(ofReason(reason)).toHaveLength(1);
    await comesToItsEnd(reason, 2);
  }, 240_000);

  it('are sent again under the same id when theirs dies before it has written down the answer', async () => {
    let reason = '';
    await holdingBack('lock table gateway.webhook_attempts in share mode', 'insert into gateway.webhook_attempts', async (waits) => {
      reason = await new Handoffs().ask();
      await waits();
      await killIt();
    });
    await goesOn(reason, 2);
  }, 240_000);

  it('all arrive, each under one id, whenever one of two is killed', async () => {
    receiver.answer = (_, response) => void setTimeout(() => response.writeHead(receiver.received.length % 7 === 0 ? 500 : 200).end(), 5);
    const gateways = [gateway, await processes.start()];
    receiver.received.splice(0);
    let isOver = false;
    const handoffs = new Handoffs();
    const asking = (async () => {
      while (!isOver) {
        if (handoffs.reasons.length < receiver.received.length + MOST_AHEAD) await handoffs.ask();
        await new Promise((resolve) => setTimeout(resolve, 30));
      }
    })();
    for (let round = 0; round < ROUNDS; round++) {
      const before = receiver.received.length;
      await waitFor(() => receiver.received.length >= before + 10, { timeoutMs: 60_000, what: 'messages arrive between two kills' });
      await processes.kill(gateways[round % 2]!);
      // As if the leases had ended: those of the other one too, which then learns that a message is not its own any more.
      await endLeases();
      gateways[round % 2] = await processes.start();
    }
    isOver = true;
    await asking;
    await endLeases();
    const heard = () => new Map(receiver.received.map((one) => [reasonOf(one), one.id]));
    await waitFor(() => heard().size === handoffs.reasons.length, { timeoutMs: RECOVERY_TIMEOUT_MS, everyMs: 50, what: 'every event arrives' });
    await nothingUnderWay();
    expect(new Set(handoffs.reasons)).toEqual(new Set(heard().keys()));
    expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(handoffs.reasons.length);
    await Promise.all(gateways.map((each) => processes.kill(each, 'SIGTERM')));
    expect(gateways.map(({ process: { exitCode } }) => exitCode)).toEqual([0, 0]);
  }, 600_000);
});
