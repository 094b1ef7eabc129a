import type { Viewport } from '@countersign/contracts';
import type { BrowserHost, HostedBrowser } from './browser-host.ts';

/** A browser that died while it waited, or did not start, is replaced after this long, so that a broken one is no loop. */
const REPLACE_AFTER_MS = 10_000;

interface PoolLogger {
  warn(fields: object, message: string): void;
}

/** Keeps a few browsers with the usual viewport ready: handing one out costs no start. */
export class BrowserPool {
  readonly #host: BrowserHost;
  readonly #size: number;
  readonly #viewport: Viewport;
  readonly #logger: PoolLogger;
  readonly #ready = new Set<HostedBrowser>();
  #starting: Promise<void> | undefined;
  #replacing: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(host: BrowserHost, size: number, viewport: Viewport, logger: PoolLogger) {
    this.#host = host;
    this.#size = size;
    this.#viewport = viewport;
    this.#logger = logger;
  }

  /** A waiting browser of this viewport, or a new one. @throws BrowserStartError */
  async take(viewport: Viewport): Promise<HostedBrowser> {
    const waiting = [...this.#ready].find((browser) => browser.viewport.width === viewport.width && browser.viewport.height === viewport.height);
    if (!waiting) return this.#host.start(viewport);
    this.#ready.delete(waiting);
    this.fill();
    return waiting;
  }

  /** Starts what is missing, one after the other, behind the caller's back. */
  fill(): void {
    if (this.#closed || this.#starting || this.#ready.size >= this.#size) return;
    this.#starting = this.#startOne().finally(() => {
      this.#starting = undefined;
      if (!this.#replacing) this.fill();
    });
  }

  /** Stops every waiting browser. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#replacing);
    await this.#starting;
    await Promise.all([...this.#ready].map((browser) => browser.stop()));
    this.#ready.clear();
  }

  async #startOne(): Promise<void> {
    try {
      const browser = await this.#host.start(this.#viewport);
      this.#ready.add(browser);
      void browser.exited.then(({ cause, detail }) => {
        if (cause === 'crashed' && this.#ready.delete(browser)) void this.#replace(browser, detail);
      });
    } catch (error) {
      this.#logger.warn({ reason: (error as Error).message }, 'a browser for the pool did not start');
      this.#fillLater();
    }
  }

  async #replace(browser: HostedBrowser, detail: string): Promise<void> {
    this.#logger.warn({ browserId: browser.id, detail }, 'a browser of the pool crashed');
    await browser.stop().catch((error: Error) => this.#logger.warn({ browserId: browser.id, reason: error.message }, 'something of a browser could not be removed'));
    this.#fillLater();
  }

  #fillLater(): void {
    if (this.#closed || this.#replacing) return;
    this.#replacing = setTimeout(() => {
      this.#replacing = undefined;
      this.fill();
    }, REPLACE_AFTER_MS);
    this.#replacing.unref();
  }
}
