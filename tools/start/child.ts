import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, type WriteStream } from 'node:fs';

/** Time a process has to end by itself before it is killed, milliseconds. */
const STOP_TIMEOUT_MS = 15_000;
/** First and longest pause before a process that ended by itself is started again. */
const RESTART_MIN_MS = 200;
const RESTART_MAX_MS = 10_000;

export interface ChildOptions {
  readonly name: string;
  readonly argv: readonly string[];
  readonly env?: Record<string, string>;
  readonly logPath: string;
  /** Asks the process to end; default SIGTERM. */
  readonly stopSignal?: NodeJS.Signals;
  /** Called when it ended although nobody asked it to, before it is started again. */
  onCrash?(description: string): void;
}

/**
 * A process that is kept running: started again with a growing pause when it ends by itself. It is in a process group of its own, so
 * that Ctrl-C reaches only us and we end things in order, and gets its stop signal when we are killed.
 */
export class Child {
  readonly #options: ChildOptions;
  readonly #log: WriteStream;
  #process: ChildProcess | undefined;
  #stopping = false;
  #restartMs = RESTART_MIN_MS;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: ChildOptions) {
    this.#options = options;
    this.#log = createWriteStream(options.logPath, { flags: 'a', mode: 0o600 });
    this.#start();
  }

  get pid(): number | undefined {
    return this.#process?.pid;
  }

  #start(): void {
    const { argv, env, name, stopSignal = 'SIGTERM', onCrash } = this.#options;
    const startedAt = performance.now();
    const child = spawn('setpriv', ['--pdeathsig', stopSignal.replace('SIG', ''), '--', ...argv], {
      env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'], detached: true,
    });
    this.#process = child;
    child.stdout.pipe(this.#log, { end: false });
    child.stderr.pipe(this.#log, { end: false });
    child.once('error', (error) => this.#log.write(`${error.message}\n`));
    child.once('exit', (code, signal) => {
      this.#process = undefined;
      if (this.#stopping) return;
      if (performance.now() - startedAt > RESTART_MAX_MS) this.#restartMs = RESTART_MIN_MS;
      onCrash?.(`${name} ended (${signal ?? `exit code ${code}`}); starting it again. Its log: ${this.#options.logPath}`);
      this.#timer = setTimeout(() => this.#start(), this.#restartMs);
      this.#restartMs = Math.min(this.#restartMs * 2, RESTART_MAX_MS);
    });
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    clearTimeout(this.#timer);
    const child = this.#process;
    if (child) {
      const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      child.kill(this.#options.stopSignal ?? 'SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
      await ended;
      clearTimeout(timer);
    }
    await new Promise<void>((resolve) => this.#log.end(() => resolve()));
  }
}
