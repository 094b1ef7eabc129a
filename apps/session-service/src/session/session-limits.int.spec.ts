import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { sessionCommands, SESSION_RUNS_BUCKET, type CommandReply, type SessionHealth } from '@countersign/contracts';
import { waitFor } from '@countersign/test-kit';
import { Kvm } from '@nats-io/kv';
import { pointsInto, runningProcesses } from '../browser-host/processes.ts';
import { ServiceProcesses } from '../nodes/service-processes.fixture.ts';
import type { LimitReached } from './session-limits.ts';

const LONG_MS = 120_000;
let all: ServiceProcesses;

beforeAll(async () => void (all = await ServiceProcesses.open()), 120_000);
afterEach(() => all.endAll(), 40_000);
afterAll(() => all?.close(), 40_000);

type Reply = CommandReply<{ id: string }>;
const startIn = (runId: string, more: Record<string, unknown> = {}): Promise<Reply> => all.command<{ id: string }>(sessionCommands.start, { id: randomUUID(), runId, ...more });
const startedOf = (replies: Reply[]): string[] => replies.flatMap((reply) => (reply.ok ? [reply.result.id] : []));
const refusalsOf = (replies: Reply[]): (LimitReached & { code: string })[] =>
  replies.flatMap((reply) => (reply.ok ? [] : [{ code: reply.error.code, ...(reply.error.details as LimitReached) }]));
/** What a list of active sessions would show of these. */
async function activeOf(ids: string[]): Promise<string[]> {
  const stories = await Promise.all(ids.map((id) => all.storyOf(id)));
  return ids.filter((_, index) => stories[index]!.length > 0 && !/^(expired|terminated|start_failed)/.test(stories[index]!.at(-1)!)).sort();
}
async function countedOf(runId: string): Promise<string[]> {
  const entry = await (await new Kvm(all.connection).open(SESSION_RUNS_BUCKET)).get(runId);
  return entry?.operation === 'PUT' ? [...entry.json<{ sessions: string[] }>().sessions].sort() : [];
}

describe('the limit of a node', () => {
  it('is kept by twenty starts at once, and says which sessions count (ci)', async () => {
    await all.start('a', { SESSION_LIMIT: '3', SESSION_LIMIT_PER_RUN: '20' });
    const runId = await all.registerRun();
    const replies = await Promise.all(Array.from({ length: 20 }, () => startIn(runId)));
    const started = startedOf(replies);
    expect(started).toHaveLength(3);
    const refused = refusalsOf(replies);
    expect(refused).toHaveLength(17);
    for (const details of refused) expect(details).toMatchObject({ code: 'session_limit_reached', scope: 'node', limit: 3, count: 3, retryAfterSeconds: expect.any(Number) });
    expect(refusalsOf([await startIn(runId)])[0]!.sessions.toSorted()).toEqual(started.toSorted());
    expect((await all.must<SessionHealth>(sessionCommands.health, undefined)).sessions).toBe(3);
    expect(await countedOf(runId)).toEqual(await activeOf(started));
    // A slot is free as soon as the end of a session is answered.
    await all.must(sessionCommands.terminate, { id: started[0] });
    expect((await startIn(runId)).ok).toBe(true);
    expect((await startIn(runId)).ok).toBe(false);
  }, LONG_MS);
});

describe('the limit of a run', () => {
  it('holds across nodes, however many start at once (thorough)', async () => {
    await Promise.all([all.start('a'), all.start('b')]);
    const [runId, other] = [await all.registerRun(), await all.registerRun()];
    const replies = await Promise.all(Array.from({ length: 20 }, () => startIn(runId)));
    const started = startedOf(replies).sort();
    expect(started).toHaveLength(4);
    for (const details of refusalsOf(replies)) expect(details).toMatchObject({ code: 'session_limit_reached', scope: 'run', limit: 4, count: 4 });
    expect(refusalsOf([await startIn(runId)])[0]!.sessions.toSorted()).toEqual(started);
    expect(await countedOf(runId)).toEqual(started);
    expect((await startIn(other)).ok).toBe(true);
    expect(await all.command(sessionCommands.start, { id: started[0], runId })).toMatchObject({ ok: true });
  }, LONG_MS);

  it('counts what the list shows, through ends of every kind, and nothing of a start that failed (ci)', async () => {
    const service = await all.start('a', { SESSION_LIMIT: '8' });
    const runId = await all.registerRun();
    const [kept, terminated, crashing] = startedOf(await Promise.all([startIn(runId), startIn(runId), startIn(runId)])) as [string, string, string];
    const expiring = startedOf([await startIn(runId, { ttlSeconds: 10 })])[0]!;
    const ids = [kept, terminated, crashing, expiring];
    expect(await countedOf(runId)).toEqual(ids.toSorted());
    await all.must(sessionCommands.terminate, { id: terminated });
    expect(await countedOf(runId)).toEqual([kept, crashing, expiring].sort());
    await waitFor(async () => (await all.storyOf(expiring)).at(-1) === 'expired deadline_reached', { timeoutMs: 20_000 });
    await waitFor(async () => (await countedOf(runId)).length === 2);
    // A start that fails, for another reason than a limit.
    expect(await startIn(runId, { startUrl: 'file:///etc/passwd' })).toMatchObject({ ok: false, error: { code: 'command_invalid' } });
    expect(await startIn(runId, { ttlSeconds: 86_400, heartbeatTimeoutSeconds: 1 })).toMatchObject({ ok: false });
    for (const { pid } of runningProcesses().filter(({ pid }) => pid !== service.process.pid && pid !== process.pid && pointsInto(join(service.dataFolder, 'browsers'), pid))) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // Died with another.
      }
    }
    await waitFor(async () => (await activeOf(ids)).length === 0, { timeoutMs: 15_000 });
    await waitFor(async () => (await countedOf(runId)).length === 0, { timeoutMs: 5_000 });
    expect(startedOf(await Promise.all(Array.from({ length: 6 }, () => startIn(runId))))).toHaveLength(4);
  }, LONG_MS);

  it('takes back places that no session has (thorough)', async () => {
    const broken = await all.start('c', { CHROMIUM_BIN: '/nowhere/chromium' });
    const runId = await all.registerRun();
    for (let turn = 0; turn < 5; turn++) expect(await startIn(runId)).toMatchObject({ ok: false, error: { code: 'session_start_failed' } });
    expect(await countedOf(runId)).toEqual([]);
    const left = { sessions: [randomUUID(), randomUUID(), randomUUID(), randomUUID()] };
    await (await new Kvm(all.connection).open(SESSION_RUNS_BUCKET)).put(runId, JSON.stringify(left));
    await all.end(broken);
    await all.start('a');
    const started = startedOf([await startIn(runId)]);
    expect(started).toHaveLength(1);
    expect(await countedOf(runId)).toEqual(started);
  }, LONG_MS);
});
