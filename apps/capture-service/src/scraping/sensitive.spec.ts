import { describe, expect, it } from '@jest/globals';
import { isSensitive } from './sensitive.ts';

const asked = (question: string, more: Partial<Parameters<typeof isSensitive>[0]> = {}) => isSensitive({ question, type: 'single_select', section: null, groups: [], options: [], ...more });

describe('sensitive questions', () => {
  it.each(['Gender', 'What are your pronouns?', 'Are you Hispanic/Latino?', 'Race/Ethnicity', 'Veteran Status', 'Disability Status', 'Do you identify as LGBTQ+?', 'Sexual orientation', 'Date of birth', 'What is your age range?', 'Marital status', 'Have you been convicted of a felony?'])('%s', (question) => expect(asked(question)).toBe(true));
  it.each(['Are you authorized to work in the US?', 'How did you hear about us?', 'Years of experience', 'What is your location?', 'Languages you speak', 'Essay', 'Racing experience', 'Package size', 'Do you need a visa?'])('not: %s', (question) => expect(asked(question)).toBe(false));
  it('by what is around, and by options to decline', () => {
    expect(asked('What is your location?', { section: 'Demographic Survey' })).toBe(true);
    expect(asked('Which describes you?', { options: ['A', 'Prefer not to say'] })).toBe(true);
    expect(asked('Which describes you?', { options: ['A', 'I choose not to disclose'] })).toBe(true);
  });
  it.each(['I agree to the privacy policy', 'I certify that the above is true', 'Yes, Acme can contact me about future job opportunities', 'I consent to the processing of my data (GDPR)', 'Ich stimme der Verarbeitung meiner Daten zu', 'Send me updates by e-mail'])('consent: %s', (question) => expect(asked(question, { type: 'checkbox' })).toBe(true));
  it('a checkbox about a fact is no consent, nor is a text about consent', () => {
    expect(asked('I currently work here', { type: 'checkbox' })).toBe(false);
    expect(asked('Describe your work on privacy policy', { type: 'textarea' })).toBe(false);
  });
});
