import { describe, expect, it } from '@jest/globals';
import { isoDate, monthNumber } from './date-parts.ts';
import { dateFormat } from './question-type.ts';
import { typedDate } from '../submitting/typed-text.ts';
import type { RawQuestion } from './raw-form.ts';

describe('dates', () => {
  it.each([
    ['03', 3],
    ['March', 3],
    ['Mar', 3],
    ['12 - December', 12],
    ['13', null],
    ['Month', null],
    ['', null],
  ])('month %j', (text, month) => expect(monthNumber(text)).toBe(month));
  it('needs month and year', () => {
    expect(isoDate({ month: 'June', year: '2020' })).toBe('2020-06');
    expect(isoDate({ day: '5', month: '6', year: '2020' })).toBe('2020-06-05');
    expect(isoDate({ month: '6', year: '20' })).toBeNull();
  });
  it.each([
    ['MM/DD/YYYY', '05/31/2020'],
    ['dd.mm.yyyy', '31.05.2020'],
    ['YYYY-MM-DD', '2020-05-31'],
    ['MM/YYYY', '05/2020'],
    ['MM / YY', '05/20'],
  ])('typed as %s', (placeholder, text) => {
    expect(typedDate({ placeholder, inputType: 'text' } as RawQuestion, '2020-05-31')).toBe(text);
  });
  it('a month is not made a day', () => {
    expect(typedDate({ placeholder: '', inputType: 'date' } as RawQuestion, '2020-05')).toBeNull();
    expect(typedDate({ placeholder: 'MM/DD/YYYY', inputType: 'text' } as RawQuestion, '2020-05')).toBeNull();
  });
  it.each(['Enter date', 'DD/DD/YYYY', 'phone', 'MM/DD'])('%s is no format', (placeholder) => expect(dateFormat(placeholder)).toBeNull());
});
