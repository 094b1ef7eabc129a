import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { unlikeFields } from './unlike-fields.ts';

describe('fields that are unlike', () => {
  it('are told by path, with what was and what is', () => {
    expect(unlikeFields({ a: 1, b: { c: [1, 2], d: null }, gone: true }, { a: 2, b: { c: [1, 3], d: null }, 'a/b~': 'new' })).toEqual([
      { path: '/a', kind: 'changed', from: 1, to: 2 },
      { path: '/b/c/1', kind: 'changed', from: 2, to: 3 },
      { path: '/gone', kind: 'removed', from: true },
      { path: '/a~1b~0', kind: 'added', to: 'new' },
    ]);
  });

  it('of lists are told under the id of their member, wherever it moved to', () => {
    expect(unlikeFields({ list: [{ id: 'x', v: 1 }, { id: 'y', v: 2 }] }, { list: [{ id: 'z', v: 3 }, { id: 'y', v: 9 }, { id: 'x', v: 1 }] })).toEqual([
      { path: '/list/y/v', kind: 'changed', from: 2, to: 9 },
      { path: '/list/z', kind: 'added', to: { id: 'z', v: 3 } },
    ]);
  });

  it('of lists whose ids come twice are told under step and id, or under the index', () => {
    const twice = (v: number) => [{ id: 'x', step: 1, v: 0 }, { id: 'x', step: 2, v }];
    expect(unlikeFields({ list: twice(1) }, { list: twice(2) })).toEqual([{ path: '/list/2.x/v', kind: 'changed', from: 1, to: 2 }]);
    expect(unlikeFields({ list: [{ id: 'x' }, { id: 'x', a: 1 }] }, { list: [{ id: 'x' }, { id: 'x', a: 2 }] })).toEqual([{ path: '/list/1/a', kind: 'changed', from: 1, to: 2 }]);
  });

  it('are none of the same value, and some of values that are not the same', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue()), (a, b) => {
        expect(unlikeFields(a, structuredClone(a))).toEqual([]);
        const sorted = (value: object) => JSON.stringify(Object.entries(value).sort(([x], [y]) => (x < y ? -1 : 1)));
        if (sorted(a) === sorted(b)) expect(unlikeFields(a, b)).toEqual([]);
        for (const key of Object.keys(b)) if (!Object.hasOwn(a, key)) expect(unlikeFields(a, b).some(({ kind, to }) => kind === 'added' && Object.is(to, b[key]))).toBe(true);
      }),
    );
  });
});
