/** What a reader of a stream wants next. */
export interface Step {
  /** `peek`: to see so many bytes, which stay where they are. `pass`, `drop`: to go over so many, which are given out, or not. */
  readonly kind: 'peek' | 'pass' | 'drop';
  readonly bytes: number;
}
export type Steps = Generator<Step, Buffer | void, Buffer>;

export const peek = (bytes: number): Step => ({ kind: 'peek', bytes });
export const pass = (bytes: number): Step => ({ kind: 'pass', bytes });
export const drop = (bytes: number): Step => ({ kind: 'drop', bytes });

const nothing = Buffer.alloc(0);

/**
 * Runs a reader over a stream that comes in chunks, wherever they are cut. Keeps no more than what is being peeked at, so a reader
 * that peeks at little needs little, however long its messages are.
 */
export class StreamFilter {
  readonly #reader: Steps;
  #step: Step;
  /** Of the step, when it is one to go over bytes. */
  #bytesLeft: number;
  #held = nothing;

  constructor(reader: Steps) {
    this.#reader = reader;
    this.#step = this.#next(nothing);
    this.#bytesLeft = this.#step.bytes;
  }

  /** What passes, as parts of the chunk where possible. @throws what the reader throws */
  push(chunk: Buffer): Buffer[] {
    const data = this.#held.length > 0 ? Buffer.concat([this.#held, chunk]) : chunk;
    const passed: Buffer[] = [];
    let passedTo = 0;
    let at = 0;
    while (true) {
      if (this.#step.kind === 'peek') {
        if (data.length - at < this.#step.bytes) break;
        this.#advance(data.subarray(at, at + this.#step.bytes));
        continue;
      }
      const bytes = Math.min(this.#bytesLeft, data.length - at);
      if (this.#step.kind === 'drop') {
        if (at > passedTo) passed.push(data.subarray(passedTo, at));
        passedTo = at + bytes;
      }
      at += bytes;
      this.#bytesLeft -= bytes;
      if (this.#bytesLeft > 0) break;
      this.#advance(nothing);
    }
    if (at > passedTo) passed.push(data.subarray(passedTo, at));
    this.#held = at < data.length ? Buffer.from(data.subarray(at)) : nothing;
    return passed;
  }

  #advance(seen: Buffer): void {
    this.#step = this.#next(seen);
    this.#bytesLeft = this.#step.bytes;
  }

  #next(seen: Buffer): Step {
    const next = this.#reader.next(seen);
    if (next.done) throw new Error('a stream has no end');
    return next.value;
  }
}
