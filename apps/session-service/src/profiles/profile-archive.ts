import { constants } from 'node:fs';
import { chown, mkdir, open, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { extract, pack } from 'tar-stream';
import type { Identity } from '../browser-host/isolation.ts';
import { isKeptFile, mayHoldKeptFiles } from './kept-storage.ts';

/** As CDP's `Storage.getCookies` gives them and `Storage.setCookies` takes them. */
export type Cookie = Readonly<Record<string, unknown>>;
export interface StoredFile {
  /** Relative to the user data folder. */
  readonly path: string;
  readonly bytes: Buffer;
}
export interface ProfileContents {
  readonly cookies: readonly Cookie[];
  readonly files: readonly StoredFile[];
}

/** More than is kept of one browser. */
export class ProfileTooLargeError extends Error {
  override readonly name = 'ProfileTooLargeError';
}
/** No archive that this service could have written. */
export class ProfileArchiveError extends Error {
  override readonly name = 'ProfileArchiveError';
}

const COOKIES = 'cookies.json';
const FILES = 'files/';
const MAX_FILES = 10_000;
/** Headers and padding of tar: at most this much for each file, and its end. */
const TAR_BYTES_PER_FILE = 3 * 512;
const TAR_END_BYTES = 10_240;

/**
 * What web pages keep in this user data folder. Nothing of the browser may run any more. What its account made of the folder
 * is not trusted: only plain files of that account with one name are read, and no link is followed. @throws ProfileTooLargeError
 */
export async function readKeptFiles(userDataFolder: string, owner: Identity, maxBytes: number): Promise<StoredFile[]> {
  const files: StoredFile[] = [];
  let sizeBytes = 0;
  const walk = async (folder: string): Promise<void> => {
    const entries = await readdir(join(userDataFolder, folder), { withFileTypes: true }).catch(ifMissing([]));
    for (const entry of entries) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory() && mayHoldKeptFiles(path)) await walk(path);
      if (!entry.isFile() || !isKeptFile(path)) continue;
      const bytes = await readOwn(join(userDataFolder, path), owner.uid, maxBytes - sizeBytes);
      if (!bytes) continue;
      sizeBytes += bytes.length;
      files.push({ path, bytes });
      if (files.length > MAX_FILES) throw new ProfileTooLargeError(`there are more than ${MAX_FILES} files`);
    }
  };
  await walk('');
  return files;
}

/** undefined for what is no plain file of the account. */
async function readOwn(path: string, uid: number, maxBytes: number): Promise<Buffer | undefined> {
  const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const stat = await handle.stat();
    if (!stat.isFile() || stat.uid !== uid || stat.nlink !== 1) return undefined;
    // Before it is read: a sparse file of a terabyte takes no room on the disk.
    if (stat.size > maxBytes) throw new ProfileTooLargeError('it has more bytes than are kept of one profile');
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

/** @throws ProfileTooLargeError when cookies and files have more than `maxBytes` together. */
export async function packProfile({ cookies, files }: ProfileContents, maxBytes: number): Promise<Buffer> {
  const tar = pack();
  const cookieBytes = Buffer.from(JSON.stringify(cookies));
  const sizeBytes = files.reduce((sum, { bytes }) => sum + bytes.length, cookieBytes.length);
  if (sizeBytes > maxBytes) throw new ProfileTooLargeError(`it has ${sizeBytes} bytes, ${maxBytes} are kept`);
  tar.entry({ name: COOKIES, mode: 0o600, mtime: new Date(0) }, cookieBytes);
  for (const { path, bytes } of files) tar.entry({ name: FILES + path, mode: 0o600, mtime: new Date(0) }, bytes);
  tar.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of tar) chunks.push(chunk as Buffer);
  return promisify(gzip)(Buffer.concat(chunks));
}

/** @throws ProfileArchiveError for anything but plain files in their places, within the limits. */
export async function unpackProfile(packed: Buffer, maxBytes: number): Promise<ProfileContents> {
  const maxOutputLength = maxBytes + (MAX_FILES + 1) * TAR_BYTES_PER_FILE + TAR_END_BYTES;
  const archive = await promisify(gunzip)(packed, { maxOutputLength }).catch((error: Error) => {
    throw new ProfileArchiveError(`it cannot be decompressed: ${error.message}`);
  });
  const files: StoredFile[] = [];
  let cookies: unknown;
  let sizeBytes = 0;
  const reader = extract();
  const reading = (async () => {
    for await (const entry of reader) {
      const { name, type } = entry.header;
      const path = name.startsWith(FILES) ? name.slice(FILES.length) : null;
      if (type !== 'file' || (name !== COOKIES && (path === null || !isKeptFile(path)))) throw new ProfileArchiveError('it holds something that has no place in a profile');
      const chunks: Buffer[] = [];
      for await (const chunk of entry) chunks.push(chunk as Buffer);
      const bytes = Buffer.concat(chunks);
      sizeBytes += bytes.length;
      if (sizeBytes > maxBytes || files.length >= MAX_FILES) throw new ProfileArchiveError('it holds more than a profile may');
      if (path === null) cookies = JSON.parse(bytes.toString('utf8'));
      else files.push({ path, bytes });
    }
  })();
  await Promise.all([pipeline([archive], reader), reading]).catch((error: Error) => {
    throw error instanceof ProfileArchiveError ? error : new ProfileArchiveError(`it cannot be read: ${error.message}`);
  });
  if (!Array.isArray(cookies)) throw new ProfileArchiveError('it holds no cookies');
  return { cookies: cookies as Cookie[], files };
}

/** Writes the files into a fresh user data folder, for the account that the browser will run under, before it runs. */
export async function placeFiles(files: readonly StoredFile[], userDataFolder: string, { uid, gid, ownUid }: Identity): Promise<void> {
  const made = new Set(['.']);
  const makeFolder = async (path: string): Promise<void> => {
    if (made.has(path)) return;
    await makeFolder(dirname(path));
    await mkdir(join(userDataFolder, path), { recursive: true, mode: 0o700 });
    if (ownUid) await chown(join(userDataFolder, path), uid, gid);
    made.add(path);
  };
  for (const { path, bytes } of files) {
    if (!isKeptFile(path)) throw new ProfileArchiveError('it holds something that has no place in a profile');
    await makeFolder(dirname(path));
    const handle = await open(join(userDataFolder, path), 'wx', 0o600);
    try {
      await handle.writeFile(bytes);
      if (ownUid) await handle.chown(uid, gid);
    } finally {
      await handle.close();
    }
  }
}

function ifMissing<Value>(value: Value): (error: NodeJS.ErrnoException) => Value {
  return (error) => {
    if (error.code === 'ENOENT') return value;
    throw error;
  };
}
