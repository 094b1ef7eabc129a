import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runningProcesses } from '../browser-host/processes.ts';

/** Files below the folder that hold the bytes. */
export function filesWith(folder: string, bytes: string | Buffer): string[] {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile());
  return entries.map((entry) => join(entry.parentPath, entry.name)).filter((path) => readFileSync(path).includes(bytes));
}

/** Of the nats-server of this address; undefined when it runs in a container. */
export function storeFolder(natsUrl: string): string | undefined {
  for (const { pid } of runningProcesses()) {
    const [program = '', , configuration = ''] = commandLine(pid).split('\0');
    if (!program.endsWith('nats-server') || configuration === '') continue;
    const text = readFileSync(configuration, 'utf8');
    if (text.includes(`:${new URL(natsUrl).port}"`)) return /store_dir: "([^"]+)"/.exec(text)?.[1];
  }
  return undefined;
}

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return ''; // It ended meanwhile.
  }
}
