import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sessionCommands, type SessionHealth } from '@countersign/contracts';
import { waitFor } from '@countersign/test-kit';
import { runsAsRoot, WEAKER_WITHOUT_ROOT } from './browser-host/isolation.ts';
import { pointsInto, runningProcesses, type RunningProcess } from './browser-host/processes.ts';
import { ServiceProcesses, type ServiceProcess } from './nodes/service-processes.fixture.ts';

/** More by hand, and more at once: COUNTERSIGN_SOAK_SESSIONS=200. Other tests run beside the few. */
const AT_LENGTH = process.env['COUNTERSIGN_SOAK_SESSIONS'];
const SESSIONS = Number(AT_LENGTH ?? 8);
const AT_ONCE = AT_LENGTH === undefined ? 3 : 8;
const KILLS = AT_LENGTH === undefined ? 2 : 8;
/** Of nobody else: other tests run beside this one. */
const UID_BASE = 65_100;
const UID_COUNT = 60;
const SECOND_MS = 1000;
/** What of the service's memory may come and go: its heap is not collected at any certain moment. */
const MEMORY_SLACK_KB = 60_000;
const NOBODY = 65_534;
const CLAIMS = '/run/countersign/uids';

type Fate = 'terminate' | 'kill_browser' | 'kill_zygote' | 'kill_screen' | 'pause_and_terminate' | 'terminate_while_starting';
const FATES: readonly Fate[] = ['terminate', 'terminate', 'kill_browser', 'kill_zygote', 'kill_screen', 'pause_and_terminate', 'terminate', 'terminate_while_starting'];

/** mulberry32: the same sequence in each run, so that a failure comes again. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

let services: ServiceProcesses;
beforeAll(async () => {
  services = await ServiceProcesses.open();
}, 120_000);
afterAll(() => services?.close(), 60_000);

/** Names of services are one letter: their browsers' folders are beside their data as long as the paths of sockets stay short. */
const environment = { SESSION_LIMIT: '20', SESSION_LIMIT_PER_RUN: '20', SESSION_UID_BASE: String(UID_BASE), SESSION_UID_COUNT: String(UID_COUNT) };
const isOurs = (uid: number): boolean => uid >= UID_BASE && uid < UID_BASE + UID_COUNT;
const commandLineOf = ({ pid }: RunningProcess): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
};
/** Of browsers that run now, each by its folder. */
const browserProcesses = ({ dataFolder, process: { pid } }: ServiceProcess): RunningProcess[] =>
  runningProcesses().filter((running) => (runsAsRoot() ? isOurs(running.uid) : running.pid !== pid && pointsInto(join(dataFolder, 'browsers'), running.pid)));
const named = (folder: string, isLeft: (name: string) => boolean): string[] => (existsSync(folder) ? readdirSync(folder).filter(isLeft) : []);
const ownedIn = (folder: string): string[] => named(folder, (name) => {
  try {
    return isOurs(lstatSync(join(folder, name)).uid);
  } catch {
    return false; // Somebody else's, gone meanwhile.
  }
});

/** What there may be of sessions outside of the service's own memory. */
function left(service: ServiceProcess): Record<string, unknown> {
  return {
    processes: browserProcesses(service).map(commandLineOf),
    folders: readdirSync(join(service.dataFolder, 'browsers')),
    records: readdirSync(join(service.dataFolder, 'browser-records')),
    uids: named(CLAIMS, (name) => isOurs(Number(name))),
    displays: ownedIn('/tmp/.X11-unix'),
    temporary: ownedIn('/tmp'),
    sharedMemory: ownedIn('/dev/shm'),
  };
}
const nothing = { processes: [], folders: [], records: [], uids: [], displays: [], temporary: [], sharedMemory: [] };

const openFilesOf = ({ process: { pid } }: ServiceProcess): number => readdirSync(`/proc/${pid}/fd`).length;
const memoryKbOf = ({ process: { pid } }: ServiceProcess): number => Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]);

