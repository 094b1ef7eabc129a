import { createHash } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StreamCopy } from '@countersign/event-log';

export const MANIFEST = 'backup.json';

interface KeptFile {
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
}
/** What is in a backup; written last, so that a folder without it is none. */
export interface Manifest {
  readonly format: 1;
  readonly createdAt: string;
  /** Every event up to this position of the log is in it; a few that came meanwhile may be, too. */
  readonly position: number;
  readonly streams: readonly (StreamCopy & KeptFile)[];
  readonly tables: readonly (KeptFile & { readonly name: string; readonly rows: number })[];
}

export async function fileOf(folder: string, file: string): Promise<KeptFile> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const piece of createReadStream(join(folder, file))) {
    hash.update(piece as Buffer);
    bytes += (piece as Buffer).length;
  }
  return { file, bytes, sha256: hash.digest('hex') };
}

/** @throws Error when a file is missing or is not what was written. */
export async function readManifest(folder: string): Promise<Manifest> {
  const manifest = JSON.parse(readFileSync(join(folder, MANIFEST), 'utf8')) as Manifest;
  if (manifest.format !== 1) throw new Error(`${folder} has the format ${String(manifest.format)}, which this version does not know`);
  for (const kept of [...manifest.streams, ...manifest.tables]) {
    const { sha256 } = await fileOf(folder, kept.file);
    if (sha256 !== kept.sha256) throw new Error(`${join(folder, kept.file)} is not what was written: its digest is ${sha256}`);
  }
  return manifest;
}
