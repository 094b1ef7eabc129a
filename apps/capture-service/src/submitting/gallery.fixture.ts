import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { buildOnce } from '@countersign/test-kit';

const WORKSPACE = fileURLToPath(new URL('../../../..', import.meta.url));

/** A question that the widget gallery of the job board draws; see e2e/job-board/gallery. */
export interface GalleryField {
  readonly kind: string;
  readonly name: string;
  readonly label: string;
  readonly options?: readonly string[];
}
/** What the page sent for each field: texts, or files as name and digest. */
export type ReceivedForm = Record<string, (string | { readonly name: string; readonly sha256: string })[]>;

export interface Gallery {
  readonly url: string;
  readonly received: { readonly path: string; readonly form: ReceivedForm }[];
  /** Answered instead of taking the form, once. */
  errors: Record<string, string> | undefined;
  /** Address of a page with these fields. */
  page(fields: readonly GalleryField[]): string;
  close(): Promise<void>;
}

/** Serves pages of real widgets (the libraries themselves) and keeps what they send. */
export async function startGallery(): Promise<Gallery> {
  buildOnce(WORKSPACE, '@countersign/e2e');
  const [script, style] = await Promise.all(['gallery.js', 'gallery.css'].map((name) => readFile(`${WORKSPACE}/e2e/dist/gallery/${name}`)));
  const pages = new Map<string, readonly GalleryField[]>();
  const state = { received: [] as Gallery['received'][number][], errors: undefined as Gallery['errors'] };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://gallery');
    const fields = pages.get(pathname);
    if (request.method === 'POST') {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
        void formOf(Buffer.concat(chunks), request.headers['content-type'] ?? '').then((form) => {
          const errors = state.errors;
          state.errors = undefined;
          if (errors === undefined) state.received.push({ path: pathname, form });
          response.writeHead(errors === undefined ? 201 : 422, { 'content-type': 'application/json' }).end(JSON.stringify({ errors }));
        });
      });
    } else if (pathname === '/gallery.js') response.writeHead(200, { 'content-type': 'text/javascript', 'cache-control': 'max-age=3600' }).end(script);
    else if (pathname === '/gallery.css') response.writeHead(200, { 'content-type': 'text/css', 'cache-control': 'max-age=3600' }).end(style);
    else if (fields === undefined) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(pageOf(fields));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(state, {
    url,
    page: (fields: readonly GalleryField[]) => {
      const path = `/jobs/${pages.size + 1}`;
      pages.set(path, fields);
      return `${url}${path}`;
    },
    close: () => new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  });
}

function pageOf(fields: readonly GalleryField[]): string {
  const data = JSON.stringify({ fields, action: '/received' }).replaceAll('<', '\\u003c');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Engineer at Acme</title><link rel="stylesheet" href="/gallery.css"></head><body><script type="application/json" id="form">${data}</script><div id="root"></div><script src="/gallery.js"></script></body></html>`;
}

/** Draws another form in a page that is open: quicker than loading it. */
export async function showForm(page: Page, fields: readonly GalleryField[], action: string): Promise<void> {
  await page.evaluate((form) => (window as unknown as { showForm(form: unknown): void }).showForm(form), { fields, action });
}

async function formOf(body: Buffer, contentType: string): Promise<ReceivedForm> {
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
  const received: ReceivedForm = {};
  for (const [name, value] of form) {
    // Multipart writes every line end as CRLF.
    const entry = typeof value === 'string' ? value.replaceAll('\r\n', '\n') : { name: value.name, sha256: createHash('sha256').update(Buffer.from(await value.arrayBuffer())).digest('hex') };
    (received[name] ??= []).push(entry);
  }
  return received;
}
