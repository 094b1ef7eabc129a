import type { Browser, Dialog, Page } from 'playwright-core';
import { within } from '../scraping/deadline.ts';

export interface FormAddress {
  url: string;
  /** CDP target of the tab that had the form; null: any new tab. */
  targetId: string | null;
  /** `reload`: load the address anew. `keep`: the tab as it stands, for a later step of a wizard and for recovery. */
  mode: 'reload' | 'keep';
  /** Default 30 000. */
  timeoutMs?: number;
}

export interface OpenedForm {
  page: Page;
  targetId: string;
  /** The tab was there already. */
  reused: boolean;
}

export class PageNotReached extends Error {
  constructor(detail: string) {
    super(detail);
    this.name = 'PageNotReached';
  }
}

const LOAD_TIMEOUT_MS = 15_000;

/** The form's tab in a browser that is reached over CDP. Throws {@link PageNotReached}. */
export async function openForm(browser: Browser, { url, targetId, mode, timeoutMs = 30_000 }: FormAddress): Promise<OpenedForm> {
  const found = targetId === null ? null : await pageOf(browser, targetId);
  if (mode === 'keep') {
    if (found === null) throw new PageNotReached('the tab of the form is gone');
    return { page: found, targetId: targetId as string, reused: true };
  }
  const context = browser.contexts()[0];
  if (context === undefined) throw new PageNotReached('the browser has no context');
  const page = found ?? (await context.newPage());
  await load(page, url, timeoutMs);
  return { page, targetId: (await targetIdOf(page)) ?? '', reused: found !== null };
}

async function load(page: Page, url: string, timeoutMs: number): Promise<void> {
  // "Leave this page?" of a half-filled form is answered yes; anything else is dismissed.
  const answer = (dialog: Dialog) => void (dialog.type() === 'beforeunload' ? dialog.accept() : dialog.dismiss()).catch(() => undefined);
  page.on('dialog', answer);
  try {
    const sameDocument = page.url().split('#')[0] === url.split('#')[0];
    const options = { waitUntil: 'domcontentloaded', timeout: timeoutMs } as const;
    const response = await page.goto(url, options);
    const reloaded = sameDocument && response === null ? await page.reload(options) : response;
    if (reloaded !== null && reloaded.status() >= 400) throw new PageNotReached(`the page answered ${reloaded.status()}`);
    await page.waitForLoadState('load', { timeout: Math.min(timeoutMs, LOAD_TIMEOUT_MS) }).catch(() => undefined);
  } catch (error) {
    if (error instanceof PageNotReached) throw error;
    throw new PageNotReached(`the page could not be opened: ${(error as Error).message.split('\n')[0]?.slice(0, 300) ?? ''}`);
  } finally {
    page.off('dialog', answer);
  }
}

/** The CDP target id of a tab; null when it does not answer. */
export async function targetIdOf(page: Page): Promise<string | null> {
  const asked = async () => {
    const session = await page.context().newCDPSession(page);
    try {
      return (await session.send('Target.getTargetInfo')).targetInfo.targetId;
    } finally {
      await session.detach().catch(() => undefined);
    }
  };
  return within(asked().catch(() => null), 5_000, () => null);
}

async function pageOf(browser: Browser, targetId: string): Promise<Page | null> {
  for (const page of browser.contexts().flatMap((context) => context.pages())) if ((await targetIdOf(page)) === targetId) return page;
  return null;
}
