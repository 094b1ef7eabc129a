import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { AuditStateView } from '@countersign/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { placeOf, type Place } from './places.ts';

/** A reader keeps an answer for this long without asking again: a later version may show more of the same state, and a person may be erased. */
const KEPT_SECONDS = 3_600;

/** The place that `?at=` names. @throws ProblemError place_invalid */
export const At = createParamDecorator((_: unknown, context: ExecutionContext): Place | undefined => {
  const { at } = context.switchToHttp().getRequest<FastifyRequest<{ Querystring: { at?: string } }>>().query;
  return at === undefined ? undefined : placeOf(at);
});

/**
 * A past state as the resource itself. At a position it never changes, so it may be kept; at an instant it has to be asked for again:
 * the log may still get a commit that its clock says was stored by then. The ETag is none of a version: nothing is commanded on the past.
 * @returns undefined: the reader has it already
 */
export function answerWithPast(request: FastifyRequest, reply: FastifyReply, place: Place, { version, lastPosition, position, state }: AuditStateView): unknown {
  const etag = `"${version}@${lastPosition}"`;
  void reply.headers({
    etag,
    'countersign-position': String(position),
    'cache-control': typeof place === 'number' ? `private, max-age=${KEPT_SECONDS}, immutable` : 'private, no-cache',
    vary: 'authorization, cookie',
  });
  if (request.headers['if-none-match'] !== etag) return state;
  void reply.status(304);
  return undefined;
}
