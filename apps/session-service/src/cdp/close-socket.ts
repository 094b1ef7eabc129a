import type { WebSocket } from 'ws';

/** How long a client has for the closing handshake, ms. */
const closeGraceMs = 1000;
/** RFC 6455 section 5.5: a control frame has at most 125 bytes, two of them the code. */
const maxReasonBytes = 123;

/** Closes the socket with a reason, cut to what a close frame holds; a client that does not answer is cut off. */
export function closeSocket(socket: WebSocket, code: number, reason: string): void {
  // As a stream: a character that is cut through at the end is left out.
  const fitting = new TextDecoder().decode(Buffer.from(reason).subarray(0, maxReasonBytes), { stream: true });
  socket.close(code, fitting);
  setTimeout(() => socket.terminate(), closeGraceMs).unref();
}
