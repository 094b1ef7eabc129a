import { describe, expect, it } from '@jest/globals';
import type { Answer, FieldType } from './field.ts';
import { countMissing, missingFields } from './missing-fields.ts';

const field = (id: string, answer: Answer, parts: { type?: FieldType; required?: boolean; requiredGroup?: string } = {}) => ({ id, answer, type: 'text' as const, required: false, ...parts });

describe('what is missing', () => {
  it('is a required question without an answer, and a consent that is not given', () => {
    const fields = [field('a', null, { required: true }), field('b', 'x', { required: true }), field('c', null), field('d', false, { type: 'checkbox', required: true }), field('e', false, { type: 'checkbox' })];
    expect(missingFields(fields).map(({ id }) => id)).toEqual(['a', 'd']);
    expect(countMissing(fields)).toBe(2);
  });

  it('is one of several when none of them is answered', () => {
    const resume = { requiredGroup: 'resume' };
    const none = [field('file', null, { ...resume, type: 'file' }), field('text', null, resume), field('name', null, { required: true })];
    expect(missingFields(none).map(({ id }) => id)).toEqual(['file', 'text', 'name']);
    expect(countMissing(none)).toBe(2);
    expect(missingFields([none[0]!, field('text', 'I was born …', resume)])).toEqual([]);
    expect(missingFields([field('a', false, { ...resume, type: 'checkbox' }), field('b', null, resume)])).toHaveLength(2);
  });
});
