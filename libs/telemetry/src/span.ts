import { INVALID_TRACEID, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, type Attributes, type Context, type Span, type SpanContext } from '@opentelemetry/api';

export type Kind = 'server' | 'client' | 'producer' | 'consumer' | 'internal';

export interface SpanOptions {
  readonly kind: Kind;
  /** W3C traceparent of what this is done for; anything else begins a trace of its own. */
  readonly parent?: string | undefined;
  readonly attributes?: Attributes;
  /** Traceparents of what this also belongs to, where it works on many things at once. */
  readonly links?: readonly string[];
}

/** What is under way. Nothing of it is kept unless traces are collected. */
export interface OpenSpan {
  /** To be handed on to whatever is done for it; where no traces are collected that is the parent's. */
  readonly traceparent: string | undefined;
  set(attributes: Attributes): void;
  /** It ended, but not as it should have: `why` is a code, never a text that a caller chose. */
  fail(why: string): void;
  end(): void;
}

const KINDS: Readonly<Record<Kind, SpanKind>> = {
  server: SpanKind.SERVER, client: SpanKind.CLIENT, producer: SpanKind.PRODUCER, consumer: SpanKind.CONSUMER, internal: SpanKind.INTERNAL,
};
/** W3C Trace Context, version 00. All zeros stand for nothing. */
const TRACEPARENT = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})$/;
/** Links of one span; more are let go. */
const MAX_LINKS = 128;

/** Until somebody registers a provider it makes spans that keep nothing. */
const tracer = trace.getTracer('countersign');

/**
 * The parent is given, not found: traceparents travel in the meta of commands and in the context of events anyway, so
 * no context has to be carried through every promise.
 */
export function openSpan(name: string, { kind, parent, attributes, links }: SpanOptions): OpenSpan {
  const linked = links?.slice(0, MAX_LINKS).flatMap((traceparent) => spanContextOf(traceparent) ?? []).map((context) => ({ context }));
  const options = { kind: KINDS[kind], ...(attributes ? { attributes } : {}), ...(linked ? { links: linked } : {}) };
  return new RunningSpan(tracer.startSpan(name, options, contextOf(parent)), parent);
}

/** Without parameter properties: Node runs this file as it is, types stripped, in processes of tests. */
class RunningSpan implements OpenSpan {
  private readonly span: Span;
  private readonly parent: string | undefined;

  constructor(span: Span, parent: string | undefined) {
    this.span = span;
    this.parent = parent;
  }

  get traceparent(): string | undefined {
    const { traceId, spanId, traceFlags } = this.span.spanContext();
    return traceId === INVALID_TRACEID ? this.parent : `00-${traceId}-${spanId}-0${traceFlags & 1}`;
  }

  set(attributes: Attributes): void {
    this.span.setAttributes(attributes);
  }

  fail(why: string): void {
    this.span.setAttribute('error.type', why).setStatus({ code: SpanStatusCode.ERROR, message: why });
  }

  end(): void {
    this.span.end();
  }
}

/** A throw fails the span, by the error's name only: its message may hold what does not belong into a trace. */
export async function inSpan<Result>(name: string, options: SpanOptions, work: (span: OpenSpan) => Promise<Result>): Promise<Result> {
  const span = openSpan(name, options);
  try {
    return await work(span);
  } catch (error) {
    span.fail(error instanceof Error ? error.name : 'unknown');
    throw error;
  } finally {
    span.end();
  }
}

function contextOf(traceparent: string | undefined): Context {
  const parent = spanContextOf(traceparent);
  return parent ? trace.setSpanContext(ROOT_CONTEXT, parent) : ROOT_CONTEXT;
}

function spanContextOf(traceparent: string | undefined): SpanContext | undefined {
  const [, traceId, spanId, flags] = traceparent === undefined ? [] : (TRACEPARENT.exec(traceparent) ?? []);
  return traceId && spanId && flags ? { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & 1, isRemote: true } : undefined;
}
