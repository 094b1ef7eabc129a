import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { SessionFileState, SessionFileView } from '@countersign/contracts';
import { safeFileName } from './file-name.ts';
import { mediaTypeOf } from './media-type.ts';
import { OwnedFolder, type Owner } from './owned-folder.ts';

/** Where a browser's files are; both folders are the browser account's own. */
export interface FilesPlace extends Owner {
  /** Where Chromium writes downloads, each under its guid. */
  readonly downloads: string;
  /** Where whole files are: `<file id>/<name>`. */
  readonly files: string;
}

export interface FileLimits {
  readonly fileBytes: number;
  /** Of all files of a session, also those that are on their way. */
  readonly totalBytes: number;
}

/** Files of one session at a time; an endless row of empty ones would fill a disk and a memory as well. */
const maxFiles = 1000;
/** How clients name a file in `DOM.setFileInputFiles`: absolute, so that no client makes it relative to a folder of its own. */
const virtualRoot = '/session-files';

/** A file could not be taken; the code is one of the session's error table. */
export class FileRefused extends Error {
  override readonly name = 'FileRefused';
  readonly code: 'file_too_large' | 'session_files_full' | 'file_not_found' | 'file_not_ready';

  constructor(code: FileRefused['code'], message: string) {
    super(message);
    this.code = code;
  }
}

interface SessionFile {
  readonly id: string;
  readonly name: string;
  readonly origin: 'download' | 'upload';
  readonly createdAt: string;
  state: SessionFileState;
  sizeBytes: number;
  totalBytes: number | null;
  sha256: string | null;
  mediaType: string;
}

export interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly sizeBytes: number;
  readonly sha256: string;
}

/** The files of one session: what its browser downloaded, and what callers put there for its forms. They end with the session. */
export class SessionFiles {
  readonly #place: FilesPlace;
  readonly #limits: FileLimits;
  readonly #files = new Map<string, SessionFile>();

  constructor(place: FilesPlace, limits: FileLimits) {
    this.#place = place;
    this.#limits = limits;
  }

  get limits(): FileLimits {
    return this.#limits;
  }

  get downloadsPath(): string {
    return this.#place.downloads;
  }

