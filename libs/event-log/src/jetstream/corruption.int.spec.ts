import { randomUUID } from 'node:crypto';
import { EVENTS_STREAM, LARGE_COMMITS_BUCKET, subjectOf, type EventEnvelope } from '@countersign/contracts';
import { startNats, waitFor, type TestNats } from '@countersign/test-kit';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { Objm } from '@nats-io/obj';
import { headers, type NatsConnection } from '@nats-io/transport-node';
import { COMMIT_CONTENT_TYPE, sha256Of } from '../commit/commit-headers.ts';
import { encodeCommit } from '../commit/encode-commit.ts';
import { appendSome, commitOf, NEW, registered, sequencesOf, updated, withText } from '../contract-suite/candidates.ts';
import { CorruptionError } from '../errors.ts';
import type { EventLog, Follower } from '../event-log.ts';
import { connectNats } from './connect.ts';
import { connectEventLog, jetStreamEventLog } from './jetstream-event-log.ts';

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
  async function publish(id: string, change: (events: EventEnvelope[]) => unknown = (events) => events, options: { commitId?: string; contentType?: string; sha256?: string } = {}) {
    const encoded = encodeCommit(commitOf(id, NEW, [registered(), updated(1)]), 1_000_000);
    const contentType = headers();
    contentType.set('Content-Type', options.contentType ?? COMMIT_CONTENT_TYPE);
    const events = change(JSON.parse(Buffer.from(encoded.payload).toString()) as EventEnvelope[]);
    const payload = typeof events === 'string' ? events : JSON.stringify(events);
    if (options.sha256) contentType.set('Countersign-Sha256', options.sha256);
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

  it('stops before content that is valid and not what was written', async () => {
    await appendSome(log, 1);
    const id = randomUUID();
    const { payload } = encodeCommit(commitOf(id, NEW, [registered(1)]));
    const other = payload.toString().replace('"count":1', '"count":9');
    await publish(id, () => other, { sha256: sha256Of(payload) });
    const { follower, seen } = await followUntilStopped();
    expect(seen).toEqual([1]);
    expect(follower.error?.message).toMatch('its bytes are not those that were written');
    await expect(log.load('candidate', id)).rejects.toThrow('its bytes are not those that were written');
  });

  it('accepts commits from before there were checksums', async () => {
    await publish(randomUUID());
    expect(await log.verify()).toMatchObject({ commits: 1, withoutChecksum: 1, firstWrong: undefined });
  });

  it('stops before an event id that came in another commit', async () => {
    const [first, second] = [randomUUID(), randomUUID()];
    await publish(first);
    const [stored] = await log.load('candidate', first);
    await appendSome(log, 1);
    await publish(second, (events) => events.map((event, index) => ({ ...event, id: stored!.events[index]!.id })));
    const { follower, seen } = await followUntilStopped();
    expect(seen).toEqual([1, 2]);
    expect(follower.error?.message).toMatch(/event id .* twice/);
  });

  it('stops before a large commit whose content is not in the object store any more', async () => {
    await log.append(commitOf(randomUUID(), NEW, [withText('x'.repeat(1_100_000))]));
    await (await new Objm(connection).open(LARGE_COMMITS_BUCKET)).destroy();
    const { follower } = await followUntilStopped();
    expect(follower.error).toMatchObject({ sequence: 1, message: expect.stringMatching(/is not in the object store/) });
  });

  it('goes on behind an unsound commit once an operator decided so: its aggregate in quarantine, all others as before', async () => {
    const id = randomUUID();
    const decision = { by: 'user:ada', reason: 'a fault of an older version' };
    const begun = await log.append(commitOf(id, NEW, [registered()]));
    await publish(id, () => '{');
    const other = await log.append(commitOf(randomUUID(), NEW, [registered()]));
    await publish(id, (events) => events.map((event) => ({ ...event, aggregateversion: event.aggregateversion + 1 })));
    const { follower } = await followUntilStopped();
    await log.journal.passOver(follower.error as CorruptionError, decision);
    await waitFor(() => follower.position === 4);
    expect([follower.state, follower.error, follower.metrics.passedOver]).toEqual(['following', undefined, 2]);
    expect(await log.journal.quarantined()).toEqual(new Map([[subjectOf('candidate', id), 2]]));

    // Whoever comes later sees the same, from the beginning and from the middle; and decisions need no connection of their own.
    const again = await connectEventLog({ natsUrl: nats.url });
    for (const after of [0, 2]) {
      const seen: [number, number][] = [];
      const later = await again.follow({ after, onBatch: (commits) => { seen.push(...commits.map(({ events, sequence }): [number, number] => [sequence, events.length])); return Promise.resolve(); } });
      await waitFor(() => later.position === 4);
      expect(seen).toEqual([[begun.sequence, 1], [2, 0], [other.sequence, 1], [4, 0]].filter(([sequence]) => sequence! > after));
    }
    expect(await again.journal.passedOver()).toMatchObject([{ sequence: 2, until: 2, ...decision }]);
    await expect(again.load('candidate', id)).rejects.toThrow(CorruptionError);
    await again.close();
  });

  it('goes on behind a gap once an operator decided so, and puts in quarantine what has a hole because of it', async () => {
    const id = randomUUID();
    await log.append(commitOf(id, NEW, [registered()]));
    await appendSome(log, 2);
    await loseEverything();
    await appendSome(log, 1);
    // What its writer adds to an aggregate whose beginning is lost.
    await publish(id, (events) => events.map((event) => ({ ...event, aggregateversion: event.aggregateversion + 1 })));
    await appendSome(log, 1);
    const seen: [number, number][] = [];
    const follower = await log.follow({ after: 0, onBatch: (commits) => { seen.push(...commits.map(({ events, sequence }): [number, number] => [sequence, events.length])); return Promise.resolve(); } });
    await waitFor(() => follower.state === 'stopped');
    expect(follower.error).toMatchObject({ sequence: 1, finding: { kind: 'gap', until: 3 } });
    await log.journal.passOver(follower.error as CorruptionError, { by: 'user:ada', reason: 'lost' });
    await waitFor(() => follower.position === 6);
    expect(seen).toEqual([[4, 1], [5, 0], [6, 1]]);
    expect(await log.journal.quarantined()).toEqual(new Map([[subjectOf('candidate', id), 5]]));
  });
});
