import { describe, expect, it } from '@jest/globals';
import { randomUuid } from './random-uuid.ts';
import { urlOf } from './url.ts';

describe('addresses', () => {
  it('have their parameters put in, whatever is in them', () => {
    expect(urlOf('https://example.org/tools/', '/v1/candidates/{id}/profiles/{name}', { id: 'a', name: 'Ä/? b' }, { limit: 5, status: ['a', 'b'], cursor: undefined })).toBe('https://example.org/tools/v1/candidates/a/profiles/%C3%84%2F%3F%20b?limit=5&status=a%2Cb');
    expect(urlOf('', '/v1/runs')).toBe('/v1/runs');
  });
  it.each(['', '.', '..', undefined])('never become another path by %p', (id) => {
    expect(() => urlOf('', '/v1/runs/{id}', id === undefined ? {} : { id })).toThrow(TypeError);
  });
});

it('ids are UUIDs of version 4', () => {
  const ids = Array.from({ length: 200 }, randomUuid);
  expect(ids.filter((id) => !/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toEqual([]);
  expect(new Set(ids).size).toBe(200);
});
