import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { ProblemError } from './problem.ts';

/** Below these a miss is a miss, never a page. */
const NOT_PAGES = /^\/(v1|health|docs|assets)(\/|$)|\/[^/]*\.[a-z0-9]{1,8}$/i;

/** The built web UI: its files, and its one page for every other address, which is told the path that it is under. */
export function serveWebUi(fastify: FastifyInstance, folder: string, basePath: string): void {
  void fastify.register(fastifyStatic, { root: folder, serve: false });
  fastify.get('/*', async (request, reply) => {
    const path = decodeURIComponent(request.url.split('?')[0] ?? '/');
    if (!NOT_PAGES.test(path)) {
      const page = await readFile(join(folder, 'index.html'), 'utf8').catch(() => undefined);
      if (page === undefined) throw new ProblemError('route_not_found', { detail: 'The web UI is not built.' });
      return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page.replace('<base href="/"', `<base href="${basePath}/"`));
    }
    if (!/^\/(v1|health|docs)(\/|$)/.test(path) && !path.split('/').includes('..')) {
      // Files under assets/ carry the digest of their content in their names.
      const immutable = path.startsWith('/assets/');
      return reply.sendFile(path, folder, immutable ? { maxAge: '365d', immutable: true } : { maxAge: 0 });
    }
    throw new ProblemError('route_not_found');
  });
}
