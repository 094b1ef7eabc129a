import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Admission } from '../auth/admission.ts';
import { announceDeprecations } from './deprecations.ts';
import { isAmong } from './entity-tags.ts';
import { Idempotency } from './idempotency/idempotency.ts';
import { MinPosition } from './min-position.ts';
import { RateLimits } from './rate-limits/rate-limits.ts';
import { checkRequest } from './request-checks.ts';
import { securityHeaders } from './security-headers.ts';

export interface HookServices {
  readonly admission: Admission;
  readonly idempotency: Idempotency;
  readonly minPosition: MinPosition;
  readonly rateLimits: RateLimits;
  readonly publicUrl: string;
  /** Before every path that an answer names. */
  readonly basePath: string;
}

/** What happens to every request, in this order: headers, checks, quotas and admission before a byte of the body is read, idempotency, log. */
export function addHooks(fastify: FastifyInstance, { admission, idempotency, minPosition, rateLimits, publicUrl, basePath }: HookServices): void {
  const headers = securityHeaders(publicUrl);
  fastify.decorateRequest('identity', undefined);
  fastify.decorateRequest('commandId', undefined);

  fastify.addHook('onRequest', async (request, reply) => {
    void reply.headers({ ...headers, 'x-request-id': request.id, ...(isApi(request) ? { 'cache-control': 'no-store' } : {}) });
    checkRequest(request);
    await admit(request, reply);
  });

  /** Also who is refused is counted: by address, which is what is known of them. */
  async function admit(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const pattern = request.routeOptions.url;
    const admitted = request.is404 || pattern === undefined ? Promise.resolve(undefined) : admission.admit(request.method, pattern, request.headers);
    const refusal = await admitted.then((identity) => void (request.identity = identity), (error: unknown) => ({ error }));
    rateLimits.count(request, reply, request.identity);
    if (refusal) throw refusal.error;
  }

  announceDeprecations(fastify);

  fastify.addHook('preValidation', async (request, reply) => minPosition.await(request, reply));

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

  fastify.addHook('onSend', async (request, reply, payload) => {
    const etag = reply.getHeader('etag');
    if (reply.statusCode !== 200 || !/^(GET|HEAD)$/.test(request.method) || typeof etag !== 'string' || !isAmong(etag, request.headers['if-none-match'])) return payload;
    void reply.status(304).removeHeader('content-type').removeHeader('content-length');
    if (payload instanceof Readable) payload.destroy();
    return null;
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
