import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { waitFor } from '@countersign/test-kit';

/** What `npx countersign` runs. */
export const COUNTERSIGN = fileURLToPath(new URL('../../bin/countersign.mjs', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Standard output as NDJSON. */
  readonly lines: Record<string, unknown>[];
}
export interface Running {
  readonly child: ChildProcess;
  readonly stdout: () => string;
  readonly stderr: () => string;
  readonly ended: Promise<Ended>;
}

/** The command as a process of its own, with nothing of this process's environment that would lead it elsewhere. */
export function start(args: readonly string[], env: Record<string, string>): Running {
  const { COUNTERSIGN_ACTOR: _actor, COUNTERSIGN_DATA: _data, DATABASE_URL: _database, NATS_URL: _nats, ...rest } = process.env;
  const child = spawn(process.execPath, [COUNTERSIGN, ...args], { env: { ...rest, ...env }, stdio: ['pipe', 'pipe', 'pipe'] });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (part: string) => (stdout += part));
  child.stderr.setEncoding('utf8').on('data', (part: string) => (stderr += part));
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code) => resolve({ code, stdout, stderr, get lines() { return stdout.split('\n').filter(Boolean).map((line) => JSON.parse(line) as Record<string, unknown>); } }));
  });
  return { child, stdout: () => stdout, stderr: () => stderr, ended };
}

export async function run(args: readonly string[], env: Record<string, string>, input = ''): Promise<Ended> {
  const running = start(args, env);
  // A command that does not read it may have ended before.
  running.child.stdin!.on('error', () => undefined).end(input);
  return running.ended;
}

/** Until it says so on standard error. */
export async function said(running: Running, text: string): Promise<void> {
  await waitFor(() => running.stderr().includes(text), { what: `"${text}" in: ${running.stderr()}` });
}
