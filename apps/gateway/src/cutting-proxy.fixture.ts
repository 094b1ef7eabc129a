import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What becomes of an answer: it passes, it is lost altogether, or the connection breaks after so many bytes of its body. */
export type Cut = 'pass' | 'lost' | number;

/** Before a gateway: loses answers, all or in part, after the gateway has done what was asked. */
export interface CuttingProxy {
  readonly url: string;
  /** `METHOD /path` of every request that came, with its headers. */
  readonly requests: { readonly line: string; readonly headers: IncomingMessage['headers'] }[];
  /** Of the answers that came from the gateway. */
  readonly statuses: number[];
  /** For the answers that come next, one each; after them all pass. */
  plan: Cut[];
  stop(): Promise<void>;
}

export async function startCuttingProxy(targetUrl: string): Promise<CuttingProxy> {
  const server = createServer((incoming, outgoing) => {
    proxy.requests.push({ line: `${incoming.method} ${incoming.url}`, headers: incoming.headers });
    const cut = proxy.plan.shift() ?? 'pass';
    const upstream = httpRequest(new URL(incoming.url!, targetUrl), { method: incoming.method, headers: incoming.headers }, (answer) => {
      proxy.statuses.push(answer.statusCode!);
      passOn(answer, outgoing, cut);
    });
    upstream.on('error', () => outgoing.destroy());
    outgoing.on('close', () => upstream.destroy());
    incoming.pipe(upstream);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const proxy: CuttingProxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests: [], statuses: [], plan: [],
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return proxy;
}

function passOn(answer: IncomingMessage, outgoing: ServerResponse, cut: Cut): void {
  if (cut === 'lost') {
    outgoing.destroy();
    return;
  }
  outgoing.writeHead(answer.statusCode!, answer.headers);
  outgoing.flushHeaders();
  let left = cut === 'pass' ? Number.POSITIVE_INFINITY : cut;
  answer.on('data', (piece: Buffer) => {
    const passed = piece.subarray(0, Math.min(left, piece.length));
    left -= passed.length;
    // What was written leaves before the connection ends.
    if (left > 0) outgoing.write(passed);
    else outgoing.write(passed, () => outgoing.destroy());
  });
  answer.on('end', () => outgoing.end());
  answer.on('error', () => outgoing.destroy());
}
