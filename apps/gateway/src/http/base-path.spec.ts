import { describe, expect, it } from '@jest/globals';
import { withoutBasePath } from './base-path.ts';

describe('the path that the gateway is under', () => {
  it.each([
    ['/some/prefix/v1/runs?limit=1', '/v1/runs?limit=1'],
    ['/some/prefix', '/'],
    ['/some/prefix?a=b', '/?a=b'],
    ['/some/prefix/', '/'],
    ['/v1/runs', '/v1/runs'],
    ['/', '/'],
    ['/some/prefixed/v1', '/some/prefixed/v1'],
    ['/some', '/some'],
  ])('is taken off %s', (url, expected) => {
    expect(withoutBasePath(url, '/some/prefix')).toBe(expected);
    expect(withoutBasePath(url, '')).toBe(url);
  });
});
