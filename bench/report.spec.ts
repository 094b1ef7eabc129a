import { describe, expect, it } from '@jest/globals';
import { median, medianInterval, pairedRow, percentile, report, row } from './report.ts';

describe('report', () => {
  it('takes the middle of an odd and of an even number of values', () => {
    expect([median([3, 1, 2]), median([4, 1, 2, 3])]).toEqual([2, 2.5]);
  });

  it('takes the nearest rank as percentile', () => {
    const values = Array.from({ length: 100 }, (_, index) => index + 1);
    expect([percentile(values, 0.99), percentile(values, 0.5), percentile([7], 0.99)]).toEqual([99, 50, 7]);
  });

  it('takes the median of the ratios of pairs, and says where it lies', () => {
    // The machine got slower meanwhile, for both.
    const [ours, peer] = [[90, 45, 9], [100, 50, 10]];
    expect(pairedRow('get', '1/s', ours, peer, { target: 0.8, atLeast: true })).toMatchObject({ ratio: 0.9, interval: [0.9, 0.9], median: 45, peer: 50, target: 0.8, atLeast: true });
    const values = Array.from({ length: 100 }, (_, index) => index);
    expect(medianInterval(values)).toEqual([40, 60]);
    expect(medianInterval([5])).toEqual([5, 5]);
  });

  it('ends with one JSON line that says which targets were met', () => {
    const rows = [
      row('open', 'ms', [10, 20, 30], { peer: [100], target: 0.25 }),
      row('memory', 'MB', [30], { peer: [10], target: 1.15 }),
      row('append', '1/s', [90], { peer: [100], target: 0.8, atLeast: true }),
      row('handover', 'ms', [5]),
    ];
    const last = JSON.parse(report('example', rows).split('\n').at(-1)!) as { bench: string; rows: { name: string; ok: boolean; ratio?: number }[] };
    expect(last.bench).toBe('example');
    expect(last.rows.map(({ name, ok, ratio }) => [name, ok, ratio])).toEqual([['open', true, 0.2], ['memory', false, 3], ['append', true, 0.9], ['handover', true, undefined]]);
  });
});
