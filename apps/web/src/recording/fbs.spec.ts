import { describe, expect, it } from '@jest/globals';
import type { RecordingSegmentView } from '@countersign/contracts';
import { parseFbs, screenSizeOf } from './fbs.ts';
import { fractionOf, rangeOf, spanAfter, spanAt, spansOf } from './recorded-time.ts';

function file(...blocks: [number[], number][]): ArrayBuffer {
  const bytes = [...new TextEncoder().encode('FBS 001.000\n')];
  const number = (value: number) => [value >>> 24, (value >> 16) & 255, (value >> 8) & 255, value & 255];
  for (const [data, time] of blocks) bytes.push(...number(data.length), ...data, ...Array.from({ length: (4 - (data.length % 4)) % 4 }, () => 0), ...number(time));
  return new Uint8Array(bytes).buffer;
}

describe('a recorded segment', () => {
  it('is cut into its blocks', () => {
    const blocks = parseFbs(file([[1, 2, 3, 4, 5], 0], [[6], 70_000], [[], 70_001]));
    expect(blocks.map(({ data, offsetMs }) => [[...data], offsetMs])).toEqual([[[1, 2, 3, 4, 5], 0], [[6], 70_000], [[], 70_001]]);
  });
  it('says how large the screen was', () => {
    const handshake = [...new TextEncoder().encode('RFB 003.003\n'), 0, 0, 0, 1, 4, 0, 2, 188, 32];
    expect(screenSizeOf(parseFbs(file([handshake, 0], [[6], 1])))).toEqual({ width: 1024, height: 700 });
    expect(screenSizeOf(parseFbs(file([[1], 0], [[6], 1])))).toBeNull();
  });
  it('that is none, or is cut off, is refused', () => {
    expect(() => parseFbs(new ArrayBuffer(4))).toThrow('not a recording');
    expect(() => parseFbs(file([[1], 0]))).toThrow('shows nothing');
    const whole = file([[1, 2, 3, 4, 5], 0], [[6], 70_000]);
    for (const length of [whole.byteLength - 1, whole.byteLength - 5, 14]) expect(() => parseFbs(whole.slice(0, length))).toThrow('cut off');
  });
});

describe('recorded time', () => {
  const at = (seconds: number) => new Date(seconds * 1000).toISOString();
  const segment = (index: number, from: number, to: number, state: 'available' | 'expired' = 'available'): RecordingSegmentView => ({ index, from: at(from), to: at(to), sizeBytes: 1, sha256: '', state });
  const spans = spansOf([segment(1, 60, 130), segment(0, 0, 61), segment(2, 200, 210, 'expired')]);

  it('has each segment up to where the next begins', () => {
    expect(spans.map(({ index, fromMs, toMs, available }) => [index, fromMs, toMs, available])).toEqual([[0, 0, 60_000, true], [1, 60_000, 130_000, true], [2, 200_000, 210_000, false]]);
    expect(rangeOf(spans)).toEqual({ fromMs: 0, toMs: 210_000 });
    expect(rangeOf([])).toBeNull();
  });
  it('finds what was to be seen', () => {
    expect([-1, 0, 59_999, 60_000, 150_000, 999_999].map((timeMs) => spanAt(spans, timeMs)?.index)).toEqual([0, 0, 0, 1, 1, 2]);
    expect(spanAfter(spans, spans[0]!)?.index).toBe(1);
    expect(spanAfter(spans, spans[2]!)).toBeUndefined();
    expect(spanAt([], 0)).toBeUndefined();
  });
  it('lies in a range', () => {
    expect([-5, 0, 50, 100, 200].map((timeMs) => fractionOf({ fromMs: 0, toMs: 100 }, timeMs))).toEqual([0, 0, 0.5, 1, 1]);
    expect(fractionOf({ fromMs: 5, toMs: 5 }, 5)).toBe(0);
  });
});
