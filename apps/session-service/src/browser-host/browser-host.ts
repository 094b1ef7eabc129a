import type { Viewport } from '@countersign/contracts';
import type { BrowserPipes } from '../console/session-streams.ts';
import type { Identity } from './isolation.ts';

/** Why a browser is gone: `crashed` by itself, `stopped` because it was told to. */
export interface BrowserExit {
  readonly cause: 'crashed' | 'stopped';
  /** For the log: which process ended and how. */
  readonly detail: string;
}

/** What the browser of a session may reach. */
export interface BrowserReach {
  readonly sessionId: string;
  /** Of what the node allows only these hosts (see @countersign/egress for their form); null: all of it. */
  readonly egressAllow: readonly string[] | null;
}

/** What a browser starts with instead of nothing. */
export interface BrowserSeed {
  /** As CDP's `Storage.setCookies` takes them; one that the browser does not take is left out. */
  readonly cookies: readonly Readonly<Record<string, unknown>>[];
  /** Puts files into the user data folder, for the account that the browser will run under. */
  place(userDataFolder: string, account: Identity): Promise<void>;
}

/** What is left of a browser that was closed: its files, until it is stopped. Nothing runs that could change them. */
export interface ClosedBrowser {
  readonly userDataFolder: string;
  readonly account: Identity;
}

/** A browser that answers over CDP, with an empty page in a window that fills a screen of its own. */
export interface HostedBrowser {
  readonly id: string;
  /** Size of the page in it, in CSS pixels. */
  readonly viewport: Viewport;
  /** Resolves once, when the browser has crashed or was stopped; never rejects. */
  readonly exited: Promise<BrowserExit>;
  /** Whether the page and its screen answer within this time. Before `open` only. Never rejects. */
  answers(timeoutMs: number): Promise<boolean>;
  /** Gives the page another size. Before `open` only, and not while it is asked whether it answers. @throws when it did not take it */
  resize(viewport: Viewport): Promise<void>;
  /**
   * Sends the page to its first URL, if it is not to stay empty, waiting a second for it at most, and hands over the streams,
   * untouched from then on. Once. Before, the browser reaches nothing.
   * @throws BrowserStartError
   */
  open(startUrl: string | null, reach?: BrowserReach): Promise<BrowserPipes>;
  /**
   * Lets the browser write down what it holds and end by itself, and kills what is left of it after `timeoutMs`. Its streams
   * must not be used any more. Idempotent. @throws when something outlives even that.
   */
  close(timeoutMs: number): Promise<ClosedBrowser>;
  /** Kills every process of the browser and removes its files. Idempotent. @throws when something could not be removed. */
  stop(): Promise<void>;
}

/** Runs browsers on this machine. Two implementations: real ones, and scripted ones for tests of what is built on top. */
export interface BrowserHost {
  /**
   * Resolves when the browser answers over CDP. Nothing is left of it when it did not start, or was aborted.
   * @throws BrowserStartError with a reason for a person.
   */
  start(viewport: Viewport, seed?: BrowserSeed, signal?: AbortSignal): Promise<HostedBrowser>;
  /** Kills and removes what an earlier process of this host left behind, before the first start. Says what it could not remove. */
  sweep(): Promise<readonly string[]>;
}

/** The browser did not start; the message says why, for a person. */
export class BrowserStartError extends Error {
  override readonly name = 'BrowserStartError';
}
