import { chown, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { BrowserFolder } from './browser-folder.ts';
import { BrowserStartError } from './browser-host.ts';
import type { CdpStartup } from './cdp-startup.ts';
import type { Identity } from './isolation.ts';

/**
 * What whoever sits at the browser may open: the web, and nothing of the machine or of the browser itself. Chromium reads the lists of
 * its policies URLBlocklist and URLAllowlist from its own preferences as well, so no file of the machine is needed that every
 * other Chromium would obey, too. `*` leaves out chrome: and chrome-untrusted:, and what is shown as the source of a page.
 */
const BLOCKED = ['*', 'chrome://*', 'chrome-untrusted://*', 'devtools://*', 'view-source:*', 'javascript:*', 'file://*'];
const ALLOWED = [
  'http://*', 'https://*', 'data:*', 'blob:*', 'about:blank', 'about:srcdoc',
  // Parts of the window that are pages: suggestions under the address bar, the PDF viewer. Blocked, they would appear as pages to clients.
  'chrome://omnibox-popup.top-chrome', 'chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai',
  // Would be replaced by a page that says "blocked", and the form on it be lost. They open nothing: see NO_PROGRAMS.
  'mailto:*', 'tel:*', 'sms:*',
];

/** The profile's own settings. Nobody can change them: chrome://settings is blocked. */
const PREFERENCES = {
  policy: { url_blocklist: BLOCKED, url_allowlist: ALLOWED },
  newtab_page_location_override: 'about:blank',
  // A window of another profile without these settings cannot be opened; contexts of CDP clients can.
  incognito: { mode_availability: 1 },
  printing: { enabled: false },
  webrtc: { ip_handling_policy: 'disable_non_proxied_udp' },
  net: { network_prediction_options: 2 },
};

/** Settings of the whole browser. Without dialogs for files nobody looks around on the machine's disk; CDP's file chooser works. */
const LOCAL_STATE = {
  select_file_dialogs: { allowed: false },
  profile: { add_person_enabled: false, browser_guest_enabled: false },
  task_manager: { end_process_enabled: false },
};

/** Programs that Chromium starts for addresses that it does not open itself: one of them might start a browser without these rules. */
const NO_PROGRAMS = ['xdg-open', 'xdg-email', 'xdg-mime', 'xdg-settings', 'gio', 'gvfs-open', 'kde-open', 'gnome-open', 'exo-open'];

/** Where the browser finds programs. */
export const programPath = (folder: BrowserFolder): string => `${join(folder.home, 'bin')}:/usr/bin:/bin`;

/**
 * Everything goes to the proxy: also what is for this machine (`<-loopback>`), also WebRTC, which may use nothing that cannot. Names are
 * the proxy's to resolve: the browser's own resolver knows only where the proxy is.
 */
export function egressArguments(proxyPort: number): string[] {
  return [
    `--proxy-server=http://127.0.0.1:${proxyPort}`, '--proxy-bypass-list=<-loopback>', '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
    '--webrtc-ip-handling-policy=disable_non_proxied_udp', '--dns-prefetch-disable',
    // An extension could choose another proxy.
    '--disable-extensions',
  ];
}

/** Puts the settings into a browser's folder before it starts. */
export async function confineChromium(folder: BrowserFolder, { uid, gid, ownUid }: Identity): Promise<void> {
  const own = async (path: string): Promise<void> => {
    if (ownUid) await chown(path, uid, gid);
  };
  const defaultProfile = join(folder.profile, 'Default');
  await mkdir(defaultProfile, { recursive: true, mode: 0o700 });
  await own(defaultProfile);
  for (const [path, settings] of [[join(defaultProfile, 'Preferences'), PREFERENCES], [join(folder.profile, 'Local State'), LOCAL_STATE]] as const) {
    await writeFile(path, JSON.stringify(settings), { mode: 0o600, flag: 'wx' });
    await own(path);
  }
  const programs = join(folder.home, 'bin');
  await mkdir(programs, { mode: 0o755 });
  for (const name of NO_PROGRAMS) await symlink('/bin/true', join(programs, name));
}

const A_PAGE_OF_THE_BROWSER = 'chrome://version/';
const CLOSE_POLL_MS = 50;

/**
 * A newer Chromium might read other settings: whether this one does is tried, not believed, in a page of its own beside the
 * one that is there already. @throws BrowserStartError
 */
export async function assertConfined(startup: CdpStartup, timeoutMs: number): Promise<void> {
  const { targetId } = await startup.command('Target.createTarget', { url: 'about:blank', background: true }, timeoutMs);
  const { sessionId } = (await startup.command('Target.attachToTarget', { targetId, flatten: true }, timeoutMs)) as { sessionId: string };
  const { errorText } = await startup.command('Page.navigate', { url: A_PAGE_OF_THE_BROWSER }, timeoutMs, sessionId);
  if (errorText !== 'net::ERR_BLOCKED_BY_ADMINISTRATOR') {
    throw new BrowserStartError(`This Chromium opens ${A_PAGE_OF_THE_BROWSER} (${String(errorText ?? 'no error')}): its settings do not confine it. Use a version that was tested with this service.`);
  }
  const deadlineMs = performance.now() + timeoutMs;
  const isOpen = async (): Promise<boolean> => {
    const { targetInfos } = (await startup.command('Target.getTargets', {}, timeoutMs)) as { targetInfos: { targetId: string }[] };
    return targetInfos.some((info) => info.targetId === targetId);
  };
  // The page that says "blocked" comes after the answer, and an order to close is lost when it comes in between.
  while (await isOpen()) {
    if (performance.now() > deadlineMs) throw new BrowserStartError('Chromium does not close a page.');
    await startup.command('Target.closeTarget', { targetId }, timeoutMs).catch(() => undefined);
    await delay(CLOSE_POLL_MS);
  }
}
