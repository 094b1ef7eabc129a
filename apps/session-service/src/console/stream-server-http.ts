import { createServer, STATUS_CODES, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

/** Sockets open at a time, of all kinds. */
const maxSockets = 2000;

/** How long a file may take to come, ms. */
const requestTimeoutMs = 600_000;

export type OnRequest = (request: IncomingMessage, response: ServerResponse) => void;

/** An HTTP server for upgrades and files, with tight limits on all else. */
export function createUpgradeServer(onUpgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void, onRequest: OnRequest): Server {
  const server = createServer({ maxHeaderSize: 8192, headersTimeout: 5000, requestTimeout: requestTimeoutMs, keepAliveTimeout: 1000, connectionsCheckingInterval: 1000 });
  server.maxConnections = maxSockets;
  server.on('request', onRequest);
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    onUpgrade(request, socket, head);
  });
  server.on('clientError', (_error, socket) => socket.destroy());
  return server;
}

export function refuseRequest(response: ServerResponse, status: 401 | 403 | 404): void {
  response.writeHead(status, { connection: 'close', 'content-length': 0 }).end();
}

export function refuseUpgrade(socket: Duplex, status: 401 | 403 | 404 | 503): void {
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}