  /** In the order in which they came. */
  list(): SessionFileView[] {
    return [...this.#files.values()].map(viewOf);
  }

  get(id: string): SessionFileView | undefined {
    const file = this.#files.get(id);
    return file && viewOf(file);
  }

  /** A download began. @throws FileRefused when there are too many */
  beginDownload(guid: string, suggestedName: string): void {
    if (this.#files.has(guid)) return;
    this.#add(guid, safeFileName(suggestedName), 'download', 'application/octet-stream');
  }

  /** How far a download is. @throws FileRefused when it is, or says that it will be, larger than is allowed */
  downloadProgress(guid: string, sizeBytes: number, totalBytes: number): void {
    const file = this.#files.get(guid);
    if (file?.state !== 'in_progress') return;
    file.sizeBytes = sizeBytes;
    file.totalBytes = totalBytes > 0 ? totalBytes : null;
    this.#require(file, Math.max(sizeBytes, totalBytes));
  }

  /** The download is on the disk: it is looked at, moved to the other files and can be fetched. @throws FileRefused, NotOwnFile */
  async finishDownload(guid: string): Promise<StoredFile> {
    const file = this.#files.get(guid);
    if (file?.state !== 'in_progress') throw new FileRefused('file_not_found', `There is no download ${guid}.`);
    const downloads = await OwnedFolder.open(this.#place.downloads, this.#place);
    try {
      const read = await this.#measure(downloads, file);
      return await this.#keep(file, read, (folder) => downloads.moveTo(guid, folder, file.name));
    } catch (error) {
      file.state = error instanceof FileRefused ? 'too_large' : 'cancelled';
      await downloads.remove(guid);
      throw error;
    } finally {
      await downloads.close();
    }
  }

  /** A download that will not go on. */
  endDownload(guid: string, state: 'cancelled' | 'too_large'): void {
    const file = this.#files.get(guid);
    if (file?.state === 'in_progress') file.state = state;
  }

  /** Writes a file of a caller; what is left of one that is refused is not read. A repeat under the same id finds the first one. @throws FileRefused and what the stream throws */
  async upload(id: string, name: string, declaredType: string | undefined, bytes: Readable): Promise<{ file: StoredFile; isNew: boolean }> {
    const known = this.#files.get(id);
    if (known) {
      bytes.resume();
      return { file: storedOf(known), isNew: false };
    }
    const file = this.#add(id, safeFileName(name), 'upload', 'application/octet-stream');
    try {
      const uploads = await OwnedFolder.open(this.#place.files, this.#place);
      try {
        const folder = await uploads.makeFolder(id);
        await this.#write(folder, file, declaredType, bytes).finally(() => folder.close());
      } finally {
        await uploads.close();
      }
      file.state = 'done';
      return { file: storedOf(file), isNew: true };
    } catch (error) {
      await this.#discard(file);
      this.#files.delete(id);
      throw error;
    }
  }

  /** @throws FileRefused, NotOwnFile */
  async read(id: string): Promise<{ view: SessionFileView; handle: FileHandle }> {
    const file = this.#whole(id);
    const files = await OwnedFolder.open(this.#place.files, this.#place);
    try {
      const folder = await files.openFolder(id);
      return { view: viewOf(file), handle: await folder.read(file.name).finally(() => folder.close()) };
    } finally {
      await files.close();
    }
  }

  /** @throws FileRefused when there is none, or it is still on its way */
  async remove(id: string): Promise<SessionFileView> {
    const file = this.#files.get(id);
    if (file === undefined) throw new FileRefused('file_not_found', 'The session has no such file.');
    if (file.state === 'in_progress') throw new FileRefused('file_not_ready', 'The file is still on its way.');
    this.#files.delete(id);
    await this.#discard(file);
    return viewOf(file);
  }

  /**
   * The path on this node's disk of a file that a client names as the API does: by `path`, by id, or by a name that only one
   * file has. Null for everything else: nothing else of the disk has a name here.
   */
  pathOf(named: string): string | null {
    const whole = [...this.#files.values()].filter(({ state }) => state === 'done');
    const matching = whole.filter((file) => virtualPath(file) === named || file.id === named);
    const found = matching.length > 0 ? matching : whole.filter(({ name }) => name === named);
    return found.length === 1 ? join(this.#place.files, found[0]!.id, found[0]!.name) : null;
  }

  #add(id: string, name: string, origin: SessionFile['origin'], mediaType: string): SessionFile {
    if (this.#files.size >= maxFiles) throw new FileRefused('session_files_full', `A session holds at most ${maxFiles} files.`);
    const file: SessionFile = { id, name, origin, createdAt: new Date().toISOString(), state: 'in_progress', sizeBytes: 0, totalBytes: null, sha256: null, mediaType };
    this.#files.set(id, file);
    return file;
  }

  #whole(id: string): SessionFile {
    const file = this.#files.get(id);
    if (file === undefined) throw new FileRefused('file_not_found', 'The session has no such file.');
    if (file.state !== 'done') throw new FileRefused('file_not_ready', `The file is ${file.state}.`);
    return file;
  }

  /** @throws FileRefused when the file with this many bytes, or all files together, would be too large */
  #require(file: SessionFile, bytes: number): void {
    const { fileBytes, totalBytes } = this.#limits;
    if (bytes > fileBytes) throw new FileRefused('file_too_large', `A file may have ${fileBytes} bytes.`);
    const others = [...this.#files.values()].filter(({ id, state }) => id !== file.id && (state === 'done' || state === 'in_progress'));
    if (others.reduce((sum, { sizeBytes }) => sum + sizeBytes, bytes) > totalBytes) {
      throw new FileRefused('session_files_full', `The files of a session may have ${totalBytes} bytes together.`);
    }
  }

  async #measure(downloads: OwnedFolder, file: SessionFile): Promise<{ sizeBytes: number; sha256: string; mediaType: string }> {
    const handle = await downloads.read(file.id);
    try {
      this.#require(file, (await handle.stat()).size);
      const hash = createHash('sha256');
      let start: Buffer | undefined;
      let sizeBytes = 0;
      for await (const chunk of handle.createReadStream({ autoClose: false }) as AsyncIterable<Buffer>) {
        start ??= chunk.subarray(0, 16);
        sizeBytes += chunk.length;
        this.#require(file, sizeBytes);
        hash.update(chunk);
      }
      return { sizeBytes, sha256: hash.digest('hex'), mediaType: mediaTypeOf(start ?? Buffer.alloc(0), file.name, undefined) };
    } finally {
      await handle.close();
    }
  }

  async #keep(file: SessionFile, read: { sizeBytes: number; sha256: string; mediaType: string }, move: (folder: OwnedFolder) => Promise<void>): Promise<StoredFile> {
    const files = await OwnedFolder.open(this.#place.files, this.#place);
    try {
      const folder = await files.makeFolder(file.id);
      try {
        await move(folder);
        await folder.give();
      } finally {
        await folder.close();
      }
    } finally {
      await files.close();
    }
    Object.assign(file, read, { state: 'done' });
    return storedOf(file);
  }

  async #write(folder: OwnedFolder, file: SessionFile, declaredType: string | undefined, bytes: Readable): Promise<void> {
    const handle = await folder.create(file.name);
    try {
      const hash = createHash('sha256');
      let start: Buffer | undefined;
      for await (const chunk of bytes.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
        start ??= chunk.subarray(0, 16);
        this.#require(file, file.sizeBytes + chunk.length);
        file.sizeBytes += chunk.length;
        hash.update(chunk);
        await handle.writeFile(chunk);
      }
      file.sha256 = hash.digest('hex');
      file.mediaType = mediaTypeOf(start ?? Buffer.alloc(0), file.name, declaredType);
      await folder.give(handle);
      await folder.give();
    } finally {
      await handle.close();
    }
  }

  async #discard(file: SessionFile): Promise<void> {
    const files = await OwnedFolder.open(this.#place.files, this.#place);
    try {
      const folder = await files.openFolder(file.id).catch(() => undefined);
      await folder?.remove(file.name);
      await folder?.close();
      await files.removeFolder(file.id);
    } finally {
      await files.close();
    }
  }
}

function virtualPath({ id, name }: SessionFile): string {
  return `${virtualRoot}/${id}/${name}`;
}

function viewOf(file: SessionFile): SessionFileView {
  return { ...file, path: virtualPath(file) };
}

function storedOf({ id, name, sizeBytes, sha256 }: SessionFile): StoredFile {
  if (sha256 === null) throw new FileRefused('file_not_ready', 'The file is still on its way.');
  return { id, name, sizeBytes, sha256 };
}
