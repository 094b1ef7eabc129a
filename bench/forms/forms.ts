import type { Row } from '../report.ts';
import { startBrowser } from './browser.ts';
import { benchCapture } from './capture.ts';
import { benchFill } from './fill.ts';

/** Reading application forms and working them, in one headless Chromium. */
export async function benchForms({ rounds, progress }: { rounds: number; progress(line: string): void }): Promise<Row[]> {
  const browser = await startBrowser();
  try {
    return [...(await benchCapture(browser, rounds, progress)), ...(await benchFill(browser, rounds, progress))];
  } finally {
    await browser.stop();
  }
}
