import type { Page } from 'playwright-core';

/** PNG of what the tab shows; null when it could not be pictured within the time. */
export async function screenshot(page: Page, timeoutMs = 10_000): Promise<Buffer | null> {
  try {
    return await page.screenshot({ type: 'png', timeout: timeoutMs, animations: 'disabled', caret: 'initial' });
  } catch {
    return null;
  }
}
