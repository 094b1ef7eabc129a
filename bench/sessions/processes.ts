import { readdirSync, readFileSync } from 'node:fs';

/** Proportional set size of the processes, MB (proc(5), smaps_rollup): memory shared with others is counted by share. */
export function proportionalMegabytes(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + proportionalKilobytes(pid), 0) / 1024;
}

function proportionalKilobytes(pid: number): number {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

export const allProcesses = (): number[] => readdirSync('/proc').map(Number).filter((pid) => pid > 0);

/** Those that were started after `before` was listed, and their zygotes. */
export function newProcesses(before: readonly number[]): number[] {
  const known = new Set(before);
  return allProcesses().filter((pid) => !known.has(pid));
}
