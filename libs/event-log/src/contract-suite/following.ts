import { randomUUID } from 'node:crypto';
import { subjectOf } from '@countersign/contracts';
import { expect, it } from '@jest/globals';
import { CorruptionError } from '../errors.ts';
import type { Commit, EventLog } from '../event-log.ts';
import { MAX_BUFFERED_BATCHES } from '../limits.ts';
import { appendSome, commitOf, NEW, registered, sequencesOf, updated } from './candidates.ts';
import { eventually } from './eventually.ts';

const upTo = (last: number, from = 1) => Array.from({ length: last - from + 1 }, (_, index) => from + index);

export function following(log: () => EventLog): void {
  it('delivers what is there from the beginning, in order, and then what is appended', async () => {
    await appendSome(log(), 20);
    const seen: number[] = [];
    const follower = await log().follow({ after: 0, onBatch: (commits) => { seen.push(...sequencesOf(commits)); return Promise.resolve(); } });
    const there = await log().lastSequence();
    await eventually(() => follower.position === there);
    const last = (await appendSome(log(), 20)).at(-1)!;
    await eventually(() => follower.position === last);
    expect(seen).toEqual(upTo(last));
    expect([follower.state, follower.error]).toEqual(['following', undefined]);
    await follower.stop();
    expect(follower.state).toBe('stopped');
  });

  it('begins after a checkpoint', async () => {
    const [first, second, third] = await appendSome(log(), 3);
    const seen: number[] = [];
    const follower = await log().follow({ after: first!, onBatch: (commits) => { seen.push(...sequencesOf(commits)); return Promise.resolve(); } });
    expect(follower.position).toBe(first);
    await eventually(() => follower.position === third);
    expect(seen).toEqual([second, third]);
    await follower.stop();
  });

  it('makes batches of what has come meanwhile, never larger than asked, never two at once', async () => {
    const after = await log().lastSequence();
    const batches: number[] = [];
    let running = 0;
    const follower = await log().follow({
      after, maxBatch: 7,
      onBatch: async (commits) => {
        expect(++running).toBe(1);
        batches.push(commits.length);
        if (batches.length === 1) await appendSome(log(), 30);
        running--;
      },
    });
    const [first] = await appendSome(log(), 1);
    await eventually(() => follower.position === first! + 30);
    await follower.stop();
    expect(Math.max(...batches)).toBe(7);
    expect(batches.reduce((sum, size) => sum + size, 0)).toBe(31);
    expect(batches.length).toBeLessThan(12);
  });

  it('hands over a batch again whose handling failed, and skips nothing', async () => {
    const after = await log().lastSequence();
    const attempts: number[][] = [];
    const errors: string[] = [];
    const handled: Commit[] = [];
    const follower = await log().follow({
      after, maxBatch: 3,
      onBatch: async (commits) => {
        attempts.push(sequencesOf(commits));
        if (attempts.length <= 3) throw new Error(`not now ${attempts.length}`);
        handled.push(...commits);
        await Promise.resolve();
      },
      onError: (error) => errors.push(error.message),
    });
    const appended = await appendSome(log(), 5);
    await eventually(() => follower.position === appended.at(-1));
    expect(attempts.slice(1, 4)).toEqual([attempts[0], attempts[0], attempts[0]]);
    expect(errors).toEqual(['not now 1', 'not now 2', 'not now 3']);
    expect(sequencesOf(handled)).toEqual(appended);
    expect(follower.error).toBeUndefined();
    await follower.stop();
  });

  it('says how far behind it is while a batch is being handled, and fetches only so much ahead', async () => {
    const after = await log().lastSequence();
    let open = () => {};
    const opened = new Promise<void>((resolve) => { open = resolve; });
    const follower = await log().follow({ after, maxBatch: 2, onBatch: () => opened });
    const last = (await appendSome(log(), 40)).at(-1)!;
    // What is being handled, what waits in memory, and what is still in the store.
    await eventually(() => follower.metrics.lag >= 30);
    expect(follower.metrics).toMatchObject({ commits: 0, batches: 0 });
    expect(follower.metrics.lagMs).toBeGreaterThanOrEqual(0);
    expect(follower.metrics.buffered).toBeLessThanOrEqual(2 * MAX_BUFFERED_BATCHES);
    open();
    await eventually(() => follower.position === last);
    expect(follower.metrics).toMatchObject({ commits: 40, events: 40, lag: 0, lagMs: 0, buffered: 0, faults: 0, passedOver: 0 });
    expect(follower.metrics.commitsPerSecond).toBeGreaterThan(0);
    await follower.stop();
  });

  it('stops at a commit that its handler finds impossible, and goes on behind it once an operator decided so', async () => {
    const id = randomUUID();
    const [before] = await appendSome(log(), 1);
    const bad = await log().append(commitOf(id, NEW, [registered()]));
    const [between] = await appendSome(log(), 1);
    const later = await log().append(commitOf(id, bad, [updated(1)]));
    const found = () => new CorruptionError('cannot be', bad.sequence, { kind: 'commit', subject: subjectOf('candidate', id) });
    const handled: Commit[] = [];
    const follower = await log().follow({
      after: before! - 1,
      onBatch: (commits) => {
        if (commits.some(({ events, sequence }) => sequence === bad.sequence && events.length > 0)) return Promise.reject(found());
        handled.push(...commits);
        return Promise.resolve();
      },
    });
    await eventually(() => follower.state === 'stopped');
    expect([follower.position, follower.error]).toEqual([before, found()]);
    await log().journal.passOver(follower.error as CorruptionError, { by: 'user:ada', reason: 'a try' });
    await eventually(() => follower.position === later.sequence);
    expect(follower.state).toBe('following');
    expect(handled.map(({ sequence, events }) => [sequence, events.length])).toEqual([[before, 1], [bad.sequence, 0], [between, 1], [later.sequence, 0]]);
    expect(await log().journal.passedOver()).toMatchObject([{ sequence: bad.sequence, finding: 'cannot be', by: 'user:ada', reason: 'a try' }]);
    await follower.stop();
  });

  it('verifies all of it', async () => {
    const last = await log().lastSequence();
    expect(await log().verify()).toMatchObject({ commits: last, withoutChecksum: 0, firstWrong: undefined });
    expect((await log().verify({ reaches: last + 1 })).firstWrong).toEqual(new CorruptionError(`the log ends at ${last}, before the position ${last + 1}`, last + 1, { kind: 'end' }));
  });

  it('finishes the batch at hand when it is stopped, and delivers nothing afterwards', async () => {
    const after = await log().lastSequence();
    const seen: number[] = [];
    let begin = () => {};
    const begun = new Promise<void>((resolve) => { begin = resolve; });
    let finish = () => {};
    const finished = new Promise<void>((resolve) => { finish = resolve; });
    const follower = await log().follow({
      after, maxBatch: 1,
      onBatch: async (commits) => {
        begin();
        await finished;
        seen.push(...sequencesOf(commits));
      },
    });
    const [first] = await appendSome(log(), 3);
    await begun;
    const stopped = follower.stop();
    finish();
    await stopped;
    expect([seen, follower.position]).toEqual([[first], first]);
  });

  it('can be stopped while a batch keeps failing', async () => {
    const after = await log().lastSequence();
    const follower = await log().follow({ after, onBatch: () => Promise.reject(new Error('never')) });
    await appendSome(log(), 1);
    await eventually(() => follower.error);
    await follower.stop();
    expect(follower.position).toBe(after);
  });

  it('stops when the log ends before its position', async () => {
    const errors: Error[] = [];
    const after = (await log().lastSequence()) + 5;
    const follower = await log().follow({ after, onBatch: () => Promise.resolve(), onError: (error) => errors.push(error) });
    await eventually(() => follower.state === 'stopped');
    expect(follower.error).toBeInstanceOf(CorruptionError);
    expect(errors).toEqual([follower.error]);
    await follower.stop();
  });
}
