import { randomUUID } from 'node:crypto';
import { startFaultyProxy, startNats, waitFor, type FaultyProxy, type TestNats } from '@countersign/test-kit';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { commitOf, NEW, registered, sequencesOf, updated } from '../contract-suite/candidates.ts';
import { ConflictError } from '../errors.ts';
import type { EventLog } from '../event-log.ts';
import { connectEventLog } from './jetstream-event-log.ts';

describe('an append whose acknowledgement is lost', () => {
  let nats: TestNats;
  let proxy: FaultyProxy;
  let behindProxy: EventLog;
  let direct: EventLog;
  beforeAll(async () => {
    nats = await startNats();
    proxy = await startFaultyProxy(nats.url);
    [behindProxy, direct] = await Promise.all([connectEventLog({ natsUrl: proxy.url, appendTimeoutMs: 400 }), connectEventLog({ natsUrl: nats.url })]);
  });
  afterAll(async () => {
    await Promise.all([behindProxy.close(), direct.close()]);
    await proxy.stop();
    await nats.stop();
  });

  it('is stored once, and answered with where it is', async () => {
    const id = randomUUID();
    proxy.loseAnswers(true);
    const appending = behindProxy.append(commitOf(id, NEW, [registered(), updated(1)]));
    await waitFor(async () => (await direct.load('candidate', id)).length === 1 && proxy.lostBytes > 0);
    proxy.loseAnswers(false);
    const appended = await appending;
    const commits = await direct.load('candidate', id);
    expect(sequencesOf(commits)).toEqual([appended.sequence]);
    expect(appended.version).toBe(2);
  });

  it('is recognised even when somebody appended after it meanwhile', async () => {
    const id = randomUUID();
    proxy.loseAnswers(true);
    const appending = behindProxy.append(commitOf(id, NEW, [registered()]));
    const first = await waitFor(async () => (await direct.load('candidate', id))[0]);
    const second = await direct.append(commitOf(id, { sequence: first.sequence, version: 1 }, [updated(1)]));
    proxy.loseAnswers(false);
    expect(await appending).toEqual({ sequence: first.sequence, version: 1 });
    expect(sequencesOf(await direct.load('candidate', id))).toEqual([first.sequence, second.sequence]);
  });

  it('is a conflict when it was somebody else who appended', async () => {
    const id = randomUUID();
    const first = await direct.append(commitOf(id, NEW, [registered()]));
    proxy.loseAnswers(true);
    const lostBefore = proxy.lostBytes;
    const appending = behindProxy.append(commitOf(id, NEW, [registered(7)]));
    const refused = expect(appending).rejects.toThrow(ConflictError);
    await waitFor(() => proxy.lostBytes > lostBefore);
    proxy.loseAnswers(false);
    await refused;
    expect(sequencesOf(await direct.load('candidate', id))).toEqual([first.sequence]);
  });

  it('succeeds after the connection broke', async () => {
    const id = randomUUID();
    proxy.cut();
    await behindProxy.append(commitOf(id, NEW, [registered()]));
    expect(await direct.load('candidate', id)).toHaveLength(1);
  });
});
