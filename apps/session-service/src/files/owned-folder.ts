import { constants } from 'node:fs';
import { mkdir, open, rename, rmdir, unlink, type FileHandle } from 'node:fs/promises';

const { O_RDONLY, O_WRONLY, O_CREAT, O_EXCL, O_DIRECTORY, O_NOFOLLOW, O_NONBLOCK } = constants;

/** What lies there is not what was put there: a link, another kind of file, or a file of somebody else. */
export class NotOwnFile extends Error {
  override readonly name = 'NotOwnFile';
}

/** Who owns the browser's folders. */
export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/**
 * A folder that the browser's account may change at any time while the service, which may be root, works in it. So no path is
 * followed twice: the folder is opened once, without following a link, and its files by their name in that very folder.
 */
export class OwnedFolder {
  readonly #handle: FileHandle;
  readonly #owner: Owner;

  private constructor(handle: FileHandle, owner: Owner) {
    this.#handle = handle;
    this.#owner = owner;
  }

  /** Everything above the last part of the path must be the service's own. @throws NotOwnFile */
  static async open(path: string, owner: Owner): Promise<OwnedFolder> {
    const handle = await open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW).catch((error: unknown) => {
      throw new NotOwnFile(`${path} is not a folder: ${(error as Error).message}`);
    });
    const { uid } = await handle.stat();
    if (uid === owner.uid || uid === process.getuid!()) return new OwnedFolder(handle, owner);
    await handle.close();
    throw new NotOwnFile(`${path} belongs to somebody else`);
  }

  /** A new folder in this one that is still the service's alone. */
  async makeFolder(name: string): Promise<OwnedFolder> {
    await mkdir(this.#at(name), { mode: 0o700 });
    return OwnedFolder.open(this.#at(name), this.#owner);
  }

  openFolder(name: string): Promise<OwnedFolder> {
    return OwnedFolder.open(this.#at(name), this.#owner);
  }

  /** A new file, to be written. */
  create(name: string): Promise<FileHandle> {
    return open(this.#at(name), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600);
  }

  /** A file of the owner, to be read. @throws NotOwnFile */
  async read(name: string): Promise<FileHandle> {
    // Non-blocking: a named pipe would otherwise wait for a writer.
    const handle = await open(this.#at(name), O_RDONLY | O_NOFOLLOW | O_NONBLOCK).catch((error: unknown) => {
      throw new NotOwnFile(`${name} cannot be opened: ${(error as Error).message}`);
    });
    const stat = await handle.stat();
    if (stat.isFile() && stat.uid === this.#owner.uid) return handle;
    await handle.close();
    throw new NotOwnFile(`${name} is not a file of the browser`);
  }

  async moveTo(name: string, folder: OwnedFolder, newName: string): Promise<void> {
    await rename(this.#at(name), folder.#at(newName));
  }

  /** Not being there is fine. */
  async remove(name: string): Promise<void> {
    await unlink(this.#at(name)).catch(unlessMissing);
  }

  /** An empty folder. */
  async removeFolder(name: string): Promise<void> {
    await rmdir(this.#at(name)).catch(unlessMissing);
  }

  /** Gives a file that create() made, or this folder, to the owner. */
  async give(file?: FileHandle): Promise<void> {
    if (process.getuid!() === 0) await (file ?? this.#handle).chown(this.#owner.uid, this.#owner.gid);
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }

  /** Always in the folder that was opened, whatever has its path by now. */
  #at(name: string): string {
    if (name === '' || name === '.' || name === '..' || name.includes('/')) throw new TypeError(`${name} is not one part of a path`);
    return `/proc/self/fd/${this.#handle.fd}/${name}`;
  }
}

function unlessMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}