/** Starts one and ends it, in its own way. The browser is somebody's of those that run: crashes hit whom they hit. */
async function live(service: ServiceProcess, fate: Fate, random: () => number): Promise<void> {
  const id = crypto.randomUUID();
  const runId = await services.registerRun();
  const start = services.command(sessionCommands.start, { id, runId, ...(random() < 0.3 ? { viewport: { width: 800 + Math.floor(random() * 400), height: 600 } } : {}) });
  if (fate === 'terminate_while_starting') {
    await delay(random() * 400);
    await services.command(sessionCommands.terminate, { id });
  }
  const { ok } = await start;
  if (!ok) return;
  await delay(random() * 300);
  const all = browserProcesses(service).map((running) => ({ running, line: commandLineOf(running) }));
  const isVictim = (line: string): boolean => {
    if (fate === 'kill_screen') return line.startsWith('Xtigervnc');
    return fate === 'kill_zygote' ? line.includes('--type=zygote') : line.includes('--remote-debugging-pipe') && !line.includes('--type=');
  };
  const victims = all.filter(({ line }) => isVictim(line));
  const victim = victims[Math.floor(random() * victims.length)]?.running;
  if (victim && fate !== 'terminate' && fate !== 'terminate_while_starting') send(victim.pid, fate === 'pause_and_terminate' ? 'SIGSTOP' : 'SIGKILL');
  await services.command(sessionCommands.terminate, { id });
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It was faster.
  }
}

async function liveAll(service: ServiceProcess, count: number, random: () => number): Promise<void> {
  let begun = 0;
  const lane = async (): Promise<void> => {
    while (begun < count) await live(service, FATES[begun++ % FATES.length]!, random);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

async function settled(service: ServiceProcess): Promise<void> {
  const health = async (): Promise<SessionHealth> => services.must<SessionHealth>(sessionCommands.health, {});
  await waitFor(async () => (await health()).sessions === 0, { timeoutMs: 60_000, what: 'every session has ended' });
  await waitFor(() => JSON.stringify(left(service)) === JSON.stringify(nothing), { timeoutMs: 30_000 }).catch(() => undefined);
  expect(left(service)).toEqual(nothing);
}

describe('many sessions, with crashes sown in', () => {
  it(`leave nothing: ${SESSIONS}, up to ${AT_ONCE} at once (ci)`, async () => {
    const service = await services.start('s', environment);
    const random = seeded(20_261_122);
    await liveAll(service, AT_ONCE, random); // What is loaded and compiled once.
    await settled(service);
    const [files, memoryKb] = [openFilesOf(service), memoryKbOf(service)];
    await liveAll(service, SESSIONS, random);
    await settled(service);
    await waitFor(() => openFilesOf(service) <= files + 2, { timeoutMs: 20_000 }).catch(() => undefined);
    expect(openFilesOf(service)).toBeLessThanOrEqual(files + 2);
    expect(memoryKbOf(service)).toBeLessThan(memoryKb + MEMORY_SLACK_KB);
    await services.end(service);
  }, (60 + 6 * SESSIONS) * SECOND_MS);

  it('are swept by the next start when the service is killed at any moment of a start (ci)', async () => {
    const random = seeded(7);
    for (let kill = 0; kill < KILLS; kill++) {
      const service = await services.start('k', { ...environment, SESSION_POOL_SIZE: '3' });
      await delay(random() * 1_500); // Its pool starts one browser after the other.
      await services.end(service, 'SIGKILL');
    }
    const service = await services.start('k', environment);
    await settled(service);
    await services.end(service);
  }, 240 * SECOND_MS);
});

describe('a service without root', () => {
  if (!runsAsRoot()) {
    it('is what all other tests of this run have tried', () => expect(runsAsRoot()).toBe(false));
    return;
  }
  it('says what is weaker, and leaves nothing either (ci)', async () => {
    const service = await services.start('n', environment, NOBODY);
    expect(service.lines.some((line) => line.includes(WEAKER_WITHOUT_ROOT.slice(0, 40)))).toBe(true);
    const id = await services.startSession();
    const ours = (): RunningProcess[] => runningProcesses().filter(({ uid, pid }) => uid === NOBODY && pid !== service.process.pid && pointsInto(service.dataFolder, pid));
    expect(ours().length).toBeGreaterThan(0);
    await services.must(sessionCommands.terminate, { id });
    await waitFor(() => ours().length === 0 && readdirSync(join(service.dataFolder, 'browsers')).length === 0);
    await services.end(service);
  }, 90 * SECOND_MS);
});
