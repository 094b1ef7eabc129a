import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { sessionCommands, type HeartbeatResult } from '@countersign/contracts';
import { waitFor } from '@countersign/test-kit';
import { ServiceProcesses, type ServiceProcess } from '../nodes/service-processes.fixture.ts';

const LONG_MS = 60_000;
let all: ServiceProcesses;

beforeAll(async () => void (all = await ServiceProcesses.open()), 120_000);
afterEach(() => all.endAll(), 40_000);
afterAll(() => all?.close(), 40_000);

/** The pause is what is tried. */
async function paused(service: ServiceProcess, milliseconds: number): Promise<void> {
  service.process.kill('SIGSTOP');
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  service.process.kill('SIGCONT');
}

describe('a service that stood still (ci)', () => {
  it('for longer than a session may live ends it at once when it goes on, because of its deadline', async () => {
    const service = await all.start('a');
    const id = await all.startSession({ ttlSeconds: 10, heartbeatTimeoutSeconds: 5 });
    const { expiresAt, startedAt } = (await all.eventsOf(id))[0]!.data as { expiresAt: string; startedAt: string };
    expect(Date.parse(expiresAt) - Date.parse(startedAt)).toBe(10_000);
    await paused(service, Date.parse(expiresAt) - Date.now() + 1_000);
    const resumedMs = Date.now();
    await waitFor(async () => (await all.storyOf(id)).length === 2, { timeoutMs: 10_000 });
    const ended = (await all.eventsOf(id))[1]!;
    expect(ended).toMatchObject({ type: 'countersign.session.expired.v1', data: { reason: 'deadline_reached' } });
    expect(Date.parse(ended.time) - resumedMs).toBeLessThan(3_000);
    await waitFor(() => all.nothingLeft(service), { timeoutMs: 10_000 });
  }, LONG_MS);

  it('for longer than a heartbeat lease loses no session whose caller went on: its heartbeats waited (thorough)', async () => {
    const service = await all.start('a');
    const [beating, silent] = [await all.startSession({ heartbeatTimeoutSeconds: 5 }), await all.startSession({ heartbeatTimeoutSeconds: 5 })];
    const beat = (): Promise<HeartbeatResult> => all.must<HeartbeatResult>(sessionCommands.heartbeat, { id: beating });
    await beat();
    const pause = paused(service, 8_000);
    const waiting = beat();
    await pause;
    const { lastHeartbeatAt, leaseEndsAt } = await waiting;
    expect(Date.parse(leaseEndsAt!) - Date.parse(lastHeartbeatAt)).toBe(5_000);
    expect([await all.storyOf(beating), await all.storyOf(silent)]).toEqual([['started'], ['started']]);
    // Who says nothing when it could be heard again has one lease more.
    await waitFor(async () => {
      await beat();
      return (await all.storyOf(silent)).at(-1) === 'expired heartbeat_lost';
    }, { timeoutMs: 15_000, everyMs: 500 });
    expect(await all.storyOf(beating)).toEqual(['started']);
  }, LONG_MS);
});
