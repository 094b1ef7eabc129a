import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MAX_JSON_DEPTH, parseJsonBody } from './json-body.ts';

const codeOf = (text: string | Buffer): unknown => {
  try {
    return parseJsonBody(Buffer.from(text as string));
  } catch (error) {
    return (error as { code?: string }).code;
  }
};

describe('the JSON of a body', () => {
  it('is taken when it is well-formed and not deep', () => {
    expect(codeOf('{"a":[1,{"b":null}]}')).toEqual({ a: [1, { b: null }] });
    expect(codeOf('['.repeat(MAX_JSON_DEPTH) + ']'.repeat(MAX_JSON_DEPTH))).toBeInstanceOf(Array);
  });
  it.each(['{', '{"a":1,}', 'NaN', "{'a':1}", '\u0000', '{"a":1}x'])('is refused when malformed: %j', (text) => {
    expect(codeOf(text)).toBe('json_malformed');
  });
  it('is refused when it is not UTF-8, and never quoted', () => {
    expect(codeOf(Buffer.from([0x22, 0xff, 0x22]))).toBe('json_malformed');
    expect(() => parseJsonBody(Buffer.from('{"ssn":"123-45-6789",}'))).toThrow(/^The body is not well-formed JSON( at position \d+)?\.$|^The body is not well-formed JSON in UTF-8\.$/);
  });
  it('is refused when deeper than the limit, however deep', () => {
    expect(codeOf('['.repeat(MAX_JSON_DEPTH + 1) + ']'.repeat(MAX_JSON_DEPTH + 1))).toBe('json_too_deep');
    expect(codeOf('{"a":'.repeat(100_000) + '1' + '}'.repeat(100_000))).toBe('json_too_deep');
  });
  it.each(['{"__proto__":{"admin":true}}', '{"a":[{"constructor":1}]}', '{"\\u005f_proto__":1}', '{"x":{"prototype":{}}}'])('is refused with keys that reach prototypes: %s', (text) => {
    expect(codeOf(text)).toBe('json_key_refused');
  });
  it('reaches no prototype, whatever it is', () => {
    const key = fc.oneof({ weight: 1, arbitrary: fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', '__defineGetter__') }, { weight: 3, arbitrary: fc.string({ maxLength: 8 }) });
    const { tree } = fc.letrec<{ tree: string }>((tie) => ({
      tree: fc.oneof({ maxDepth: 5, depthSize: 'small' }, fc.json({ maxDepth: 0 }), fc.array(tie('tree'), { maxLength: 4 }).map((items) => `[${items.join()}]`), fc.array(fc.tuple(key, tie('tree')), { maxLength: 4 }).map((members) => `{${members.map(([name, value]) => `${JSON.stringify(name)}:${value}`).join()}}`)),
    }));
    fc.assert(
      fc.property(tree, (text) => {
        const before = Object.getOwnPropertyNames(Object.prototype).join();
        const body = codeOf(text);
        const isRefused = body === 'json_key_refused';
        // As a name of a member, not as a text.
        expect(isRefused).toBe(/"(__proto__|constructor|prototype)":/.test(text));
        if (!isRefused) expect(Object.getPrototypeOf(Object.assign({}, body))).toBe(Object.prototype);
        expect(Object.getOwnPropertyNames(Object.prototype).join()).toBe(before);
        expect(({} as { admin?: unknown }).admin).toBeUndefined();
      }),
      { seed: 15, numRuns: 500 },
    );
  });
  it('may speak of them', () => {
    expect(codeOf('["__proto__", "constructor"]')).toEqual(['__proto__', 'constructor']);
  });
});
