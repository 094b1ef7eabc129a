import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Makes the data folder ours until `release`. @throws Error when another start holds it. */
export function lockData(data: string): { release(): void } {
  mkdirSync(join(data, 'logs'), { recursive: true, mode: 0o700 });
  const path = join(data, 'lock');
  for (;;) {
    try {
      const file = openSync(path, 'wx', 0o600);
      writeFileSync(file, identity(process.pid));
      closeSync(file);
      return { release: () => rmSync(path, { force: true }) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const holder = readFileSync(path, 'utf8');
      const pid = Number(holder.split(' ')[0]);
      if (pid > 0 && identity(pid) === holder) throw new Error(`Countersign runs already on ${data} (process ${pid}). Stop it first, or name another folder: COUNTERSIGN_DATA=… npm start`, { cause: error });
      rmSync(path, { force: true });
    }
  }
}

/** A process id and its start time, so that a process id used again is not taken for the holder. */
function identity(pid: number): string {
  try {
    return `${pid} ${readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ')[19]}`;
  } catch {
    return '';
  }
}
