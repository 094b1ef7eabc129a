import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** A process as /proc shows it; zombies are left out, for they run nothing and only wait for their parent. */
export interface RunningProcess {
  readonly pid: number;
  readonly parentPid: number;
  readonly groupId: number;
  /** Clock ticks since boot; tells a process from a later one with the same pid. */
  readonly startedAtTicks: number;
  readonly uid: number;
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined; // The process ended between the listing and the reading, or is not ours to read.
  }
}

export function processOf(pid: number): RunningProcess | undefined {
  const stat = read(`/proc/${pid}/stat`);
  const uid = /^Uid:\s+(\d+)/m.exec(read(`/proc/${pid}/status`) ?? '')?.[1];
  if (stat === undefined || uid === undefined) return undefined;
  // The name in parentheses may hold spaces and parentheses itself.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
  return { pid, parentPid: Number(fields[1]), groupId: Number(fields[2]), startedAtTicks: Number(fields[19]), uid: Number(uid) };
}

export function runningProcesses(): RunningProcess[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => processOf(Number(name)) ?? []);
}

/**
 * True when a flag or a variable points into the folder, as those of a browser do (`HOME=…`, `--user-data-dir=…`), unlike
 * a shell that happens to name it; false for processes that this one may not read.
 */
export function pointsInto(folder: string, pid: number): boolean {
  return [`/proc/${pid}/environ`, `/proc/${pid}/cmdline`].some((path) => read(path)?.includes(`=${folder}/`));
}

/** The processes of these groups, what descends from them, and what points into the folder (a crash handler leaves both). */
export function processesOfFolder(folder: string, groupIds: ReadonlySet<number>): RunningProcess[] {
  const all = runningProcesses().filter(({ pid }) => pid !== process.pid);
  return withDescendants(all, new Set(all.filter(({ pid, groupId }) => groupIds.has(groupId) || pointsInto(folder, pid)).map(({ pid }) => pid)));
}

/** A process and what descends from it. */
export function familyOf(pid: number): RunningProcess[] {
  return withDescendants(runningProcesses(), new Set([pid]));
}

function withDescendants(all: readonly RunningProcess[], found: Set<number>): RunningProcess[] {
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const { pid, parentPid } of all) if (found.has(parentPid)) found.add(pid);
  }
  return all.filter(({ pid }) => found.has(pid));
}

const isGone = ({ pid, startedAtTicks }: RunningProcess): boolean => processOf(pid)?.startedAtTicks !== startedAtTicks;

/** Resolves when all of them have ended by themselves, or after the time. */
export async function untilGone(processes: readonly RunningProcess[], timeoutMs: number): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (performance.now() < deadline && !processes.every(isGone)) await delay(KILL_POLL_MS);
}

const KILL_DEADLINE_MS = 10_000;
const KILL_POLL_MS = 15;

/** Kills what `find` finds until it finds nothing: a process may have forked while the others were killed. @throws after 10 s. */
export async function killUntilNone(find: () => readonly RunningProcess[]): Promise<void> {
  const deadlineMs = performance.now() + KILL_DEADLINE_MS;
  for (let found = find(); found.length > 0; found = find()) {
    if (performance.now() > deadlineMs) throw new Error(`processes ${found.map(({ pid }) => pid).join(', ')} outlive SIGKILL`);
    for (const { pid } of found) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
      }
    }
    await delay(KILL_POLL_MS);
  }
}
