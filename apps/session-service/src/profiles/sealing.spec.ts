import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { MasterKey, seal, SealBrokenError, unseal } from './sealing.ts';

const key = randomBytes(32);
const plain = Buffer.from('a login');

describe('a seal', () => {
  it('opens with its key about the same thing, and is never the same twice', () => {
    const sealed = seal(key, plain, 'profile a 1');
    expect(unseal(key, sealed, 'profile a 1')).toEqual(plain);
    expect(seal(key, plain, 'profile a 1')).not.toEqual(sealed);
    expect(sealed.includes(plain)).toBe(false);
    expect(unseal(key, seal(key, Buffer.alloc(0), ''), '')).toEqual(Buffer.alloc(0));
  });

  it('is broken by another key, another thing, and any changed, missing or added byte', () => {
    const sealed = seal(key, plain, 'profile a 1');
    expect(() => unseal(randomBytes(32), sealed, 'profile a 1')).toThrow(SealBrokenError);
    expect(() => unseal(key, sealed, 'profile a 2')).toThrow(SealBrokenError);
    for (let index = 0; index < sealed.length; index++) {
      const changed = Buffer.from(sealed);
      changed[index]! ^= 1;
      expect(() => unseal(key, changed, 'profile a 1')).toThrow(SealBrokenError);
      expect(() => unseal(key, sealed.subarray(0, index), 'profile a 1')).toThrow(SealBrokenError);
    }
    expect(() => unseal(key, Buffer.concat([sealed, Buffer.of(0)]), 'profile a 1')).toThrow(SealBrokenError);
  });
});

describe('a master key', () => {
  const master = new MasterKey(randomBytes(32));

  it('wraps keys, each about its profile', () => {
    expect(master.unwrap(master.wrap(key, 'a'), 'a')).toEqual(key);
    expect(() => master.unwrap(master.wrap(key, 'a'), 'b')).toThrow(SealBrokenError);
    expect(() => new MasterKey(randomBytes(32)).unwrap(master.wrap(key, 'a'), 'a')).toThrow(SealBrokenError);
  });

  it('has a checksum of its own, and 32 bytes', () => {
    const bytes = randomBytes(32);
    expect(new MasterKey(bytes).checksum).toBe(new MasterKey(bytes).checksum);
    expect(new MasterKey(bytes).checksum).not.toBe(master.checksum);
    expect(() => new MasterKey(randomBytes(16))).toThrow(RangeError);
  });
});
