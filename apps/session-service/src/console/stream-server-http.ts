import { createServer, STATUS_CODES, type IncomingMessage, type Server } from 'node:http';
import type { Duplex } from 'node:stream';

/** Sockets open at a time, of all kinds. */
const maxSockets = 2000;

/** An HTTP server that answers nothing but upgrades, with tight limits on all else. */
export function createUpgradeServer(onUpgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void): Server {
  const server = createServer({ maxHeaderSize: 8192, headersTimeout: 5000, requestTimeout: 5000, keepAliveTimeout: 1000, connectionsCheckingInterval: 1000 });
  server.maxConnections = maxSockets;
  server.on('request', (_request, response) => response.writeHead(404, { connection: 'close', 'content-length': 0 }).end());
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    onUpgrade(request, socket, head);
  });
  server.on('clientError', (_error, socket) => socket.destroy());
  return server;
}

export function refuseUpgrade(socket: Duplex, status: 401 | 403 | 404 | 503): void {
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}
