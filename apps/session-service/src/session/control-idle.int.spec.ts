import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { sessionCommands, type AttachResult, type GrantConsoleResult, type OpenConsoleResult } from '@countersign/contracts';
import { waitFor } from '@countersign/test-kit';
import { RfbViewer } from '../console/rfb-viewer.fixture.ts';
import { ServiceProcesses } from '../nodes/service-processes.fixture.ts';

const IDLE_MS = 5_000;
const ada = { actor: 'user:ada' };
let all: ServiceProcesses;

beforeAll(async () => void (all = await ServiceProcesses.open()), 120_000);
afterEach(() => all.endAll(), 40_000);
afterAll(() => all?.close(), 40_000);

describe('control of a person (ci)', () => {
  it('stays while they use it, also through a new connection, and goes back by itself although their page is open', async () => {
    await all.start('a', { SESSION_CONTROL_IDLE_SECONDS: String(IDLE_MS / 1000) });
    const id = await all.startSession();
    const grant = await all.must<GrantConsoleResult>(sessionCommands.grantConsole, { id, mode: 'control' }, ada);
    const { consoleId, cookieSecret } = await all.must<OpenConsoleResult>(sessionCommands.openConsole, { id, secret: grant.secret }, ada);
    const connect = async (): Promise<RfbViewer> => {
      const viewer = await RfbViewer.connect(await all.must<AttachResult>(sessionCommands.attachConsole, { id, consoleId, cookieSecret }, ada));
      viewer.offer(false);
      await viewer.settled();
      return viewer;
    };
    let viewer = await connect();
    expect(await all.must(sessionCommands.takeControl, { id }, ada)).toEqual({ token: 1 });

    // Twice as long as the patience, with a pointer that moves; the page is loaded again in between.
    const beganMs = performance.now();
    let moves = 0;
    let lastMoveMs = beganMs;
    await waitFor(async () => {
      if (moves === 5) {
        viewer.close();
        viewer = await connect();
      }
      lastMoveMs = performance.now();
      viewer.click(10 + (moves++ % 50), 20);
      return performance.now() - beganMs > 2 * IDLE_MS;
    }, { timeoutMs: 4 * IDLE_MS, everyMs: 500 });
    expect((await all.storyOf(id)).filter((event) => event.startsWith('control'))).toEqual(['control_taken']);

    await waitFor(async () => (await all.storyOf(id)).at(-1) === 'control_returned idle', { timeoutMs: 3 * IDLE_MS });
    // Input is noted once a second at most.
    expect(performance.now() - lastMoveMs).toBeGreaterThan(IDLE_MS - 2_000);
    expect((await all.eventsOf(id)).at(-1)).toMatchObject({ actor: 'service:session-service', data: { holder: 'user:ada', token: 1, reason: 'idle' } });
    expect(await all.must(sessionCommands.takeControl, { id }, ada)).toEqual({ token: 2 });
    // A return that was on its way since the first turn.
    expect(await all.command(sessionCommands.returnControl, { id, token: 1 }, ada)).toMatchObject({ ok: false, error: { code: 'control_token_stale', details: { token: 2 } } });
    viewer.close();
  }, 90_000);
});
