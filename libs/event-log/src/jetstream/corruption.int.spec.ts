import { randomUUID } from 'node:crypto';
import { EVENTS_STREAM, subjectOf, type EventEnvelope } from '@countersign/contracts';
import { startNats, waitFor, type TestNats } from '@countersign/test-kit';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { headers, type NatsConnection } from '@nats-io/transport-node';
import { encodeCommit } from '../commit/encode-commit.ts';
import { COMMIT_CONTENT_TYPE } from '../commit/commit-headers.ts';
import { appendSome, commitOf, NEW, registered, sequencesOf, updated } from '../contract-suite/candidates.ts';
import { CorruptionError } from '../errors.ts';
import type { EventLog, Follower } from '../event-log.ts';
import { connectNats } from './connect.ts';
import { jetStreamEventLog } from './jetstream-event-log.ts';

describe('a log that is not what it must be', () => {
  let nats: TestNats;
  let connection: NatsConnection;
  let log: EventLog;
  beforeEach(async () => {
    nats = await startNats();
    connection = await connectNats({ natsUrl: nats.url });
    log = await jetStreamEventLog(connection, { idleCheckMs: 100 });
  });
  afterEach(async () => {
    await log.close();
    await connection.close();
    await nats.stop();
  });

  /** Past the library, as a service with a fault or an intruder would. */
  async function publish(id: string, change: (events: EventEnvelope[]) => unknown = (events) => events, options: { commitId?: string; contentType?: string } = {}) {
    const encoded = encodeCommit(commitOf(id, NEW, [registered(), updated(1)]), 1_000_000);
    const contentType = headers();
    contentType.set('Content-Type', options.contentType ?? COMMIT_CONTENT_TYPE);
    const events = change(JSON.parse(Buffer.from(encoded.payload).toString()) as EventEnvelope[]);
    const payload = typeof events === 'string' ? events : JSON.stringify(events);
    await jetstream(connection).publish(subjectOf('candidate', id), payload, { msgID: options.commitId ?? randomUUID(), headers: contentType });
  }

  async function followUntilStopped(): Promise<{ follower: Follower; seen: number[] }> {
    const seen: number[] = [];
    const follower = await log.follow({ after: 0, onBatch: (commits) => { seen.push(...sequencesOf(commits)); return Promise.resolve(); } });
    await waitFor(() => follower.state === 'stopped');
    return { follower, seen };
  }

  const cases: [string, (events: EventEnvelope[]) => unknown, RegExp][] = [
    ['is no JSON', () => '{', /not an array/],
    ['holds no events', () => [], /not an array/],
    ['holds an event with wrong data', ([first]) => [{ ...first, data: { resume: 1 } }], /data/],
    ['holds an event of an unknown type', ([first]) => [{ ...first, type: 'countersign.candidate.invented.v1' }], /unknown event type/],
    ['is from a service that may not write it', (events) => events.map((event) => ({ ...event, source: 'gateway' })), /gateway, which may not write candidate/],
    ['is of another aggregate than its subject', (events) => events.map((event) => ({ ...event, subject: `candidate/${randomUUID()}` })), /is of candidate/],
    ['leaves out a version', ([first, second]) => [first, { ...second, aggregateversion: 3 }], /version 3/],
    ['does not begin with version 1', (events) => events.map((event) => ({ ...event, aggregateversion: event.aggregateversion + 1 })), /begins with version 2 after version 0/],
    ['repeats an event id', ([first, second]) => [first, { ...second, id: first!.id }], /twice/],
  ];
  it.each(cases)('stops the follower before a commit that %s, and the load of its aggregate', async (_, change, message) => {
    await appendSome(log, 2);
    const id = randomUUID();
    await publish(id, change);
    await appendSome(log, 1);
    const { follower, seen } = await followUntilStopped();
    expect(seen).toEqual([1, 2]);
    expect(follower.position).toBe(2);
    expect(follower.error).toBeInstanceOf(CorruptionError);
    expect(follower.error).toMatchObject({ sequence: 3, message: expect.stringMatching(message) });
    await expect(log.load('candidate', id)).rejects.toThrow(message);
  });

  it('stops before a version that comes twice', async () => {
    const id = randomUUID();
    await publish(id);
    await publish(id);
    const { follower, seen } = await followUntilStopped();
    expect(seen).toEqual([1]);
    expect(follower.error?.message).toMatch('begins with version 1 after version 2');
    await expect(log.load('candidate', id)).rejects.toThrow('begins with version 1 after version 2');
  });

  /** A limit, set for a moment: what was stored expires, and the server says nothing of it to readers. */
  async function loseEverything(): Promise<void> {
    const manager = await jetstreamManager(connection);
    const { config } = await manager.streams.info(EVENTS_STREAM);
    await manager.streams.update(EVENTS_STREAM, { ...config, max_age: 1e8, duplicate_window: 1e8 });
    await waitFor(async () => (await manager.streams.info(EVENTS_STREAM)).state.messages === 0);
    await manager.streams.update(EVENTS_STREAM, config);
  }

  it('stops before a gap', async () => {
    await appendSome(log, 5);
    await loseEverything();
    await appendSome(log, 1);
    const { follower, seen } = await followUntilStopped();
    expect(seen).toEqual([]);
    expect(follower.error).toMatchObject({ sequence: 1, message: expect.stringMatching(/commit 1 is missing: 6 follows 0/), finding: { kind: 'gap', until: 5 } });
  });

  it('stops when what is missing is the end, which nothing follows', async () => {
    await appendSome(log, 5);
    await loseEverything();
    const follower = await log.follow({ after: 3, onBatch: () => Promise.resolve() });
    await waitFor(() => follower.state === 'stopped');
    expect(follower.error).toEqual(new CorruptionError('the log ends at 5 and 4 is missing', 4, { kind: 'gap', until: 5 }));
  });
});
