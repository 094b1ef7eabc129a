import { describe, expect, it } from '@jest/globals';
import { idFor } from './idempotent-id.ts';
import { seal, unseal } from './sealed-answer.ts';

const answer = { status: 201, headers: { etag: '"1"' }, body: '{"secret":"cs_abc"}' };

describe('an answer that is kept', () => {
  it('opens with the key of the request, and shows nothing without it', () => {
    const sealed = seal(answer, 'key-1');
    expect(unseal(sealed, 'key-1')).toEqual(answer);
    expect(sealed.toString('latin1')).not.toContain('cs_abc');
    expect(() => unseal(sealed, 'key-2')).toThrow();
  });
});

describe('an id made from a key', () => {
  it('is the same for the same caller, route and key only', () => {
    const id = idFor('key:a', '/v1/runs', 'k');
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(idFor('key:a', '/v1/runs', 'k')).toBe(id);
    expect(new Set([id, idFor('key:b', '/v1/runs', 'k'), idFor('key:a', '/v1/tasks', 'k'), idFor('key:a', '/v1/runs', 'l')]).size).toBe(4);
  });
});
