import type { ChildProcess } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Viewport } from '@countersign/contracts';
import { parseEgressPattern } from '@countersign/egress';
import type { BrowserPipes } from '../console/session-streams.ts';
import type { BrowserEgress } from '../egress/browser-egress.ts';
import { NodeEgress } from '../egress/node-egress.ts';
import { BrowserStartError, type BrowserExit, type BrowserHost, type BrowserReach, type BrowserSeed, type ClosedBrowser, type HostedBrowser } from './browser-host.ts';
import { browserFolder, browserFoldersRoot, createBrowserFolder, removeBrowserFolder, type BrowserFolder } from './browser-folder.ts';
import { BrowserRecords, type BrowserRecord } from './browser-records.ts';
import { chromiumBinary, downloadInto, letGoOf, navigate, openWindow, pageAnswers, startChromium, type Chromium, type WindowPage } from './chromium.ts';
import { assertConfined, confineChromium } from './chromium-confinement.ts';
import { closeChromium, setCookies } from './chromium-keeping.ts';
import { ownIdentity, runsAsRoot, type Identity } from './isolation.ts';
import { removeLeftovers } from './leftovers.ts';
import { killUntilNone, processesOfFolder, runningProcesses } from './processes.ts';
import { BrowserScreen } from './screen/browser-screen.ts';
import { BrowserBars, fitPage } from './screen/fit-page.ts';
import { UidClaims } from './uid-claims.ts';
import { startVncDisplay } from './vnc-display.ts';
import { watchZygotes } from './zygotes.ts';

export interface TigervncBrowserHostOptions {
  /** Where records are kept, and browser folders where possible. */
  readonly dataFolder: string;
  readonly uidBase: number;
  readonly uidCount: number;
  /** How long the X server, Chromium and its first window may each take. */
  readonly startTimeoutMs: number;
  readonly chromiumBinary?: string | undefined;
  readonly vncBinary?: string | undefined;
  /** The way into the network; by default to the public internet only. */
  readonly egress?: NodeEgress;
}

/** Headed Chromium on a TigerVNC X server, one of each for a browser, with a uid of their own when the service is root. */
export class TigervncBrowserHost implements BrowserHost {
  readonly #options: TigervncBrowserHostOptions;
  readonly #root: string;
  readonly #records: BrowserRecords;
  readonly #uids: UidClaims | undefined;
  readonly #egress: NodeEgress;
  readonly #bars = new BrowserBars();
  #confined = false;

  constructor(options: TigervncBrowserHostOptions) {
    this.#options = options;
    this.#egress = options.egress ?? new NodeEgress();
    this.#uids = runsAsRoot() ? new UidClaims(options.uidBase, options.uidCount) : undefined;
    this.#root = browserFoldersRoot(options.dataFolder, this.#uids !== undefined);
    this.#records = new BrowserRecords(join(options.dataFolder, 'browser-records'));
  }

