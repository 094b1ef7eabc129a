import { subjectOf } from '@countersign/contracts';
import { connectNats, CorruptionError } from '@countersign/event-log';
import { jetstream } from '@nats-io/jetstream';
import { headers } from '@nats-io/transport-node';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { RunQueries } from '../runs/run.queries.ts';
import { SessionQueries } from '../sessions/session.queries.ts';
import { appendSample, reached, sample, sampleIds, startStage, waitFor, type Stage } from './read-model.fixture.ts';
import { rebuild } from './rebuild.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
}, 60_000);
afterAll(() => stage?.stop());

describe('a log that holds what no log may hold', () => {
  it('stops the follower before it, and a rebuild changes nothing', async () => {
    const { follower, waiter, errors } = stage.follower();
    follower.start();
    const ids = sampleIds();
    const position = await appendSample(stage.history, ids);
    await reached(waiter, position, errors);
    const connection = await connectNats({ natsUrl: stage.nats.url });
    await connection.request(subjectOf('run', randomUUID()), 'no commit');
    await connection.close();
    await waitFor(() => follower.state === 'stopped');
    expect(follower.error).toBeInstanceOf(CorruptionError);
    expect([await stage.store.position(stage.sql), await stage.log.lastSequence()]).toEqual([position, position + 1]);
    await expect(rebuild({ log: stage.log, orm: stage.orm, progress: () => undefined })).rejects.toBeInstanceOf(CorruptionError);
    expect(await new RunQueries(stage.sql).get(ids.runId)).toMatchObject({ title: 'Autumn' });

    // An operator decides: the follower goes on without being started again, and a rebuild comes to the same.
    await stage.log.journal.passOver(follower.error as CorruptionError, { by: 'user:ada', reason: 'not a commit' });
    const later = await stage.history.append('run', randomUUID(), [sample.run(ids.candidateId)]);
    await reached(waiter, later, []);
    expect([follower.state, follower.error]).toEqual(['following', undefined]);
    expect(await rebuild({ log: stage.log, orm: stage.orm, progress: () => undefined })).toMatchObject({ differing: 0, position: later });
    await follower.stop();
  });

  it('stops at a version that is missing behind its checkpoint, and leaves that aggregate as it was by decision', async () => {
    const { follower, waiter, errors } = stage.follower();
    const runId = randomUUID();
    const sessionId = randomUUID();
    await stage.history.append('session', sessionId, [sample.started(runId)], runId);
    follower.start();
    await reached(waiter, await stage.log.lastSequence(), errors);
    await follower.stop();
    // A follower that begins here has no memory of what was before.
    const extended = { type: 'countersign.session.extended.v1', data: { expiresAt: '2026-11-22T12:00:00.000Z' } } as const;
    const [last] = await stage.log.load('session', sessionId);
    const wrong = await stage.log.append({
      aggregate: 'session', aggregateId: sessionId, source: 'session-service', expectedSequence: last!.sequence, version: 5, events: [extended], context: { actor: 'user:ada', correlationId: 'c' },
    });
    const next = stage.follower();
    next.follower.start();
    await waitFor(() => next.follower.state === 'stopped');
    expect(next.follower.error).toMatchObject({ name: 'CorruptionError', sequence: wrong.sequence });
    await stage.log.journal.passOver(next.follower.error as CorruptionError, { by: 'user:ada', reason: 'known' });
    const later = await stage.history.append('run', runId, [sample.run(randomUUID())], runId);
    await reached(next.waiter, later, []);
    expect(await new SessionQueries(stage.sql).get(sessionId)).toMatchObject({ version: 1, expiresAt: '2026-11-22T11:00:00.000Z' });
    await next.follower.stop();
  });

  it('stops at a commit that comes again although a follower that begins here remembers none', async () => {
    const { follower, waiter, errors } = stage.follower();
    const runId = randomUUID();
    follower.start();
    await reached(waiter, await stage.history.append('run', runId, [sample.run(randomUUID())], runId), errors);
    await follower.stop();
    const [stored] = await stage.log.load('run', runId);
    const connection = await connectNats({ natsUrl: stage.nats.url });
    const beside = headers();
    beside.set('Content-Type', 'application/cloudevents-batch+json');
    await jetstream(connection).publish(subjectOf('run', runId), JSON.stringify(stored!.events), { msgID: randomUUID(), headers: beside });
    await connection.close();
    const next = stage.follower();
    next.follower.start();
    await waitFor(() => next.follower.state === 'stopped');
    expect(next.follower.error).toMatchObject({ name: 'CorruptionError', sequence: await stage.log.lastSequence() });
    expect(await new RunQueries(stage.sql).get(runId)).toMatchObject({ version: 1 });
  });
});
