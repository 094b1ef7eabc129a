import { smallChromium } from '@countersign/test-kit';
import { chromium, type Browser } from 'playwright-core';

/** The person's own Chromium, in which the web UI is used. It runs without a sandbox where the tests run as root: it only opens our pages. */
export function startViewer(): Promise<Browser> {
  return chromium.launch({
    executablePath: smallChromium(),
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
    ],
  });
}
