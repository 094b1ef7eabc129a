import type { Readable, Writable } from 'node:stream';

interface Answer {
  readonly id?: number;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
}

/**
 * The few commands that a browser gets over its pipe (JSON messages that end in a zero byte) before the pipe belongs to
 * somebody else. One command at a time; events of what it switches on are kept for whoever comes next.
 */
export class CdpStartup {
  readonly #input: Writable;
  readonly #output: Readable;
  #unread = Buffer.alloc(0);
  readonly #events: Buffer[] = [];
  #lastId = 0;
  #onAnswer: (answer: Answer) => void = () => undefined;
  #onEnd: (error: Error) => void = () => undefined;
  readonly #read = (): void => {
    this.#unread = Buffer.concat([this.#unread, (this.#output.read() as Buffer | null) ?? Buffer.alloc(0)]);
    for (let end = this.#unread.indexOf(0); end >= 0; end = this.#unread.indexOf(0)) {
      const message = JSON.parse(this.#unread.subarray(0, end).toString('utf8')) as Answer;
      if (message.id === undefined) this.#events.push(Buffer.from(this.#unread.subarray(0, end + 1)));
      this.#unread = this.#unread.subarray(end + 1);
      this.#onAnswer(message);
    }
  };

  constructor(input: Writable, output: Readable) {
    this.#input = input;
    this.#output = output;
    // A browser that dies breaks the pipe; its exit says so, an unheard stream error would end the service.
    input.on('error', () => undefined);
    output.on('error', () => undefined);
    // Not 'data': only a stream that never flowed starts to flow by itself for the next listener.
    output.on('readable', this.#read);
    output.once('close', () => this.#onEnd(new Error('it closed its pipe')));
  }

  command(method: string, params: Record<string, unknown>, timeoutMs: number, sessionId?: string): Promise<Record<string, unknown>> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`no answer to ${method} within ${timeoutMs} ms`)), timeoutMs);
      this.#onEnd = (error) => {
        clearTimeout(timer);
        reject(error);
      };
      this.#onAnswer = (answer) => {
        if (answer.id !== id) return;
        clearTimeout(timer);
        if (answer.error) reject(new Error(`${method}: ${answer.error.message}`));
        else resolve(answer.result ?? {});
      };
      this.#input.write(`${JSON.stringify({ id, method, params, ...(sessionId === undefined ? {} : { sessionId }) })}\0`);
    });
  }

  /** Leaves the streams, and every event so far, unread and without listeners to whoever comes next. */
  handOver(): void {
    this.#output.off('readable', this.#read);
    const unread = Buffer.concat([...this.#events, this.#unread]);
    if (unread.length > 0) this.#output.unshift(unread);
  }
}
