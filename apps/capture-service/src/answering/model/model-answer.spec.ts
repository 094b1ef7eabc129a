import { describe, expect, it } from '@jest/globals';
import type { Question } from '@countersign/contracts';
import { ada, ask, choose, select, YES_NO } from '../candidates.fixture.ts';
import { isForModel, messagesFor, modelProposal } from './model-answer.ts';

const { resume } = ada;
const proposal = (parts: Partial<Question>, reply: unknown) => modelProposal(ask('What have you built?', parts), typeof reply === 'string' ? reply : JSON.stringify(reply), resume, 'test-model');

describe('a reply of a model', () => {
  it('that cites the resume is of medium confidence, with the passage', () => {
    expect(proposal({}, { answer: 'A web client.', quote: 'Built the web client with React' })).toEqual({
      fieldId: 'q', answer: 'A web client.', source: 'model', confidence: 'medium',
      evidence: { summary: 'Proposed by the model test-model, which cites this passage of the resume', passages: [{ path: 'work[0].highlights[0]', text: 'Built the web client with React and TypeScript' }] },
    });
  });

  it.each([['no passage', null], ['a passage that is not there', 'Built the web client with Angular'], ['a word', 'React'], ['something else', 7]])('that cites %s is of low confidence', (_name, quote) => {
    expect(proposal({}, { answer: 'A web client.', quote })).toMatchObject({ answer: 'A web client.', confidence: 'low', evidence: { passages: [] } });
  });

  it('may stand in a fence, and chooses options by their words', () => {
    expect(proposal(YES_NO, '```json\n{"answer":"yes","quote":null}\n```')?.answer).toBe('Yes');
    expect(proposal(choose('A', 'B'), { answer: ['B', 'B'] })?.answer).toEqual(['B']);
    expect(proposal({ type: 'number' }, { answer: 3 })?.answer).toBe('3');
  });

  it.each<[string, Partial<Question>, unknown]>([
    ['null', {}, { answer: null }], ['no JSON', {}, 'I would say yes'], ['a list', {}, ['Yes']], ['empty', {}, { answer: ' ' }], ['an option that is not there', select('Vim', 'Emacs'), { answer: 'VS Code' }],
    ['one option too many', choose('A', 'B'), { answer: ['A', 'C'] }], ['a text for many', choose('A', 'B'), { answer: 'A' }], ['no number', { type: 'number' }, { answer: 'about three' }], ['lines where there is one', {}, { answer: 'a\nb' }],
    ['an answer without end', { type: 'textarea' }, { answer: 'a'.repeat(5_001) }], ['an object', {}, { answer: { a: 1 } }],
  ])('that is %s comes to nothing', (_name, parts, reply) => {
    expect(proposal(parts, reply)).toBeNull();
  });

  it('names no other field: it is for the one that was asked', () => {
    expect(proposal({}, { answer: 'ok', fieldId: 'gender', fields: { gender: 'x' } })).toMatchObject({ fieldId: 'q', answer: 'ok' });
  });
});

describe('what a model is asked', () => {
  it('is the question, its options and the resume', () => {
    const [, user] = messagesFor(ask('Favourite editor', { ...select('Vim'), help: 'Secret help', section: 'S' }), { basics: { name: 'Ada' } });
    expect(JSON.parse(user!.content)).toEqual({ question: 'Favourite editor', type: 'single_select', options: ['Vim'], resume: { basics: { name: 'Ada' } } });
  });

  it.each<[string, Partial<Question>]>([['Gender', select('Female')], ['I agree to the terms', YES_NO], ['Favourite editor', { sensitive: true }], ['Resume', { type: 'file' }], ['Subscribe', { type: 'checkbox' }], ['Email', { type: 'email' }], ['Date of birth', {}]])('is never %s %j', (label, parts) => {
    expect(isForModel(ask(label, parts))).toBe(false);
  });
});
