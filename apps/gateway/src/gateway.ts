import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { jsonLogger, NestLogger } from '@countersign/telemetry/service';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { LogController, type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { AppModule } from './app.module.ts';
import { Admission } from './auth/admission.ts';
import { BootstrapKeys } from './auth/bootstrap-keys.ts';
import type { GatewayConfig } from './config.ts';
import { Doors } from './doors/doors.ts';
import { Health } from './health/health.ts';
import { withoutBasePath } from './http/base-path.ts';
import { parseBodies } from './http/body-parser.ts';
import { correlationIdOf } from './http/correlation-id.ts';
import { serveDocs } from './http/docs-page.ts';
import { answerFrameworkError } from './http/framework-errors.ts';
import { addHooks } from './http/hooks.ts';
import { Idempotency } from './http/idempotency/idempotency.ts';
import { MinPosition } from './http/min-position.ts';
import { openApiDocument } from './http/openapi/document.ts';
import { answerParserError, refuseExpectations } from './http/parser-errors.ts';
import { RateLimits } from './http/rate-limits/rate-limits.ts';
import { securityHeaders } from './http/security-headers.ts';
import { serveWebUi } from './http/web-ui.ts';
import { LiveEvents } from './live/live-events.ts';
import { GatewayMetrics } from './monitoring/gateway-metrics.ts';
import { observeRequests } from './monitoring/observe-requests.ts';

/** How often connections are looked at for what took too long; at most this much later they end. */
const CHECK_CONNECTIONS_EVERY_MS = 5_000;
/** A connection on which nothing moves for so long is closed. Longer than any command takes, and than streams are silent. */
const IDLE_TIMEOUT_MS = 300_000;
const MAX_HEADER_BYTES = 16_384;

export interface Gateway {
  /** Where it listens. */
  readonly url: string;
  readonly app: NestFastifyApplication;
  /** Takes nothing new, finishes what is under way, closes streams and sockets, and then what it is connected to. */
  stop(): Promise<void>;
}

export async function startGateway(config: GatewayConfig): Promise<Gateway> {
  const logger = jsonLogger('gateway', config.logLevel);
  const adapter = new FastifyAdapter({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'correlationId' }),
    genReqId: ({ headers }: IncomingMessage) => correlationIdOf(headers),
    requestIdHeader: false,
    trustProxy: config.trustedProxies.length > 0 && [...config.trustedProxies],
    requestTimeout: config.connections.requestTimeoutMs,
    keepAliveTimeout: config.connections.keepAliveTimeoutMs,
    connectionTimeout: IDLE_TIMEOUT_MS,
    http: {
      headersTimeout: config.connections.headersTimeoutMs,
      connectionsCheckingInterval: Math.min(CHECK_CONNECTIONS_EVERY_MS, config.connections.headersTimeoutMs),
      maxHeaderSize: MAX_HEADER_BYTES,
      insecureHTTPParser: false,
    },
    clientErrorHandler: (error, socket) => answerParserError(error, socket as Socket),
    forceCloseConnections: 'idle',
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => answerFrameworkError(error, request, reply, securityHeaders(config.publicUrl)),
    rewriteUrl: ({ url }: { url?: string | undefined }) => withoutBasePath(url ?? '/', config.basePath),
    routerOptions: { ignoreTrailingSlash: true },
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.of(config), adapter, { logger: new NestLogger(logger), bodyParser: false, abortOnError: false });
  const fastify = adapter.getInstance() as unknown as FastifyInstance;
  const underWay = countRequests(fastify);
  const server = app.getHttpServer() as Server;
  server.maxConnections = config.connections.max;
  refuseExpectations(server);
  observeRequests(fastify, app.get(GatewayMetrics));
  parseBodies(fastify);
  addHooks(fastify, { admission: app.get(Admission), idempotency: app.get(Idempotency), minPosition: app.get(MinPosition), rateLimits: new RateLimits(config.rateLimits), publicUrl: config.publicUrl, basePath: config.basePath });
  const document = JSON.stringify(openApiDocument(app, config.publicUrl));
  fastify.get('/openapi.json', async (_request, reply) => reply.type('application/json; charset=utf-8').send(document));
  serveDocs(fastify, config);
  serveWebUi(fastify, { folder: config.webDist, publicUrl: config.publicUrl, basePath: config.basePath });

  await app.listen(config.port, config.host);
  const doors = app.get(Doors);
  app.getHttpServer().on('upgrade', (request, socket, head) => void doors.upgrade({ request, socket, head }));
  const { port } = app.getHttpServer().address() as AddressInfo;
  if (config.bootstrapFile !== undefined) await app.get(BootstrapKeys).writeTo(config.bootstrapFile);
  logger.info({ host: config.host, port }, 'the gateway listens');

  let stopped: Promise<void> | undefined;
  async function stopOnce(): Promise<void> {
    app.get(Health).stop();
    app.get(LiveEvents).close();
    app.getHttpServer().close();
    await Promise.all([doors.stop(), underWay.none(config.drainTimeoutMs)]);
    // One that never asked anything does not count as idle, and would be waited for until its request times out.
    app.getHttpServer().closeAllConnections();
    await app.close();
  }
  return { url: `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`, app, stop: () => (stopped ??= stopOnce()) };
}

/** Requests that came in and were not answered yet. */
function countRequests(fastify: FastifyInstance): { none(timeoutMs: number): Promise<void> } {
  let count = 0;
  let onNone: (() => void) | undefined;
  fastify.addHook('onRequest', (_request, reply, done) => {
    count += 1;
    reply.raw.once('close', () => {
      count -= 1;
      if (count === 0) onNone?.();
    });
    done();
  });
  return {
    none: async (timeoutMs) => {
      if (count === 0) return;
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        onNone = resolve;
        timer = setTimeout(resolve, timeoutMs);
      });
      clearTimeout(timer);
    },
  };
}
