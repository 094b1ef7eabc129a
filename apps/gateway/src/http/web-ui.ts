import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { ProblemError } from './problem.ts';
import { newNonce, pagePolicy } from './security-headers.ts';

/** Below these a miss is a miss, never a page. */
const NOT_PAGES = /^\/(v1|health|docs|assets)(\/|$)|\/[^/]*\.[a-z0-9]{1,8}$/i;

export interface WebUiOptions {
  /** Of the built web UI. */
  readonly folder: string;
  readonly publicUrl: string;
  readonly basePath: string;
}

/** The built web UI: its files, and its one page for every other address, which is told the path that it is under. */
export function serveWebUi(fastify: FastifyInstance, { folder, publicUrl, basePath }: WebUiOptions): void {
  void fastify.register(fastifyStatic, { root: folder, serve: false });
  fastify.get('/*', async (request, reply) => {
    const path = pathOf(request.url);
    if (!NOT_PAGES.test(path)) {
      const page = await readFile(join(folder, 'index.html'), 'utf8').catch(() => undefined);
      if (page === undefined) throw new ProblemError('route_not_found', { detail: 'The web UI is not built.' });
      const nonce = newNonce();
      return reply
        .type('text/html; charset=utf-8')
        // Every page has a nonce of its own.
        .headers({ 'cache-control': 'no-store', 'content-security-policy': pagePolicy(publicUrl, nonce) })
        .send(pageFor(page, basePath, nonce));
    }
    if (!/^\/(v1|health|docs)(\/|$)/.test(path) && !path.split('/').includes('..')) {
      // Files under assets/ carry the digest of their content in their names.
      const immutable = path.startsWith('/assets/');
      return reply.sendFile(path, folder, immutable ? { maxAge: '365d', immutable: true } : { maxAge: 0 });
    }
    throw new ProblemError('route_not_found');
  });
}

/** The page is the same at every address: what it loads is named from the root, and bears the nonce. */
export function pageFor(page: string, basePath: string, nonce: string): string {
  return page
    .replace('<meta name="base-path" content=""', `<meta name="base-path" content="${basePath}"`)
    .replace(/(src|href)="\.\//g, `$1="${basePath}/`)
    .replace(/<script(?=[\s>])|<link(?= rel="(?:stylesheet|modulepreload)")/g, (tag) => `${tag} nonce="${nonce}"`)
    // Where the loader of chunks looks for it.
    .replace('</title>', `</title>\n    <meta property="csp-nonce" nonce="${nonce}" />`);
}

function pathOf(url: string): string {
  try {
    return decodeURIComponent(url.split('?')[0] ?? '/');
  } catch {
    throw new ProblemError('route_not_found');
  }
}
