import { STATUS_CODES, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { EgressLimits } from './egress-limits.ts';
import type { Connect } from './forward-request.ts';
import { badRequestPage, refusalPage, type RefusalPage } from './refusal-page.ts';

/** Answers CONNECT (RFC 9110, 9.3.6): https:, ws: and wss: come this way. `head`: what came with the request already. */
export async function openTunnel(request: IncomingMessage, client: Socket, head: Buffer, connect: Connect, limits: EgressLimits): Promise<void> {
  client.on('error', () => client.destroy());
  const authority = /^(?<host>\[[^\]]+\]|[^:]+):(?<port>\d{1,5})$/.exec(request.url ?? '')?.groups;
  if (!authority) return refuse(client, badRequestPage('CONNECT wants host:port.'));
  const gone = new AbortController();
  client.once('close', () => gone.abort(new Error('the browser went away')));
  const server = await connect(authority['host']!, Number(authority['port']), gone.signal).catch((error: unknown) => void refuse(client, refusalPage(error)));
  if (!server) return;
  if (client.destroyed) return void server.destroy();
  client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
  if (head.length > 0) server.write(head);
  couple(client, server, limits.idleTimeoutMs);
  couple(server, client, limits.idleTimeoutMs);
}

/** One direction; the end of either side ends both, once what was under way has been written. */
function couple(from: Socket, to: Socket, idleTimeoutMs: number): void {
  // Counts what is written to it as well: a long download is not idle.
  from.setTimeout(idleTimeoutMs, () => from.destroy());
  from.on('error', () => to.destroy());
  from.once('close', () => to.destroySoon());
  from.pipe(to);
}

function refuse(client: Socket, { status, headers, body }: RefusalPage): void {
  const lines = Object.entries({ ...headers, Connection: 'close' }).map(([name, value]) => `${name}: ${value}\r\n`);
  client.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`);
}
