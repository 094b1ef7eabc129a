import type { RecordingStoppedReason } from '@countersign/contracts';
import type { ScreenSize } from './fbs-format.ts';
import type { RecordingLimits } from './recording-limits.ts';
import { RfbScreenSource } from './rfb-screen-source.ts';
import { SegmentFile } from './segment-file.ts';

export interface RecorderLogger {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

export interface SessionRecorderOptions {
  readonly sessionId: string;
  readonly rfbSocketPath: string;
  /** Where segments are written. */
  readonly folder: string;
  readonly limits: RecordingLimits;
  /** A segment is on the disk, whole. */
  readonly onSegment: (file: SegmentFile) => void;
  /** The recording was given up, while the session goes on. */
  readonly onStopped: (reason: RecordingStoppedReason) => void;
  readonly logger: RecorderLogger;
}

/** One connection to the screen and the file that it is written to. */
interface Take {
  source: RfbScreenSource;
  size: ScreenSize;
  file: SegmentFile | null;
}

/**
 * Records a screen in segments, each from a connection of its own: it begins with the handshake and the whole screen, so that it
 * can be played alone. The next connection shows its first picture before the last one is closed, so nothing is missed between them.
 */
export class SessionRecorder {
  readonly #options: SessionRecorderOptions;
  #current: Take | undefined;
  #next: Take | undefined;
  #segmentTimer: NodeJS.Timeout | undefined;
  #retryTimer: NodeJS.Timeout | undefined;
  readonly #closing = new Set<Promise<void>>();
  #nextIndex = 0;
  #finishedBytes = 0;
  #failures = 0;
  #over = false;

  constructor(options: SessionRecorderOptions) {
    this.#options = options;
    this.#next = this.#take();
  }

  /** Ends the recording; resolves when its files are closed. Idempotent. */
  async finish(): Promise<void> {
    this.#end();
    await Promise.all(this.#closing);
  }

  #take(): Take {
    const take: Take = {
      size: { width: 0, height: 0 },
      file: null,
      source: new RfbScreenSource({
        rfbSocketPath: this.#options.rfbSocketPath,
        pace: this.#options.limits.pace,
        onSize: (size) => (take.size = size),
        onUpdate: (update) => this.#onUpdate(take, update),
        onEnd: (error) => this.#onSourceEnd(take, error),
      }),
    };
    return take;
  }

  #onUpdate(take: Take, update: Buffer): void {
    if (this.#over) return;
    const file = take.file ?? this.#begin(take);
    file.add(update);
    const { segmentBytes, sessionBytes, unwrittenBytes } = this.#options.limits;
    if (file.error || file.unwrittenBytes > unwrittenBytes) return this.#stop('failed', file.error ?? new Error('the disk is too slow'));
    if (this.#finishedBytes + file.bytes >= sessionBytes) return this.#stop('size_limit');
    if (file.bytes >= segmentBytes || file.ageMs >= this.#options.limits.segmentMs) this.#rotate();
  }

  /** The first picture of a connection: it becomes the current one, and the one before has nothing left to show. */
  #begin(take: Take): SegmentFile {
    const name = { sessionId: this.#options.sessionId, index: this.#nextIndex++, fromMs: Date.now() };
    take.file = new SegmentFile(this.#options.folder, name, take.size, () => performance.now());
    const before = this.#current;
    this.#current = take;
    this.#next = undefined;
    this.#failures = 0;
    if (before) this.#close(before);
    clearTimeout(this.#segmentTimer);
    this.#segmentTimer = setTimeout(() => this.#rotateIfChanged(take), this.#options.limits.segmentMs).unref();
    return take.file;
  }

  /** A screen on which nothing happens stays one segment, however long. */
  #rotateIfChanged(take: Take): void {
    if (this.#current === take && take.file!.updates > 1) this.#rotate();
  }

  #rotate(): void {
    if (!this.#over) this.#next ??= this.#take();
  }

  #onSourceEnd(take: Take, error: Error | undefined): void {
    if (this.#over) return;
    if (this.#current === take) {
      this.#current = undefined;
      this.#close(take);
    } else if (this.#next === take) this.#next = undefined;
    else return;
    // The X server of a session that ends goes first; if the session goes on, the screen is there again at the next try.
    this.#failures += 1;
    if (this.#failures >= this.#options.limits.tries) return this.#stop('failed', error);
    clearTimeout(this.#retryTimer);
    this.#retryTimer = setTimeout(() => {
      if (!this.#current) this.#rotate();
    }, this.#options.limits.retryAfterMs).unref();
  }

  #stop(reason: RecordingStoppedReason, error?: Error): void {
    const { sessionId, logger, onStopped } = this.#options;
    const fields = { sessionId, reason, bytes: this.#finishedBytes + (this.#current?.file?.bytes ?? 0), ...(error ? { detail: error.message } : {}) };
    logger.warn(fields, 'the recording of a session has stopped, the session goes on');
    this.#end();
    onStopped(reason);
  }

  #end(): void {
    if (this.#over) return;
    this.#over = true;
    clearTimeout(this.#segmentTimer);
    clearTimeout(this.#retryTimer);
    this.#next?.source.close();
    if (this.#current) this.#close(this.#current);
  }

  #close({ source, file }: Take): void {
    source.close();
    if (!file) return;
    const { sessionId, logger, onSegment } = this.#options;
    const closing = file.close().then(
      () => onSegment(file),
      (error: Error) => logger.warn({ sessionId, index: file.name.index, detail: error.message }, 'a segment of a recording could not be written'),
    );
    this.#finishedBytes += file.bytes;
    this.#closing.add(closing);
    void closing.finally(() => this.#closing.delete(closing));
  }
}
