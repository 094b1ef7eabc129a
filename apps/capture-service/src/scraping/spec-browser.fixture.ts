import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { smallChromium } from '@countersign/test-kit';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost'];

/** Chromium for specs that only open their own pages: without a sandbox, and without a way to the network but loopback. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: smallChromium(), headless: true, args: FLAGS });
}

/** The same, to be connected to over CDP. */
export async function spawnBrowser(): Promise<{ url: string; stop(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'spec-browser-'));
  const child = spawn(smallChromium(), ['--headless', ...FLAGS, '--remote-debugging-port=0', `--user-data-dir=${folder}`], { stdio: ['ignore', 'ignore', 'pipe'] });
  const lines = createInterface({ input: child.stderr });
  for await (const line of lines) {
    const url = /DevTools listening on (ws:\S+)/.exec(line)?.[1];
    if (url === undefined) continue;
    child.stderr.resume();
    const stop = async () => {
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    };
    return { url, stop };
  }
  throw new Error('Chromium ended before it listened');
}

export interface PageServer {
  url: string;
  /** What was posted, in order. */
  posts: { path: string; body: string }[];
  close(): Promise<void>;
}
type Answer = string | { status: number; body: string; headers?: Record<string, string> };

/** Serves pages by path; a function answers posts as well. */
export async function servePages(pages: Record<string, Answer | ((method: string, body: string) => Answer)>): Promise<PageServer> {
  const posts: { path: string; body: string }[] = [];
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
      const path = new URL(request.url ?? '/', 'http://pages').pathname;
      const body = Buffer.concat(chunks).toString('latin1');
      if (request.method === 'POST') posts.push({ path, body });
      const page = pages[path];
      const answer = typeof page === 'function' ? page(request.method ?? 'GET', body) : page;
      if (answer === undefined) return response.writeHead(404).end('not here');
      const { status, body: text, headers } = typeof answer === 'string' ? { status: 200, body: answer, headers: {} } : answer;
      return response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    posts,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A new tab with this HTML, in a context of its own. */
export async function pageWith(browser: Browser, html: string, options: Parameters<Browser['newContext']>[0] = {}): Promise<{ page: Page; context: BrowserContext }> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.setContent(html.startsWith('<!doctype') ? html : `<!doctype html><html lang="en"><head><title>Apply</title></head><body>${html}</body></html>`);
  return { page, context };
}
