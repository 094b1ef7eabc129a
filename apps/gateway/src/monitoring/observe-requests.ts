import { openSpan, type OpenSpan } from '@countersign/telemetry';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isErrorCode } from '../http/error-status.ts';
import { traceparentOf } from '../http/correlation-id.ts';
import { PROBLEM_MEDIA_TYPE } from '../http/problem.ts';
import type { GatewayMetrics } from './gateway-metrics.ts';

/** Of a path that no route has: it may be anything. */
const UNMATCHED = 'unmatched';

/** Every request is counted and has a span. Before all other hooks, so that what they refuse is counted, too. */
export function observeRequests(fastify: FastifyInstance, metrics: GatewayMetrics): void {
  const spans = new WeakMap<FastifyRequest, OpenSpan>();

  fastify.addHook('onRequest', (request, reply, done) => {
    const route = routeOf(request);
    const { method } = request;
    const span = openSpan(`${method} ${route}`, {
      kind: 'server', parent: traceparentOf(request.headers),
      attributes: { 'http.request.method': method, 'http.route': route, 'countersign.correlation_id': request.id },
    });
    spans.set(request, span);
    // What is done for the request belongs to this span, and that to what the caller named.
    if (span.traceparent !== undefined) request.headers['traceparent'] = span.traceparent;
    reply.raw.once('close', metrics.opened(route));
    done();
  });

  fastify.addHook('onSend', (_request, reply, payload, done) => {
    if (reply.hasHeader('idempotency-replayed')) metrics.replayed();
    const code = String(reply.getHeader('content-type') ?? '').startsWith(PROBLEM_MEDIA_TYPE) ? codeOf(payload) : undefined;
    if (code !== undefined) metrics.problem(code);
    done(null, payload);
  });

  fastify.addHook('onResponse', (request, reply, done) => {
    const { statusCode: status } = reply;
    metrics.answered({ method: request.method, route: routeOf(request), status, seconds: reply.elapsedTime / 1_000 });
    const span = spans.get(request);
    span?.set({ 'http.response.status_code': status });
    if (status >= 500) span?.fail(String(status));
    span?.end();
    done();
  });
}

function routeOf(request: FastifyRequest): string {
  return request.is404 ? UNMATCHED : (request.routeOptions.url ?? UNMATCHED);
}

/** Only what the tables know: the codes are few. */
function codeOf(payload: unknown): string | undefined {
  const code = typeof payload === 'string' ? /"code":"([a-z_]{1,100})"/.exec(payload)?.[1] : undefined;
  return code !== undefined && isErrorCode(code) ? code : undefined;
}
