import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfiguration } from './configuration.ts';

export interface Ready {
  readonly url: string;
  readonly natsUrl: string;
  readonly databaseUrl: string;
  readonly keys: Record<'automation' | 'reviewer' | 'auditor' | 'operator', string>;
}

/** What the `npm start` that is running wrote. @throws Error when none is. */
export function readReadyFile(): Ready {
  const path = join(readConfiguration(process.env).data, 'ready.json');
  if (!existsSync(path)) throw new Error(`Countersign is not running here (there is no ${path}). Start it with npm start first.`);
  return JSON.parse(readFileSync(path, 'utf8')) as Ready;
}
