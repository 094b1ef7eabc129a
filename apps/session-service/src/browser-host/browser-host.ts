import type { Viewport } from '@countersign/contracts';
import type { BrowserPipes } from '../console/session-streams.ts';

/** Why a browser is gone: `crashed` by itself, `stopped` because it was told to. */
export interface BrowserExit {
  readonly cause: 'crashed' | 'stopped';
  /** For the log: which process ended and how. */
  readonly detail: string;
}

/** A browser that answers over CDP, with an empty page in a window that fills a screen of its own. */
export interface HostedBrowser {
  readonly id: string;
  readonly viewport: Viewport;
  /** Resolves once, when the browser has crashed or was stopped; never rejects. */
  readonly exited: Promise<BrowserExit>;
  /**
   * Sends the page to its first URL, if it is not to stay empty, waiting a second for it at most, and hands over the streams,
   * untouched from then on. Once.
   * @throws BrowserStartError
   */
  open(startUrl: string | null): Promise<BrowserPipes>;
  /** Kills every process of the browser and removes its files. Idempotent. @throws when something could not be removed. */
  stop(): Promise<void>;
}

/** Runs browsers on this machine. Two implementations: real ones, and scripted ones for tests of what is built on top. */
export interface BrowserHost {
  /** Resolves when the browser answers over CDP. @throws BrowserStartError with a reason for a person. */
  start(viewport: Viewport): Promise<HostedBrowser>;
  /** Kills and removes what an earlier process of this host left behind, before the first start. Says what it could not remove. */
  sweep(): Promise<readonly string[]>;
}

/** The browser did not start; the message says why, for a person. */
export class BrowserStartError extends Error {
  override readonly name = 'BrowserStartError';
}
