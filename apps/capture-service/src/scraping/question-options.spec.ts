import { describe, expect, it } from '@jest/globals';
import { isPlaceholderLabel, isYesNo, optionLabels, withoutQuestion } from './question-options.ts';

const option = (label: string, placeholder = false) => ({ label, value: label, ref: null, selected: false, placeholder });

describe('options', () => {
  it.each(['Select…', 'Select...', '--', '-- Select One --', 'Please select', 'Choose an option', 'Select a Degree', 'Please choose', 'Bitte wählen', 'Sélectionnez', ''])('%j is no answer', (label) => expect(isPlaceholderLabel(label)).toBe(true));
  it.each(['Selected works', 'None', 'Other', 'Choose not to disclose', 'Select Comfort Inc.', 'Pick-up truck'])('%j is one', (label) => expect(isPlaceholderLabel(label)).toBe(false));
  it('keeps labels once, in order, without the placeholder', () => {
    expect(optionLabels([option('Select…', true), option('A'), option('B'), option('A'), option('---')])).toEqual(['A', 'B']);
    expect(optionLabels(Array.from({ length: 700 }, (_, index) => option(`No. ${index}`)))).toHaveLength(500);
  });
  it('knows yes and no, in the languages of the boards', () => {
    expect(isYesNo(['Yes', 'No'])).toBe(true);
    expect(isYesNo(['Nein', 'Ja'])).toBe(true);
    expect(isYesNo(['Yes', 'No', 'Maybe'])).toBe(false);
    expect(isYesNo(['Yes, I do', 'No'])).toBe(false);
  });
  it('takes a repeated question out of radio labels', () => {
    expect(withoutQuestion(['Gender: Male', 'Gender: Female'], 'Gender')).toEqual(['Male', 'Female']);
    expect(withoutQuestion(['Gender fluid', 'Male'], 'Gender')).toEqual(['Gender fluid', 'Male']);
  });
});
