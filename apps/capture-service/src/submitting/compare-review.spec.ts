import { describe, expect, it } from '@jest/globals';
import type { Answer, FieldType, FormField } from '@countersign/contracts';
import { compareReview } from './compare-review.ts';

const field = (question: string, type: FieldType, answer: Answer, more: Partial<FormField> = {}): FormField => ({
  id: question.toLowerCase().replace(/\W+/g, '-'), question, type, required: false, sensitive: false, section: null, step: 1, help: null, labelSource: 'accessible_name', answer, source: 'human', confidence: 'high', evidence: null, ...more,
});
const row = (label: string, value: string, name = '') => ({ name, label, value });
const differs = (one: FormField, value: string) => compareReview([one], [row(one.question, value)]).differences.length > 0;

describe('the review of a wizard against what was approved', () => {
  it.each<[FieldType, Answer, string]>([
    ['text', 'Ada', 'Ada'],
    ['phone', '+1 415 555 0100', '(415) 555-0100'],
    ['date', '2020-03', '03/2020'],
    ['date', '2020-03', 'March 2020'],
    ['date', '2020-03-15', '15.03.2020'],
    ['single_select', 'Mobile', 'Mobile'],
    ['multi_select', ['Go', 'Go on'], 'Go on, Go'],
    ['checkbox', true, 'Yes'],
    ['checkbox', true, ''],
    ['checkbox', null, 'No'],
    ['file', { name: 'ada.pdf', mediaType: 'application/pdf', sha256: 'a'.repeat(64), sizeBytes: 9 }, 'ada.pdf (9 bytes)'],
    ['text', null, ''],
    ['text', null, 'No Response'],
  ])('%s %j stands as %j', (type, answer, value) => expect(differs(field('Q', type, answer), value)).toBe(false));

  it.each<[FieldType, Answer, string]>([
    ['text', 'Ada', ''],
    ['date', '2020-03', '01/1900'],
    ['date', '2020-03', ''],
    ['multi_select', ['Go'], 'Go, Rust'],
    ['multi_select', ['Go', 'Rust'], 'Go'],
    ['checkbox', true, 'No'],
    ['checkbox', false, 'Yes'],
    ['text', null, 'filled in by a script'],
    ['file', { name: 'ada.pdf', mediaType: 'application/pdf', sha256: 'a'.repeat(64), sizeBytes: 9 }, 'other.pdf'],
  ])('%s %j does not stand as %j', (type, answer, value) => expect(differs(field('Q', type, answer), value)).toBe(true));

  it('what the page itself had filled in, and nobody changed, may stand', () => {
    expect(differs(field('Country', 'single_select', null, { prefilled: 'Germany' }), 'Germany')).toBe(false);
    expect(differs(field('Country', 'single_select', null, { prefilled: 'Germany' }), 'France')).toBe(true);
  });

  it('rows of repeated entries are taken in their order, groups in front of a question or not', () => {
    const fields = [field('Work Experience 1: Job Title', 'text', 'A', { id: 'a' }), field('Work Experience 2: Job Title', 'text', 'B', { id: 'b' })];
    expect(compareReview(fields, [row('Job Title', 'A'), row('Job Title', 'B')])).toEqual({ differences: [], notShown: [] });
    expect(compareReview(fields, [row('Job Title', 'B'), row('Job Title', 'A')]).differences).toHaveLength(2);
  });

  it('by name where the label is another; what is not shown is said, not judged', () => {
    const fields = [field('Given name', 'text', 'Ada', { id: 'name--legalName--firstName' }), field('Why?', 'textarea', 'So.'), field('Fax', 'text', null)];
    expect(compareReview(fields, [row('First', 'Grace', 'formField-legalName--firstName')])).toEqual({
      differences: [{ fieldId: 'name--legalName--firstName', question: 'Given name', kind: 'value', expected: 'Ada', actual: 'Grace' }], notShown: ['Why?'],
    });
  });
});
