import { existsSync, readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UsageError } from './exit-codes.ts';

/** The checkout, or the folder of the image: four above `apps/gateway/dist/cli`. */
const ROOT = fileURLToPath(new URL('../../../..', import.meta.url));
const ACTOR = /^(user|key|service):.{1,200}$/;

/** What every command takes. */
export interface GlobalFlags {
  readonly natsUrl?: string;
  readonly databaseUrl?: string;
  readonly readyFile?: string;
  readonly json?: boolean;
}

export interface Addresses {
  readonly natsUrl: string | undefined;
  readonly databaseUrl: string | undefined;
  /** Where people reach the gateway, as it stands in states; empty where it is not known. */
  readonly publicUrl: string;
}

/**
 * Flags before the environment; with neither, the `npm start` that runs in this checkout. Never half of each: the log of
 * one installation and the database of another would be compared. @throws UsageError
 */
export function readAddresses(flags: GlobalFlags, env: NodeJS.ProcessEnv = process.env): Addresses {
  const natsUrl = withoutPassword('--nats-url', flags.natsUrl) ?? env.NATS_URL;
  const databaseUrl = withoutPassword('--database-url', flags.databaseUrl) ?? env.DATABASE_URL;
  if (flags.readyFile !== undefined) return readReadyFile(resolve(flags.readyFile));
  if (natsUrl || databaseUrl) return { natsUrl, databaseUrl, publicUrl: env.GATEWAY_PUBLIC_URL?.replace(/\/+$/, '') ?? '' };
  const running = resolve(ROOT, env.COUNTERSIGN_DATA ?? '.countersign', 'ready.json');
  if (!existsSync(running)) throw new UsageError(`neither NATS_URL nor DATABASE_URL is set, and no "npm start" is running here (there is no ${running})`);
  return readReadyFile(running);
}

/** Who decides, as the journal and events record it. @throws UsageError */
export function readActor(flag: string | undefined, env: NodeJS.ProcessEnv = process.env): string {
  const actor = flag ?? env.COUNTERSIGN_ACTOR ?? `user:${userInfo().username}`;
  if (!ACTOR.test(actor)) throw new UsageError(`the actor "${actor}" is not user:<name>, key:<id> or service:<name>`);
  return actor;
}

/** Where nats-server's monitoring answers, without a slash at the end. */
export function readMonitorUrl(flag: string | undefined, env: NodeJS.ProcessEnv = process.env): string | undefined {
  return (flag ?? env.NATS_MONITOR_URL)?.replace(/\/+$/, '');
}

/** @throws UsageError */
export function required(name: 'NATS_URL' | 'DATABASE_URL', url: string | undefined): string {
  if (!url) throw new UsageError(`${name} is not set: this command needs it`);
  return url;
}

function readReadyFile(path: string): Addresses {
  try {
    const { databaseUrl, natsUrl, url } = JSON.parse(readFileSync(path, 'utf8')) as { natsUrl?: string; databaseUrl?: string; url?: string };
    return { natsUrl, databaseUrl, publicUrl: url ?? '' };
  } catch (error) {
    throw new UsageError(`${path} cannot be read: ${(error as Error).message}`);
  }
}

/** Every user of a machine sees the flags of its processes. */
function withoutPassword(flag: string, url: string | undefined): string | undefined {
  if (url === undefined) return undefined;
  const urls = url.split(',').map((part) => URL.parse(part.includes('://') ? part : `nats://${part}`));
  if (urls.some((each) => !each)) throw new UsageError(`${flag}: "${url}" is not a URL`);
  if (urls.some((each) => each!.username || each!.password)) {
    throw new UsageError(`${flag} takes no credentials, because everybody on this machine sees it: set ${flag === '--nats-url' ? 'NATS_URL' : 'DATABASE_URL'}, or name a file with --ready-file`);
  }
  return url;
}
