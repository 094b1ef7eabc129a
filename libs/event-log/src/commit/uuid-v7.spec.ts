import { violations, Uuid } from '@countersign/contracts';
import { describe, expect, it } from '@jest/globals';
import { uuidV7 } from './uuid-v7.ts';

describe('uuidV7', () => {
  it('makes version 7 ids of the variant of RFC 9562 that begin with the time', () => {
    const before = Date.now();
    const id = uuidV7();
    expect(violations(Uuid, id)).toEqual([]);
    expect(id).toMatch(/^.{14}7.{4}[89ab]/);
    const time = Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);
    expect(time).toBeGreaterThanOrEqual(before);
    expect(time).toBeLessThan(before + 60_000);
  });

  it('ascends within a millisecond, over its counter, and when the clock goes back', () => {
    const nowMs = Date.now() + 120_000;
    const ids = [...Array.from({ length: 10_000 }, () => uuidV7(nowMs)), uuidV7(nowMs - 60_000), uuidV7(0)];
    expect(ids.toSorted()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
