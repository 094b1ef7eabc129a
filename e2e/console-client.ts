import { request, type IncomingHttpHeaders } from 'node:http';
import { WebSocket } from 'ws';
import type { Answered, ConsoleSystem } from './console-system.ts';

/** What came of an upgrade: a socket, or an answer over HTTP. */
export interface Knocked {
  readonly status: number;
  readonly code?: string;
  readonly socket?: WebSocket;
}
export interface OpenedConsole {
  readonly consoleId: string;
  readonly mode: string;
  readonly user: string;
  /** `name=value` */
  readonly cookie: string;
}

export const originOf = (system: ConsoleSystem): string => system.url;

/** Exchanges the secret of a link, as its page does. */
export function exchange(system: ConsoleSystem, sessionId: string, secret: string, headers: Record<string, string> = {}): Promise<Answered<OpenedConsole & { code: string }>> {
  return system.call(`/v1/sessions/${sessionId}/console`, { method: 'POST', body: { secret }, headers: { origin: originOf(system), ...headers } });
}

export async function openByLink(system: ConsoleSystem, sessionId: string, secret: string, headers: Record<string, string> = {}): Promise<OpenedConsole> {
  const { status, headers: answered, body } = await exchange(system, sessionId, secret, headers);
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
  return { ...body, cookie: answered.get('set-cookie')!.split(';')[0]! };
}

/** Asks for the console's WebSocket with exactly these headers; `host` is what the Host header says. */
export function knock(system: ConsoleSystem, sessionId: string, headers: Record<string, string | undefined>): Promise<Knocked> {
  const given = Object.fromEntries(Object.entries({ origin: originOf(system), ...headers }).filter((header): header is [string, string] => header[1] !== undefined));
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${system.url.replace('http', 'ws')}/v1/sessions/${sessionId}/console`, { headers: given });
    socket.once('message', () => resolve({ status: 101, socket }));
    socket.once('unexpected-response', (_request, response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, code: (JSON.parse(text) as { code: string }).code }));
    });
    socket.once('error', reject);
  });
}

/** The close of a socket that was let in. */
export function closeOf({ socket }: Knocked): Promise<{ code: number; reason: string; atMs: number }> {
  return new Promise((resolve, reject) => {
    if (!socket) return reject(new Error('it was not let in'));
    socket.once('close', (code, reason) => resolve({ code, reason: reason.toString(), atMs: performance.now() }));
    return undefined;
  });
}

/** The RFB 3.8 handshake with security type None, without waiting for its answers, and then messages. */
export function speakRfb({ socket }: Knocked, ...messages: Buffer[]): void {
  socket!.send(Buffer.concat([Buffer.from('RFB 003.008\n'), Buffer.from([1, 1]), ...messages]));
}

export function keyPress(character: string): Buffer {
  return Buffer.concat([1, 0].map((isDown) => {
    const message = Buffer.from([4, isDown, 0, 0, 0, 0, 0, 0]);
    message.writeUInt32BE(character.codePointAt(0)!, 4);
    return message;
  }));
}

/** A click of the left button, in pixels of the remote screen. */
export function click(x: number, y: number): Buffer {
  return Buffer.concat([0, 1, 0].map((buttons) => Buffer.from([5, buttons, x >> 8, x & 0xff, y >> 8, y & 0xff])));
}

/** Headers of a plain request whose Host is not where it goes. */
export function statusWithHost(system: ConsoleSystem, path: string, headers: Record<string, string>): Promise<{ status: number; headers: IncomingHttpHeaders }> {
  const { hostname, port } = new URL(system.url);
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, path, headers }, (response) => {
      response.resume();
      response.once('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers }));
    });
    asked.once('error', reject);
    asked.end();
  });
}
