import type { Viewport } from '@countersign/contracts';
import type { BrowserHost, BrowserSeed, HostedBrowser } from './browser-host.ts';

interface PoolLogger {
  warn(fields: object, message: string): void;
}

export interface PoolTimes {
  /** How long a browser may take to answer when it is to be handed out. */
  readonly handOutMs: number;
  /** How often every waiting browser is asked, and how long it may take then. */
  readonly checkEveryMs: number;
  readonly checkMs: number;
  /** A browser that nobody wanted for this long is replaced: what it holds grows, and its first start was long ago. */
  readonly longestWaitMs: number;
  /** The next one starts when whoever took one has had the machine to itself for a moment. */
  readonly refillAfterMs: number;
  /** After a browser that did not start, or died or hung while it waited; doubled each time up to the longest. */
  readonly retryAfterMs: number;
  readonly longestRetryMs: number;
}

const USUAL_TIMES: PoolTimes = {
  handOutMs: 1_000, checkEveryMs: 15_000, checkMs: 5_000, longestWaitMs: 30 * 60_000, refillAfterMs: 500, retryAfterMs: 1_000, longestRetryMs: 60_000,
};

interface Waiting {
  readonly browser: HostedBrowser;
  readonly sinceMs: number;
  /** One question at a time: a browser that is being asked is handed out after its answer. */
  asked: Promise<boolean>;
}

/** Keeps a few browsers with the usual viewport ready: handing one out costs no start. None is handed out that does not answer. */
export class BrowserPool {
  readonly #host: BrowserHost;
  readonly #size: number;
  readonly #viewport: Viewport;
  readonly #logger: PoolLogger;
  readonly #times: PoolTimes;
  readonly #ready = new Set<Waiting>();
  readonly #discarded = new Set<Promise<void>>();
  readonly #closing = new AbortController();
  #starting: Promise<void> | undefined;
  #next: NodeJS.Timeout | undefined;
  #checks: NodeJS.Timeout | undefined;
  /** In a row. */
  #failures = 0;

  constructor(host: BrowserHost, size: number, viewport: Viewport, logger: PoolLogger, times: Partial<PoolTimes> = {}) {
    this.#host = host;
    this.#size = size;
    this.#viewport = viewport;
    this.#logger = logger;
    this.#times = { ...USUAL_TIMES, ...times };
  }

  /** How many wait. */
  get ready(): number {
    return this.#ready.size;
  }

  /**
   * A waiting browser, made to fit if it has another viewport, or a new one: files are put under a browser before it starts,
   * or never. @throws BrowserStartError
   */
  async take(viewport: Viewport, seed?: BrowserSeed): Promise<HostedBrowser> {
    if (seed) return this.#host.start(viewport, seed);
    for (let waiting = this.#pick(viewport); waiting; waiting = this.#pick(viewport)) {
      this.#ready.delete(waiting);
      this.#startLater(this.#times.refillAfterMs);
      if (await this.#isFit(waiting, viewport)) return waiting.browser;
      this.#fail(waiting.browser, 'a browser of the pool did not answer');
    }
    return this.#host.start(viewport);
  }

  /** Starts what is missing, one after the other, behind the caller's back, and looks after what waits. */
  fill(): void {
    if (this.#closing.signal.aborted || this.#starting || this.#next || this.#ready.size >= this.#size) return;
    this.#checks ??= setInterval(() => this.#checkAll(), this.#times.checkEveryMs).unref();
    this.#starting = this.#startOne().finally(() => {
      this.#starting = undefined;
      this.fill();
    });
  }

  /** Stops every waiting browser and what is being started. None waits afterwards. */
  async close(): Promise<void> {
    this.#closing.abort();
    clearTimeout(this.#next);
    clearInterval(this.#checks);
    await this.#starting;
    for (const { browser } of this.#ready) this.#discard(browser);
    this.#ready.clear();
    await Promise.all(this.#discarded);
  }

  /** Rather one that need not change. */
  #pick({ width, height }: Viewport): Waiting | undefined {
    const all = [...this.#ready];
    return all.find(({ browser: { viewport } }) => viewport.width === width && viewport.height === height) ?? all[0];
  }

  async #isFit({ browser, asked }: Waiting, viewport: Viewport): Promise<boolean> {
    if (!(await asked) || !(await browser.answers(this.#times.handOutMs))) return false;
    this.#failures = 0;
    if (browser.viewport.width === viewport.width && browser.viewport.height === viewport.height) return true;
    return browser.resize(viewport).then(() => true, () => false);
  }

  async #startOne(): Promise<void> {
    try {
      const browser = await this.#host.start(this.#viewport, undefined, this.#closing.signal);
      const waiting: Waiting = { browser, sinceMs: performance.now(), asked: Promise.resolve(true) };
      this.#ready.add(waiting);
      void browser.exited.then(({ cause, detail }) => {
        if (cause === 'crashed' && this.#ready.delete(waiting)) this.#fail(browser, 'a browser of the pool crashed', detail);
      });
    } catch (error) {
      if (this.#closing.signal.aborted) return;
      this.#logger.warn({ reason: (error as Error).message }, 'a browser for the pool did not start');
      this.#retryLater();
    }
  }

  #checkAll(): void {
    for (const waiting of this.#ready) {
      if (performance.now() - waiting.sinceMs >= this.#times.longestWaitMs) this.#retire(waiting);
      else waiting.asked = waiting.asked.then(() => this.#check(waiting));
    }
  }

  async #check(waiting: Waiting): Promise<boolean> {
    const answers = await waiting.browser.answers(this.#times.checkMs);
    if (answers) this.#failures = 0;
    else if (this.#ready.delete(waiting)) this.#fail(waiting.browser, 'a browser of the pool did not answer');
    return answers;
  }

  #retire(waiting: Waiting): void {
    this.#ready.delete(waiting);
    this.#discard(waiting.browser);
    this.#startLater(0);
  }

  #fail(browser: HostedBrowser, what: string, detail?: string): void {
    this.#logger.warn({ browserId: browser.id, ...(detail === undefined ? {} : { detail }) }, what);
    this.#discard(browser);
    this.#retryLater();
  }

  #discard(browser: HostedBrowser): void {
    const stopped = browser
      .stop()
      .catch((error: Error) => this.#logger.warn({ browserId: browser.id, reason: error.message }, 'something of a browser could not be removed'))
      .finally(() => this.#discarded.delete(stopped));
    this.#discarded.add(stopped);
  }

  #retryLater(): void {
    const { retryAfterMs, longestRetryMs } = this.#times;
    this.#startLater(Math.min(longestRetryMs, retryAfterMs * 2 ** Math.min(this.#failures++, 20)));
  }

  /** The latest word counts: after a failure nothing starts earlier because another browser was taken. */
  #startLater(afterMs: number): void {
    if (this.#closing.signal.aborted || (this.#next && this.#failures > 0)) return;
    clearTimeout(this.#next);
    this.#next = setTimeout(() => {
      this.#next = undefined;
      this.fill();
    }, afterMs).unref();
  }
}
