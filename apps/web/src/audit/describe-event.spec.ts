import { EVENT_DEFINITIONS } from '@countersign/contracts';
import { describe, expect, it } from '@jest/globals';
import { describeEvent } from './describe-event.ts';

describe('sentences of the timeline', () => {
  it.each([...EVENT_DEFINITIONS.keys()])('%s is described even when its data is not what was expected', (type) => {
    expect(describeEvent({ type, data: null }).length).toBeGreaterThan(3);
  });

  it('says what changed in an answer', () => {
    const data = { fieldId: 'email', from: null, to: 'ada@example.org' };
    expect(describeEvent({ type: 'countersign.capture.answer_edited.v1', data })).toBe('Changed the answer to email from no answer to “ada@example.org”');
  });

  it('counts only answers that were found', () => {
    const data = { step: 1, answers: [{ answer: 'Ada' }, { answer: null }] };
    expect(describeEvent({ type: 'countersign.capture.answers_proposed.v1', data })).toBe('Proposed 1 answer');
  });

  it('names an event that it does not know', () => {
    expect(describeEvent({ type: 'countersign.session.frozen_over.v3', data: {} })).toBe('session frozen over');
  });
});
