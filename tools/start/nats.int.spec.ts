import { cpSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { connectEventLog, type EventLog } from '@countersign/event-log';
import { startNats as startBareNats, temporaryFolder, type TemporaryFolder } from '@countersign/test-kit';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startNats } from './nats.ts';

const register = (log: EventLog, id: string) => log.append({
  aggregate: 'run', aggregateId: id, source: 'gateway', expectedSequence: 0, version: 0,
  events: [{ type: 'countersign.run.registered.v1', data: { candidateId: randomUUID(), title: null } }], context: { actor: 'user:ada', correlationId: 'try' },
});

describe('the nats-server of npm start', () => {
  let data: TemporaryFolder;
  beforeEach(async () => {
    data = await temporaryFolder();
    mkdirSync(join(data.path, 'logs'));
  });
  afterEach(() => data.remove());

  it('gives secrets to nobody else: files for us only, and other ones at the next start', async () => {
    const seen: string[] = [];
    for (let start = 0; start < 2; start++) {
      const nats = await startNats(data.path, () => undefined);
      const arguments_ = readFileSync(`/proc/${nats.child.pid}/cmdline`, 'utf8');
      await nats.child.stop();
      const password = new URL(nats.urlOf('gateway')).password;
      const log = readFileSync(join(data.path, 'logs/nats-server.log'), 'utf8');
      expect([arguments_, log].filter((text) => text.includes(password))).toEqual([]);
      for (const file of ['nats.conf', 'nats-credentials.json']) expect(statSync(join(data.path, file)).mode & 0o777).toBe(0o600);
      expect(Object.keys(JSON.parse(readFileSync(join(data.path, 'nats-credentials.json'), 'utf8')) as object).sort()).toEqual(['application-system', 'bootstrap', 'notifier', 'operator']);
      seen.push(password);
    }
    expect(seen[0]).not.toBe(seen[1]);
  });

  it('goes on with a log from before there were accounts', async () => {
    const bare = await startBareNats();
    if (bare.storeFolder === undefined) {
      process.stderr.write('a log from before there were accounts: left out, the store of a container is not at hand\n');
      return void (await bare.stop());
    }
    const before = await connectEventLog({ natsUrl: bare.url });
    const id = randomUUID();
    await register(before, id);
    await before.close();
    await bare.kill();
    cpSync(bare.storeFolder, join(data.path, 'nats'), { recursive: true });
    await bare.stop();
    const nats = await startNats(data.path, () => undefined);
    const log = await connectEventLog({ natsUrl: nats.urlOf('gateway') });
    expect(await log.load('run', id)).toHaveLength(1);
    expect((await register(log, randomUUID())).sequence).toBe(2);
    await log.close();
    await nats.child.stop();
  });
});
