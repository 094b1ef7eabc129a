import { hkdfSync, randomBytes, randomUUID } from 'node:crypto';
import type { CommandMeta } from '@countersign/contracts';
import { createParamDecorator, Param, type ExecutionContext, type PipeTransform } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isUuid } from '../database/page.ts';
import { correlationIdOf, traceparentOf } from './correlation-id.ts';
import type { ErrorCode } from './error-status.ts';
import { etagOf, requiredVersionOf, versionOf } from './if-match.ts';
import { idempotencyKeyOf } from './idempotency/idempotency-key.ts';
import { ProblemError } from './problem.ts';

const SECRET_BYTES = 32;

/** Acts for callers whom only a secret names, such as who opens a console by its link. */
const NOBODY_KNOWN = 'service:gateway';

export function metaOf(request: Pick<FastifyRequest, 'headers'> & { identity?: FastifyRequest['identity']; id?: string; commandId?: string | undefined }): CommandMeta {
  const traceparent = traceparentOf(request.headers);
  return {
    actor: request.identity?.actor ?? NOBODY_KNOWN,
    correlationId: request.id ?? correlationIdOf(request.headers),
    ...(request.commandId === undefined ? {} : { causationId: request.commandId }),
    ...(traceparent === undefined ? {} : { traceparent }),
  };
}

/** Who commands and in which chain, for the message of a command. */
export const Meta = createParamDecorator((_: unknown, context: ExecutionContext): CommandMeta => metaOf(context.switchToHttp().getRequest<FastifyRequest>()));

/** Whether a person speaks, or a key that speaks for one: nobody is both reviewer and automation. */
export const ByPerson = createParamDecorator((_: unknown, context: ExecutionContext): boolean =>
  context.switchToHttp().getRequest<FastifyRequest>().identity?.roles.includes('reviewer') === true);

/** An id for what this request makes: the same for a repeat with the same Idempotency-Key, so that it finds what the first one made. */
export const NewId = createParamDecorator((_: unknown, context: ExecutionContext): string => context.switchToHttp().getRequest<FastifyRequest>().commandId ?? randomUUID());

/**
 * 32 bytes for a secret that this request makes. A repeat makes the same again: of the caller's key, which is not stored, and of the random id of
 * its command, which the caller does not know.
 */
export const NewSecret = createParamDecorator((_: unknown, context: ExecutionContext): Buffer => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  const key = idempotencyKeyOf(request);
  if (key === undefined || request.commandId === undefined) return randomBytes(SECRET_BYTES);
  return Buffer.from(hkdfSync('sha256', key, request.commandId, 'countersign secret of a request', SECRET_BYTES));
});

/** A UUID in the path; anything else names nothing. */
export function Id(code: ErrorCode, name = 'id'): ParameterDecorator {
  const pipe: PipeTransform<string, string> = {
    transform(value) {
      const id = value.toLowerCase();
      if (!isUuid(id)) throw new ProblemError(code);
      return id;
    },
  };
  return Param(name, pipe);
}

/** The version of If-Match. @throws ProblemError if_match_required */
export const RequiredVersion = createParamDecorator((_: unknown, context: ExecutionContext): number =>
  requiredVersionOf(context.switchToHttp().getRequest<FastifyRequest>().headers['if-match']));
/** The version of If-Match, where there is one. */
export const OptionalVersion = createParamDecorator((_: unknown, context: ExecutionContext): number | undefined =>
  versionOf(context.switchToHttp().getRequest<FastifyRequest>().headers['if-match']));

/** The view with its ETag. @throws ProblemError with the code when there is none */
export function found<View extends { readonly version: number }>(reply: FastifyReply, view: View | undefined, code: ErrorCode): View {
  if (view === undefined) throw new ProblemError(code);
  void reply.header('etag', etagOf(view.version));
  return view;
}
