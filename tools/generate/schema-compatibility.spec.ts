import { describe, expect, it } from '@jest/globals';
import { incompatibilities, nextBaseline } from './schema-compatibility.ts';

const TYPE = 'countersign.thing.made.v1';
const BEFORE = {
  type: 'object', additionalProperties: false, required: ['id', 'kind'],
  properties: {
    id: { type: 'string', pattern: '^a' },
    kind: { anyOf: [{ const: 'a', type: 'string' }, { const: 'b', type: 'string' }] },
    title: { type: 'string' },
    parts: { type: 'array', maxItems: 3, items: { type: 'object', required: ['n'], properties: { n: { type: 'integer' } } } },
  },
};
type Changeable = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any -- schemas are changed at will here
const changed = (change: (schema: Changeable) => void) => {
  const schema = structuredClone(BEFORE) as Changeable;
  change(schema);
  return schema;
};
const problems = (after: Changeable) => incompatibilities(new Map([[TYPE, BEFORE]]), new Map([[TYPE, after]]));

describe('schemas of published events', () => {
  it.each<[string, (schema: Changeable) => void]>([
    ['stays as it is', () => undefined],
    ['gets an optional property', ({ properties }) => { properties.extra = { type: 'number' }; }],
    ['gets an optional property deep inside', ({ properties }) => { properties.parts.items.properties.m = { type: 'string' }; }],
    ['is described otherwise', (schema) => { schema.title = 'A thing'; schema.properties.id.description = 'its id'; }],
  ])('may go on when one %s', (_, change) => {
    const after = changed(change);
    expect(problems(after)).toEqual([]);
    expect(nextBaseline(new Map([[TYPE, BEFORE]]), new Map([[TYPE, after]])).get(TYPE)).toBe(after);
  });

  it.each<[string, (schema: Changeable) => void, RegExp]>([
    ['loses a property', ({ properties }) => { delete properties.title; }, /at \/properties\/title: was taken away/],
    ['requires what was optional', ({ required }) => { required.push('title'); }, /title was not required/],
    ['requires what is new', ({ properties, required }) => { properties.extra = {}; required.push('extra'); }, /extra was not required/],
    ['does not require any more what readers rely on', ({ required }) => { required.pop(); }, /kind was required/],
    ['changes a type', ({ properties }) => { properties.title.type = 'number'; }, /\/properties\/title\/type: "string" became "number"/],
    ['changes a pattern', ({ properties }) => { properties.id.pattern = '^b'; }, /\/properties\/id\/pattern/],
    ['gets a limit', ({ properties }) => { properties.title.maxLength = 5; }, /\/properties\/title\/maxLength: was added/],
    ['loses a limit', ({ properties }) => { delete properties.parts.maxItems; }, /\/properties\/parts\/maxItems: was taken away/],
    ['gets an alternative', ({ properties }) => { properties.kind.anyOf.push({ const: 'c', type: 'string' }); }, /anyOf: 2 alternatives or values became 3/],
    ['changes deep inside', ({ properties }) => { properties.parts.items.properties.n.type = 'string'; }, /\/properties\/parts\/items\/properties\/n\/type/],
    ['allows anything', (schema) => { delete schema.additionalProperties; }, /additionalProperties: was taken away/],
  ])('are not what they were when one %s', (_, change, message) => {
    const after = changed(change);
    expect(problems(after)).toEqual([expect.stringMatching(message)]);
    expect(problems(after)[0]).toContain('make a new one (countersign.thing.made.v2), with an upcast');
    expect(nextBaseline(new Map([[TYPE, BEFORE]]), new Map([[TYPE, after]])).get(TYPE)).toBe(BEFORE);
  });

  it('are not what they were when one is gone; a new one is published', () => {
    expect(incompatibilities(new Map([[TYPE, BEFORE]]), new Map())).toEqual([expect.stringContaining(`${TYPE} is gone`)]);
    expect([...nextBaseline(new Map([[TYPE, BEFORE]]), new Map([['countersign.thing.made.v2', BEFORE]])).keys()]).toEqual([TYPE, 'countersign.thing.made.v2']);
  });
});
