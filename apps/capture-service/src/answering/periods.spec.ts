import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { endedBy, periodOf, spelledYears, yearsCovered, type Period } from './periods.ts';
import { resumeDate } from './resume.ts';

const now = new Date('2026-06-01T00:00:00.000Z');
const job = (start: string, end: string) => ({ start: resumeDate(start), end: resumeDate(end) });
const years = (...jobs: [string, string][]) => Math.round(yearsCovered(jobs.flatMap(([start, end]) => periodOf(job(start, end), now) ?? [])) * 100) / 100;

describe('years covered by jobs', () => {
  it('counts a last month whole, and a year without months from start to start', () => {
    expect(years(['2019-01', '2019-12'])).toBe(1);
    expect(years(['2013', '2014'])).toBe(1);
    expect(years(['2013', '2013'])).toBe(0);
    expect(years(['2020-01-01', '2020-12-31'])).toBe(1);
  });

  it('goes on until today without an end, and never beyond', () => {
    expect(years(['2025-06-01', ''])).toBe(1);
    expect(years(['2025-06-01', '2030-01'])).toBe(1);
    expect(years(['2027-01', ''])).toBe(0);
  });

  it('counts what overlaps or is contained once', () => {
    expect(years(['2019-01', '2020-12'], ['2020-01', '2021-12'])).toBe(3);
    expect(years(['2010-01', '2019-12'], ['2012-01', '2012-12'], ['2011-01', '2013-12'])).toBe(10);
    expect(years(['2010-01', '2010-12'], ['2015-01', '2015-12'])).toBe(2);
  });

  it('is never more than the sum, nor less than the longest, and order does not matter', () => {
    const period = fc.tuple(fc.nat(20_000), fc.integer({ min: 1, max: 5_000 })).map(([from, length]): Period => ({ from, to: from + length }));
    fc.assert(fc.property(fc.array(period, { minLength: 1 }), (periods) => {
      const covered = yearsCovered(periods);
      const lengths = periods.map((each) => yearsCovered([each]));
      expect(covered).toBeLessThanOrEqual(lengths.reduce((sum, each) => sum + each, 0) + 1e-9);
      expect(covered).toBeGreaterThanOrEqual(Math.max(...lengths) - 1e-9);
      expect(yearsCovered([...periods].reverse())).toBeCloseTo(covered);
    }));
  });
});

it('reads dates as resumes write them, and knows what is over', () => {
  expect([resumeDate('2013'), resumeDate('2013-12'), resumeDate('2013-12-01')]).toEqual([{ year: 2013 }, { year: 2013, month: 12 }, { year: 2013, month: 12, day: 1 }]);
  expect([resumeDate(''), resumeDate('Dec 2013'), resumeDate('2013-13'), resumeDate(2013)]).toEqual([undefined, undefined, undefined, undefined]);
  expect(endedBy({ year: 2025 }, now)).toBe(true);
  expect(endedBy({ year: 2026 }, now)).toBe(false);
  expect(endedBy(undefined, now)).toBe(false);
  expect([spelledYears(0), spelledYears(1), spelledYears(3.34)]).toEqual(['less than a month', '1 year', '3 years and 4 months']);
});
