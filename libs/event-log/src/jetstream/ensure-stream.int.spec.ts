import { EVENTS_STREAM, EVENTS_WILDCARD } from '@countersign/contracts';
import { startNats, type TestNats } from '@countersign/test-kit';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { jetstreamManager, StorageType, type StreamConfig } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { connectNats } from './connect.ts';
import { connectEventLog, jetStreamEventLog } from './jetstream-event-log.ts';
import { caution } from './server-version.ts';

describe('the stream of the log', () => {
  let nats: TestNats;
  let connection: NatsConnection;
  beforeEach(async () => {
    nats = await startNats({ token: 'a-token' });
    connection = await connectNats({ natsUrl: nats.url });
  });
  afterEach(async () => {
    await connection.close();
    await nats.stop();
  });

  it('is made once by services that start at the same time, and can then neither delete nor purge', async () => {
    const logs = await Promise.all(Array.from({ length: 5 }, () => connectEventLog({ natsUrl: nats.url })));
    const manager = await jetstreamManager(connection);
    const { config } = await manager.streams.info(EVENTS_STREAM);
    expect(config).toMatchObject({
      subjects: [EVENTS_WILDCARD], storage: 'file', discard: 'new', num_replicas: 1, deny_delete: true, deny_purge: true, allow_direct: true,
      max_msgs: -1, max_bytes: -1, max_age: 0, max_msgs_per_subject: -1, duplicate_window: 120e9,
    });
    await expect(manager.streams.purge(EVENTS_STREAM)).rejects.toThrow();
    await Promise.all(logs.map((log) => log.close()));
  });

  const unsafe: [string, Partial<StreamConfig>][] = [
    ['max_msgs is 10', { max_msgs: 10 }],
    ['max_age is', { max_age: 3_600e9 }],
    ['max_msgs_per_subject is 5', { max_msgs_per_subject: 5 }],
    ['storage is "memory"', { storage: StorageType.Memory }],
    ['deny_delete is false', { deny_delete: false }],
    ['duplicate_window is 1 s', { duplicate_window: 1e9 }],
    ['subjects is ["countersign.events.run.*"]', { subjects: ['countersign.events.run.*'] }],
  ];
  it.each(unsafe)('is refused when %s', async (message, change) => {
    const manager = await jetstreamManager(connection);
    await manager.streams.add({ name: EVENTS_STREAM, subjects: [EVENTS_WILDCARD], deny_delete: true, deny_purge: true, allow_direct: true, discard: 'new', ...change } as StreamConfig);
    await expect(jetStreamEventLog(connection)).rejects.toThrow(message);
  });

  it('is refused without the right token, soon', async () => {
    await expect(connectEventLog({ natsUrl: nats.url.replace('a-token', 'another') })).rejects.toThrow('no connection to NATS');
  });

  it('comes with one word about what the server cannot do', async () => {
    const warnings: string[] = [];
    const log = await jetStreamEventLog(connection, { logger: { warn: (message) => warnings.push(message) } });
    const expected = caution({ version: connection.info!.version, isClustered: false });
    expect(warnings).toEqual(expected ? [expected] : []);
    await log.close();
  });
});
