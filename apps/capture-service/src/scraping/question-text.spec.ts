import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cleanQuestion, cleanText, comparable } from './question-text.ts';

describe('cleanText', () => {
  it('drops tags, control and format characters, and collapses white space', () => {
    expect(cleanText(' a\u0000\u202eb <img src=x onerror=alert(1)>\n\tc\u00a0d\u200b ', 100)).toBe('a b c d');
    expect(cleanText('more than <5, less than >10', 100)).toBe('more than <5, less than >10');
  });
  it('never exceeds its limit, is well-formed, and stays as it is when cleaned again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.integer({ min: 2, max: 40 }), (text, maxLength) => {
        const clean = cleanText(text, maxLength);
        expect(clean.length).toBeLessThanOrEqual(maxLength);
        expect(clean.isWellFormed()).toBe(true);
        expect(clean).not.toMatch(/\p{Cc}/u);
        expect(cleanText(clean, maxLength)).toBe(clean);
      }),
    );
  });
});

describe('cleanQuestion', () => {
  it.each([
    ['First name *', 'First name', true, false],
    ['* First name', 'First name', true, false],
    ['Full name✱', 'Full name', true, false],
    ['Email (required)', 'Email', true, false],
    ['Email Required', 'Email', true, false],
    ['Cover letter (optional)', 'Cover letter', false, true],
    ['Website – optional', 'Website', false, true],
    ['Telefon (Pflichtfeld):', 'Telefon', true, false],
    ['What is your name?*', 'What is your name?', true, false],
    ['Are you willing to relocate? * Some of our teams work on site.', 'Are you willing to relocate? Some of our teams work on site.', true, false],
    ['Is sponsorship required', 'Is sponsorship required', false, false],
    ['Required', 'Required', false, false],
    ['*', '*', false, false],
    ['Rate 5*3', 'Rate 5*3', false, false],
    ['City:', 'City', false, false],
  ])('%j', (raw, text, required, optional) => {
    expect(cleanQuestion(raw, 1000)).toEqual({ text, required, optional });
  });
});

it('comparable ignores case, spaces and punctuation', () => {
  expect(comparable(' What is  your Name? ')).toBe(comparable('what is your name'));
});
