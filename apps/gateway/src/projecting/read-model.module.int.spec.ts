import 'reflect-metadata';
import { SESSION_LEASES_BUCKET } from '@countersign/contracts';
import { EVENT_LOG, EventLogModule, NATS_CONNECTION } from '@countersign/event-log/nest';
import { startNats, startPostgres, waitFor, type TestNats, type TestPostgres } from '@countersign/test-kit';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Kvm } from '@nats-io/kv';
import { Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AuditQueries } from '../audit/audit.queries.ts';
import { DatabaseModule } from '../database/database.module.ts';
import { SessionQueries } from '../sessions/session.queries.ts';
import { ReadModelHealth } from './read-model-health.ts';
import { ReadModelModule } from './read-model.module.ts';
import { ReadModelWaiter } from './read-model-waiter.ts';
import { appendSample, History, reached, sampleIds } from './read-model.fixture.ts';

let nats: TestNats;
let postgres: TestPostgres;
const gateways: INestApplicationContext[] = [];

async function startGateway(): Promise<INestApplicationContext> {
  @Module({
    imports: [
      DatabaseModule.forRoot({ databaseUrl: postgres.url }),
      EventLogModule.forRoot({ natsUrl: nats.url, name: 'gateway' }),
      ReadModelModule.forRoot({ publicUrl: 'http://localhost:4400' }),
    ],
  })
  class Gateway {}
  const gateway = await NestFactory.createApplicationContext(Gateway, { logger: ['error'], abortOnError: false });
  gateways.push(gateway);
  return gateway;
}

beforeAll(async () => {
  [nats, postgres] = await Promise.all([startNats(), startPostgres()]);
}, 60_000);
afterAll(async () => {
  await Promise.all(gateways.map((gateway) => gateway.close()));
  await Promise.all([nats?.stop(), postgres?.stop()]);
});

describe('two gateways on one database', () => {
  it('migrate once, follow once, answer both, and keep heartbeats', async () => {
    const [one, other] = await Promise.all([startGateway(), startGateway()]);
    const ids = sampleIds();
    const position = await appendSample(new History(one.get(EVENT_LOG)), ids);
    for (const gateway of [one, other]) {
      await reached(gateway.get(ReadModelWaiter), position);
      expect((await gateway.get(AuditQueries).list({ runId: ids.runId })).items).toHaveLength(5);
      expect(await gateway.get(ReadModelHealth).read()).toMatchObject({ position, lastSequence: position, lag: 0, error: null });
    }
    const states = [one, other].map(async (gateway) => (await gateway.get(ReadModelHealth).read()).state);
    expect((await Promise.all(states)).sort()).toEqual(['following', 'standby']);
    const leases = await new Kvm(one.get(NATS_CONNECTION)).create(SESSION_LEASES_BUCKET);
    const lastHeartbeatAt = '2026-11-22T10:05:00.000Z';
    await leases.put(ids.sessionId, JSON.stringify({ sessionId: ids.sessionId, lastHeartbeatAt }));
    await waitFor(async () => (await other.get(SessionQueries).get(ids.sessionId))?.lastHeartbeatAt === lastHeartbeatAt);
  });

  it('go on with what is left of them', async () => {
    const states = await Promise.all(gateways.map(async (gateway) => ({ gateway, state: (await gateway.get(ReadModelHealth).read()).state })));
    const active = states.find(({ state }) => state === 'following')!.gateway;
    gateways.splice(gateways.indexOf(active), 1);
    await active.close();
    const ids = sampleIds();
    await reached(gateways[0]!.get(ReadModelWaiter), await appendSample(new History(gateways[0]!.get(EVENT_LOG)), ids));
  });
});
