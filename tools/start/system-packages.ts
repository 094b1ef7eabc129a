import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

interface Program {
  readonly command: string;
  readonly debianPackages: readonly string[];
}
/** What the product runs beside Node; the fonts come along so that pages look as their readers expect. */
const PROGRAMS: readonly Program[] = [
  { command: 'nats-server', debianPackages: ['nats-server'] },
  { command: 'chromium', debianPackages: ['chromium', 'fonts-liberation', 'fonts-noto-cjk', 'fonts-noto-color-emoji'] },
  { command: 'Xtigervnc', debianPackages: ['tigervnc-standalone-server'] },
  { command: 'setpriv', debianPackages: ['util-linux'] },
];

/** Folders of programs that a plain user's PATH may leave out. */
const SYSTEM_FOLDERS = ['/usr/local/sbin', '/usr/sbin', '/sbin'];

export function findProgram(command: string): string | undefined {
  return [...(process.env.PATH ?? '').split(delimiter), ...SYSTEM_FOLDERS].map((folder) => join(folder, command)).find((path) => existsSync(path));
}

/** Installs what is missing when it may, and says so first. @throws Error with the command to run when it may not. */
export function ensurePrograms(say: (line: string) => void): void {
  const missing = PROGRAMS.filter(({ command }) => !findProgram(command));
  if (missing.length === 0) return;
  const packages = missing.flatMap(({ debianPackages }) => debianPackages);
  const names = missing.map(({ command }) => command).join(', ');
  const prefix = installer();
  if (!prefix) throw new Error(`${names} ${missing.length === 1 ? 'is' : 'are'} missing. Install with:\n\n  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${packages.join(' ')}\n`);
  say(`Installing ${packages.join(', ')} with apt-get (about a minute) …`);
  aptInstall(prefix, packages);
  const still = missing.filter(({ command }) => !findProgram(command));
  if (still.length > 0) throw new Error(`apt-get ended well, but ${still.map(({ command }) => command).join(', ')} cannot be found.`);
}

/** Installs what only makes more possible, when it may; whether it is there afterwards is the caller's to look. */
export function tryInstalling(debianPackages: readonly string[], isThere: () => boolean, say: (line: string) => void): void {
  const prefix = installer();
  if (isThere() || !prefix) return;
  say(`Installing ${debianPackages.join(', ')} with apt-get …`);
  try {
    aptInstall(prefix, debianPackages);
  } catch (error) {
    say((error as Error).message);
  }
}

function aptInstall(prefix: readonly string[], packages: readonly string[]): void {
  run([...prefix, 'apt-get', 'update', '-qq']);
  run([...prefix, 'apt-get', 'install', '-y', '--no-install-recommends', '-qq', ...packages]);
}

/** The words before apt-get, or undefined where installing is not ours to do. */
function installer(): string[] | undefined {
  if (!findProgram('apt-get') || !debianLike()) return undefined;
  const environment = ['env', 'DEBIAN_FRONTEND=noninteractive'];
  if (process.getuid?.() === 0) return environment;
  return findProgram('sudo') && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0 ? ['sudo', '-n', ...environment] : undefined;
}

function debianLike(): boolean {
  return existsSync('/etc/os-release') && /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readFileSync('/etc/os-release', 'utf8'));
}

function run(argv: string[]): void {
  const done = spawnSync(argv[0]!, argv.slice(1), { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  if (done.status !== 0) throw new Error(`${argv.join(' ')} failed:\n${done.stdout}${done.stderr}`);
}
