import type { WebSocket } from 'ws';

/** Pings the client and cuts it off when a whole interval passed without an answer: a dead connection must not count as life. */
export function keepAlive(socket: WebSocket, intervalMs: number): void {
  let isAnswered = true;
  socket.on('pong', () => (isAnswered = true));
  const timer = setInterval(() => {
    // A paused socket cannot show its pong; what it waits for has limits of its own.
    if (!isAnswered && !socket.isPaused) return socket.terminate();
    isAnswered = false;
    if (socket.readyState === socket.OPEN) socket.ping();
  }, intervalMs);
  timer.unref();
  socket.once('close', () => clearInterval(timer));
}
