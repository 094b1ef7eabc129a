import { describe, expect, it } from '@jest/globals';
import type { FormField, Question } from '@countersign/contracts';
import { ask, choose, select, YES_NO } from './candidates.fixture.ts';
import { previousAnswer, type ApprovedField } from './previous-answer.ts';

const approved = (label: string, answer: FormField['answer'], parts: Partial<FormField> = {}): ApprovedField => ({
  captureId: 'c1', field: { ...ask(label, parts as Partial<Question>), id: 'f1', answer, source: 'human', confidence: 'high', evidence: null, ...parts },
});
const answerTo = (label: string, parts: Partial<Question>, ...earlier: ApprovedField[]) => previousAnswer(ask(label, parts), earlier);

describe('an earlier answer', () => {
  it('is given to the same question, with the capture it comes from', () => {
    expect(answerTo('How do you prefer to be contacted? *', {}, approved('How do you prefer to be contacted?', 'By e-mail'))).toEqual({
      fieldId: 'q', answer: 'By e-mail', source: 'previous_answer', confidence: 'medium',
      evidence: { summary: 'Approved for the same question in the earlier capture c1', passages: [{ path: 'captures/c1#f1', text: 'How do you prefer to be contacted?: By e-mail' }] },
    });
  });

  it.each<[string, Partial<Question>, ApprovedField, FormField['answer']]>([
    ['Favourite editor', { type: 'textarea' }, approved('Favourite editor', 'Vim'), 'Vim'],
    ['Driving licence?', YES_NO, approved('Driving licence?', 'yes', select('yes', 'no') as Partial<FormField>), 'Yes'],
    ['Shifts', choose('Day', 'Night', 'Late'), approved('Shifts', ['Night', 'Day'], choose('Day', 'Night') as Partial<FormField>), ['Night', 'Day']],
    ['Name', { section: 'Reference 1' }, approved('Name', 'Charles Babbage', { section: 'Reference 1' }), 'Charles Babbage'],
  ])('fits the form of today: %s', (label, parts, earlier, expected) => {
    expect(answerTo(label, parts, earlier)?.answer).toEqual(expected);
  });

  it.each<[string, string, Partial<Question>, ApprovedField]>([
    ['another question', 'Favourite editor', {}, approved('Favourite colour', 'Blue')],
    ['another type', 'Favourite editor', YES_NO, approved('Favourite editor', 'Vim')],
    ['an option that is not there', 'Driving licence?', select('Car', 'None'), approved('Driving licence?', 'Yes', YES_NO as Partial<FormField>)],
    ['one of two options that is not there', 'Shifts', choose('Day'), approved('Shifts', ['Day', 'Night'], choose('Day', 'Night') as Partial<FormField>)],
    ['another reference', 'Name', { section: 'Reference 2' }, approved('Name', 'Charles Babbage', { section: 'Reference 1' })],
    ['the applicant', 'Name', {}, approved('Name', 'Charles Babbage', { section: 'Reference 1' })],
    ['what is said of this company', 'Why do you want to work here?', {}, approved('Why do you want to work here?', 'I like Acme')],
    ['what is said of this job', 'What interests you about this role?', {}, approved('What interests you about this role?', 'Numbers')],
    ['a text that is too long now', 'Favourite editor', { maxLength: 2 }, approved('Favourite editor', 'Vim')],
    ['what the form calls sensitive', 'Favourite editor', { sensitive: true }, approved('Favourite editor', 'Vim')],
    ['what was sensitive then', 'Favourite editor', {}, approved('Favourite editor', 'Vim', { sensitive: true })],
    ['a sensitive question', 'Gender', select('Female'), approved('Gender', 'Female', select('Female') as Partial<FormField>)],
    ['a consent', 'I agree to the terms', YES_NO, approved('I agree to the terms', 'Yes', YES_NO as Partial<FormField>)],
    ['a checkbox', 'Send me a copy', { type: 'checkbox' }, approved('Send me a copy', true, { type: 'checkbox' })],
    ['what a rule had answered then', 'Favourite editor', {}, approved('Favourite editor', 'Vim', { source: 'profile' })],
  ])('is not given to %s', (_name, label, parts, earlier) => {
    expect(answerTo(label, parts, earlier)).toBeNull();
  });

  it('is the newest of several, and less sure when they differ', () => {
    const [newest, oldest] = [approved('Favourite editor', 'Vim'), approved('Favourite editor', 'Emacs')];
    expect(answerTo('Favourite editor', {}, newest, oldest)).toMatchObject({ answer: 'Vim', confidence: 'low' });
    expect(answerTo('Favourite editor', {}, newest, newest)).toMatchObject({ answer: 'Vim', confidence: 'medium' });
  });
});
