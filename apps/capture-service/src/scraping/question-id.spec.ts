import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { idFromName, looksGenerated, semanticId, uniqueIds } from './question-id.ts';

describe('ids of questions', () => {
  it.each(['react-select-3-input', ':r1:', '«r2»', '_r_1a_', 'radix-:r5:-trigger', 'mui-42', 'headlessui-listbox-button-:r1:', 'downshift-0-input', 'input_17', 'field-3', 'f1a2b3c4-0000-4000-8000-0123456789ab', 'x-1700000000123', '42', 's2id_autogen4', 'a1b2c3d4e5f6a7b8'])('%s changes from load to load', (name) => expect(looksGenerated(name)).toBe(true));
  it.each(['first_name', 'job_application[email]', 'question_68921598', 'question_68177708[]', 'cards[1828d111-d9a3-4796-80c6-d5a4a1c354d4][field0]', '_systemfield_resume', 'name--legalName--firstName', 'urls[LinkedIn]', 'email', 'address1', 'legalNameSection_firstName', 'candidateIsPreviousWorker', 'checkbox_consent', 'text-updates'])('%s lasts', (name) => expect(looksGenerated(name)).toBe(false));
  it('are of the alphabet of ids', () => {
    expect(idFromName('job_application[answers][0][text]')).toBe('job_application.answers.0.text');
    expect(idFromName('question_7[]')).toBe('question_7');
  });
  it('are each there once, and fit', () => {
    expect(uniqueIds(['a', 'b', 'a', 'a', 'a:2'])).toEqual(['a', 'b', 'a:2', 'a:3', 'a:2:2']);
    fc.assert(
      fc.property(fc.array(fc.string({ unit: fc.constantFrom('a', ':', '2'), minLength: 1, maxLength: 4 }), { maxLength: 30 }), (ids) => {
        const unique = uniqueIds(ids);
        expect(new Set(unique).size).toBe(ids.length);
      }),
    );
  });
  it('do not depend on case and punctuation where they come from the text', () => {
    expect(semanticId('Links', [], 'Your site?', 'text')).toBe(semanticId('links', [], 'Your  site', 'text'));
    expect(semanticId('Links', [], 'Your site?', 'text')).not.toBe(semanticId('Links', [], 'Your site?', 'choice'));
    expect(semanticId('', [], 'x', 'text')).toMatch(/^q-[0-9a-f]{20}$/);
  });
});
