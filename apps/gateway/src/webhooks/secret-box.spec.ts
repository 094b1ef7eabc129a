import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { SecretBox, SecretBoxError } from './secret-box.ts';
import { readOrMakeKey } from './secret-key-file.ts';

const [first, second] = [randomBytes(32), randomBytes(32)];

describe('a sealed secret', () => {
  it('opens with its key and for what it belongs to only', () => {
    const box = new SecretBox([first]);
    const sealed = box.seal('whsec_abc', 'endpoint 1');
    expect(sealed.toString('latin1')).not.toContain('whsec');
    expect(box.open(sealed, 'endpoint 1')).toBe('whsec_abc');
    expect(() => box.open(sealed, 'endpoint 2')).toThrow(SecretBoxError);
    expect(() => new SecretBox([second]).open(sealed, 'endpoint 1')).toThrow(SecretBoxError);
    expect(() => box.open(Buffer.concat([sealed.subarray(0, -1), Buffer.from([sealed.at(-1)! ^ 1])]), 'endpoint 1')).toThrow(SecretBoxError);
    expect(() => box.open(Buffer.alloc(0), 'endpoint 1')).toThrow(SecretBoxError);
  });
  it('opens with no byte changed, missing or added, wherever', () => {
    const box = new SecretBox([first]);
    const sealed = box.seal('whsec_abc', 'endpoint 1');
    for (let at = 0; at < sealed.length; at++) {
      for (const flipped of [1, 0x80, 0xff]) {
        const changed = Buffer.from(sealed);
        changed[at]! ^= flipped;
        expect(() => box.open(changed, 'endpoint 1')).toThrow(SecretBoxError);
      }
      expect(() => box.open(sealed.subarray(0, at), 'endpoint 1')).toThrow(SecretBoxError);
      expect(() => box.open(Buffer.concat([sealed.subarray(0, at), Buffer.of(0), sealed.subarray(at)]), 'endpoint 1')).toThrow(SecretBoxError);
    }
  });
  it('still opens when a newer key seals', () => {
    const sealed = new SecretBox([first]).seal('s', 'x');
    const both = new SecretBox([second, first]);
    expect(both.open(sealed, 'x')).toBe('s');
    expect(new SecretBox([second]).open(both.seal('t', 'x'), 'x')).toBe('t');
  });
  it('needs a key', () => {
    expect(new SecretBox([]).isUsable).toBe(false);
    expect(() => new SecretBox([]).seal('s', 'x')).toThrow(SecretBoxError);
  });
});

describe('the key in a file', () => {
  it('is made once, readable for its owner only, whoever comes first', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'key-'));
    try {
      const path = join(folder, 'secret.key');
      const keys = [await readOrMakeKey(path), ...(await Promise.all([readOrMakeKey(path), readOrMakeKey(path)]))];
      expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(1);
      expect((await stat(path)).mode & 0o777).toBe(0o600);
      await writeFile(path, 'no key');
      await expect(readOrMakeKey(path)).rejects.toThrow('does not hold 32 bytes');
      expect(await readFile(path, 'utf8')).toBe('no key');
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
