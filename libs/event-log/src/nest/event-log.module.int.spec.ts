import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { startNats } from '@countersign/test-kit';
import { Inject, Injectable, Module, type BeforeApplicationShutdown } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NatsConnection } from '@nats-io/transport-node';
import { describe, expect, it } from '@jest/globals';
import { commitOf, NEW, registered } from '../contract-suite/candidates.ts';
import type { EventLog } from '../event-log.ts';
import { EVENT_LOG, EventLogModule, NATS_CONNECTION } from './event-log.module.ts';

@Injectable()
class AppendsOnTheWayDown implements BeforeApplicationShutdown {
  sequence = 0;
  constructor(@Inject(EVENT_LOG) private readonly log: EventLog) {}
  async beforeApplicationShutdown(): Promise<void> {
    this.sequence = (await this.log.append(commitOf(randomUUID(), NEW, [registered()]))).sequence;
  }
}

describe('EventLogModule', () => {
  it('provides the log and its connection, and closes both at the very end', async () => {
    const nats = await startNats();
    @Module({ imports: [EventLogModule.forRoot({ natsUrl: nats.url, name: 'module' })], providers: [AppendsOnTheWayDown] })
    class AppModule {}
    const app = await NestFactory.createApplicationContext(AppModule, { logger: false });
    const connection = app.get<NatsConnection>(NATS_CONNECTION);
    expect(await app.get<EventLog>(EVENT_LOG).lastSequence()).toBe(0);
    await app.close();
    expect(app.get(AppendsOnTheWayDown).sequence).toBe(1);
    expect(connection.isClosed()).toBe(true);
    await nats.stop();
  });
});
