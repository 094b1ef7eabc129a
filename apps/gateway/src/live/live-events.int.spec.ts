import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitFor } from '@countersign/test-kit';
import type { Sql } from '../database/sql.ts';
import { reached, sample, startStage, type Stage } from '../projecting/read-model.fixture.ts';
import type { ReadModelWaiter } from '../projecting/read-model-waiter.ts';
import { LiveEventQueries } from './live-event.queries.ts';
import { LiveEvents, type LiveReader } from './live-events.ts';
import { afterCommit, formatPlace, type Place } from './place.ts';

const READERS = 1_000;
const EVENTS = 120;

let stage: Stage;
let waiter: ReadModelWaiter;
const errors: Error[] = [];
beforeAll(async () => {
  stage = await startStage();
  const following = stage.follower();
  ({ waiter } = following);
  following.follower.start();
}, 60_000);
afterAll(() => stage?.stop());

/** Two events a commit. */
const append = () => stage.history.append('capture', randomUUID(), [sample.captured({ taskId: randomUUID(), runId: randomUUID(), candidateId: randomUUID() }), sample.proposed('x')]);

class Hearing implements LiveReader {
  readonly filter = {};
  readonly places: Place[] = [];
  take({ events }: Parameters<LiveReader['take']>[0]): void {
    this.places.push(...events.map(({ place }) => place));
  }
  room(): Promise<void> {
    return Promise.resolve();
  }
}

describe('telling a thousand readers', () => {
  it('takes as many reads as there are events for all of them together, wherever each came in', async () => {
    let reads = 0;
    const counting = { query: (...parameters: Parameters<Sql['query']>) => { reads += 1; return stage.sql.query(...parameters); } } as unknown as Sql;
    const live = new LiveEvents(new LiveEventQueries(counting), waiter, (error) => errors.push(error));
    const first = await append();
    await reached(waiter, first);
    const ending = new AbortController();
    const follow = (after: Place) => {
      const reader = new Hearing();
      void live.follow(reader, after, ending.signal);
      return { reader, after };
    };
    const fromStart = Array.from({ length: READERS }, () => follow(afterCommit(first)));
    await waitFor(() => live.readersAtEnd === READERS);
    reads = 0;
    const places: Place[] = [];
    const joined: ReturnType<typeof follow>[] = [];
    for (let count = 0; count < EVENTS / 2; count++) {
      const position = await append();
      places.push({ position, index: 0 }, afterCommit(position));
      // Some come in on the way: after any event that there was, also in the middle of a commit and one that was not told yet.
      if (count % 10 === 0) joined.push(follow(places[Math.floor(places.length / 2)]!), follow(places.at(-2)!), follow(places.at(-1)!));
    }
    const all = [...fromStart, ...joined];
    await waitFor(() => all.every(({ reader }) => formatPlace(reader.places.at(-1) ?? afterCommit(0)) === formatPlace(places.at(-1)!)), { what: 'all have heard the last', timeoutMs: 30_000 });
    const expected = (after: Place) => places.slice(places.findIndex((place) => formatPlace(place) === formatPlace(after)) + 1).map(formatPlace).join(' ');
    expect(all.filter(({ reader, after }) => reader.places.map(formatPlace).join(' ') !== expected(after))).toEqual([]);
    // One for each commit at most, and a few for each that had to catch up.
    expect(reads).toBeLessThanOrEqual(EVENTS / 2 + joined.length * 5);
    ending.abort();
    await waitFor(() => live.readersAtEnd === 0);
    expect(errors).toEqual([]);
  }, 60_000);
});
