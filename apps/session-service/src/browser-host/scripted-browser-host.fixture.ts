import { randomUUID } from 'node:crypto';
import { PassThrough } from 'node:stream';
import type { Viewport } from '@countersign/contracts';
import type { BrowserPipes } from '../console/session-streams.ts';
import type { BrowserExit, BrowserHost, HostedBrowser } from './browser-host.ts';

/** Browsers without processes, for tests of what is built on a host: they start, crash and stop when they are told to. */
export class ScriptedBrowserHost implements BrowserHost {
  readonly started: ScriptedBrowser[] = [];
  /** Awaited by every start; a rejection is a browser that does not start. */
  beforeStart: () => Promise<void> = () => Promise.resolve();

  async start(viewport: Viewport): Promise<ScriptedBrowser> {
    await this.beforeStart();
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
  readonly viewport: Viewport;
  readonly exited: Promise<BrowserExit>;
  stopped = false;
  openedUrl: string | null | undefined;
  #exit: (exit: BrowserExit) => void = () => undefined;

  constructor(viewport: Viewport) {
    this.viewport = viewport;
    this.exited = new Promise((resolve) => (this.#exit = resolve));
  }

  open(startUrl: string | null): Promise<BrowserPipes> {
    this.openedUrl = startUrl;
    return Promise.resolve({ rfbSocketPath: '/nowhere/rfb.sock', cdpIn: new PassThrough(), cdpOut: new PassThrough() });
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
