import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { temporaryFolder, type TemporaryFolder } from '@countersign/test-kit';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { createConnection, type AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { reachingThisMachine } from '../egress/this-machine.fixture.ts';
import { CdpStartup } from './cdp-startup.ts';
import { runsAsRoot } from './isolation.ts';
import { processesOfFolder, runningProcesses, type RunningProcess } from './processes.ts';
import { TigervncBrowserHost } from './tigervnc-browser-host.ts';

const viewport = { width: 1024, height: 700 };
let folder: TemporaryFolder;
const website = createServer();
let websiteUrl: string;
const hostWith = (options: Partial<ConstructorParameters<typeof TigervncBrowserHost>[0]> = {}): TigervncBrowserHost =>
  new TigervncBrowserHost({ dataFolder: folder.path, uidBase: 64_000, uidCount: 200, startTimeoutMs: 20_000, egress: reachingThisMachine(), ...options });

beforeAll(async () => {
  folder = await temporaryFolder();
  await new Promise<void>((resolve) => website.listen(0, '127.0.0.1', resolve));
  websiteUrl = `http://127.0.0.1:${(website.address() as AddressInfo).port}/`;
});
afterAll(async () => {
  await hostWith().sweep();
  website.closeAllConnections();
  website.close();
  await folder.remove();
});

/** The RFB greeting on the browser's socket. */
function rfbGreeting(path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = createConnection(path);
    socket.once('error', reject);
    socket.once('data', (data) => {
      socket.destroy();
      resolve(data.toString('latin1'));
    });
  });
}

const statusOf = (pid: number, field: string): string | undefined => new RegExp(`^${field}:\\s+(.*)$`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
const commandLineOf = (pid: number): string => readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
/** Everything of a browser: by its uid when it has its own, else by its folder. */
function processesOf(folder: string): RunningProcess[] {
  if (!runsAsRoot()) return processesOfFolder(folder, new Set());
  const { uid } = statSync(folder);
  return runningProcesses().filter((running) => running.uid === uid);
}

describe('a browser of the TigerVNC host', () => {
  it('answers over CDP, fills its screen, keeps its sandbox, and leaves nothing', async () => {
    const host = hostWith();
    const browser = await host.start(viewport);
    const asked = new Promise<IncomingHttpHeaders>((resolve) => website.once('request', ({ headers }: IncomingMessage) => resolve(headers)));
    const pipes = await browser.open(websiteUrl);
    // Nobody answers that request: open() does not wait long for a server.
    expect(await asked).toMatchObject({ 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' });
    const browserFolder = dirname(pipes.rfbSocketPath);
    const processes = processesOf(browserFolder);
    expect(processes.length).toBeGreaterThan(3);

    const cdp = new CdpStartup(pipes.cdpIn, pipes.cdpOut);
    const { targetInfos } = (await cdp.command('Target.getTargets', {}, 5000)) as { targetInfos: { targetId: string; type: string; url: string }[] };
    const page = targetInfos.filter(({ type }) => type === 'page');
    expect(page).toHaveLength(1);
    expect((await cdp.command('Browser.getWindowForTarget', { targetId: page[0]!.targetId }, 5000)).bounds).toMatchObject({ left: 0, top: 0, width: 1024 });
    expect(await rfbGreeting(pipes.rfbSocketPath)).toMatch(/^RFB 003\.00\d\n$/);

    expect(processes.map(({ pid }) => statusOf(pid, 'NoNewPrivs'))).toEqual(processes.map(() => '1'));
    const renderers = processes.filter(({ pid }) => commandLineOf(pid).includes('--type=renderer'));
    expect(renderers.map(({ pid }) => statusOf(pid, 'Seccomp'))).toEqual(renderers.map(() => '2'));
    expect(renderers.length).toBeGreaterThan(0);
    expect(processes.some(({ pid }) => commandLineOf(pid).includes('--no-sandbox'))).toBe(false);
    if (runsAsRoot()) expect(statSync(browserFolder)).toMatchObject({ mode: 0o40700 });

    await browser.stop();
    await browser.stop();
    expect(await browser.exited).toMatchObject({ cause: 'stopped' });
    expect(runningProcesses().filter(({ pid }) => processes.some((one) => one.pid === pid))).toEqual([]);
    expect(existsSync(browserFolder)).toBe(false);
    expect(readdirSync(join(folder.path, 'browser-records'))).toEqual([]);
  });

  it.each([
    ['Chromium', (line: string) => line.includes('--remote-debugging-pipe')],
    ['what Chromium makes its pages from (ci)', (line: string) => line.includes('--type=zygote')],
    ['the X server (ci)', (line: string) => line.startsWith('Xtigervnc')],
  ])('tells a crash of %s', async (_, isVictim) => {
    const browser = await hostWith().start(viewport);
    const pipes = await browser.open(null);
    const victim = processesOf(dirname(pipes.rfbSocketPath)).find(({ pid }) => isVictim(commandLineOf(pid)))!;
    process.kill(victim.pid, 'SIGKILL');
    expect(await browser.exited).toMatchObject({ cause: 'crashed' });
    await browser.stop();
    expect(existsSync(dirname(pipes.rfbSocketPath))).toBe(false);
  });

  it('says why it did not start, and leaves nothing', async () => {
    await expect(hostWith({ chromiumBinary: '/nowhere/chromium' }).start(viewport)).rejects.toThrow('Chromium is not installed: /nowhere/chromium was not found');
    await expect(hostWith({ vncBinary: '/nowhere/Xtigervnc' }).start(viewport)).rejects.toThrow('/nowhere/Xtigervnc');
    await expect(hostWith({ chromiumBinary: '/bin/false' }).start(viewport)).rejects.toThrow('did not start');
    expect(readdirSync(join(folder.path, 'browser-records'))).toEqual([]);
  });

  it('is swept by a later host of the same folder, without an order to stop', async () => {
    const browser = await hostWith().start(viewport);
    const { rfbSocketPath } = await browser.open(null);
    const processes = processesOf(dirname(rfbSocketPath));
    expect(processes.length).toBeGreaterThan(0);
    expect(await hostWith().sweep()).toEqual([]);
    expect(runningProcesses().filter(({ pid }) => processes.some((one) => one.pid === pid))).toEqual([]);
    expect(existsSync(dirname(rfbSocketPath))).toBe(false);
    await browser.stop();
  });
});
