import { createHash } from 'node:crypto';
import { chmodSync, lstatSync, mkdirSync, statSync } from 'node:fs';
import { chown, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { Identity } from './isolation.ts';
import { xAuthority } from './x-authority.ts';

/** Longest path of a unix socket on Linux, without its final zero byte (unix(7)). */
const UNIX_SOCKET_PATH_BYTES = 107;
/** Chromium makes the longest socket path of a browser folder. */
const LONGEST_SOCKET_IN_FOLDER = '/tmp/org.chromium.Chromium.XXXXXX/SingletonSocket';
const FOLDER_NAME_LENGTH = 12;

/** Everything of one browser is in one folder that only its uid may enter. */
export interface BrowserFolder {
  readonly path: string;
  readonly rfbSocket: string;
  readonly xAuthority: string;
  readonly profile: string;
  readonly home: string;
  readonly temporary: string;
  /** Where Chromium puts what it downloads. */
  readonly downloads: string;
  /** Whole files of the session: downloaded ones, and those that forms are given. */
  readonly files: string;
}

export function browserFolder(root: string, browserId: string): BrowserFolder {
  const path = join(root, browserId.replaceAll('-', '').slice(-FOLDER_NAME_LENGTH));
  const at = (name: string): string => join(path, name);
  return { path, rfbSocket: at('rfb.sock'), xAuthority: at('Xauthority'), profile: at('profile'), home: at('home'), temporary: at('tmp'), downloads: at('downloads'), files: at('files') };
}

export async function createBrowserFolder(folder: BrowserFolder, { uid, gid, ownUid }: Identity, xCookie: Buffer): Promise<void> {
  for (const path of [folder.path, folder.profile, folder.home, folder.temporary, folder.downloads, folder.files]) {
    await mkdir(path, { mode: 0o700 });
    if (ownUid) await chown(path, uid, gid);
  }
  await writeFile(folder.xAuthority, xAuthority(xCookie), { mode: 0o600, flag: 'wx' });
  if (ownUid) await chown(folder.xAuthority, uid, gid);
}

export async function removeBrowserFolder(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true, maxRetries: 3, retryDelay: 50 });
}

/** Another uid can reach a folder only when every folder above it may be traversed by others. */
function traversableByOthers(path: string): boolean {
  for (let at = path; at !== dirname(at); at = dirname(at)) if ((statSync(at).mode & 0o001) === 0) return false;
  return true;
}

function shortEnough(root: string): boolean {
  return Buffer.byteLength(root) + 1 + FOLDER_NAME_LENGTH + LONGEST_SOCKET_IN_FOLDER.length <= UNIX_SOCKET_PATH_BYTES;
}

/**
 * Where browser folders go: `<dataFolder>/browsers`, unless that is too deep for unix sockets or a browser's uid cannot
 * reach it (a checkout under /root): then a folder of the system's temporary one, named by a digest of the data folder,
 * so that the next start of the same service finds what was left.
 */
export function browserFoldersRoot(dataFolder: string, otherUids: boolean): string {
  const wanted = join(resolve(dataFolder), 'browsers');
  mkdirSync(dirname(wanted), { recursive: true, mode: 0o755 });
  const usable = shortEnough(wanted) && (!otherUids || traversableByOthers(dirname(wanted)));
  const digest = createHash('sha256').update(wanted).digest('hex').slice(0, 8);
  const root = usable ? wanted : join(tmpdir(), `countersign-${digest}`);
  if (!shortEnough(root)) throw new Error(`${root} is too deep for unix sockets: set SESSION_DATA_DIR to a shorter path`);
  mkdirSync(root, { recursive: true });
  const { uid } = lstatSync(root);
  // Somebody else may have made something of that name in the shared temporary folder.
  if (uid !== process.getuid!() || !lstatSync(root).isDirectory()) throw new Error(`${root} is not a folder of this account: remove it, or set SESSION_DATA_DIR`);
  chmodSync(root, otherUids ? 0o711 : 0o700);
  return root;
}