  async start(viewport: Viewport, seed?: BrowserSeed, signal?: AbortSignal): Promise<HostedBrowser> {
    const browserId = randomUUID();
    const folder = browserFolder(this.#root, browserId);
    const identity = await this.#identity(folder.path);
    const record: BrowserRecord = { browserId, uid: identity.ownUid ? identity.uid : null, folder: folder.path };
    const groupIds = new Set<number>();
    const kill = (): Promise<void> => this.#kill(record, groupIds);
    // Whoever waits for the start hears of the deaths; what is left is removed after that.
    const abort = (): void => void kill().catch(() => undefined);
    let egress: BrowserEgress | undefined;
    const cleanUp = (): Promise<void> => {
      egress?.close();
      return this.#remove(record, groupIds);
    };
    try {
      signal?.addEventListener('abort', abort, { once: true });
      await this.#records.add(record);
      egress = await this.#egress.open(identity.uid);
      const xCookie = randomBytes(16);
      await createBrowserFolder(folder, identity, xCookie);
      return await this.#launch({ browserId, folder, viewport, identity, groupIds, egress, xCookie, kill, cleanUp, seed, signal });
    } catch (error) {
      await cleanUp();
      throw error instanceof BrowserStartError ? error : new BrowserStartError(`The browser did not start: ${(error as Error).message}`);
    } finally {
      signal?.removeEventListener('abort', abort);
    }
  }

  async sweep(): Promise<readonly string[]> {
    const problems: string[] = [];
    const attempt = async (what: string, removal: Promise<void>): Promise<void> =>
      removal.catch((error: Error) => void problems.push(`${what}: ${error.message}`));
    for (const record of await this.#records.all()) await attempt(`browser ${record.browserId}`, this.#remove(record, new Set()));
    // Folders whose record was lost, as when the machine lost power.
    for (const name of await readdir(this.#root)) {
      const record = { browserId: name, uid: null, folder: join(this.#root, name) };
      await attempt(`folder ${record.folder}`, this.#remove(record, new Set()));
    }
    if (this.#uids) await attempt('accounts of services that have ended', this.#uids.sweep());
    return problems;
  }

  async #identity(folder: string): Promise<Identity> {
    if (!this.#uids) return ownIdentity();
    const uid = await this.#uids.claim(folder).catch((error: Error) => {
      throw new BrowserStartError(`No account is free for the browser: ${error.message}.`);
    });
    return { uid, gid: uid, ownUid: true };
  }

  async #launch({ browserId, folder, viewport, identity, groupIds, egress, xCookie, seed, signal, kill, cleanUp }: Launch): Promise<HostedBrowser> {
    const timeoutMs = this.#options.startTimeoutMs;
    const remember = (child: ChildProcess): void => {
      if (child.pid !== undefined) groupIds.add(child.pid);
    };
    signal?.throwIfAborted();
    const size = this.#bars.screenFor(viewport);
    const prepared = (async () => {
      await seed?.place(folder.profile, identity);
      await confineChromium(folder, identity);
    })();
    const [vnc] = await allOf(startVncDisplay(this.#options.vncBinary ?? 'Xtigervnc', folder, size, identity, timeoutMs, remember), prepared);
    signal?.throwIfAborted();
    const binary = chromiumBinary(this.#options.chromiumBinary);
    const [chromium, screen] = await allOf(
      startChromium(binary, folder, vnc.display, egress.port, identity, timeoutMs, remember),
      BrowserScreen.manage(vnc.display, xCookie, size, timeoutMs),
    );
    signal?.throwIfAborted();
    if (seed) await setCookies(chromium, seed.cookies, timeoutMs);
    const page = await openWindow(chromium, size, timeoutMs);
    await fitPage(screen, page, viewport, this.#bars, timeoutMs);
    if (!this.#confined) await assertConfined(chromium.startup, timeoutMs);
    this.#confined = true;
    const resize = (to: Viewport): Promise<void> => fitPage(screen, page, to, this.#bars, timeoutMs);
    return new TigervncBrowser({ id: browserId, viewport, folder, vnc: vnc.process, chromium, page, screen, resize, timeoutMs, identity, egress, kill, cleanUp });
  }

  /** Order matters: the uid is free and the record forgotten only when nothing of the browser is left. */
  async #remove(record: BrowserRecord, groupIds: ReadonlySet<number>): Promise<void> {
    const { browserId, uid, folder } = record;
    await this.#kill(record, groupIds);
    if (uid !== null && this.#uids && (await this.#uids.isClaimedFor(uid, folder))) {
      await removeBrowserFolder(folder);
      await removeLeftovers(uid);
      await this.#uids.release(uid);
    }
    await removeBrowserFolder(folder);
    await this.#records.remove(browserId);
  }

  /** The uid is the browser's own only as long as it is claimed for its folder. */
  async #kill({ uid, folder }: BrowserRecord, groupIds: ReadonlySet<number>): Promise<void> {
    if (uid === null) await killUntilNone(() => processesOfFolder(folder, groupIds));
    else if (this.#uids && (await this.#uids.isClaimedFor(uid, folder))) {
      await killUntilNone(() => runningProcesses().filter((running) => running.uid === uid));
    }
  }
}

interface Launch {
  readonly browserId: string;
  readonly folder: BrowserFolder;
  readonly viewport: Viewport;
  readonly identity: Identity;
  readonly groupIds: Set<number>;
  readonly egress: BrowserEgress;
  readonly xCookie: Buffer;
  readonly seed: BrowserSeed | undefined;
  readonly signal: AbortSignal | undefined;
  readonly kill: () => Promise<void>;
  readonly cleanUp: () => Promise<void>;
}

/** Like Promise.all, but when one fails the others are waited for: what they start must not begin after everything was killed. */
async function allOf<A, B>(a: Promise<A>, b: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([a, b]);
  return Promise.all([a, b]);
}

interface BrowserParts {
  readonly id: string;
  readonly viewport: Viewport;
  readonly folder: BrowserFolder;
  readonly vnc: ChildProcess;
  readonly chromium: Chromium;
  readonly page: WindowPage;
  readonly screen: BrowserScreen;
  readonly resize: (viewport: Viewport) => Promise<void>;
  readonly timeoutMs: number;
  readonly identity: Identity;
  readonly egress: BrowserEgress;
  readonly kill: () => Promise<void>;
  readonly cleanUp: () => Promise<void>;
}

class TigervncBrowser implements HostedBrowser {
  readonly id: string;
  readonly exited: Promise<BrowserExit>;
  readonly #parts: BrowserParts;
  #viewport: Viewport;
  #closing: Promise<ClosedBrowser> | undefined;
  #stopping: Promise<void> | undefined;

  constructor(parts: BrowserParts) {
    const { id, viewport, chromium, vnc, egress } = parts;
    this.id = id;
    this.#viewport = viewport;
    this.#parts = parts;
    this.exited = new Promise((resolve) => {
      const ended = (what: string): void => {
        const told = this.#stopping !== undefined || this.#closing !== undefined;
        const errors = told ? '' : chromium.errors();
        resolve({ cause: told ? 'stopped' : 'crashed', detail: `${what}. ${errors}`.trim() });
      };
      const unwatch = watchZygotes(chromium.process.pid!, () => ended('A process that Chromium needs for its pages ended'));
      chromium.process.once('exit', (code, signal) => {
        unwatch();
        egress.close();
        ended(`Chromium ended with ${signal ?? `code ${code}`}`);
      });
      vnc.once('exit', (code, signal) => ended(`Xtigervnc ended with ${signal ?? `code ${code}`}`));
    });
  }

  get viewport(): Viewport {
    return this.#viewport;
  }

  async answers(timeoutMs: number): Promise<boolean> {
    const { page, screen } = this.#parts;
    const late = delay(timeoutMs, undefined, { ref: false }).then(() => Promise.reject(new Error('too late')));
    return Promise.all([pageAnswers(page, timeoutMs), Promise.race([screen.answers(), late])]).then(() => true, () => false);
  }

  async resize(viewport: Viewport): Promise<void> {
    await this.#parts.resize(viewport);
    this.#viewport = viewport;
  }

  async open(startUrl: string | null, reach?: BrowserReach): Promise<BrowserPipes> {
    const { chromium, page, timeoutMs, egress, folder, identity } = this.#parts;
    egress.allow(reach?.egressAllow?.map(parseEgressPattern) ?? null, reach ? { sessionId: reach.sessionId } : {});
    try {
      await letGoOf(page, timeoutMs);
      await downloadInto(chromium, folder, timeoutMs);
      if (startUrl !== null && startUrl !== 'about:blank') await navigate(chromium, startUrl, page.targetId, timeoutMs);
    } catch (error) {
      throw new BrowserStartError(`Chromium could not be sent to its first page: ${(error as Error).message}`);
    }
    chromium.startup.handOver();
    const files = { downloads: folder.downloads, files: folder.files, uid: identity.uid, gid: identity.gid };
    const { keyboard } = this.#parts.screen;
    return { rfbSocketPath: folder.rfbSocket, cdpIn: chromium.cdpIn, cdpOut: chromium.cdpOut, keyboard, files };
  }

  close(timeoutMs: number): Promise<ClosedBrowser> {
    this.#closing ??= this.#close(timeoutMs).catch((error: unknown) => {
      this.#closing = undefined; // The next call tries again.
      throw error;
    });
    return this.#closing;
  }

  async #close(timeoutMs: number): Promise<ClosedBrowser> {
    const { chromium, folder, identity, kill } = this.#parts;
    await closeChromium(chromium, timeoutMs);
    await kill();
    return { userDataFolder: folder.profile, account: identity };
  }

  stop(): Promise<void> {
    this.#stopping ??= this.#parts.cleanUp().catch((error: unknown) => {
      this.#stopping = undefined; // The next call tries again.
      throw error;
    });
    return this.#stopping;
  }
}
