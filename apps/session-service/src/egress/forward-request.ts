import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { pipeline } from 'node:stream/promises';
import type { EgressLimits } from './egress-limits.ts';
import { endToEndHeaders } from './hop-by-hop.ts';
import { badRequestPage, refusalPage, type RefusalPage } from './refusal-page.ts';

/** A connection to where this browser may go. @throws EgressRefused, EgressUnreachable */
export type Connect = (host: string, port: number, signal: AbortSignal) => Promise<Socket>;

/**
 * Answers one request for an absolute http: URL (RFC 9112, 3.2.2). Every request gets a connection of its own, judged anew, also
 * on a connection that is kept alive. Node's parser reads request and response whole, and writes both anew: what frames them here
 * (Content-Length, Transfer-Encoding, both of which it refuses) is never passed on as it came.
 */
export async function forwardRequest(request: IncomingMessage, response: ServerResponse, connect: Connect, limits: EgressLimits): Promise<void> {
  const target = targetOf(request.url ?? '');
  if (!target) return void answer(response, badRequestPage('Only requests for http: URLs, and CONNECT, are forwarded.'));
  const gone = new AbortController();
  response.once('close', () => gone.abort(new Error('the browser went away')));
  let socket: Socket | undefined;
  try {
    socket = await connect(target.hostname, target.port, gone.signal);
    gone.signal.addEventListener('abort', () => socket?.destroy());
    await exchange(request, response, target, socket, limits);
  } catch (error) {
    socket?.destroy();
    if (response.headersSent || gone.signal.aborted) response.destroy();
    else answer(response, refusalPage(error));
  }
}

interface Target {
  readonly hostname: string;
  readonly port: number;
  /** For the Host header: without user and password. */
  readonly host: string;
  /** As it was asked for: path and query are not ours to tidy. */
  readonly path: string;
}

function targetOf(text: string): Target | null {
  const rest = /^http:\/\/[^/?#\\]+(?<rest>[^#]*)/i.exec(text)?.groups?.['rest'];
  const url = rest === undefined ? null : URL.parse(text);
  if (rest === undefined || url?.protocol !== 'http:') return null;
  return { hostname: url.hostname, port: url.port === '' ? 80 : Number(url.port), host: url.host, path: rest.startsWith('/') ? rest : `/${rest}` };
}

async function exchange(request: IncomingMessage, response: ServerResponse, target: Target, socket: Socket, limits: EgressLimits): Promise<void> {
  socket.setTimeout(limits.idleTimeoutMs, () => socket.destroy(new Error('idle')));
  const framing = request.headers['transfer-encoding'] === undefined ? [] : ['Transfer-Encoding', 'chunked'];
  const upstream = httpRequest({
    createConnection: () => socket,
    method: request.method,
    path: target.path,
    headers: ['Host', target.host, ...endToEndHeaders(request.rawHeaders, ['host', 'expect']), ...framing, 'Connection', 'close'],
    maxHeaderSize: limits.maxResponseHeaderBytes,
    setHost: false,
  });
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    upstream.once('response', resolve);
    upstream.once('upgrade', () => reject(new Error('an upgrade that nobody asked for')));
    upstream.on('error', reject);
  });
  // A site may answer before it has read everything; what is left of the body then concerns nobody.
  pipeline(request, upstream).catch(() => undefined);
  const from = await answered;
  response.writeHead(from.statusCode!, from.statusMessage, endToEndHeaders(from.rawHeaders));
  await pipeline(from, response);
}

function answer(response: ServerResponse, { status, headers, body }: RefusalPage): void {
  response.writeHead(status, headers).end(body);
}
