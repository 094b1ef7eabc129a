import { describe, expect, it } from '@jest/globals';
import { actionOf, findButtons } from './form-buttons.ts';
import type { RawButton } from './raw-form.ts';

const button = (text: string, more: Partial<RawButton> = {}): RawButton => ({ ref: 0, text, type: 'button', formKey: 1, disabled: false, place: 'form', last: true, ...more });

describe('buttons', () => {
  it.each(['Submit', 'Submit application', 'Send application', 'Apply', 'Apply now', 'Apply for this job', 'Finish', 'Bewerbung absenden', 'Postuler', 'Complete application'])('%s sends', (text) => expect(actionOf(text)).toBe('submit'));
  it.each(['Next', 'Continue', 'Save and Continue', 'Save & continue', 'Weiter', 'Next →', 'Review application'])('%s goes on', (text) => expect(actionOf(text)).toBe('continue'));
  it.each(['Back', 'Cancel', 'Save draft', 'Apply with LinkedIn', 'Attach', 'Add another', 'Sign in', 'Continue with Google', 'Submit and add another', 'Resend code', 'Remove'])('%s does neither', (text) => expect(actionOf(text)).toBeNull());
  it('takes the one of the form, visible and last', () => {
    const found = findButtons([button('Apply', { ref: 1, formKey: -1, last: false, type: 'link' }), button('Submit application', { ref: 2 })], 1, { step: 1, steps: 1 });
    expect([found.submit?.ref, found.action]).toEqual([2, 'submit']);
  });
  it('goes on while steps are left, though the page shows both', () => {
    const both = [button('Submit', { ref: 1 }), button('Next', { ref: 2 })];
    expect(findButtons(both, 1, { step: 1, steps: 3 }).action).toBe('continue');
    expect(findButtons(both, 1, { step: 3, steps: 3 }).action).toBe('submit');
  });
  it('a nameless submit button is what the step is for', () => {
    expect(findButtons([button('Los', { type: 'submit' })], 1, { step: 1, steps: 1 }).action).toBe('submit');
    expect(findButtons([button('OK', { type: 'submit' })], 1, { step: 1, steps: 2 }).action).toBe('continue');
    expect(findButtons([], 1, { step: 1, steps: 1 }).action).toBeNull();
  });
});
