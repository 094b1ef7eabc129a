import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ServiceName } from '@countersign/contracts';
import { Child } from './child.ts';
import { ROOT, type StartConfiguration } from './configuration.ts';

const READY_TIMEOUT_MS = 60_000;
/** A service that ends this often before all are ready will not come up by being started again. */
const MAX_EARLY_CRASHES = 4;

export interface Bootstrap {
  readonly keys: Record<'automation' | 'reviewer' | 'auditor' | 'operator', string>;
  readonly signInUrl: string;
}
export interface Services {
  readonly url: string;
  readonly bootstrap: Bootstrap;
  stop(): Promise<void>;
}

/** Starts the three services and waits until the gateway says that all of them answer. */
export async function startServices(
  { port, data, sessions }: StartConfiguration, addresses: { natsUrlOf(service: ServiceName): string; databaseUrl: string; jobBoardUrl: string | undefined }, onCrash: (line: string) => void,
): Promise<Services> {
  const url = `http://localhost:${port}`;
  const bootstrapPath = join(data, 'bootstrap.json');
  const shared = (name: ServiceName) => ({ NATS_URL: addresses.natsUrlOf(name), NODE_ENV: 'production' });
  const crashes = new Map<string, number>();
  const service = (name: ServiceName, env: Record<string, string>) => new Child({
    name, argv: [process.execPath, '--enable-source-maps', join(ROOT, 'apps', name, 'dist/main.js')], env: { ...shared(name), ...env }, logPath: logOf(name),
    onCrash: (line) => { crashes.set(name, (crashes.get(name) ?? 0) + 1); onCrash(line); },
  });
  const logOf = (name: string) => join(data, 'logs', `${name}.log`);
  const hopeless = () => {
    const name = [...crashes].find(([, count]) => count >= MAX_EARLY_CRASHES)?.[0];
    return name && `${name} does not stay up. The end of its log, ${logOf(name)}:\n${readFileSync(logOf(name), 'utf8').slice(-2000)}`;
  };
  const knownKeys = existsSync(bootstrapPath) ? (JSON.parse(readFileSync(bootstrapPath, 'utf8')) as Bootstrap) : undefined;
  const children = [
    service('session-service', { SESSION_DATA_DIR: sessions, SESSION_EGRESS_ALLOW: egressAllow(addresses.jobBoardUrl) }),
    service('capture-service', {}),
    service('gateway', {
      GATEWAY_PORT: String(port), GATEWAY_PUBLIC_URL: url, DATABASE_URL: addresses.databaseUrl, GATEWAY_BOOTSTRAP_FILE: bootstrapPath,
      GATEWAY_WEB_DIST: join(ROOT, 'apps/web/dist'), GATEWAY_SECRET_KEY_FILE: join(data, 'gateway.key'),
    }),
  ];
  const stop = async () => { for (const child of children.reverse()) await child.stop(); rmSync(sessions, { recursive: true, force: true }); };
  try {
    await ready(`${url}/health/ready`, hopeless);
    return { url, bootstrap: await freshBootstrap(bootstrapPath, knownKeys?.signInUrl), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The browsers of sessions reach the public internet, and of this machine only the example job board and what the caller's environment names. */
function egressAllow(jobBoardUrl: string | undefined): string {
  const port = jobBoardUrl === undefined ? undefined : new URL(jobBoardUrl).port;
  const own = port === undefined ? [] : [`127.0.0.1:${port}`, `localhost:${port}`];
  return [process.env.SESSION_EGRESS_ALLOW ?? '', ...own].filter((entry) => entry.trim() !== '').join(',');
}

async function ready(address: string, hopeless: () => string | undefined): Promise<void> {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  let last = '';
  while (Date.now() < deadline) {
    const reason = hopeless();
    if (reason) throw new Error(reason);
    try {
      const response = await fetch(address, { signal: AbortSignal.timeout(5000) });
      if (response.ok) return;
      last = await response.text();
    } catch (error) {
      last = (error as Error).message;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`The services did not become ready: ${last}\nTheir logs are in the folder "logs" of the data folder.`);
}

/** The gateway writes a new sign-in link at each start. */
async function freshBootstrap(path: string, staleSignInUrl: string | undefined): Promise<Bootstrap> {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  for (;;) {
    const bootstrap = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Bootstrap) : undefined;
    if (bootstrap && bootstrap.signInUrl !== staleSignInUrl) return bootstrap;
    if (Date.now() > deadline) throw new Error(`The gateway did not write ${path}.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
