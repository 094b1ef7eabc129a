import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Admission } from '../auth/admission.ts';
import { Idempotency } from './idempotency/idempotency.ts';
import { securityHeaders } from './security-headers.ts';

export interface HookServices {
  readonly admission: Admission;
  readonly idempotency: Idempotency;
  readonly publicUrl: string;
  /** Before every path that an answer names. */
  readonly basePath: string;
}

/** What happens to every request, in this order: headers, admission before a byte of the body is read, idempotency, log. */
export function addHooks(fastify: FastifyInstance, { admission, idempotency, publicUrl, basePath }: HookServices): void {
  const headers = securityHeaders(publicUrl);
  fastify.decorateRequest('identity', undefined);

  fastify.addHook('onRequest', async (request, reply) => {
    void reply.headers({ ...headers, 'x-request-id': request.id, ...(isApi(request) ? { 'cache-control': 'no-store' } : {}) });
    const pattern = request.routeOptions.url;
    if (!request.is404 && pattern !== undefined) request.identity = await admission.admit(request.method, pattern, request.headers);
  });

  fastify.addHook('preHandler', async (request, reply) => {
    const answer = await idempotency.begin(request);
    if (!answer) return;
    await reply.status(answer.status).headers({ ...answer.headers, 'idempotency-replayed': 'true' }).send(answer.body === '' ? undefined : answer.body);
  });

  fastify.addHook('onSend', async (request, reply, payload) => {
    await idempotency.complete(request, reply, payload);
    const location = reply.getHeader('location');
    if (basePath !== '' && typeof location === 'string' && location.startsWith('/')) void reply.header('location', `${basePath}${location}`);
    return payload;
  });

  fastify.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url ?? 'unknown',
        status: reply.statusCode,
        durationMs: Math.round(reply.elapsedTime * 10) / 10,
        actor: request.identity?.actor,
      },
      'answered',
    );
  });
}

function isApi(request: FastifyRequest): boolean {
  return /^\/(v1|health|openapi)/.test(request.url);
}
