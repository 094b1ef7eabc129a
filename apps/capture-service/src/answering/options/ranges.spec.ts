import { describe, expect, it } from '@jest/globals';
import { isRangeOf } from './ranges.ts';

const chosen = (years: number, options: string[]) => options.filter((label) => isRangeOf(years, label, options));

describe('the range of a number of years', () => {
  const gaps = ['0-2 years', '3–5 years', '6 - 8 years', '9+ years'];
  const touching = ['Less than 1 year', '1-3 years', '3-5 years', '5-10 years', 'More than 10 years'];
  it.each<[number, string[], string]>([
    [0.5, gaps, '0-2 years'], [2.9, gaps, '0-2 years'], [3, gaps, '3–5 years'], [5.9, gaps, '3–5 years'], [8.4, gaps, '6 - 8 years'], [30, gaps, '9+ years'],
    [0.9, touching, 'Less than 1 year'], [3, touching, '3-5 years'], [4.99, touching, '3-5 years'], [12, touching, 'More than 10 years'],
    [5, ['1', '2', '3', '4', '5', '6+'], '5'], [0.4, ['< 1 year', '1 to 2 years', '3 or more years'], '< 1 year'], [1.5, ['Select...', '<1', '1-4', '5+'], '1-4'], [7, ['Under 5 years', '5 years or more'], '5 years or more'],
    [2, ['No experience', '1 year', '2 years', '3+ years'], '2 years'],
  ])('%d in %j', (years, options, expected) => {
    expect(chosen(years, options)).toEqual([expected]);
  });

  it.each<[string, number, string[]]>([
    ['an option that is no range', 4, ['0-2 years', '3-5 years', 'It depends']],
    ['two ranges that hold it', 4, ['1-5 years', '3-6 years']],
    ['none that holds it', 9, ['0-2', '3-5']],
    ['a range the wrong way round', 4, ['5-3', '0-2']],
  ])('is unknown with %s', (_name, years, options) => {
    expect(chosen(years, options)).toEqual([]);
  });
});
