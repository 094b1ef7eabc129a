import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { newNonce, pagePolicy } from './security-headers.ts';

const page = (basePath: string, nonce: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Countersign API</title>
<link rel="stylesheet" nonce="${nonce}" href="${basePath}/docs/swagger-ui.css">
<link rel="icon" type="image/png" href="${basePath}/docs/favicon-32x32.png">
</head>
<body>
<div id="swagger-ui"></div>
<script nonce="${nonce}" src="${basePath}/docs/swagger-ui-bundle.js"></script>
<script nonce="${nonce}" src="${basePath}/docs/start.js"></script>
</body>
</html>
`;
const script = (basePath: string): string => `window.SwaggerUIBundle({ url: '${basePath}/openapi.json', dom_id: '#swagger-ui', deepLinking: true, docExpansion: 'list', persistAuthorization: false });
`;

/** A page to read the API and to try it, with everything on it served from here. */
export function serveDocs(fastify: FastifyInstance, { publicUrl, basePath }: { readonly publicUrl: string; readonly basePath: string }): void {
  const root = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  void fastify.register(fastifyStatic, { root, prefix: '/docs/', decorateReply: false, index: false, allowedPath: (path) => /^\/(swagger-ui\.css|swagger-ui-bundle\.js|favicon-32x32\.png)$/.test(path) });
  fastify.get('/docs', async (_request, reply) => {
    const nonce = newNonce();
    return reply.headers({ 'cache-control': 'no-store', 'content-security-policy': pagePolicy(publicUrl, nonce) }).type('text/html; charset=utf-8').send(page(basePath, nonce));
  });
  fastify.get('/docs/start.js', async (_request, reply) => reply.type('text/javascript; charset=utf-8').send(script(basePath)));
}
