import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, readFileSync, type WriteStream } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const RESTART_MS = 200;

export interface SupervisedOptions {
  readonly name: string;
  readonly argv: readonly string[];
  readonly env: Record<string, string>;
  readonly logPath: string;
}

/** A service that is started again when it ends, as an operator's supervisor does, and killed by the kernel when we are. */
export class Supervised {
  readonly #options: SupervisedOptions;
  readonly #log: WriteStream;
  #child: ChildProcess | undefined;
  #wanted = false;
  /** How often it ended without being told to. */
  ownEnds = 0;

  constructor(options: SupervisedOptions) {
    this.#options = options;
    this.#log = createWriteStream(options.logPath, { flags: 'a' });
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  start(): void {
    this.#wanted = true;
    if (this.#child) return;
    const { argv, env } = this.#options;
    const child = spawn('setpriv', ['--pdeathsig', 'KILL', '--', ...argv], { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#child = child;
    child.stdout.pipe(this.#log, { end: false });
    child.stderr.pipe(this.#log, { end: false });
    child.once('exit', (code, signal) => {
      this.#log.write(`--- ended: ${signal ?? code}\n`);
      this.#child = undefined;
      if (!this.#wanted) return;
      this.ownEnds++;
      void pause(RESTART_MS).then(() => { if (this.#wanted) this.start(); });
    });
  }

  /** SIGKILL, and down until `start`. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  async stop(): Promise<void> {
    await this.#end('SIGTERM');
    await new Promise<void>((resolve) => this.#log.end(() => resolve()));
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    this.#wanted = false;
    const child = this.#child;
    if (!child) return;
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill(signal);
    const late = setTimeout(() => child.kill('SIGKILL'), 15_000);
    await ended;
    clearTimeout(late);
  }

  lastLines(): string {
    return readFileSync(this.#options.logPath, 'utf8').slice(-2_000);
  }
}
