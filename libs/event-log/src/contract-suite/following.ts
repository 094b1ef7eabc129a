import { expect, it } from '@jest/globals';
import { CorruptionError, type Commit, type EventLog } from '../event-log.ts';
import { appendSome, sequencesOf } from './candidates.ts';
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
