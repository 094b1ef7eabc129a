import { describe, expect, it } from '@jest/globals';
import type { Question } from '@countersign/contracts';
import type { PageValue } from '../scraping/page-value.ts';
import { compare } from './compare.ts';

const question = (type: Question['type'], more: Partial<Question> = {}): Question => ({ id: 'f', question: 'Q', type, required: false, sensitive: false, section: null, step: 1, help: null, labelSource: 'accessible_name', ...more });
const same = (type: Question['type'], approved: string | string[] | boolean | null, actual: PageValue, more: Partial<Question> = {}) => compare([question(type, more)], { f: approved }, { f: actual }).length === 0;

describe('compare', () => {
  it.each<[Question['type'], string | string[] | boolean | null, PageValue]>([
    ['text', 'Ada', 'Ada '],
    ['textarea', 'a\r\nb', 'a\nb'],
    ['phone', '+1 (555) 123-4567', '+15551234567'],
    ['phone', '+1 555 123 4567', '(555) 123-4567'],
    ['phone', '+49 30 1234567', '030 1234567'],
    ['number', '85000', '85,000'],
    ['number', '85000', '85000.00'],
    ['number', '12,50', '12.5'],
    ['phone', '(415) 555-0100', '+1 (415) 555-0100'],
    ['url', 'https://a.example/me', 'https://a.example/me/'],
    ['email', 'Ada@Example.com', 'ada@example.com'],
    ['multi_select', ['A', 'B'], ['B', 'A']],
    ['checkbox', false, null],
    ['checkbox', null, false],
    ['text', null, ''],
  ])('%s %j is held as %j', (type, approved, actual) => expect(same(type, approved, actual)).toBe(true));
  it.each<[Question['type'], string | string[] | boolean | null, PageValue]>([
    ['text', 'Ada', 'ada'],
    ['text', '85000', '85,000'],
    ['phone', '+1 555 123 4567', '123 4568'],
    ['phone', '555 123 4567', '123 4567'],
    ['phone', '+49 170 1234567', '+1 1701234567'],
    ['phone', '+1 555 123 4567', ''],
    ['number', '85000', '8500'],
    ['number', '1.5', '15'],
    ['multi_select', ['A', 'B'], ['A']],
    ['single_select', 'Yes', 'No'],
    ['checkbox', true, false],
    ['text', null, 'filled in by a script'],
    ['yes_no', 'Yes', null],
  ])('%s %j is not held as %j', (type, approved, actual) => expect(same(type, approved, actual)).toBe(false));
  it('an unanswered field must hold what the fresh page had', () => {
    expect(same('single_select', null, 'Germany', { prefilled: 'Germany' })).toBe(true);
    expect(same('single_select', null, null, { prefilled: 'Germany' })).toBe(false);
  });
  it('files by name and size, where the page knows the size', () => {
    const file = { name: 'cv.pdf', mediaType: 'application/pdf', sha256: 'a'.repeat(64), sizeBytes: 10 };
    const held = (actual: PageValue) => compare([question('file')], { f: file }, { f: actual }).length === 0;
    expect([held({ name: 'cv.pdf', sizeBytes: 10 }), held({ name: 'cv.pdf', sizeBytes: null }), held({ name: 'cv.pdf', sizeBytes: 11 }), held({ name: 'x.pdf', sizeBytes: 10 }), held(null)]).toEqual([true, true, false, false, false]);
  });
  it('tells both sides, and why', () => {
    expect(compare([question('single_select')], { f: 'C' }, { f: null }, [{ fieldId: 'f', message: 'the page offers: A | B' }])).toEqual([{ fieldId: 'f', question: 'Q', kind: 'value', expected: 'C', actual: '(empty) – the page offers: A | B' }]);
  });
});
