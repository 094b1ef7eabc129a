import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdtempSync, mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Cdp } from './cdp.ts';

/** An account that no session of the product uses. */
const RAW_UID = 63_999;
const CHROMIUM = existsSync('/usr/lib/chromium/chromium') ? '/usr/lib/chromium/chromium' : 'chromium';

/** A bare Xtigervnc and a bare headed Chromium on it, as one would start them by hand, sandboxed, under an unprivileged account. */
export class RawDisplay {
  readonly folder: string;
  readonly rfbSocket: string;
  readonly #server: ChildProcess;
  readonly #display: string;
  #runs = 0;

  private constructor(folder: string, server: ChildProcess, display: string) {
    this.folder = folder;
    this.rfbSocket = join(folder, 'rfb.sock');
    this.#server = server;
    this.#display = display;
  }

  get pid(): number {
    return this.#server.pid!;
  }

  static async start(): Promise<RawDisplay> {
    const folder = mkdtempSync(join(tmpdir(), 'raw-browser-'));
    chmodSync(folder, 0o700);
    if (isRoot()) chownSync(folder, RAW_UID, RAW_UID);
    const args = ['-displayfd', '3', '-nolisten', 'tcp', '-nolisten', 'unix', '-noreset', '-geometry', '1280x900', '-depth', '24',
      '-rfbunixpath', join(folder, 'rfb.sock'), '-rfbport', '-1', '-SecurityTypes', 'None', '-AlwaysShared', '-s', '0', '-dpms', '-br'];
    const server = spawn('setpriv', unprivileged('Xtigervnc', args), { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
    const display = await new Promise<string>((resolve, reject) => {
      server.stdio[3]!.once('data', (data: Buffer) => resolve(`:${data.toString().trim()}`));
      server.once('exit', () => reject(new Error('Xtigervnc did not start')));
    });
    return new RawDisplay(folder, server, display);
  }

  /** From spawn to a page that evaluates, milliseconds, on a fresh profile. */
  async open(url: string): Promise<{ browser: RawBrowser; ms: number }> {
    const profile = join(this.folder, `profile-${++this.#runs}`);
    mkdirSync(profile, { mode: 0o700 });
    if (isRoot()) chownSync(profile, RAW_UID, RAW_UID);
    const startedAt = performance.now();
    const args = [`--user-data-dir=${profile}`, '--remote-debugging-port=0', '--no-first-run', '--no-default-browser-check', '--disable-background-networking',
      '--disable-component-update', '--disable-sync', '--password-store=basic', '--window-size=1280,900', '--window-position=0,0', '--ozone-platform=x11', '--disable-gpu', url];
    const child = spawn('setpriv', unprivileged(CHROMIUM, args), {
      stdio: ['ignore', 'ignore', 'pipe'], env: { PATH: process.env.PATH, HOME: this.folder, TMPDIR: this.folder, DISPLAY: this.#display, DBUS_SESSION_BUS_ADDRESS: 'disabled:' },
    });
    const address = await new Promise<string>((resolve, reject) => {
      createInterface({ input: child.stderr! }).on('line', (line) => { const found = /DevTools listening on (ws:\S+)/.exec(line); if (found) resolve(found[1]!); });
      child.once('exit', () => reject(new Error('Chromium did not start')));
    });
    const cdp = await Cdp.connect(address);
    const page = await cdp.usablePage();
    return { browser: new RawBrowser(child, cdp, page), ms: performance.now() - startedAt };
  }

  async stop(): Promise<void> {
    this.#server.kill('SIGTERM');
    await new Promise<void>((resolve) => { if (this.#server.exitCode !== null || this.#server.signalCode !== null) resolve(); else this.#server.once('exit', () => resolve()); });
    // Chromium's crash handler leaves the tree; nobody else runs under this account.
    if (isRoot()) spawnSync('pkill', ['-KILL', '-U', String(RAW_UID)]);
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export class RawBrowser {
  readonly #child: ChildProcess;
  readonly cdp: Cdp;
  readonly page: string;

  constructor(child: ChildProcess, cdp: Cdp, page: string) {
    this.#child = child;
    this.cdp = cdp;
    this.page = page;
  }

  async close(): Promise<void> {
    const gone = new Promise<void>((resolve) => this.#child.once('exit', () => resolve()));
    await this.cdp.command('Browser.close').catch(() => undefined);
    await gone;
  }
}

const isRoot = (): boolean => process.getuid?.() === 0;

function unprivileged(command: string, args: readonly string[]): string[] {
  const account = isRoot() ? ['--reuid', String(RAW_UID), '--regid', String(RAW_UID), '--clear-groups', '--inh-caps=-all', '--bounding-set=-all'] : [];
  return [...account, '--no-new-privs', '--pdeathsig', 'KILL', '--', command, ...args];
}
