import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { findCommand } from '@countersign/test-kit';
import { chromium, type Page } from 'playwright-core';

export interface BenchBrowser {
  /** A tab with this HTML, loaded and quiet. */
  open(html: string): Promise<Page>;
  stop(): Promise<void>;
}

/** Headless Chromium and a server on loopback for the pages of this bench. */
export async function startBrowser(): Promise<BenchBrowser> {
  const pages: string[] = [];
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(pages[Number(request.url?.slice(1))] ?? '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const browser = await chromium.launch({ executablePath: findCommand('chromium') ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'] });
  return {
    open: async (html) => {
      const page = await browser.newPage();
      await page.goto(`${host}/${pages.push(html) - 1}`, { waitUntil: 'load' });
      return page;
    },
    stop: async () => {
      await browser.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
