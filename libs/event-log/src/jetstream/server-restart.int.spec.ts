import { connect } from '@nats-io/transport-node';
import { startFaultyProxy, startNats, waitFor, type TestNats } from '@countersign/test-kit';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { appendSome, sequencesOf } from '../contract-suite/candidates.ts';
import { CorruptionError } from '../errors.ts';
import type { EventLog } from '../event-log.ts';
import { pause } from '../pause.ts';
import { connectNats, natsConnectionOptions } from './connect.ts';
import { connectEventLog } from './jetstream-event-log.ts';

describe('a nats-server that goes and comes back', () => {
  let nats: TestNats;
  let log: EventLog;
  beforeEach(async () => {
    nats = await startNats();
    log = await connectEventLog({ natsUrl: nats.url, idleCheckMs: 200 });
  });
  afterEach(async () => {
    await log.close();
    await nats.stop();
  });

  it('is followed on from the position: nothing left out, nothing twice', async () => {
    const seen: number[] = [];
    const follower = await log.follow({ after: 0, maxBatch: 4, onBatch: (commits) => { seen.push(...sequencesOf(commits)); return Promise.resolve(); } });
    await appendSome(log, 10);
    await waitFor(() => follower.position === 10);
    for (const away of [() => nats.kill(), () => Promise.resolve()]) {
      await away();
      await nats.restart();
      const last = (await appendSome(log, 10)).at(-1)!;
      await waitFor(() => follower.position === last);
    }
    expect(seen).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
    expect(follower.state).toBe('following');
  });

  it('is found to be silent in seconds, also where nothing is asked of it (thorough)', async () => {
    const proxy = await startFaultyProxy(nats.url);
    // As the commands of a service: only listening, on a connection that Nest makes.
    const listening = await connect({ ...natsConnectionOptions(proxy.url) });
    const logging = await connectNats({ natsUrl: proxy.url });
    try {
      const lost = [listening, logging].map(async (connection) => {
        for await (const { type } of connection.status()) if (type === 'disconnect') return;
      });
      proxy.loseAnswers(true);
      const silentSince = performance.now();
      await Promise.all(lost);
      expect(performance.now() - silentSince).toBeLessThan(30_000);
      proxy.loseAnswers(false);
      await Promise.all([listening, logging].map((connection) => waitFor(() => connection.flush().then(() => true), { timeoutMs: 20_000 })));
    } finally {
      await Promise.all([listening.close(), logging.close()]);
      await proxy.stop();
    }
  }, 90_000);

  it('is connected to again at once though the clock was put back by a day', async () => {
    const proxy = await startFaultyProxy(nats.url);
    const connection = await connectNats({ natsUrl: proxy.url });
    const isAnswered = () => waitFor(() => Promise.race([connection.flush().then(() => true, () => false), pause(200).then(() => false)]), { timeoutMs: 5_000 });
    const now = Date.now;
    const clock = jest.spyOn(Date, 'now').mockImplementation(() => now() + 24 * 3600 * 1000);
    try {
      proxy.cut();
      await isAnswered();
      clock.mockRestore();
      proxy.cut();
      await isAnswered();
    } finally {
      clock.mockRestore();
      await connection.close();
      await proxy.stop();
    }
  });

  it('keeps the position of reactors', async () => {
    const seen = new Set<number>();
    await log.react({ name: 'try', handle: (commit) => { seen.add(commit.sequence); return Promise.resolve(); } });
    await appendSome(log, 3);
    await waitFor(() => seen.size === 3);
    await nats.kill();
    await nats.restart();
    await appendSome(log, 3);
    await waitFor(() => seen.size === 6, { timeoutMs: 20_000 });
  });

  it('stops followers when it comes back without what they have read', async () => {
    const other = await startNats();
    const fuller = await connectEventLog({ natsUrl: other.url });
    const follower = await fuller.follow({ after: 0, onBatch: () => Promise.resolve() });
    await appendSome(fuller, 3);
    await waitFor(() => follower.position === 3);
    await fuller.close();
    await other.stop();

    await appendSome(log, 1);
    const resumed = await log.follow({ after: follower.position, onBatch: () => Promise.resolve() });
    await waitFor(() => resumed.state === 'stopped');
    expect(resumed.error).toEqual(new CorruptionError('the log ends at 1, before the position 3', 2, { kind: 'end' }));
  });
});
