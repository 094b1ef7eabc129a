import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

export interface Received {
  readonly id: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly path: string;
  readonly atMs: number;
}
export interface Receiver {
  readonly url: string;
  readonly received: Received[];
  /** Requests that are answered to right now, and the most that ever were. */
  readonly underWay: { now: number; most: number };
  /** What it answers from now on; default 204. */
  answer: (received: Received, response: ServerResponse) => void | Promise<void>;
  stop(): Promise<void>;
}
interface Message {
  readonly type: string;
  readonly timestamp: string;
  readonly data: { readonly id: string; readonly type: string; readonly position: number; readonly data: Record<string, unknown> };
}

/** A loopback address that no name resolves to. */
export const RECEIVER_HOST = '127.0.0.2';

/** Somebody's server that webhooks are posted to. */
export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const underWay = { now: 0, most: 0 };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    underWay.most = Math.max(underWay.most, (underWay.now += 1));
    response.once('close', () => (underWay.now -= 1));
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const one: Received = { id: String(request.headers['webhook-id']), headers: request.headers, body: Buffer.concat(chunks).toString(), path: request.url ?? '', atMs: Date.now() };
      received.push(one);
      void receiver.answer(one, response);
    });
  });
  server.listen(0, RECEIVER_HOST);
  await once(server, 'listening');
  const receiver: Receiver = {
    url: `http://${RECEIVER_HOST}:${(server.address() as AddressInfo).port}/hook`,
    received,
    underWay,
    answer: (_, response) => void response.writeHead(204).end(),
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return receiver;
}

/** As a receiver does it with the library of the standard. @throws when no signature is right */
export function verified({ body, headers }: Received, secret: string): Message {
  return new Webhook(secret).verify(body, headers as Record<string, string>) as Message;
}
