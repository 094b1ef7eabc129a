import { setTimeout as delay } from 'node:timers/promises';
import type { Chromium } from './chromium.ts';
import type { BrowserSeed } from './browser-host.ts';
import { familyOf, untilGone } from './processes.ts';

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
 * How long what a page stored last is on its way to the process that keeps it; no command of CDP waits for it. 3 MB took up to
 * 150 ms, and were lost when the browser was closed before.
 */
const STORED_ARRIVES_MS = 500;

/**
 * Resolves when the browser has ended with all of its processes, or after the time it is given: the one that keeps what pages store
 * outlives the first, and still writes what came last. Its pipe may be read by somebody else: the answer is
 * not waited for, its end is. No dialog or `beforeunload` handler of a page keeps it.
 */
export async function closeChromium({ process, cdpIn }: Chromium, timeoutMs: number): Promise<void> {
  const hasEnded = (): boolean => process.exitCode !== null || process.signalCode !== null;
  if (hasEnded()) return;
  const deadline = performance.now() + timeoutMs;
  await delay(STORED_ARRIVES_MS);
  if (hasEnded()) return;
  const family = familyOf(process.pid!);
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, deadline - performance.now());
    process.once('exit', () => {
      clearTimeout(timer);
      resolve();
    });
    if (cdpIn.writable) cdpIn.write(`${JSON.stringify({ id: LAST_COMMAND_ID, method: 'Browser.close' })}\0`);
  });
  await untilGone(family, deadline - performance.now());
}
