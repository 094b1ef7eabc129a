import { existsSync } from 'node:fs';
import { findCommand } from './servers/bound-process.ts';

/** The program itself: the script of this name in Debian's PATH starts it as a child, and a signal for the script ends only the script. */
const HEADLESS_SHELL = '/usr/lib/chromium/chromium-headless-shell';

/**
 * Chromium without windows and what belongs to them, where it is installed: the same engine, a quarter of the processor time for a
 * start and for each page. For specs that open pages of their own and for the browsers of people in e2e; what the product starts is always its own.
 */
export function smallChromium(): string {
  return existsSync(HEADLESS_SHELL) ? HEADLESS_SHELL : (process.env['CHROMIUM_BIN'] ?? findCommand('chromium') ?? '/usr/bin/chromium');
}
