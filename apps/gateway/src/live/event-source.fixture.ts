import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import type { AuditEventView } from '@countersign/contracts';

/** One stream as a client reads it, by the rules of the HTML standard (9.2.6). */
export interface EventSourceReader {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly events: AuditEventView[];
  /** Where to go on; also from blocks without data. */
  readonly lastEventId: string;
  /** What the last event said. */
  readonly end: { reason: string; resumeAfter: string } | undefined;
  readonly comments: number;
  /** Of an answer that is no stream. */
  readonly body: string;
  readonly closed: Promise<void>;
  /** Reads nothing from now on, as one does that hangs. */
  pause(): void;
  resume(): void;
  close(): void;
}

/** Not by fetch: what that leaves behind when it is cut off is a connection without a request, which a server that stops waits for. */
export async function openEventSource(url: string, headers: Record<string, string>): Promise<EventSourceReader> {
  const request = get(url, { agent: false, headers });
  request.on('error', () => undefined);
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  const state = { events: [] as AuditEventView[], lastEventId: headers['last-event-id'] ?? '', end: undefined as EventSourceReader['end'], comments: 0, body: '' };
  let rest = '';
  response.setEncoding('utf8').on('error', () => undefined).on('data', (text: string) => {
    const blocks = `${rest}${text}`.split('\n\n');
    rest = blocks.pop()!;
    if (response.statusCode === 200) for (const block of blocks) readBlock(state, block);
    else state.body += text;
  });
  return {
    get status() { return response.statusCode ?? 0; },
    get headers() { return response.headers; },
    get events() { return state.events; },
    get lastEventId() { return state.lastEventId; },
    get end() { return state.end; },
    get comments() { return state.comments; },
    get body() { return state.body; },
    closed: new Promise((resolve) => response.once('close', resolve)),
    pause: () => void response.pause(),
    resume: () => void response.resume(),
    close: () => void request.destroy(),
  };
}

function readBlock(state: { events: AuditEventView[]; lastEventId: string; end: EventSourceReader['end']; comments: number }, block: string): void {
  const fields = new Map(block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]));
  if (fields.has('')) state.comments += 1;
  const [id, data] = [fields.get('id'), fields.get('data')];
  if (id !== undefined) state.lastEventId = id;
  if (data === undefined) return;
  if (fields.get('event') === 'end') state.end = JSON.parse(data) as NonNullable<EventSourceReader['end']>;
  else state.events.push(JSON.parse(data) as AuditEventView);
}
