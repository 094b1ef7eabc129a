import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isTypedWhileComposing, typedChange } from './typed-text.ts';

describe('what a screen keyboard changes', () => {
  it.each([
    ['___', '___a', { backspaces: 0, text: 'a' }],
    ['___a', '___', { backspaces: 1, text: '' }],
    ['___teh', '___the ', { backspaces: 2, text: 'he ' }],
    ['___にほん', '___日本', { backspaces: 3, text: '日本' }],
    ['___👍', '___👍🏽', { backspaces: 0, text: '🏽' }],
  ])('from %s to %s', (before, after, change) => {
    expect(typedChange(before, after)).toEqual(change);
  });

  it('typed elsewhere gives the same text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (before, after) => {
        const { backspaces, text } = typedChange(before, after);
        expect([...before].slice(0, [...before].length - backspaces).join('') + text).toBe(after);
      }),
    );
  });

  it('waits for the end of a composition only where letters are no text yet', () => {
    expect(['hello', 'schön', 'Привет', 'γειά', "don't"].map(isTypedWhileComposing)).toEqual([true, true, true, true, true]);
    expect(['にほ', 'ㅎㅏ', '日'].map(isTypedWhileComposing)).toEqual([false, false, false]);
  });
});
