import { readFileSync } from 'node:fs';
import { processOf, runningProcesses } from './processes.ts';

const LOOK_EVERY_MS = 1_000;

/**
 * Chromium forks every renderer from its zygotes and starts no new ones: without them the browser lives on, and its next page hangs
 * for ever. Calls `onGone` once when one of them has gone; the function that it returns ends the watch.
 */
export function watchZygotes(chromiumPid: number, onGone: () => void): () => void {
  const zygotes = runningProcesses().filter(({ pid, parentPid }) => parentPid === chromiumPid && isZygote(pid));
  const timer = setInterval(() => {
    if (zygotes.every(({ pid, startedAtTicks }) => processOf(pid)?.startedAtTicks === startedAtTicks)) return;
    clearInterval(timer);
    onGone();
  }, LOOK_EVERY_MS).unref();
  return () => clearInterval(timer);
}

function isZygote(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--type=zygote');
  } catch {
    return false; // It has just ended.
  }
}
