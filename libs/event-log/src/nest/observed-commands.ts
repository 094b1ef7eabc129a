import type { CommandReply } from '@countersign/contracts';
import { openSpan } from '@countersign/telemetry';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { tap, type Observable } from 'rxjs';

/** Where Nest keeps the pattern of `@MessagePattern` on the method. */
const PATTERN_METADATA = 'microservices:pattern';

/**
 * Every command is counted and has a span: a child of what its meta names, and the parent of what is done for it, because its own
 * traceparent takes that place in the meta. The first interceptor, so that what others add to the time is counted, too.
 */
export class ObservedCommands implements NestInterceptor {
  /** `observe` hears the command, `accepted` or the code of the refusal, and how long it took. */
  constructor(private readonly observe: (command: string, outcome: string, seconds: number) => void) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const [command] = (Reflect.getMetadata(PATTERN_METADATA, context.getHandler()) as unknown[] | undefined) ?? [];
    if (typeof command !== 'string' || command.endsWith('.health')) return next.handle();
    const startedAt = performance.now();
    const meta = metaOf(context.switchToRpc().getData());
    const span = openSpan(`${command} process`, {
      kind: 'server', parent: textOf(meta?.['traceparent']),
      attributes: { 'rpc.system': 'nats', 'rpc.method': command, 'countersign.correlation_id': textOf(meta?.['correlationId']) ?? '' },
    });
    if (meta && span.traceparent !== undefined) meta['traceparent'] = span.traceparent;
    let outcome = 'unanswered';
    return next.handle().pipe(
      tap({
        next: (answer) => (outcome = outcomeOf(answer) ?? outcome),
        error: () => (outcome = 'internal'),
        finalize: () => {
          this.observe(command, outcome, (performance.now() - startedAt) / 1_000);
          span.set({ 'countersign.outcome': outcome });
          if (outcome === 'internal' || outcome === 'unanswered') span.fail(outcome);
          span.end();
        },
      }),
    );
  }
}

/** Whoever sent it may have sent anything. */
function metaOf(message: unknown): Record<string, unknown> | undefined {
  const meta = (message as { meta?: unknown } | null | undefined)?.meta;
  return typeof meta === 'object' && meta !== null ? (meta as Record<string, unknown>) : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value.slice(0, 200) : undefined;
}

/** A sign of life is no answer. */
function outcomeOf(answer: unknown): string | undefined {
  const { ok, error } = (answer ?? {}) as Partial<CommandReply & { error: { code: string } }>;
  return ok === true ? 'accepted' : ok === false && typeof error?.code === 'string' ? error.code : undefined;
}
