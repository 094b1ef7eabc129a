import type { FastifyReply, FastifyRequest } from 'fastify';
import { PROBLEM_MEDIA_TYPE, ProblemError } from './problem.ts';

/**
 * Answers what Fastify refuses before it knows the route, which no filter and no hook sees: a path that is no path, and one with a
 * segment that is longer than any id or name.
 */
export function answerFrameworkError(error: { readonly code: string }, request: FastifyRequest, reply: FastifyReply, headers: Readonly<Record<string, string>>): void {
  const problem = error.code === 'FST_ERR_MAX_PARAM_LENGTH' ? new ProblemError('route_not_found') : new ProblemError('request_invalid', { detail: 'The path is not well-formed.' });
  void reply.status(problem.status).headers({ ...headers, 'x-request-id': request.id, 'cache-control': 'no-store' }).type(PROBLEM_MEDIA_TYPE).send(JSON.stringify(problem.toProblem(request.id)));
}
