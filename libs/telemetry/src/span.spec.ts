import { trace } from '@opentelemetry/api';
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { describe, expect, it } from '@jest/globals';
import { inSpan, openSpan } from './span.ts';

const CALLER = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

const exporter = new InMemorySpanExporter();
/** Once a process has begun to collect, it does so until it ends. */
function collecting(): InMemorySpanExporter {
  trace.setGlobalTracerProvider(new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] }));
  exporter.reset();
  return exporter;
}

describe('a span', () => {
  it('hands on what its caller named where no traces are collected, and nothing where nobody named anything', () => {
    expect([openSpan('x', { kind: 'server', parent: CALLER }).traceparent, openSpan('x', { kind: 'server' }).traceparent]).toEqual([CALLER, undefined]);
  });
  it('is a child of its parent, and the parent of what is done for it', async () => {
    const exporter = collecting();
    await inSpan('outer', { kind: 'server', parent: CALLER }, (outer) => inSpan('inner', { kind: 'client', parent: outer.traceparent }, async () => undefined));
    const [inner, outer] = exporter.getFinishedSpans();
    expect([outer!.parentSpanContext?.spanId, inner!.parentSpanContext?.spanId]).toEqual(['00f067aa0ba902b7', outer!.spanContext().spanId]);
    expect([outer, inner].map((span) => span!.spanContext().traceId)).toEqual(['4bf92f3577b34da6a3ce929d0e0e4736', '4bf92f3577b34da6a3ce929d0e0e4736']);
  });
  it.each(['', 'x', '00-00000000000000000000000000000000-00f067aa0ba902b7-01', '00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01', 'ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01', `${CALLER}-x`])('begins a trace of its own behind a traceparent that is none: %j', (parent) => {
    const exporter = collecting();
    openSpan('x', { kind: 'server', parent }).end();
    expect(exporter.getFinishedSpans()[0]!.parentSpanContext).toBeUndefined();
  });
  it('is kept as failed by the name of an error, without its message', async () => {
    const exporter = collecting();
    await expect(inSpan('x', { kind: 'client' }, () => Promise.reject(new TypeError('a secret')))).rejects.toThrow('a secret');
    const [span] = exporter.getFinishedSpans();
    expect(span).toMatchObject({ status: { code: 2, message: 'TypeError' }, attributes: { 'error.type': 'TypeError' } });
    expect(JSON.stringify([span!.attributes, span!.events, span!.status])).not.toContain('secret');
  });
  it('is linked to a bounded number of others', () => {
    const exporter = collecting();
    openSpan('x', { kind: 'consumer', links: ['nonsense', ...Array.from({ length: 500 }, () => CALLER)] }).end();
    expect(exporter.getFinishedSpans()[0]!.links).toHaveLength(127);
  });
});
