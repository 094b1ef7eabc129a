import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const READY_TIMEOUT_MS = 60_000;

/** A process of this bench, which says over IPC what others need of it, and later what it found. */
export interface BenchProcess<Ready> {
  readonly ready: Ready;
  readonly pid: number;
  /** Sends a message, and resolves with the next that comes. */
  ask<Answer>(message: unknown): Promise<Answer>;
  stop(): Promise<void>;
}

/** `file` is beside this one, or a path. */
export async function startProcess<Ready>(file: string, env: Record<string, string>): Promise<BenchProcess<Ready>> {
  const child = spawn(process.execPath, [fileURLToPath(new URL(file, import.meta.url))], { env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  process.once('exit', () => child.kill('SIGKILL'));
  return {
    ready: (await next(child, READY_TIMEOUT_MS)) as Ready, pid: child.pid!,
    ask: async <Answer>(message: unknown) => {
      const answer = next(child, READY_TIMEOUT_MS);
      child.send(message as object);
      return (await answer) as Answer;
    },
    stop: async () => {
      child.kill('SIGTERM');
      await gone;
    },
  };
}

function next(child: ChildProcess, timeoutMs: number): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${child.spawnargs[1]} said nothing in ${timeoutMs} ms`)), timeoutMs);
    const end = (): void => reject(new Error(`${child.spawnargs[1]} ended`));
    child.once('exit', end);
    child.once('message', (message) => {
      clearTimeout(timer);
      child.off('exit', end);
      resolve(message);
    });
  });
}
