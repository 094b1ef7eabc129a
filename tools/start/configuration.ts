import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the folder `tools` is: the checkout, from the sources and from the build, or what an image has of it. */
export const ROOT = checkout(dirname(fileURLToPath(import.meta.url)));

export interface StartConfiguration {
  readonly port: number;
  readonly data: string;
  readonly demo: boolean;
  /** Short, and open for other uids to walk through: sockets and profiles of browser sessions live there. */
  readonly sessions: string;
}

function checkout(folder: string): string {
  return basename(folder) === 'tools' ? dirname(folder) : checkout(dirname(folder));
}

/** @throws Error that names each variable that is wrong. */
export function readConfiguration(env: NodeJS.ProcessEnv): StartConfiguration {
  const port = Number(env.COUNTERSIGN_PORT ?? 4400);
  const errors: string[] = [];
  if (!Number.isInteger(port) || port < 1 || port > 65_535) errors.push('COUNTERSIGN_PORT must be a port number from 1 to 65535.');
  if (env.COUNTERSIGN_DEMO !== undefined && !['0', '1'].includes(env.COUNTERSIGN_DEMO)) errors.push('COUNTERSIGN_DEMO must be 0 or 1.');
  if (errors.length > 0) throw new Error(errors.join('\n'));
  const data = resolve(ROOT, env.COUNTERSIGN_DATA ?? '.countersign');
  const digest = createHash('sha256').update(data).digest('hex').slice(0, 8);
  return { port, data, demo: env.COUNTERSIGN_DEMO !== '0', sessions: join(tmpdir(), `countersign-${digest}`) };
}
