import type { ComparedField, ComparisonView } from '@countersign/contracts';
import { describe, expect, it } from '@jest/globals';
import { comparisonCsv, describeValue } from './comparison.ts';

const at = '2026-11-22T10:00:00.000Z';
const field: ComparedField = {
  fieldId: 'city', question: 'City, or town', type: 'text', section: null, required: true, sensitive: false, proposed: { answer: 'Rome', source: 'profile', confidence: 'high' },
  edits: [{ by: 'user:ada', at, from: 'Rome', to: '=1+1', source: 'human' }], confirmed: null, approved: { answer: '=1+1', by: 'user:ada', at }, submitted: { value: '=1+1' }, verdict: 'matches', message: null, different: true,
};
const view: ComparisonView = { captureId: 'c', version: 5, steps: [{ step: 1, approval: null, submission: null, fields: [field] }] };

describe('the comparison as CSV', () => {
  it('quotes what has to be quoted and leaves no formula', () => {
    const [heading, row] = comparisonCsv(view).replace('\uFEFF', '').split('\r\n');
    expect(heading).toMatch(/^step,field,question,different,/);
    expect(row).toBe(`1,city,"City, or town",yes,Rome,profile,high,${at} user:ada: Rome → =1+1,'=1+1,user:ada,${at},'=1+1,matches,`);
  });
});

describe('what a page held', () => {
  it.each([[null, null], ['x', 'x'], [true, 'Ticked'], [['a', 'b'], 'a, b'], [{ name: 'cv.pdf', sizeBytes: null }, 'cv.pdf'], [{ name: 'cv.pdf', sizeBytes: 2_000 }, 'cv.pdf (2 kB)']])('%j is %j', (value, words) => {
    expect(describeValue(value)).toBe(words);
  });
});
