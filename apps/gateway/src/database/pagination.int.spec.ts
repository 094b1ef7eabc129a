import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from '@countersign/contracts';
import fc from 'fast-check';
import { AuditQueries } from '../audit/audit.queries.ts';
import { CandidateQueries } from '../candidates/candidate.queries.ts';
import { CaptureQueries } from '../captures/capture.queries.ts';
import { appendSample, reached, sample, sampleIds, startStage, type SampleIds, type Stage } from '../projecting/read-model.fixture.ts';
import type { ReadModelWaiter } from '../projecting/read-model-waiter.ts';
import { RunQueries } from '../runs/run.queries.ts';
import { TaskQueries } from '../runs/task.queries.ts';
import { SessionQueries } from '../sessions/session.queries.ts';

let stage: Stage;
let waiter: ReadModelWaiter;
/** Everything that was made so far. */
const made: SampleIds[] = [];
const RUNS_OF_PROPERTY = Number(process.env['COUNTERSIGN_PAGINATION_RUNS'] ?? 6);

beforeAll(async () => {
  stage = await startStage();
  const following = stage.follower();
  ({ waiter } = following);
  following.follower.start();
}, 60_000);
afterAll(() => stage?.stop());

/** Several at once, so that some are of the same millisecond. */
async function make(count: number): Promise<number> {
  const all = Array.from({ length: count }, sampleIds);
  const positions = await Promise.all(all.map((ids) => appendSample(stage.history, ids)));
  made.push(...all);
  return Math.max(...positions);
}

type Write = (ids: SampleIds) => Promise<number>;
const writes: Record<string, Write> = {
  more: () => make(2),
  'a session is extended': ({ sessionId, runId }) => stage.history.append('session', sessionId, [{ type: 'countersign.session.extended.v1', data: { expiresAt: new Date().toISOString() } }], runId),
  'a candidate has another resume': ({ candidateId }) => stage.history.append('candidate', candidateId, [{ type: 'countersign.candidate.resume_updated.v1', data: { ...sample.candidate.data, resume: { basics: { name: `Ada ${randomUUID()}` } } } }]),
  'a run has another task': ({ runId }) => stage.history.append('task', randomUUID(), [sample.task(runId)], runId),
  'a capture has other answers': ({ captureId, runId }) => stage.history.append('capture', captureId, [sample.proposed(randomUUID())], runId),
};

interface List {
  readonly idsAtStart: () => string[];
  readonly page: (cursor: string | undefined, limit: number) => Promise<{ ids: string[]; next: string | null }>;
}
const idPage = (found: Page<{ id: string }>) => ({ ids: found.items.map(({ id }) => id), next: found.next });
const lists: Record<string, List> = {
  runs: { idsAtStart: () => made.map(({ runId }) => runId), page: async (cursor, limit) => idPage(await new RunQueries(stage.sql).list({ cursor, limit })) },
  tasks: { idsAtStart: () => made.map(({ taskId }) => taskId), page: async (cursor, limit) => idPage(await new TaskQueries(stage.sql).list({ cursor, limit })) },
  candidates: { idsAtStart: () => made.map(({ candidateId }) => candidateId), page: async (cursor, limit) => idPage(await new CandidateQueries(stage.sql).list({ cursor, limit })) },
  sessions: { idsAtStart: () => made.map(({ sessionId }) => sessionId), page: async (cursor, limit) => idPage(await new SessionQueries(stage.sql).list({ cursor, limit })) },
  captures: { idsAtStart: () => made.map(({ captureId }) => captureId), page: async (cursor, limit) => idPage(await new CaptureQueries(stage.sql).list({ cursor, limit })) },
  events: {
    idsAtStart: () => made.map(({ captureId }) => `${captureId} 2`),
    page: async (after, limit) => {
      const { items, next } = await new AuditQueries(stage.sql).list({}, { after, limit });
      return { ids: items.map(({ aggregateId, aggregateVersion }) => `${aggregateId} ${aggregateVersion}`), next };
    },
  },
};

describe('a list that is read page by page while others write', () => {
  it.each(Object.keys(lists))('has all that was there at the start, and nothing twice: %s', async (name) => {
    const { idsAtStart, page } = lists[name]!;
    await fc.assert(fc.asyncProperty(fc.integer({ min: 3, max: 12 }), fc.array(fc.tuple(fc.constantFrom(...Object.keys(writes)), fc.nat()), { minLength: 2, maxLength: 6 }), async (limit, between) => {
      await reached(waiter, await make(4));
      const start = idsAtStart();
      const seen: string[] = [];
      let cursor: string | undefined;
      let turn = 0;
      do {
        const { ids, next } = await page(cursor, limit);
        seen.push(...ids);
        cursor = next ?? undefined;
        const write = between[turn++];
        if (write) await reached(waiter, await writes[write[0]]!(made[write[1] % made.length]!));
      } while (cursor !== undefined);
      expect(seen.length).toBe(new Set(seen).size);
      expect(start.filter((id) => !seen.includes(id))).toEqual([]);
    }), { numRuns: RUNS_OF_PROPERTY });
  }, 60_000);
});
