import { subjectOf } from '@countersign/contracts';
import { connectNats, CorruptionError } from '@countersign/event-log';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { RunQueries } from '../runs/run.queries.ts';
import { appendSample, reached, sampleIds, startStage, waitFor, type Stage } from './read-model.fixture.ts';
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
  });
});
