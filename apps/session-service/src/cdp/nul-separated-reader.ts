/** A message of the browser was longer than the limit: the stream cannot be read on from here. */
export class PipeMessageTooLong extends Error {
  override readonly name = 'PipeMessageTooLong';
}

/** Cuts the browser's end of `--remote-debugging-pipe` into messages: JSON texts, each ended by a NUL byte. */
export class NulSeparatedReader {
  readonly #maxMessageBytes: number;
  readonly #onMessage: (message: Buffer) => void;
  #parts: Buffer[] = [];
  #partsBytes = 0;

  constructor(maxMessageBytes: number, onMessage: (message: Buffer) => void) {
    this.#maxMessageBytes = maxMessageBytes;
    this.#onMessage = onMessage;
  }

  /** @throws PipeMessageTooLong */
  push(chunk: Buffer): void {
    let start = 0;
    for (let end = chunk.indexOf(0); end !== -1; end = chunk.indexOf(0, start)) {
      this.#add(chunk.subarray(start, end));
      const message = this.#parts.length === 1 ? this.#parts[0]! : Buffer.concat(this.#parts, this.#partsBytes);
      this.#parts = [];
      this.#partsBytes = 0;
      start = end + 1;
      this.#onMessage(message);
    }
    if (start < chunk.length) this.#add(chunk.subarray(start));
  }

  #add(part: Buffer): void {
    this.#partsBytes += part.length;
    if (this.#partsBytes > this.#maxMessageBytes) throw new PipeMessageTooLong(`more than ${this.#maxMessageBytes} bytes in one message`);
    this.#parts.push(part);
  }
}
