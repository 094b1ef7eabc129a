import { Injectable } from '@nestjs/common';
import type { Browser } from 'playwright-core';
import { openForm, PageNotReached, type OpenedForm } from '../submitting/open-form.ts';
import type { Capture } from './domain/capture.ts';
import { OPEN_TIMEOUT_MS } from './limits.ts';

/** Captures whose tab is remembered. */
const MAX_REMEMBERED = 10_000;

/**
 * Which tab has the form of a capture: the one it was read in, or one that was opened later, of which only this process
 * knows. Forgetting one costs a second tab.
 */
@Injectable()
export class FormTabs {
  readonly #opened = new Map<string, { readonly sessionId: string; readonly targetId: string }>();

  /** For reading and filling in: the first step loaded anew; a later step as it stands, or from its address when its tab is gone. */
  async open(browser: Browser, id: string, capture: Capture, sessionId: string): Promise<OpenedForm> {
    return capture.form.step > 1 ? this.keepOrOpen(browser, id, capture, sessionId) : this.#load(browser, id, capture, sessionId);
  }

  /** The tab as it stands, or a new one with the form's address. */
  async keepOrOpen(browser: Browser, id: string, capture: Capture, sessionId: string): Promise<OpenedForm> {
    try {
      return await openForm(browser, { url: capture.form.url, targetId: this.targetOf(id, capture, sessionId), mode: 'keep', timeoutMs: OPEN_TIMEOUT_MS });
    } catch (error) {
      if (!(error instanceof PageNotReached)) throw error;
      return this.#load(browser, id, capture, sessionId);
    }
  }

  targetOf(id: string, { form }: Capture, sessionId: string): string | null {
    const opened = this.#opened.get(id);
    if (opened?.sessionId === sessionId) return opened.targetId;
    return form.sessionId === sessionId ? form.targetId : null;
  }

  async #load(browser: Browser, id: string, capture: Capture, sessionId: string): Promise<OpenedForm> {
    const opened = await openForm(browser, { url: capture.form.url, targetId: this.targetOf(id, capture, sessionId), mode: 'reload', timeoutMs: OPEN_TIMEOUT_MS });
    this.#opened.delete(id);
    if (opened.targetId) this.#opened.set(id, { sessionId, targetId: opened.targetId });
    if (this.#opened.size > MAX_REMEMBERED) this.#opened.delete(this.#opened.keys().next().value!);
    return opened;
  }
}
