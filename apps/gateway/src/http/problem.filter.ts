import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { allowedMethods } from '../auth/access.ts';
import { isDatabaseAway } from '../database/database-away.ts';
import { InvalidCursorError } from '../database/page.ts';
import type { ErrorCode } from './error-status.ts';
import { PROBLEM_MEDIA_TYPE, ProblemError } from './problem.ts';

/** What Nest and Fastify refuse by themselves. */
const CODE_OF_STATUS: Readonly<Record<number, ErrorCode>> = {
  400: 'request_invalid',
  404: 'route_not_found',
  405: 'method_not_allowed',
  413: 'body_too_large',
  406: 'not_acceptable',
  408: 'request_timed_out',
  414: 'url_too_long',
  415: 'media_type_not_supported',
};

/** Turns everything that is thrown into an answer of application/problem+json. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const problem = toProblemError(error, request);
    if (problem.code === 'internal') this.logger.error({ error, correlationId: request.id }, 'a request failed');
    else if (isDatabaseAway(error)) this.logger.warn({ correlationId: request.id, reason: (error as Error).message }, 'the database did not answer');
    if (reply.sent || reply.raw.headersSent) {
      reply.raw.destroy();
      return;
    }
    void reply.status(problem.status).headers(problem.headers).type(PROBLEM_MEDIA_TYPE).send(JSON.stringify(problem.toProblem(request.id)));
  }
}

export function toProblemError(error: unknown, request: { readonly method: string; readonly url: string }): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof InvalidCursorError) return new ProblemError('cursor_invalid', { detail: error.message });
  if (isDatabaseAway(error)) return new ProblemError('service_unavailable', { detail: 'The database did not answer; a command may have taken effect all the same. Look, or try again with the same Idempotency-Key.' });
  const status = statusOf(error);
  if (status === 404) return notFound(request);
  const code = CODE_OF_STATUS[status];
  return code === undefined ? new ProblemError('internal') : new ProblemError(code, { detail: (error as Error).message });
}

function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  const status = (error as { statusCode?: unknown } | undefined)?.statusCode;
  return typeof status === 'number' ? status : 500;
}

/** A path that another method knows is not unknown. */
function notFound({ method, url }: { readonly method: string; readonly url: string }): ProblemError {
  const methods = allowedMethods(url.split('?')[0] ?? '/');
  if (methods.length === 0 || methods.includes(method)) return new ProblemError('route_not_found');
  const allow = methods.join(', ');
  return new ProblemError('method_not_allowed', { detail: `Here the methods are ${allow}.`, headers: { allow } });
}
