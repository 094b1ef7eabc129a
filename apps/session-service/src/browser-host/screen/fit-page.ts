import { setTimeout as delay } from 'node:timers/promises';
import type { Viewport } from '@countersign/contracts';
import type { CdpStartup } from '../cdp-startup.ts';
import type { BrowserScreen } from './browser-screen.ts';
import type { Size } from './window-rules.ts';

const POLL_MS = 4;
/** A second try is for a tab strip or an address bar of another height than expected, a third for nothing that is known. */
const MOST_TRIES = 4;

/** The page whose window fills the screen, by an attached CDP session. */
export interface ScreenPage {
  readonly startup: CdpStartup;
  readonly sessionId: string;
}

/** What the browser's own bars took of the screen, last time; the first guess for the next screen. */
export class BrowserBars {
  #height = 87;

  screenFor({ width, height }: Viewport): Size {
    return { width, height: height + this.#height };
  }

  learn(height: number): void {
    this.#height = height;
  }
}

/**
 * Makes the screen so large that the page's area is exactly the viewport: the browser's bars are measured, not believed to
 * be as high as those of another version. Resolves when the page itself says so. @throws after `timeoutMs`
 */
export async function fitPage(screen: BrowserScreen, page: ScreenPage, viewport: Viewport, bars: BrowserBars, timeoutMs: number): Promise<void> {
  const deadlineMs = performance.now() + timeoutMs;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const wanted = bars.screenFor(viewport);
    if (wanted.width !== screen.size.width || wanted.height !== screen.size.height) await screen.resize(wanted);
    const area = await areaOn(screen.size, page, viewport, deadlineMs);
    if (area.width === viewport.width && area.height === viewport.height) return;
    bars.learn(screen.size.height - area.height);
  }
  throw new Error(`the page's area is not ${viewport.width}x${viewport.height}`);
}

/** The page's area when its window has become as wide as the screen and the area is as high as it is to be, or stays otherwise. */
async function areaOn(screen: Size, page: ScreenPage, viewport: Viewport, deadlineMs: number): Promise<Size> {
  let last: Size = { width: 0, height: 0 };
  for (let unchanged = 0; ; ) {
    const area = await areaOf(page, deadlineMs - performance.now());
    if (area.width === viewport.width && area.height === viewport.height) return area;
    const isSettled = area.width === screen.width && area.height === last.height;
    unchanged = isSettled ? unchanged + 1 : 0;
    if (unchanged * POLL_MS >= SETTLED_MS) return area;
    if (performance.now() > deadlineMs) throw new Error(`the window does not fill the screen of ${screen.width}x${screen.height}`);
    last = area;
    await delay(POLL_MS);
  }
}

/** A page's window and its area change at different moments; after this long they do not any more. */
const SETTLED_MS = 100;

async function areaOf({ startup, sessionId }: ScreenPage, timeoutMs: number): Promise<Size> {
  const metrics = (await startup.command('Page.getLayoutMetrics', {}, Math.max(1, timeoutMs), sessionId)) as unknown as {
    cssLayoutViewport: { clientWidth: number; clientHeight: number };
  };
  return { width: metrics.cssLayoutViewport.clientWidth, height: metrics.cssLayoutViewport.clientHeight };
}
