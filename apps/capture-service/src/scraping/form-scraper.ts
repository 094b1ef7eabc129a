import type { CaptureNotice, Question } from '@countersign/contracts';
import type { Page } from 'playwright-core';
import type { FormHandles } from './form-handles.ts';
import type { ShownAnswer } from './page-script/shown-answers.ts';
import type { FormAction, Obstacle } from './raw-form.ts';

export interface ScrapeOptions {
  /** For all of it; default 30 000. */
  timeoutMs?: number;
  /** How long to wait for controls to appear and stand still; default 10 000. */
  settleTimeoutMs?: number;
  /** Open lists to read their options; default true. */
  readOptions?: boolean;
}

export interface ScrapedForm {
  /** Which adapter read it: `greenhouse`, `generic` … */
  adapter: string;
  /** Of the tab, also when the form stands in an iframe. */
  url: string;
  pageTitle: string | null;
  step: number;
  steps: number;
  /** Empty: no form was found. */
  questions: Question[];
  /** SHA-256, hex; see fingerprint.ts. */
  fingerprint: string;
  /** What the button of this step does; null: none was recognised. */
  action: FormAction | null;
  obstacles: Obstacle[];
  /** What its reviewer has to know besides. */
  notices: CaptureNotice[];
  /** The last step of a wizard asks nothing and lists the answers of the steps before; null: this is none. */
  review: ShownAnswer[] | null;
  /** How to find the controls again; valid while the tab lives. */
  handles: FormHandles;
}

/** Reads the application form of a page. Throws ScrapeTimedOut and FormTooLarge (scrape-errors.ts). */
export interface FormScraper {
  scrape(page: Page, options?: ScrapeOptions): Promise<ScrapedForm>;
}
