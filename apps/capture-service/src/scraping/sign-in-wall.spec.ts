import { expect, it } from '@jest/globals';
import { raw } from './adapters/raw-question.fixture.ts';
import { chooseForm } from './choose-form.ts';
import type { RawFrame, RawQuestion } from './raw-form.ts';

const frame = (questions: RawQuestion[], landmarks: string[]): RawFrame => ({ url: 'https://a.example/', title: '', questions, buttons: [], forms: [], steps: [], captcha: false, landmarks, schema: null, tooLarge: false });
const email = () => raw('email', { formKey: -1, label: 'Email' });

it('a page that asks for a password and little else is a sign-in, also without a form element', () => {
  expect(chooseForm([frame([email()], ['password-field'])])).toMatchObject({ questions: [], obstacles: ['sign_in'] });
  expect(chooseForm([frame([], ['password-field'])])).toMatchObject({ questions: [], obstacles: ['sign_in'] });
});

it('a form that is more than that is none, and neither is a page without a password', () => {
  const more = [email(), raw('first', { formKey: -1, label: 'First name' }), raw('last', { formKey: -1, label: 'Last name' }), raw('resume', { formKey: -1, label: 'Resume', widget: 'file' })];
  expect(chooseForm([frame(more, ['password-field'])])).toMatchObject({ questions: more, obstacles: [] });
  expect(chooseForm([frame([email()], [])])?.questions).toHaveLength(1);
});
