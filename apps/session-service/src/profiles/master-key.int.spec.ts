import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { temporaryFolder, type TemporaryFolder } from '@countersign/test-kit';
import { openMasterKey, parseMasterKey } from './master-key.ts';

let folder: TemporaryFolder;
const path = (): string => join(folder.path, 'profile-key');
beforeEach(async () => { folder = await temporaryFolder(); });
afterEach(() => folder.remove());

describe('the master key of profiles', () => {
  it('is made once in its file, for its owner only', () => {
    const made = openMasterKey(undefined, path());
    expect(readdirSync(folder.path)).toEqual(['profile-key']);
    expect(statSync(path()).mode & 0o777).toBe(0o600);
    expect(openMasterKey(undefined, path()).checksum).toBe(made.checksum);
    const bytes = parseMasterKey(readFileSync(path(), 'utf8'));
    expect(openMasterKey(bytes, path()).checksum).toBe(made.checksum);
  });

  it('is not taken from a file that others may read, or that holds none', () => {
    writeFileSync(path(), 'too short', { mode: 0o600 });
    expect(() => openMasterKey(undefined, path())).toThrow(/holds no key/);
    chmodSync(path(), 0o644);
    expect(() => openMasterKey(undefined, path())).toThrow(/may be read by others/);
  });

  it('is 32 bytes in base64 and nothing else', () => {
    expect(parseMasterKey(Buffer.alloc(32, 7).toString('base64'))).toHaveLength(32);
    for (const wrong of ['', 'x', Buffer.alloc(31).toString('base64'), Buffer.alloc(32).toString('hex'), `${Buffer.alloc(32).toString('base64')}!`]) expect(parseMasterKey(wrong)).toBeUndefined();
  });
});
