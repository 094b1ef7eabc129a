import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Two services on one data folder would each take the other's browsers for leftovers. @throws Error when another one
 * that still runs has it. The file stays: only the process that it names counts, by pid and start time.
 */
export function lockDataFolder(dataFolder: string, startOf: (pid: number) => number | undefined): void {
  mkdirSync(dataFolder, { recursive: true, mode: 0o755 });
  const path = join(dataFolder, 'service.json');
  const before = readOwner(path);
  if (before && before.pid !== process.pid && startOf(before.pid) === before.startedAtTicks) {
    throw new Error(`another session-service (process ${before.pid}) uses ${dataFolder}: stop it, or set SESSION_DATA_DIR`);
  }
  writeFileSync(path, JSON.stringify({ pid: process.pid, startedAtTicks: startOf(process.pid) }), { mode: 0o600 });
}

function readOwner(path: string): { pid: number; startedAtTicks: number } | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as { pid: number; startedAtTicks: number };
  } catch {
    return undefined;
  }
}
