import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { RunQueries } from '../runs/run.queries.ts';
import { appendSample, reached, sample, sampleIds, startStage, waitFor, type Stage } from './read-model.fixture.ts';
import { rebuild, RebuildRefusedError, type RebuildReport } from './rebuild.ts';

const COMMAND = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

let stage: Stage;
let following: ReturnType<Stage['follower']>;
const ids = sampleIds();

beforeAll(async () => {
  stage = await startStage();
  following = stage.follower();
  following.follower.start();
  await reached(following.waiter, await appendSample(stage.history, ids), following.errors);
}, 60_000);
afterAll(() => stage?.stop());

/** The command as an operator runs it, killed at a line that it says or at a schema that it has made. */
async function killed(at: { line: RegExp } | { schema: string }): Promise<void> {
  const { nats, postgres } = stage;
  const child = spawn(process.execPath, [COMMAND, 'rebuild'], { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, NATS_URL: nats.url, DATABASE_URL: postgres.url } });
  const gone = new Promise((resolve) => child.once('exit', (code, signal) => resolve(signal ?? code)));
  let isThere = false;
  if ('line' in at) createInterface(child.stderr).on('line', (line) => { isThere ||= at.line.test(line); });
  await waitFor(async () => isThere || ('schema' in at && (await schemas()).includes(at.schema)), { timeoutMs: 40_000, what: 'the command is that far' });
  child.kill('SIGKILL');
  expect(await gone).toBe('SIGKILL');
}

const schemas = async () =>
  (await stage.sql.query<{ name: string }>(`select nspname as name from pg_namespace where nspname like 'read_model%' order by 1`)).map(({ name }) => name);

/** While `work` runs, whoever wants a table for itself, or at all, waits. */
async function holding(lock: string, work: () => Promise<void>): Promise<void> {
  await stage.sql.transaction(async (session) => {
    await session.query(lock);
    await work();
  });
}

/** The database may take a moment to notice that the one that was killed is gone. */
async function rebuilt(): Promise<RebuildReport> {
  let report: RebuildReport | undefined;
  await waitFor(async () => {
    report = await rebuild({ log: stage.log, orm: stage.orm, progress: () => undefined }).catch((error: Error) => {
      if (error instanceof RebuildRefusedError) return undefined;
      throw error;
    });
    return report !== undefined;
  });
  return report!;
}

async function goesOn(): Promise<void> {
  const runId = randomUUID();
  await reached(following.waiter, await stage.history.append('run', runId, [sample.run(ids.candidateId)], runId), following.errors);
  expect(await new RunQueries(stage.sql).get(runId)).toMatchObject({ id: runId });
  expect(await new RunQueries(stage.sql).get(ids.runId)).toMatchObject({ title: 'Autumn' });
}

describe('a rebuild that is killed (ci)', () => {
  it.each([
    ['while it folds', undefined, { line: /^folding/ }, 'read_model_rebuild'],
    ['while it compares', 'lock table read_model.candidates in access exclusive mode', { line: /^comparing/ }, 'read_model_rebuild'],
    ['while it waits to swap', 'lock table read_model.checkpoint in access share mode', { line: /^swapping/ }, 'read_model_rebuild'],
    ['after the swap', 'lock table read_model.candidates in access share mode', { schema: 'read_model_old' }, 'read_model_old'],
  ] as const)('%s leaves a whole read model, and the next one removes the rest', async (_, lock, at, left) => {
    if (lock === undefined) await killed(at);
    else {
      await holding(lock, async () => {
        await killed(at);
        expect(await schemas()).toContain(left);
      });
    }
    await goesOn();
    expect(await rebuilt()).toMatchObject({ differing: 0 });
    expect(await schemas()).toEqual(['read_model']);
    await goesOn();
    expect(following.errors).toEqual([]);
  }, 60_000);
});
