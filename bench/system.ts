import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '@countersign/test-kit';
import { spawn } from 'node:child_process';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const START_TIMEOUT_MS = 120_000;

export interface System {
  readonly url: string;
  readonly natsUrl: string;
  readonly databaseUrl: string;
  readonly data: string;
  /** Of the process that started it; all of its services are descendants. */
  readonly pid: number;
  readonly keys: Record<'automation' | 'reviewer' | 'auditor' | 'operator', string>;
  call<Body>(role: 'automation' | 'reviewer' | 'auditor' | 'operator', method: string, path: string, body?: unknown): Promise<Body>;
  stop(): Promise<void>;
}

/** The product as `npm start` runs it, without the sample, on a port and a data folder of its own. */
export async function startSystem(env: Record<string, string>): Promise<System> {
  const data = mkdtempSync(join(tmpdir(), 'countersign-bench-'));
  const child = spawn(process.execPath, [join(ROOT, 'tools/dist/start/main.js')], {
    cwd: ROOT, stdio: 'ignore', env: { ...process.env, COUNTERSIGN_PORT: String(await freePort()), COUNTERSIGN_DATA: data, COUNTERSIGN_DEMO: '0', ...env },
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const end = () => void child.kill('SIGTERM');
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => { end(); void gone.then(() => process.exit(1)); });
  const stop = async () => {
    end();
    await gone;
    rmSync(data, { recursive: true, force: true });
  };
  const readyPath = join(data, 'ready.json');
  for (const deadline = Date.now() + START_TIMEOUT_MS; !existsSync(readyPath); await pause(50)) {
    if (child.exitCode === null && Date.now() < deadline) continue;
    await stop();
    throw new Error('the product did not start');
  }
  const ready = JSON.parse(readFileSync(readyPath, 'utf8')) as Pick<System, 'url' | 'natsUrl' | 'databaseUrl' | 'keys'>;
  const call = async <Body>(role: keyof System['keys'], method: string, path: string, body?: unknown): Promise<Body> => {
    const response = await fetch(`${ready.url}${path}`, {
      method, headers: { authorization: `Bearer ${ready.keys[role]}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return (text ? JSON.parse(text) : undefined) as Body;
  };
  return { ...ready, data, pid: child.pid!, call, stop };
}

/** A run of a made-up candidate, for sessions to belong to. */
export async function registerRun(system: System): Promise<string> {
  const candidate = await system.call<{ id: string }>('automation', 'POST', '/v1/candidates', { resume: { basics: { name: 'Ada Example', email: 'ada@example.com' } } });
  const run = await system.call<{ id: string }>('automation', 'POST', '/v1/runs', { candidateId: candidate.id });
  return run.id;
}
