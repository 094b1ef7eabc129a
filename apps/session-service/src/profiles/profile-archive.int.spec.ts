import { linkSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { temporaryFolder, type TemporaryFolder } from '@countersign/test-kit';
import { pack, type Headers } from 'tar-stream';
import { ownIdentity } from '../browser-host/isolation.ts';
import { packProfile, placeFiles, ProfileArchiveError, ProfileTooLargeError, readKeptFiles, unpackProfile } from './profile-archive.ts';

const LIMIT_BYTES = 1_000_000;
const cookies = [{ name: 'session', value: 'é "1"', domain: 'app.example.com' }];
let folder: TemporaryFolder;
beforeEach(async () => { folder = await temporaryFolder(); });
afterEach(() => folder.remove());

function write(path: string, content = path): void {
  mkdirSync(dirname(join(folder.path, path)), { recursive: true });
  writeFileSync(join(folder.path, path), content);
}
const read = (maxBytes = LIMIT_BYTES) => readKeptFiles(folder.path, ownIdentity(), maxBytes);

async function archive(entries: readonly (Headers & { content?: string })[]): Promise<Buffer> {
  const tar = pack();
  for (const { content = '', ...header } of entries) tar.entry(header, header.type === undefined || header.type === 'file' ? content : undefined);
  tar.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of tar) chunks.push(chunk as Buffer);
  return gzipSync(Buffer.concat(chunks));
}

describe('what is kept of a user data folder', () => {
  it('is what pages store, and nothing else of the browser', async () => {
    const kept = [
      'Default/IndexedDB/https_a.example_0.indexeddb.blob/1/00/1', 'Default/IndexedDB/https_a.example_0.indexeddb.leveldb/000003.log',
      'Default/Local Storage/leveldb/000003.log', 'Default/WebStorage/3/IndexedDB/indexeddb.leveldb/CURRENT', 'Default/WebStorage/QuotaManager',
    ];
    const left = [
      'Local State', 'Default/Cookies', 'Default/History', 'Default/Login Data', 'Default/Preferences', 'Default/Local Storage/leveldb/LOCK', 'Default/Cache/x',
      'Default/IndexedDB/https_a.example_0.indexeddb.leveldb/LOG.old', 'Default/WebStorage/3/CacheStorage/x', 'Default/Service Worker/Database/CURRENT', 'Profile 1/IndexedDB/x',
    ];
    for (const path of [...kept, ...left]) write(path);
    expect((await read()).map(({ path }) => path).sort()).toEqual(kept);
    expect(await readKeptFiles(join(folder.path, 'missing'), ownIdentity(), LIMIT_BYTES)).toEqual([]);
  });

  it('are plain files of the account itself: no link, no pipe, nothing with a second name, nothing of another account', async () => {
    write('secret');
    write('Default/IndexedDB/own');
    symlinkSync(join(folder.path, 'secret'), join(folder.path, 'Default/IndexedDB/link'));
    linkSync(join(folder.path, 'secret'), join(folder.path, 'Default/IndexedDB/hard'));
    symlinkSync(folder.path, join(folder.path, 'Default/WebStorage'));
    expect((await read()).map(({ path }) => path)).toEqual(['Default/IndexedDB/own']);
    expect(await readKeptFiles(folder.path, { ...ownIdentity(), uid: 64_999 }, LIMIT_BYTES)).toEqual([]);
  });

  it('is refused when it is too large, before it is read', async () => {
    write('Default/IndexedDB/sparse');
    truncateSync(join(folder.path, 'Default/IndexedDB/sparse'), 2 ** 40);
    await expect(read()).rejects.toThrow(ProfileTooLargeError);
    await expect(packProfile({ cookies, files: [{ path: 'Default/IndexedDB/x', bytes: Buffer.alloc(100) }] }, 100)).rejects.toThrow(ProfileTooLargeError);
  });
});

describe('the archive of a profile', () => {
  it('gives back what was put in, to the account that it is placed for', async () => {
    const deep = `Default/IndexedDB/https_${'a'.repeat(150)}.example_0.indexeddb.leveldb/${'0'.repeat(60)}.ldb`;
    write('Default/Local Storage/leveldb/000003.log', '\u0000binary\u00ff');
    write(deep);
    const files = await read();
    const unpacked = await unpackProfile(await packProfile({ cookies, files }, LIMIT_BYTES), LIMIT_BYTES);
    expect(unpacked).toEqual({ cookies, files });
    const target = join(folder.path, 'target');
    mkdirSync(target);
    await placeFiles(unpacked.files, target, ownIdentity());
    expect(readFileSync(join(target, deep), 'utf8')).toBe(deep);
    expect(statSync(join(target, deep)).mode & 0o777).toBe(0o600);
    expect(statSync(join(target, 'Default/Local Storage')).mode & 0o777).toBe(0o700);
    expect(readdirSync(join(target, 'Default')).sort()).toEqual(['IndexedDB', 'Local Storage']);
  });

  const COOKIES = { name: 'cookies.json', content: '[]' };
  it.each<[string, readonly (Headers & { content?: string })[]]>([
    ['an absolute name', [COOKIES, { name: '/etc/cron.d/x', content: 'x' }]],
    ['a name that climbs', [COOKIES, { name: 'files/Default/IndexedDB/../../../../x', content: 'x' }]],
    ['a file that is not kept', [COOKIES, { name: 'files/Default/Preferences', content: '{}' }]],
    ['a symbolic link', [COOKIES, { name: 'files/Default/IndexedDB/x', type: 'symlink', linkname: '/etc/shadow' }]],
    ['a hard link', [COOKIES, { name: 'files/Default/IndexedDB/x', type: 'link', linkname: 'cookies.json' }]],
    ['a device', [COOKIES, { name: 'files/Default/IndexedDB/x', type: 'character-device' }]],
    ['more than a profile may hold', [COOKIES, { name: 'files/Default/IndexedDB/x', content: 'x'.repeat(LIMIT_BYTES + 1) }]],
    ['no cookies', [{ name: 'files/Default/IndexedDB/x', content: 'x' }]],
    ['cookies that are no list', [{ name: 'cookies.json', content: '{}' }]],
    ['cookies that are no JSON', [{ name: 'cookies.json', content: '[' }]],
  ])('with %s is refused', async (_name, entries) => {
    await expect(unpackProfile(await archive(entries), LIMIT_BYTES)).rejects.toThrow(ProfileArchiveError);
  });

  it('that unpacks to far more than it should is refused, and so is one that is cut off', async () => {
    await expect(unpackProfile(gzipSync(Buffer.alloc(500_000_000)), LIMIT_BYTES)).rejects.toThrow(ProfileArchiveError);
    const packed = await packProfile({ cookies, files: [{ path: 'Default/IndexedDB/x', bytes: Buffer.alloc(5000, 1) }] }, LIMIT_BYTES);
    await expect(unpackProfile(gzipSync(gunzipSync(packed).subarray(0, 2000)), LIMIT_BYTES)).rejects.toThrow(ProfileArchiveError);
    await expect(unpackProfile(packed.subarray(0, 40), LIMIT_BYTES)).rejects.toThrow(ProfileArchiveError);
  });
});
