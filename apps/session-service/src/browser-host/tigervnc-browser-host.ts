import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Viewport } from '@countersign/contracts';
import type { BrowserPipes } from '../console/session-streams.ts';
import { BrowserStartError, type BrowserExit, type BrowserHost, type HostedBrowser } from './browser-host.ts';
import { browserFolder, browserFoldersRoot, createBrowserFolder, removeBrowserFolder, type BrowserFolder } from './browser-folder.ts';
import { BrowserRecords, type BrowserRecord } from './browser-records.ts';
import { chromiumBinary, navigate, openWindow, startChromium, type Chromium } from './chromium.ts';
import { ownIdentity, runsAsRoot, type Identity } from './isolation.ts';
import { killUntilNone, processesOfFolder, runningProcesses } from './processes.ts';
import { UidClaims } from './uid-claims.ts';
import { startVncDisplay } from './vnc-display.ts';

export interface TigervncBrowserHostOptions {
  /** Where records are kept, and browser folders where possible. */
  readonly dataFolder: string;
  readonly uidBase: number;
  readonly uidCount: number;
  /** How long the X server, Chromium and its first window may each take. */
  readonly startTimeoutMs: number;
  readonly chromiumBinary?: string | undefined;
  readonly vncBinary?: string | undefined;
}

/** Headed Chromium on a TigerVNC X server, one of each for a browser, with a uid of their own when the service is root. */
export class TigervncBrowserHost implements BrowserHost {
  readonly #options: TigervncBrowserHostOptions;
  readonly #root: string;
  readonly #records: BrowserRecords;
  readonly #uids: UidClaims | undefined;

  constructor(options: TigervncBrowserHostOptions) {
    this.#options = options;
    this.#uids = runsAsRoot() ? new UidClaims(options.uidBase, options.uidCount) : undefined;
    this.#root = browserFoldersRoot(options.dataFolder, this.#uids !== undefined);
    this.#records = new BrowserRecords(join(options.dataFolder, 'browser-records'));
  }

  async start(viewport: Viewport): Promise<HostedBrowser> {
    const browserId = randomUUID();
    const folder = browserFolder(this.#root, browserId);
    const identity = await this.#identity(folder.path);
    const record: BrowserRecord = { browserId, uid: identity.ownUid ? identity.uid : null, folder: folder.path };
    const groupIds = new Set<number>();
    const cleanUp = (): Promise<void> => this.#remove(record, groupIds);
    try {
      await this.#records.add(record);
      await createBrowserFolder(folder, identity);
      return await this.#launch(browserId, folder, viewport, identity, groupIds, cleanUp);
    } catch (error) {
      await cleanUp();
      throw error instanceof BrowserStartError ? error : new BrowserStartError(`The browser did not start: ${(error as Error).message}`);
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
    return problems;
  }

  async #identity(folder: string): Promise<Identity> {
    if (!this.#uids) return ownIdentity();
    const uid = await this.#uids.claim(folder).catch((error: Error) => {
      throw new BrowserStartError(`No account is free for the browser: ${error.message}.`);
    });
    return { uid, gid: uid, ownUid: true };
  }

  async #launch(
    browserId: string, folder: BrowserFolder, viewport: Viewport, identity: Identity, groupIds: Set<number>, cleanUp: () => Promise<void>,
  ): Promise<HostedBrowser> {
    const timeoutMs = this.#options.startTimeoutMs;
    const remember = (child: ChildProcess): void => {
      if (child.pid !== undefined) groupIds.add(child.pid);
    };
    const vnc = await startVncDisplay(this.#options.vncBinary ?? 'Xtigervnc', folder, viewport, identity, timeoutMs, remember);
    const binary = chromiumBinary(this.#options.chromiumBinary);
    const chromium = await startChromium(binary, folder, viewport, vnc.display, identity, timeoutMs, remember);
    const targetId = await openWindow(chromium, viewport, timeoutMs);
    return new TigervncBrowser({ id: browserId, viewport, folder, vnc: vnc.process, chromium, targetId, timeoutMs, cleanUp });
  }

  /** Order matters: the uid is free and the record forgotten only when nothing of the browser is left. */
  async #remove({ browserId, uid, folder }: BrowserRecord, groupIds: ReadonlySet<number>): Promise<void> {
    if (uid === null) await killUntilNone(() => processesOfFolder(folder, groupIds));
    else if (this.#uids && (await this.#uids.isClaimedFor(uid, folder))) {
      await killUntilNone(() => runningProcesses().filter((running) => running.uid === uid));
      await removeBrowserFolder(folder);
      await this.#uids.release(uid);
    }
    await removeBrowserFolder(folder);
    await this.#records.remove(browserId);
  }
}

interface BrowserParts {
  readonly id: string;
  readonly viewport: Viewport;
  readonly folder: BrowserFolder;
  readonly vnc: ChildProcess;
  readonly chromium: Chromium;
  readonly targetId: string;
  readonly timeoutMs: number;
  readonly cleanUp: () => Promise<void>;
}

class TigervncBrowser implements HostedBrowser {
  readonly id: string;
  readonly viewport: Viewport;
  readonly exited: Promise<BrowserExit>;
  readonly #parts: BrowserParts;
  #stopping: Promise<void> | undefined;

  constructor(parts: BrowserParts) {
    const { id, viewport, chromium, vnc } = parts;
    this.id = id;
    this.viewport = viewport;
    this.#parts = parts;
    this.exited = new Promise((resolve) => {
      const onExit = (name: string) => (code: number | null, signal: string | null) => {
        const errors = this.#stopping ? '' : chromium.errors();
        resolve({ cause: this.#stopping ? 'stopped' : 'crashed', detail: `${name} ended with ${signal ?? `code ${code}`}. ${errors}`.trim() });
      };
      chromium.process.once('exit', onExit('Chromium'));
      vnc.once('exit', onExit('Xtigervnc'));
    });
  }

  async open(startUrl: string | null): Promise<BrowserPipes> {
    const { chromium, targetId, timeoutMs, folder } = this.#parts;
    try {
      if (startUrl !== null && startUrl !== 'about:blank') await navigate(chromium, startUrl, targetId, timeoutMs);
    } catch (error) {
      throw new BrowserStartError(`Chromium could not be sent to its first page: ${(error as Error).message}`);
    }
    chromium.startup.handOver();
    return { rfbSocketPath: folder.rfbSocket, cdpIn: chromium.cdpIn, cdpOut: chromium.cdpOut };
  }

  stop(): Promise<void> {
    this.#stopping ??= this.#parts.cleanUp().catch((error: unknown) => {
      this.#stopping = undefined; // The next call tries again.
      throw error;
    });
    return this.#stopping;
  }
}
