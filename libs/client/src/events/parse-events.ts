/** One event of a stream of server-sent events. */
export interface ServerSentEvent {
  readonly event: string;
  readonly data: string;
  /** Of this very event; undefined: it had none. */
  readonly id: string | undefined;
}

/** Parses a text/event-stream piece by piece, as the HTML standard says (9.2.6). */
export class EventStreamParser {
  /** What the server asks for before the next connection, milliseconds. */
  retryMs: number | undefined;
  #rest = '';
  #isFirst = true;
  #event = '';
  #data: string[] = [];
  #id: string | undefined;

  push(piece: string): ServerSentEvent[] {
    let text = this.#rest + piece;
    if (this.#isFirst && text !== '') {
      this.#isFirst = false;
      if (text.startsWith('\uFEFF')) text = text.slice(1);
    }
    const found: ServerSentEvent[] = [];
    let start = 0;
    for (const line of text.matchAll(/\r\n|\n|\r/g)) {
      // A CR at the end may be the half of a CRLF.
      if (line[0] === '\r' && line.index + 1 === text.length) break;
      const event = this.#line(text.slice(start, line.index));
      if (event) found.push(event);
      start = line.index + line[0].length;
    }
    this.#rest = text.slice(start);
    return found;
  }

  #line(line: string): ServerSentEvent | undefined {
    if (line === '') return this.#dispatch();
    const colon = line.indexOf(':');
    if (colon === 0) return undefined;
    const field = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') this.#event = value;
    else if (field === 'data') this.#data.push(value);
    else if (field === 'id' && !value.includes('\0')) this.#id = value;
    else if (field === 'retry' && /^\d{1,9}$/.test(value)) this.retryMs = Number(value);
    return undefined;
  }

  /** An event with an id and no data says where one is. */
  #dispatch(): ServerSentEvent | undefined {
    const event = { event: this.#event || 'message', data: this.#data.join('\n'), id: this.#id };
    const isSomething = this.#data.length > 0 || this.#id !== undefined;
    [this.#event, this.#data, this.#id] = ['', [], undefined];
    return isSomething ? event : undefined;
  }
}
