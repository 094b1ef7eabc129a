import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A TCP proxy before a server, to lose answers and connections on purpose. */
export interface LossyProxy {
  /** The server's url with the proxy's host and port. */
  readonly url: string;
  /** From now on what the server answers is lost (true) or passed on (false); what clients send always arrives. */
  loseAnswers(isLosing: boolean): void;
  /** Bytes of answers lost so far. */
  readonly lostBytes: number;
  /** Breaks every open connection. */
  cut(): void;
  stop(): Promise<void>;
}

export async function startLossyProxy(serverUrl: string): Promise<LossyProxy> {
  const target = new URL(serverUrl);
  const sockets = new Set<Socket>();
  let isLosing = false;
  let lostBytes = 0;
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    client.pipe(upstream);
    upstream.on('data', (chunk) => {
      if (isLosing) lostBytes += chunk.length;
      else client.write(chunk);
    });
    for (const [one, other] of [[client, upstream], [upstream, client]] as const) {
      sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => { sockets.delete(one); other.destroy(); });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(serverUrl);
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const cut = () => { for (const socket of sockets) socket.destroy(); };
  return {
    url: url.href,
    loseAnswers: (value) => { isLosing = value; },
    get lostBytes() { return lostBytes; },
    cut,
    stop: async () => {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
