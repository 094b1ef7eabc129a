import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalAnswers } from './canonical-answers.ts';
import type { Answer } from './field.ts';

const answer: fc.Arbitrary<Answer> = fc.oneof(fc.string(), fc.boolean(), fc.array(fc.string()), fc.constant(null));
const fields = fc.uniqueArray(fc.record({ id: fc.string({ minLength: 1 }), step: fc.constantFrom(1, 2), answer }), { selector: ({ id }) => id });

describe('canonicalAnswers', () => {
  it('does not depend on the order of the fields', () => {
    fc.assert(fc.property(fields, (list) => expect(canonicalAnswers(1, [...list].reverse())).toBe(canonicalAnswers(1, list))));
  });
  it('leaves out other steps and differs when an answer of the step does', () => {
    fc.assert(fc.property(fields, (list) => {
      const changed = list.map((field) => ({ ...field, answer: field.step === 1 ? [...JSON.stringify(field.answer), 'x'] : field.answer }));
      const concerns = list.some((field) => field.step === 1);
      expect(canonicalAnswers(1, changed) === canonicalAnswers(1, list)).toBe(!concerns);
      expect(canonicalAnswers(2, changed)).toBe(canonicalAnswers(2, list));
    }));
  });
  it('orders the keys of a file answer', () => {
    const file = { name: 'cv.pdf', mediaType: 'application/pdf', sha256: 'a'.repeat(64), sizeBytes: 1 };
    const turned = { sizeBytes: 1, sha256: 'a'.repeat(64), mediaType: 'application/pdf', name: 'cv.pdf' };
    expect(canonicalAnswers(1, [{ id: 'f', step: 1, answer: turned }])).toBe(canonicalAnswers(1, [{ id: 'f', step: 1, answer: file }]));
  });
});
