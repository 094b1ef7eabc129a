import { createWriteStream, type WriteStream } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { fbsBlock, fbsHandshake, fbsSignature, type ScreenSize } from './fbs-format.ts';

/** What the name of a segment's file says. */
export interface SegmentName {
  readonly sessionId: string;
  readonly index: number;
  /** When it began, ms since the epoch. */
  readonly fromMs: number;
}

const pattern = /^([0-9a-f-]{36})\.(\d{1,9})\.(\d{1,15})\.fbs$/;

export function segmentFileName({ sessionId, index, fromMs }: SegmentName): string {
  return `${sessionId}.${index}.${fromMs}.fbs`;
}

export function parseSegmentFileName(name: string): SegmentName | undefined {
  const match = pattern.exec(name);
  return match ? { sessionId: match[1]!, index: Number(match[2]), fromMs: Number(match[3]) } : undefined;
}

/**
 * A segment while it is written: what was given to it is in the hands of the kernel a moment later, so that it survives
 * the end of this process, however it ends.
 */
export class SegmentFile {
  readonly path: string;
  readonly name: SegmentName;
  readonly #stream: WriteStream;
  readonly #startedMs: number;
  readonly #monotonicMs: () => number;
  #bytes = 0;
  #updates = 0;
  #error: Error | undefined;

  /** `monotonicMs` must not jump; only its differences count. */
  constructor(folder: string, name: SegmentName, size: ScreenSize, monotonicMs: () => number) {
    this.name = name;
    this.path = join(folder, segmentFileName(name));
    this.#monotonicMs = monotonicMs;
    this.#startedMs = monotonicMs();
    this.#stream = createWriteStream(this.path, { flags: 'wx', mode: 0o600 });
    this.#stream.on('error', (error) => (this.#error = error));
    this.#write(fbsSignature());
    this.#write(fbsBlock(fbsHandshake(size), 0));
  }

  get bytes(): number {
    return this.#bytes;
  }
  get unwrittenBytes(): number {
    return this.#stream.writableLength;
  }
  get updates(): number {
    return this.#updates;
  }
  get ageMs(): number {
    return this.#monotonicMs() - this.#startedMs;
  }
  /** The disk is full, for one. */
  get error(): Error | undefined {
    return this.#error;
  }

  add(update: Buffer): void {
    this.#updates += 1;
    this.#write(fbsBlock(update, this.ageMs));
  }

  /** The empty block at the end says until when nothing changed any more. @throws when the file could not be written */
  async close(): Promise<void> {
    this.#write(fbsBlock(Buffer.alloc(0), this.ageMs));
    if (this.#error) throw this.#error;
    this.#stream.end();
    await finished(this.#stream);
  }

  #write(bytes: Buffer): void {
    this.#bytes += bytes.length;
    if (!this.#error) this.#stream.write(bytes);
  }
}
