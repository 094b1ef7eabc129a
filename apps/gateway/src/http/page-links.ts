import type { Page } from '@countersign/contracts';
import { Inject, Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { tap, type Observable } from 'rxjs';
import { GATEWAY_CONFIG } from '../config.token.ts';
import type { GatewayConfig } from '../config.ts';
import { PAGE_CURSOR } from './openapi/operation.ts';

/** Says in `Link` (RFC 8288) where the next page of a list is: the same address with the cursor in it. */
@Injectable()
export class PageLinks implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    @Inject(GATEWAY_CONFIG) private readonly config: GatewayConfig,
  ) {}

  intercept(context: ExecutionContext, handler: CallHandler): Observable<unknown> {
    const parameter = this.reflector.get<string | undefined>(PAGE_CURSOR, context.getHandler());
    if (parameter === undefined) return handler.handle();
    const { url } = context.switchToHttp().getRequest<FastifyRequest>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return handler.handle().pipe(tap(({ next }: Page<unknown>) => {
      if (next !== null) void reply.header('link', `<${this.config.basePath}${withParameter(url, parameter, next)}>; rel="next"`);
    }));
  }
}

function withParameter(pathAndQuery: string, name: string, value: string): string {
  const { pathname, searchParams } = new URL(pathAndQuery, 'http://gateway');
  searchParams.set(name, value);
  return `${pathname}?${searchParams.toString()}`;
}
