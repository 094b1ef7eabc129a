/**
 * One message of the browser, opened just as far as routing needs it. `inner` is the unread JSON text of the members
 * besides id, method and sessionId (`"result":{…}`, `"error":{…}`, `"params":{…}` or nothing).
 */
export interface BrowserMessage {
  readonly id: number | null;
  readonly method: string | null;
  readonly sessionId: string | null;
  readonly inner: Buffer;
}

const responseStart = /^\{"id":([0-9]{1,15}),/;
const eventStart = /^\{"method":"([A-Za-z]+\.[A-Za-z]+)"(,?)/;
const sessionEnd = /,"sessionId":"([0-9A-F]{32})"\}$/;
const longestStart = 128;
const sessionEndLength = ',"sessionId":"'.length + 32 + '"}'.length;

/**
 * Chromium writes `{"id":7,"result":{…},"sessionId":"…"}` and `{"method":"…","params":{…},"sessionId":"…"}` in exactly this
 * order, so the big middle (a screenshot, an accessibility tree) need not be parsed to be passed on. The end cannot be forged
 * by a page: inside a JSON string every quote is escaped, and a nested sessionId would be followed by two braces. Anything of
 * another form is parsed in full.
 *
 * @throws SyntaxError when it is not a JSON object
 */
export function readBrowserMessage(message: Buffer): BrowserMessage {
  const end = sessionEnd.exec(message.toString('latin1', Math.max(0, message.length - sessionEndLength)));
  const start = message.toString('latin1', 0, longestStart);
  const response = end && responseStart.exec(start);
  const event = end && !response ? eventStart.exec(start) : null;
  const innerEnd = message.length - sessionEndLength;
  if (response) return { id: Number(response[1]), method: null, sessionId: end![1]!, inner: message.subarray(response[0].length, innerEnd) };
  // An event without params has its sessionId right after the method: the comma belongs to it.
  if (event?.[2] && event[0].length <= innerEnd) {
    return { id: null, method: event[1]!, sessionId: end![1]!, inner: message.subarray(event[0].length, innerEnd) };
  }
  return readWholeMessage(message);
}

function readWholeMessage(message: Buffer): BrowserMessage {
  const parsed: unknown = JSON.parse(message.toString('utf8'));
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw new SyntaxError('a message must be a JSON object');
  const { id, method, sessionId, ...rest } = parsed as Record<string, unknown>;
  return {
    id: typeof id === 'number' ? id : null,
    method: typeof method === 'string' ? method : null,
    sessionId: typeof sessionId === 'string' && sessionId !== '' ? sessionId : null,
    inner: Buffer.from(JSON.stringify(rest).slice(1, -1)),
  };
}

/** The members of `inner`. */
export function readInner(message: BrowserMessage): { params?: Record<string, unknown>; result?: Record<string, unknown>; error?: { code: number; message: string } } {
  return JSON.parse(`{${message.inner.toString('utf8')}}`) as ReturnType<typeof readInner>;
}

/** The message as a client shall see it: under the client's own id, and without a session that the client does not know of. */
export function writeClientMessage(message: BrowserMessage, id: number | null, sessionId: string | null): Buffer {
  const start = message.method === null ? `{"id":${id}` : `{"method":${JSON.stringify(message.method)}`;
  const end = sessionId === null ? '}' : `,"sessionId":${JSON.stringify(sessionId)}}`;
  const comma = message.inner.length > 0 ? ',' : '';
  return Buffer.concat([Buffer.from(start + comma), message.inner, Buffer.from(end)]);
}
