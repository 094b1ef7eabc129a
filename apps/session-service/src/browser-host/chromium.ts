import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, statfsSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import type { BrowserFolder } from './browser-folder.ts';
import { BrowserStartError } from './browser-host.ts';
import { CdpStartup } from './cdp-startup.ts';
import { egressArguments, programPath } from './chromium-confinement.ts';
import { confined, type Identity } from './isolation.ts';
import { lastOutput } from './last-output.ts';
import type { ScreenPage } from './screen/fit-page.ts';
import type { Size } from './screen/window-rules.ts';

export interface Chromium {
  readonly process: ChildProcess;
  readonly startup: CdpStartup;
  readonly cdpIn: Writable;
  readonly cdpOut: Readable;
  /** The end of what it wrote to stderr. */
  readonly errors: () => string;
}

/** Debian's binary itself: the wrapper on the PATH adds flags of its own and takes 50 ms. */
const DEBIAN_CHROMIUM = '/usr/lib/chromium/chromium';
export const chromiumBinary = (configured: string | undefined): string => configured ?? (existsSync(DEBIAN_CHROMIUM) ? DEBIAN_CHROMIUM : 'chromium');

/** Below this Chromium's shared memory goes to the temporary folder: pages crash when /dev/shm runs full (64 MB in Docker). */
const ENOUGH_SHARED_MEMORY_BYTES = 512 * 1024 * 1024;

function sharedMemoryIsSmall(): boolean {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm');
    return bavail * bsize < ENOUGH_SHARED_MEMORY_BYTES;
  } catch {
    return true;
  }
}

const DISABLED_FEATURES = [
  'Translate', 'OptimizationHints', 'MediaRouter', 'DialMediaRouteProvider', 'AutofillServerCommunication', 'InterestFeedContentSuggestions', 'PrivacySandboxSettings4',
  // A page for the list below the address, loaded in a renderer of its own before anybody types: nearly half of its start.
  'WebUIOmniboxPopup', 'WebUIOmniboxAimPopup',
];

/** A browser on a closed network phones nobody, and one that nobody looks at works as fast as any. Its sandbox stays on. */
function chromiumArguments(folder: BrowserFolder, proxyPort: number): string[] {
  return [
    `--user-data-dir=${folder.profile}`, '--remote-debugging-pipe', '--no-startup-window',
    '--no-first-run', '--no-default-browser-check', '--no-pings', '--noerrdialogs', '--hide-crash-restore-bubble', '--disable-search-engine-choice-screen',
    '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic', '--disable-domain-reliability',
    '--disable-client-side-phishing-detection', '--disable-default-apps', '--disable-breakpad', '--disable-crash-reporter', '--metrics-recording-only',
    `--disable-features=${DISABLED_FEATURES.join(',')}`,
    '--password-store=basic', '--disable-renderer-backgrounding', '--disable-backgrounding-occluded-windows', '--disable-background-timer-throttling',
    '--force-device-scale-factor=1', '--ozone-platform=x11', '--disable-gpu', '--lang=en-US',
    ...egressArguments(proxyPort),
    ...(sharedMemoryIsSmall() ? ['--disable-dev-shm-usage'] : []),
  ];
}

/** Nothing of the service's own environment: it holds credentials. A locale that every machine has: without one Chromium has no file names beyond ASCII. */
function chromiumEnvironment(folder: BrowserFolder, display: string): NodeJS.ProcessEnv {
  return {
    PATH: programPath(folder), LANG: 'C.UTF-8', DISPLAY: display, XAUTHORITY: folder.xAuthority, HOME: folder.home, TMPDIR: folder.temporary,
    XDG_RUNTIME_DIR: folder.temporary, DBUS_SESSION_BUS_ADDRESS: 'disabled:', DBUS_SYSTEM_BUS_ADDRESS: 'disabled:',
  };
}

