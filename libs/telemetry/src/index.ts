export { inSpan, openSpan } from './span.ts';
export type { Kind, OpenSpan, SpanOptions } from './span.ts';
