import { once } from 'node:events';
import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import { isIP, type Socket } from 'node:net';
import { connect as startTls } from 'node:tls';
import { connectAllowed, type EgressPolicy } from '@countersign/egress';

/** Of an answer no more is read, and only its beginning is kept. */
const MAX_BODY_BYTES = 64 * 1024;
const EXCERPT_BYTES = 1_000;
/** The status decides; a body that comes slowly is not waited for. */
const BODY_TIMEOUT_MS = 2_000;

export interface WebhookRequest {
  /** http or https. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly policy: EgressPolicy;
  /** For everything together: resolving, connecting, sending, and the answer's headers. */
  readonly timeoutMs: number;
  /** Gives up. */
  readonly signal?: AbortSignal;
}
export interface WebhookAnswer {
  readonly startedAt: Date;
  readonly durationMs: number;
  /** null: there was no answer, `error` says why. */
  readonly statusCode: number | null;
  readonly error: string | null;
  readonly retryAfter: string | null;
  readonly responseExcerpt: string | null;
}

/** One POST on a connection of its own, to where the policy allows, certificates verified, redirects not followed. Never rejects. */
export async function postWebhook({ timeoutMs, signal, ...message }: WebhookRequest): Promise<WebhookAnswer> {
  const startedAt = new Date();
  const started = performance.now();
  const deadline = AbortSignal.timeout(timeoutMs);
  const ending = signal ? AbortSignal.any([deadline, signal]) : deadline;
  const opened: { destroy(): void }[] = [];
  const answer = (part: Partial<WebhookAnswer>): WebhookAnswer => ({
    startedAt, durationMs: Math.round(performance.now() - started), statusCode: null, error: null, retryAfter: null, responseExcerpt: null, ...part,
  });
  try {
    const socket = await open(new URL(message.url), message.policy, ending, opened);
    const response = await exchange(socket, message, ending, opened);
    const statusCode = response.statusCode ?? 0;
    const responseExcerpt = await excerptOf(response, ending);
    const error = statusCode >= 300 && statusCode < 400 ? 'It redirects; redirects are not followed.' : null;
    return answer({ statusCode, error, retryAfter: response.headers['retry-after'] ?? null, responseExcerpt });
  } catch (error) {
    return answer({ error: deadline.aborted ? `There was no answer within ${timeoutMs / 1000} s.` : describe(error) });
  } finally {
    for (const each of opened) each.destroy();
  }
}

async function open(url: URL, policy: EgressPolicy, signal: AbortSignal, opened: { destroy(): void }[]): Promise<Socket> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
  const plain = await connectAllowed(host, port, policy, { signal });
  opened.push(plain);
  plain.on('error', ignore);
  if (url.protocol !== 'https:') return plain;
  // Server name indication is for names only (RFC 6066, 3); the certificate is checked against `host` either way.
  const secure = startTls({ socket: plain, host, ...(isIP(host) ? {} : { servername: host }), ALPNProtocols: ['http/1.1'] });
  opened.push(secure);
  secure.on('error', ignore);
  await once(secure, 'secureConnect', { signal });
  return secure;
}

async function exchange(socket: Socket, { url, headers, body }: Omit<WebhookRequest, 'timeoutMs' | 'signal'>, signal: AbortSignal, opened: { destroy(): void }[]): Promise<IncomingMessage> {
  const { host, pathname, search } = new URL(url);
  const asked: ClientRequest = request({
    method: 'POST', path: `${pathname}${search}`, createConnection: () => socket,
    headers: { ...headers, host, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), connection: 'close' },
  });
  opened.push(asked);
  asked.on('error', ignore);
  asked.end(body);
  const [response] = (await once(asked, 'response', { signal })) as [IncomingMessage];
  response.on('error', ignore);
  return response;
}

async function excerptOf(response: IncomingMessage, signal: AbortSignal): Promise<string> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  const timer = setTimeout(() => response.destroy(), BODY_TIMEOUT_MS);
  const giveUp = () => response.destroy();
  signal.addEventListener('abort', giveUp, { once: true });
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      if (sizeBytes < EXCERPT_BYTES) chunks.push(chunk);
      sizeBytes += chunk.length;
      if (sizeBytes >= MAX_BODY_BYTES) break;
    }
  } catch {
    // It broke off: what came is what there is.
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', giveUp);
  }
  return printable(Buffer.concat(chunks).subarray(0, EXCERPT_BYTES).toString('utf8'));
}

/** A receiver chooses this text: no control characters into terminals, and none that Postgres cannot hold. */
function printable(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '\ufffd');
}

function describe(error: unknown): string {
  const { message, code } = error as NodeJS.ErrnoException;
  const text = code !== undefined && !message.includes(code) ? `${message} (${code})` : message;
  return printable(text).slice(0, 500);
}

/** Whoever awaits hears of errors by itself; without a listener a late one would end the process. */
function ignore(): void {}
