import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SpareKeys } from './spare-keys.ts';

const [copy, play] = [0x1008ff57, 0x1008ff14];
/** Keycodes from 8 on: `a`, Copy, twelve without a meaning, two that play. */
const mapping = [[0x61, 0x41], [copy, copy], ...Array.from({ length: 12 }, () => [0, 0]), [play, 0], [play, play]];
const keyboard = (): SpareKeys => new SpareKeys(mapping, 8);
const character = (index: number): number => 0x01004e00 + index;

describe('spare keys', () => {
  it('are those that a browser can do without, but some that the X server keeps', () => {
    const keys = keyboard();
    expect(keys.count).toBe(4 + 2);
    expect([0x61, 0x41, 0x01000061].map((keysym) => keys.knows(keysym, 0))).toEqual([true, true, true]);
    expect([play, copy, 0xe9].map((keysym) => keys.knows(keysym, 0))).toEqual([false, true, false]);
  });

  it('stand for the characters that were typed last', () => {
    const keys = keyboard();
    const given = [0, 1, 2, 3, 4, 5].map((index) => keys.assign(character(index), index).keycode);
    expect(new Set(given).size).toBe(6);
    expect(keys.knows(character(0), 1000)).toBe(true);
    expect(keys.assign(character(6), 2000)).toEqual({ keycode: given[1], waitMs: 0 });
    expect([0, 1, 6].map((index) => keys.knows(character(index), 2000))).toEqual([true, false, true]);
  });

  it('wait a moment before they stand for something else', () => {
    const keys = keyboard();
    const { keycode } = keys.assign(character(0), 1000);
    for (const index of [1, 2, 3, 4, 5]) keys.assign(character(index), 1050);
    expect(keys.assign(character(6), 1100)).toEqual({ keycode, waitMs: 200 });
  });

  it('never stand for two characters at a time', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20), { maxLength: 60 }), (typed) => {
        const keys = keyboard();
        const standsFor = new Map<number, number>();
        typed.forEach((index, at) => {
          if (keys.knows(character(index), at * 1000)) return expect([...standsFor.values()]).toContain(character(index));
          standsFor.set(keys.assign(character(index), at * 1000).keycode, character(index));
          for (const keysym of standsFor.values()) expect(keys.knows(keysym, at * 1000)).toBe(true);
          return undefined;
        });
      }),
    );
  });
});
