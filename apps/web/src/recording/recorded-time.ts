import type { RecordingSegmentView } from '@countersign/contracts';

/** A segment on the clock, ms since the epoch. */
export interface RecordedSpan {
  readonly index: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly available: boolean;
}

/** By time. A segment counts up to where the next begins: what overlaps is shown once. */
export function spansOf(segments: readonly RecordingSegmentView[]): RecordedSpan[] {
  const spans = segments
    .map(({ index, from, to, state }) => ({ index, fromMs: Date.parse(from), toMs: Date.parse(to), available: state === 'available' }))
    .sort((a, b) => a.fromMs - b.fromMs || a.index - b.index);
  return spans.map((span, place) => {
    const next = spans[place + 1];
    return next && next.fromMs < span.toMs ? { ...span, toMs: next.fromMs } : span;
  });
}

/** The one that shows what was to be seen at a time: also after its end, as long as no other began. undefined: before the first. */
export function spanAt(spans: readonly RecordedSpan[], timeMs: number): RecordedSpan | undefined {
  return spans.findLast(({ fromMs }) => fromMs <= timeMs) ?? spans[0];
}

export function spanAfter(spans: readonly RecordedSpan[], span: RecordedSpan): RecordedSpan | undefined {
  return spans[spans.findIndex(({ index }) => index === span.index) + 1];
}

export interface RecordedRange {
  readonly fromMs: number;
  readonly toMs: number;
}

/** From the first picture to the last; null when nothing is recorded. */
export function rangeOf(spans: readonly RecordedSpan[]): RecordedRange | null {
  const [first] = spans;
  return first ? { fromMs: first.fromMs, toMs: Math.max(...spans.map(({ toMs }) => toMs)) } : null;
}

/** Where a time lies in a range, from 0 to 1. */
export function fractionOf({ fromMs, toMs }: RecordedRange, timeMs: number): number {
  return toMs <= fromMs ? 0 : Math.min(1, Math.max(0, (timeMs - fromMs) / (toMs - fromMs)));
}
