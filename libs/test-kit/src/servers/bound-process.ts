import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Lines of output kept to explain a failed start. */
const MAX_OUTPUT_LINES = 40;

export interface BoundProcess {
  readonly child: ChildProcess;
  /** Resolves when a line of its output contains the text. @throws Error when it ends before that. */
  saw(text: string, timeoutMs: number): Promise<void>;
  /** Sends the signal and resolves when the process is gone. */
  end(signal: 'SIGTERM' | 'SIGKILL' | 'SIGINT'): Promise<void>;
}

/** Where the command is on the PATH. */
export function findCommand(name: string): string | undefined {
  return (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, name)).find((path) => existsSync(path));
}

/** A child that the kernel kills with this process, even when this process is killed with SIGKILL (where `setpriv` exists). */
export function spawnBound(command: string, args: readonly string[]): BoundProcess {
  const setpriv = findCommand('setpriv');
  const child = setpriv
    ? spawn(setpriv, ['--pdeathsig', 'KILL', '--', command, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
    : spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const lines: string[] = [];
  const watchers = new Set<() => void>();
  const look = () => { for (const watcher of watchers) watcher(); };
  const keep = (chunk: Buffer) => {
    lines.push(...chunk.toString().split('\n').filter(Boolean));
    lines.splice(0, lines.length - MAX_OUTPUT_LINES);
    look();
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  let failure: Error | undefined;
  child.once('error', (error) => { failure = error; look(); });
  const gone = new Promise<void>((resolve) => { child.once('exit', () => resolve()); child.once('error', () => resolve()); });
  void gone.then(look);

  return {
    child,
    saw: (text, timeoutMs) => new Promise((resolve, reject) => {
      const settle = (error?: Error) => {
        watchers.delete(watcher);
        clearTimeout(timer);
        if (error) reject(error); else resolve();
      };
      const explain = (what: string) => new Error(`${command} ${what}:\n${lines.join('\n')}`, { cause: failure });
      const watcher = () => {
        if (lines.some((line) => line.includes(text))) settle();
        else if (failure || child.exitCode !== null || child.signalCode !== null) settle(explain('did not start'));
      };
      const timer = setTimeout(() => settle(explain(`did not say "${text}" within ${timeoutMs} ms`)), timeoutMs);
      watchers.add(watcher);
      watcher();
    }),
    end: (signal) => {
      child.kill(signal);
      return gone;
    },
  };
}
