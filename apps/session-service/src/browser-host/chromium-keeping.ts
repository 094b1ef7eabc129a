import type { Chromium } from './chromium.ts';
import type { BrowserSeed } from './browser-host.ts';

/** Of a message that nobody waits for the answer to; far from the numbers that others count up. */
const LAST_COMMAND_ID = 2_000_000_000;

/** All at once, and where one of them is refused, as Chromium does with all then, each by itself. */
export async function setCookies({ startup }: Chromium, cookies: BrowserSeed['cookies'], timeoutMs: number): Promise<void> {
  if (cookies.length === 0) return;
  try {
    await startup.command('Storage.setCookies', { cookies }, timeoutMs);
  } catch {
    for (const cookie of cookies) await startup.command('Storage.setCookies', { cookies: [cookie] }, timeoutMs).catch(() => undefined);
  }
}

/**
 * Resolves when the browser has ended, or after the time it is given. Its pipe may be read by somebody else: the answer is
 * not waited for, its end is. No dialog or `beforeunload` handler of a page keeps it.
 */
export async function closeChromium({ process, cdpIn }: Chromium, timeoutMs: number): Promise<void> {
  if (process.exitCode !== null || process.signalCode !== null) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, timeoutMs);
    process.once('exit', () => {
      clearTimeout(timer);
      resolve();
    });
    if (cdpIn.writable) cdpIn.write(`${JSON.stringify({ id: LAST_COMMAND_ID, method: 'Browser.close' })}\0`);
  });
}