/** Resolves when Chromium answers over its pipe. @throws BrowserStartError */
export async function startChromium(
  binary: string, folder: BrowserFolder, display: string, proxyPort: number, identity: Identity, timeoutMs: number, onSpawned: (child: ChildProcess) => void,
): Promise<Chromium> {
  const child = spawn('setpriv', confined(identity, binary, chromiumArguments(folder, proxyPort)), {
    cwd: folder.path, detached: true, stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'], env: chromiumEnvironment(folder, display),
  });
  onSpawned(child);
  const errors = lastOutput(child.stderr!);
  const cdpIn = child.stdio[3] as Writable;
  const cdpOut = child.stdio[4] as Readable;
  const startup = new CdpStartup(cdpIn, cdpOut);
  try {
    await Promise.race([startup.command('Browser.getVersion', {}, timeoutMs), endedEarly(child)]);
  } catch (error) {
    throw new BrowserStartError(whyChromiumFailed(binary, (error as Error).message, errors()));
  }
  return { process: child, startup, cdpIn, cdpOut, errors };
}

function endedEarly(child: ChildProcess): Promise<never> {
  return new Promise((_, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => reject(new Error(`it ended with ${signal ?? `code ${code}`}`)));
  });
}

function whyChromiumFailed(binary: string, what: string, errors: string): string {
  if (errors.includes('No usable sandbox')) {
    return `Chromium found no usable sandbox: this machine or container forbids user namespaces (user.max_user_namespaces, seccomp or AppArmor profile). ${what}`;
  }
  if (/failed to execute .*No such file/.test(errors)) return `Chromium is not installed: ${binary} was not found. Install it, or set CHROMIUM_BIN.`;
  return `Chromium (${binary}) did not start: ${what}. ${errors}`.trim();
}

/** A page that a CDP session is attached to. */
export interface WindowPage extends ScreenPage {
  readonly targetId: string;
}

/** Opens an empty page in a window of its own, and attaches to it. Who manages the windows makes it fill the screen. */
export async function openWindow({ startup }: Chromium, { width, height }: Size, timeoutMs: number): Promise<WindowPage> {
  const { targetId } = await startup.command('Target.createTarget', { url: 'about:blank', left: 0, top: 0, width, height, newWindow: true }, timeoutMs);
  const { sessionId } = await startup.command('Target.attachToTarget', { targetId, flatten: true }, timeoutMs);
  return { startup, targetId: targetId as string, sessionId: sessionId as string };
}

/** @throws when the page's process does not answer in time */
export async function pageAnswers({ startup, sessionId }: ScreenPage, timeoutMs: number): Promise<void> {
  await startup.command('Runtime.evaluate', { expression: '1' }, timeoutMs, sessionId);
}

/** Gives the keyboard to the page, from the address bar of its new window, and leaves it alone. */
export async function letGoOf({ startup, sessionId }: ScreenPage, timeoutMs: number): Promise<void> {
  await startup.command('Page.bringToFront', {}, timeoutMs, sessionId);
  await startup.command('Target.detachFromTarget', { sessionId }, timeoutMs);
}

/** How long a session's start waits for the first page to begin; a slow server loads it while the session is used. */
const FIRST_BYTES_MS = 1_000;

/**
 * Sends the page to this URL as if it had been typed in. The answer to `Page.navigate` comes with the first bytes; when
 * they take long, or never come, its session is detached all the same: no answer can come any more, the navigation goes on.
 */
export async function navigate({ startup }: Chromium, url: string, targetId: string, timeoutMs: number): Promise<void> {
  const { sessionId } = await startup.command('Target.attachToTarget', { targetId, flatten: true }, timeoutMs);
  await startup.command('Page.navigate', { url }, FIRST_BYTES_MS, sessionId as string).catch(() => undefined);
  await startup.command('Target.detachFromTarget', { sessionId }, timeoutMs);
}

/** From the first page on, downloads go to the browser's own folder; whoever gets the pipe hears of them. */
export async function downloadInto({ startup }: Chromium, { downloads }: BrowserFolder, timeoutMs: number): Promise<void> {
  await startup.command('Browser.setDownloadBehavior', { behavior: 'allowAndName', downloadPath: downloads, eventsEnabled: true }, timeoutMs);
}
