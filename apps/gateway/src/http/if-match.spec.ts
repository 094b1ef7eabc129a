import { describe, expect, it } from '@jest/globals';
import { isAmong, parseEntityTags } from './entity-tags.ts';
import { etagOf, requiredVersionOf, versionOf } from './if-match.ts';

describe('If-Match', () => {
  it('is an ETag as it was given', () => {
    expect(versionOf(etagOf(17))).toBe(17);
    expect(versionOf(undefined)).toBeUndefined();
  });
  it('may be any, or several: the newest of them', () => {
    expect(versionOf(' * ')).toBeUndefined();
    expect(versionOf('"1", "3","2"')).toBe(3);
    expect(versionOf('W/"9", "2", "other,tag"')).toBe(2);
  });
  it.each(['W/"17"', '"0"', '"-1"', '"1.5"', '""', '"abc"', 'W/"1", "x"', '"2@41"'])('%s is no version that there is', (text) => {
    expect(() => versionOf(text)).toThrow(expect.objectContaining({ code: 'version_conflict', status: 412 }));
  });
  it.each(['17', '', ' ', 'W/17', '"1" "2"', '"1', 'w/"1"', '*, "1"', '"a b"', `"1"${', "1"'.repeat(50)}`])('is not %j', (text) => {
    expect(() => versionOf(text)).toThrow(expect.objectContaining({ code: 'if_match_invalid', status: 400 }));
  });
  it('may be asked for, and then names one', () => {
    for (const missing of [undefined, '*']) expect(() => requiredVersionOf(missing)).toThrow(expect.objectContaining({ code: 'if_match_required', status: 428 }));
  });
});

describe('If-None-Match', () => {
  it.each([['"3"', true], ['W/"3"', true], ['"1", "3"', true], ['*', true], ['"4"', false], ['3', false], [undefined, false]])('%j of "3": %s', (header, expected) => {
    expect(isAmong('"3"', header)).toBe(expected);
  });
  it('may have odd commas', () => expect(parseEntityTags('"1",, "2" ,"3",')).toHaveLength(3));
});
