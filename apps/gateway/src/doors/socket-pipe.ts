import { WebSocket, type RawData } from 'ws';

/** Bytes that wait to be sent on one side before the other is not read any more, and at which it is read again. */
const PAUSE_ABOVE_BYTES = 1_048_576;
const RESUME_BELOW_BYTES = 262_144;
const PING_EVERY_MS = 15_000;
/** With the second for which a credential is remembered, one that was revoked at any gateway is out after two. */
const ADMISSION_EVERY_MS = 1_000;

/** Sent by either end of a console or CDP connection. */
export const CLOSE_GOING_AWAY = 1001;
export const CLOSE_INTERNAL = 1011;
export const CLOSE_REVOKED = 4401;

export interface PipeOptions {
  /** Asked every second; false closes both with 4401. */
  stillAdmitted(): Promise<boolean>;
  onClosed(): void;
}

/**
 * Joins two open WebSockets: messages go both ways as they are, whoever is slow slows the other down, and a close goes
 * through with its code and reason. Each may be paused when it is given.
 */
export function pipeSockets(client: WebSocket, upstream: WebSocket, options: PipeOptions): void {
  forward(client, upstream);
  forward(upstream, client);
  let answered = true;
  client.on('pong', () => (answered = true));
  const timer = setInterval(() => {
    if (!answered && !client.isPaused) {
      client.terminate();
      return;
    }
    answered = false;
    client.ping();
  }, PING_EVERY_MS);
  const admission = setInterval(() => {
    void options.stillAdmitted().then((admitted) => {
      if (!admitted) client.close(CLOSE_REVOKED, 'credentials_revoked');
    });
  }, ADMISSION_EVERY_MS);
  let open = 2;
  for (const socket of [client, upstream]) {
    socket.once('close', () => {
      clearInterval(timer);
      clearInterval(admission);
      open -= 1;
      if (open === 0) options.onClosed();
    });
  }
  client.resume();
  upstream.resume();
}

function forward(from: WebSocket, to: WebSocket): void {
  const resume = () => {
    if (from.isPaused && to.bufferedAmount <= RESUME_BELOW_BYTES) from.resume();
  };
  from.on('message', (data: RawData, isBinary: boolean) => {
    if (to.readyState !== WebSocket.OPEN) return;
    to.send(data, { binary: isBinary }, resume);
    if (to.bufferedAmount > PAUSE_ABOVE_BYTES) from.pause();
  });
  // Its `close` follows, with 1006.
  from.on('error', () => undefined);
  from.once('close', (code, reason) => {
    // A paused socket would never get to its own close.
    if (to.isPaused) to.resume();
    if (code === 1005) to.close();
    else if (isSendable(code)) to.close(code, reason);
    else to.close(CLOSE_INTERNAL, 'connection_lost');
  });
}

/** RFC 6455 section 7.4: some codes are only ever reported, not sent. */
function isSendable(code: number): boolean {
  return (code >= 1000 && code <= 1014 && ![1004, 1005, 1006].includes(code)) || (code >= 3000 && code <= 4999);
}
