import { readFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { mkdirSync } from 'node:fs';
import type { RecordedSegment } from '../session/domain/commands.ts';
import { wholePartOf } from './fbs-format.ts';
import type { RecordingStore } from './recording-store.ts';
import { parseSegmentFileName, segmentFileName, type SegmentName } from './segment-file.ts';
import type { RecorderLogger } from './session-recorder.ts';

/** Handshake and first picture: a segment with less shows nothing. */
const fewestBlocks = 2;
/** After a fault, such as NATS being away, ms. */
const retryAfterMs = 5_000;

export interface SegmentSaverOptions {
  /** Made when it is not there; only for this service's account. */
  readonly folder: string;
  readonly store: RecordingStore;
  /** Appends it to the log, once; false: the session knows of no recording. */
  readonly record: (sessionId: string, segment: RecordedSegment) => Promise<boolean>;
  readonly logger: RecorderLogger;
}

/**
 * Takes segments from the folder into the store and the log, one after the other. A file is removed when both have it; each step
 * is idempotent, so after a crash it is simply done again. What cannot be done now is tried again.
 */
export class SegmentSaver {
  readonly #options: SegmentSaverOptions;
  readonly #waiting: SegmentName[] = [];
  #working: Promise<void> | undefined;
  #retry: NodeJS.Timeout | undefined;
  #stopped = false;
  readonly #listeners = new Set<() => void>();

  constructor(options: SegmentSaverOptions) {
    this.#options = options;
    mkdirSync(options.folder, { recursive: true, mode: 0o700 });
  }

  get folder(): string {
    return this.#options.folder;
  }

  /** What an earlier process left. Only before the first recording begins: a file that is being written is no leftover. */
  async sweep(): Promise<void> {
    const found: SegmentName[] = [];
    for (const file of await readdir(this.#options.folder)) {
      const name = parseSegmentFileName(file);
      if (name) found.push(name);
      else this.#options.logger.warn({ file }, 'not a segment of a recording: left where it is');
    }
    for (const name of found.sort((a, b) => a.fromMs - b.fromMs || a.index - b.index)) this.save(name);
  }

  /** A file that is closed. */
  save(name: SegmentName): void {
    this.#waiting.push(name);
    this.#work();
  }

  /** Resolves when nothing of the session waits any more, or after the time. */
  async saved(sessionId: string, timeoutMs: number): Promise<boolean> {
    const isSaved = (): boolean => !this.#waiting.some((name) => name.sessionId === sessionId);
    if (isSaved()) return true;
    return new Promise((resolve) => {
      const finish = (saved: boolean): void => {
        clearTimeout(timer);
        this.#listeners.delete(listener);
        resolve(saved);
      };
      const listener = (): void => {
        if (isSaved()) finish(true);
      };
      const timer = setTimeout(() => finish(false), timeoutMs);
      this.#listeners.add(listener);
    });
  }

  /** What waits stays on the disk for the next start. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#retry);
    await this.#working;
  }

  #work(): void {
    if (this.#stopped || this.#working || this.#retry) return;
    this.#working = this.#saveAll().finally(() => {
      this.#working = undefined;
      if (this.#waiting.length > 0) this.#work();
    });
  }

  async #saveAll(): Promise<void> {
    while (this.#waiting[0] && !this.#stopped) {
      const name = this.#waiting[0];
      try {
        await this.#saveOne(name);
      } catch (error) {
        this.#options.logger.warn({ sessionId: name.sessionId, index: name.index, detail: (error as Error).message }, 'a segment of a recording could not be saved yet');
        // It goes to the end, so that one which cannot be saved holds up no other.
        this.#waiting.push(this.#waiting.shift()!);
        this.#retry = setTimeout(() => {
          this.#retry = undefined;
          this.#work();
        }, retryAfterMs).unref();
        return;
      }
      this.#waiting.shift();
      for (const listener of [...this.#listeners]) listener();
    }
  }

  async #saveOne(name: SegmentName): Promise<void> {
    const { folder, store, record, logger } = this.#options;
    const path = join(folder, segmentFileName(name));
    const file = await readFile(path);
    const whole = wholePartOf(file);
    if (whole.blocks >= fewestBlocks) {
      const stored = await store.put(file.subarray(0, whole.bytes));
      const { sessionId, index, fromMs } = name;
      const from = new Date(fromMs).toISOString();
      const recorded = await record(sessionId, { index, ...stored, from, to: new Date(fromMs + whole.lastOffsetMs).toISOString() });
      if (!recorded) logger.warn({ sessionId, index }, 'a segment of a recording that the log knows nothing of was removed');
    }
    await rm(path, { force: true });
  }
}
