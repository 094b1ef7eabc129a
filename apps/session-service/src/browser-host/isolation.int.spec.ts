import { spawnSync } from 'node:child_process';
import { lstatSync, readdirSync, readFileSync, readlinkSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { temporaryFolder, waitFor, type TemporaryFolder } from '@countersign/test-kit';
import type { HostedBrowser } from './browser-host.ts';
import { runsAsRoot } from './isolation.ts';
import { runningProcesses, type RunningProcess } from './processes.ts';
import { TigervncBrowserHost } from './tigervnc-browser-host.ts';

interface Running {
  readonly browser: HostedBrowser;
  readonly folder: string;
  readonly uid: number;
}

// Only root may give browsers accounts of their own; what is weaker without is said at start, see the service's tests.
const whereUidsAre = (name: string, tests: () => void): void => describe(name, runsAsRoot() ? tests : () => {
  it('is left out: it takes root to give browsers accounts of their own', () => expect(runsAsRoot()).toBe(false));
});
let folder: TemporaryFolder;
let mine: Running;
let other: Running;
let displayOfMine: string;

const processesOf = ({ uid }: Running): RunningProcess[] => runningProcesses().filter((running) => running.uid === uid);
const statusOf = ({ pid }: RunningProcess): Record<string, string> =>
  Object.fromEntries(readFileSync(`/proc/${pid}/status`, 'utf8').split('\n').map((line) => line.split(':\t') as [string, string]));
const kindOf = ({ pid }: RunningProcess): string => {
  const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  return /--type=([a-z-]+)/.exec(line)?.[1] ?? /^\S*?([^/\s]+)\s/.exec(line)?.[1] ?? '';
};
const namespaceOf = (pid: number | 'self', name: string): string => readlinkSync(`/proc/${pid}/ns/${name}`);

/** Runs a script as the account of another session; what it prints. */
function asOther(script: string, ...parameters: string[]): string {
  const account = ['--reuid', String(other.uid), '--regid', String(other.uid), '--clear-groups', '--inh-caps=-all', '--bounding-set=-all', '--'];
  const { stdout, stderr } = spawnSync('setpriv', [...account, process.execPath, '-e', script, ...parameters], { encoding: 'utf8', cwd: '/', env: { PATH: '/usr/bin:/bin' } });
  return (stdout + stderr).trim();
}
const codeOf = (attempt: string): string => `try { ${attempt}; console.log('allowed'); } catch (error) { console.log(error.code); }`;

async function start(host: TigervncBrowserHost): Promise<Running> {
  const browser = await host.start({ width: 800, height: 600 });
  const path = dirname((await browser.open(null)).rfbSocketPath);
  return { browser, folder: path, uid: statSync(path).uid };
}

beforeAll(async () => {
  if (!runsAsRoot()) return;
  folder = await temporaryFolder();
  const host = new TigervncBrowserHost({ dataFolder: folder.path, uidBase: 64_600, uidCount: 100, startTimeoutMs: 30_000 });
  mine = await start(host);
  other = await start(host);
  displayOfMine = displayOf(mine);
}, 60_000);
afterAll(async () => {
  await mine?.browser.stop();
  await other?.browser.stop();
  await folder?.remove();
});

/** Of the abstract X socket that the browser's X server listens on. */
function displayOf(running: Running): string {
  const server = processesOf(running).find((one) => kindOf(one) === 'Xtigervnc')!;
  const own = socketInodesOf(server);
  const line = readFileSync('/proc/net/unix', 'utf8').split('\n').find((entry) => entry.includes('@/tmp/.X11-unix/X') && own.has(entry.trim().split(/\s+/)[6]!));
  return /X(\d+)$/.exec(line!)![1]!;
}

function socketInodesOf({ pid }: RunningProcess): Set<string> {
  const links = readdirSync(`/proc/${pid}/fd`).map((fd) => {
    try {
      return readlinkSync(`/proc/${pid}/fd/${fd}`);
    } catch {
      return '';
    }
  });
  return new Set(links.flatMap((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? []));
}

whereUidsAre('the account of another session', () => {
  it('reads none of its files and enters none of its folders', () => {
    writeFileSync(join(mine.folder, 'files', 'secret.txt'), 'secret', { mode: 0o666 });
    for (const name of ['', 'profile', 'profile/Default', 'files', 'downloads', 'home', 'tmp']) {
      expect([name, asOther(codeOf(`fs.readdirSync(process.argv[1])`), join(mine.folder, name))]).toEqual([name, 'EACCES']);
    }
    for (const name of ['Xauthority', 'profile/Local State', 'profile/Default/Preferences', 'files/secret.txt']) {
      expect([name, asOther(codeOf(`fs.readFileSync(process.argv[1])`), join(mine.folder, name))]).toEqual([name, 'EACCES']);
    }
    expect(asOther(codeOf(`fs.writeFileSync(process.argv[1], '')`), join(mine.folder, 'files', 'new.txt'))).toBe('EACCES');
    expect(asOther(codeOf(`fs.readdirSync(process.argv[1])`), dirname(mine.folder))).toBe('EACCES');
    expect(asOther(codeOf(`fs.readFileSync(process.argv[1])`), join(other.folder, 'Xauthority'))).toBe('allowed');
  });

  it('reaches neither its RFB socket nor its X display, with whatever cookie', () => {
    const connect = `require('net').connect(process.argv[1]).on('data', () => { console.log('allowed'); process.exit(); }).on('error', (error) => console.log(error.code))`;
    expect(asOther(connect, join(mine.folder, 'rfb.sock'))).toBe('EACCES');
    expect(asOther(connect, join(other.folder, 'rfb.sock'))).toBe('allowed');
    // The first byte of the X server's answer: 0 refused, 1 accepted, 2 more is wanted.
    const greet = `
      const cookie = Buffer.from(process.argv[2], 'hex'), name = cookie.length ? 'MIT-MAGIC-COOKIE-1' : '';
      const pad = (bytes) => Buffer.concat([bytes, Buffer.alloc((4 - bytes.length % 4) % 4)]);
      const head = Buffer.alloc(12); head.write('l'); head.writeUInt16LE(11, 2); head.writeUInt16LE(name.length, 6); head.writeUInt16LE(cookie.length, 8);
      require('net').connect('\\0/tmp/.X11-unix/X' + process.argv[1]).on('data', (data) => { console.log(data[0]); process.exit(); }).on('error', (error) => console.log(error.code))
        .write(Buffer.concat([head, pad(Buffer.from(name)), pad(cookie)]));`;
    const cookieOf = (running: Running): string => readFileSync(join(running.folder, 'Xauthority')).subarray(-16).toString('hex');
    expect(asOther(greet, displayOfMine, '')).toBe('0');
    expect(asOther(greet, displayOfMine, cookieOf(other))).toBe('0');
    expect(asOther(greet, displayOf(other), cookieOf(other))).toBe('1');
  });

  it('sees nothing of its processes and cannot touch them (ci)', () => {
    const processes = processesOf(mine);
    expect(processes.length).toBeGreaterThan(5);
    for (const { pid } of processes) {
      for (const [name, attempt] of [
        ['environ', `fs.readFileSync('/proc/${pid}/environ')`], ['mem', `fs.openSync('/proc/${pid}/mem', 'r')`], ['fd', `fs.readdirSync('/proc/${pid}/fd')`],
        ['root', `fs.readdirSync('/proc/${pid}/root')`], ['maps', `fs.readFileSync('/proc/${pid}/maps')`],
      ] as const) expect([name, asOther(codeOf(attempt))]).not.toEqual([name, 'allowed']);
      expect(asOther(codeOf(`process.kill(${pid}, 'SIGTERM')`))).toBe('EPERM');
    }
  }, 60_000);
});

whereUidsAre('everything of a browser', () => {
  it('runs under its account, without groups, capabilities or ways to gain privileges', () => {
    const host = namespaceOf('self', 'user');
    for (const running of processesOf(mine)) {
      const status = statusOf(running);
      expect(status['Uid']!.split('\t')).toEqual(Array(4).fill(String(mine.uid)));
      expect(status['Gid']!.split('\t')).toEqual(Array(4).fill(String(mine.uid)));
      expect([status['Groups']!.trim(), status['NoNewPrivs'], status['CapInh'], status['CapAmb']]).toEqual(['', '1', '0'.repeat(16), '0'.repeat(16)]);
      // Inside of its own user namespace the zygote may have what means nothing outside.
      if (namespaceOf(running.pid, 'user') === host) expect([status['CapEff'], status['CapPrm'], status['CapBnd']]).toEqual(Array(3).fill('0'.repeat(16)));
    }
  });

  it('that shows pages is in a sandbox', () => {
    const processes = processesOf(mine);
    const renderers = processes.filter((running) => kindOf(running) === 'renderer');
    expect(renderers.length).toBeGreaterThan(0);
    for (const running of renderers) {
      expect(statusOf(running)['Seccomp']).toBe('2');
      expect(statusOf(running)['CapEff']).toBe('0'.repeat(16));
      for (const name of ['user', 'pid']) expect(namespaceOf(running.pid, name)).not.toBe(namespaceOf('self', name));
      expect(statusOf(running)['NSpid']!.split('\t').length).toBeGreaterThan(1);
    }
    const graphics = processes.filter((running) => kindOf(running) === 'gpu-process');
    expect(graphics.map((running) => statusOf(running)['Seccomp'])).toEqual(graphics.map(() => '2'));
    expect(processes.map(({ pid }) => readFileSync(`/proc/${pid}/cmdline`, 'utf8')).filter((line) => line.includes('--no-sandbox'))).toEqual([]);
  });

  it('has private folders, sockets and files', () => {
    const entries = readdirSync(mine.folder, { recursive: true, encoding: 'utf8' }).map((name) => ({ name, ...modeOf(join(mine.folder, name)) }));
    expect(statSync(mine.folder).mode & 0o777).toBe(0o700);
    const sockets = entries.filter(({ isSocket }) => isSocket);
    expect(sockets.map(({ name }) => name)).toContain('rfb.sock');
    // Chromium's own sockets have the mode that its umask gives; they are two private folders deep.
    expect(sockets.filter(({ name }) => !name.startsWith('tmp/')).map(({ mode }) => mode)).toEqual([0o600]);
    for (const name of ['profile', 'home', 'tmp', 'files', 'downloads']) expect([name, statSync(join(mine.folder, name)).mode & 0o777]).toEqual([name, 0o700]);
    expect(modeOf(join(mine.folder, 'Xauthority')).mode).toBe(0o600);
  });

  it('listens on no port', async () => {
    const inodes = new Set(processesOf(mine).flatMap((running) => [...socketInodesOf(running)]));
    expect(inodes.size).toBeGreaterThan(3);
    const own = (file: string, isOpen: (fields: string[]) => boolean): string[] =>
      readFileSync(`/proc/net/${file}`, 'utf8').split('\n').slice(1).map((line) => line.trim().split(/\s+/)).filter((fields) => inodes.has(fields[9]!) && isOpen(fields)).map((fields) => fields[1]!);
    const isListening = (fields: string[]): boolean => fields[3] === '0A';
    await waitFor(() => own('udp', () => true).length + own('udp6', () => true).length === 0, { timeoutMs: 5000 });
    expect([...own('tcp', isListening), ...own('tcp6', isListening)]).toEqual([]);
  });
});

function modeOf(path: string): { mode: number; isSocket: boolean } {
  const stat = lstatSync(path);
  return { mode: stat.mode & 0o777, isSocket: stat.isSocket() };
}
