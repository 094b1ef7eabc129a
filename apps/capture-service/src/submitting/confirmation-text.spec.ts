import { describe, expect, it } from '@jest/globals';
import { aroundLine, confirmingLine, isConfirmationAddress, saysTaken, thankingLine } from './confirmation-text.ts';

describe('confirmations', () => {
  it.each(['Thank you for applying.', 'Thank you for applying to Acme! If there is a match we will be in touch.', 'Your application has been submitted!', 'Application submitted', 'Application received', 'We have received your application.', 'Your application was successfully sent.', 'Thanks for submitting your application', "You've successfully applied", 'Vielen Dank für Ihre Bewerbung!', 'Ihre Bewerbung ist bei uns eingegangen.', 'Votre candidature a bien été envoyée', 'Thank you so much for your application, Ada'])('%s', (line) => expect(confirmingLine(['Acme', line])).toBe(line));
  it.each(['Your application has not been submitted', 'Once your application has been submitted, we will read it.', 'Please review before your application is submitted', 'Submit application', 'Thank you for your interest in Acme', 'An error occurred and your application could not be sent', 'You have already applied', 'Applications are received until May', 'If your application was received late, call us', 'By submitting your application you agree'])('not: %s', (line) => expect(confirmingLine([line])).toBeNull());
  it('counts only what was not there before', () => {
    expect(confirmingLine(['Application received'], new Set(['Application received']))).toBeNull();
  });
  it('thanks are enough only where no form is left', () => {
    expect(thankingLine(['Acme', 'Thank you, Ada'])).toBe('Thank you, Ada');
    expect(thankingLine(['Acme'])).toBeNull();
  });
  it.each([['https://a.example/jobs/1/thanks', true], ['https://a.example/apply/confirmation?id=4', true], ['https://a.example/#/success', true], ['https://a.example/jobs/1', false], ['not an address', false]])('address %s', (url, yes) => expect(isConfirmationAddress(url)).toBe(yes));
  it.each<[unknown, boolean]>([[{ success: true }, true], [{ applicationId: 'a1' }, true], [{ application_id: 4 }, true], [{ status: 'submitted' }, true], [{}, false], [{ id: 4 }, false], [{ success: false }, false], [{ success: true, errors: { mail: 'x' } }, false], [{ success: true, errors: [] }, true], [null, false], ['success', false]])('answer %j', (body, yes) => expect(saysTaken(body)).toBe(yes));
  it('is given with the lines around it', () => {
    expect(aroundLine(['a', 'b', 'c', 'Thanks', 'd'], 'Thanks')).toBe('b\nc\nThanks\nd');
  });
});
