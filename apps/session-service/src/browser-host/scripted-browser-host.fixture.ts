import { randomUUID } from 'node:crypto';
import { PassThrough } from 'node:stream';
import type { Viewport } from '@countersign/contracts';
import type { BrowserPipes } from '../console/session-streams.ts';
import type { BrowserExit, BrowserHost, BrowserReach, BrowserSeed, ClosedBrowser, HostedBrowser } from './browser-host.ts';
import { ownIdentity } from './isolation.ts';

/** Browsers without processes, for tests of what is built on a host: they start, crash and stop when they are told to. */
export class ScriptedBrowserHost implements BrowserHost {
  readonly started: ScriptedBrowser[] = [];
  /** Awaited by every start; a rejection is a browser that does not start. */
  beforeStart: (signal?: AbortSignal) => Promise<void> = () => Promise.resolve();

  async start(viewport: Viewport, _seed?: BrowserSeed, signal?: AbortSignal): Promise<ScriptedBrowser> {
    await this.beforeStart(signal);
    const browser = new ScriptedBrowser(viewport);
    this.started.push(browser);
    return browser;
  }

  sweep(): Promise<readonly string[]> {
    return Promise.resolve([]);
  }

  get running(): ScriptedBrowser[] {
    return this.started.filter((browser) => !browser.stopped);
  }
}

export class ScriptedBrowser implements HostedBrowser {
  readonly id = randomUUID();
  viewport: Viewport;
  readonly exited: Promise<BrowserExit>;
  stopped = false;
  /** A browser that hangs does not answer. */
  hangs = false;
  openedUrl: string | null | undefined;
  reach: BrowserReach | undefined;
  #exit: (exit: BrowserExit) => void = () => undefined;

  constructor(viewport: Viewport) {
    this.viewport = viewport;
    this.exited = new Promise((resolve) => (this.#exit = resolve));
  }

  answers(): Promise<boolean> {
    return Promise.resolve(!this.hangs);
  }

  resize(viewport: Viewport): Promise<void> {
    this.viewport = viewport;
    return Promise.resolve();
  }

  open(startUrl: string | null, reach?: BrowserReach): Promise<BrowserPipes> {
    this.openedUrl = startUrl;
    this.reach = reach;
    return Promise.resolve({ rfbSocketPath: '/nowhere/rfb.sock', cdpIn: new PassThrough(), cdpOut: new PassThrough() });
  }

  close(): Promise<ClosedBrowser> {
    this.#exit({ cause: 'stopped', detail: 'closed' });
    return Promise.resolve({ userDataFolder: '/nowhere/profile', account: ownIdentity() });
  }

  stop(): Promise<void> {
    this.stopped = true;
    this.#exit({ cause: 'stopped', detail: 'told to' });
    return Promise.resolve();
  }

  crash(): void {
    this.#exit({ cause: 'crashed', detail: 'scripted' });
  }
}
