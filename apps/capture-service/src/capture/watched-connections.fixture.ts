import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { WebSocket, WebSocketServer, type RawData } from 'ws';

/** What stands between two programs sees each message of the client and may stop it. */
export interface Watched {
  readonly url: string;
  /** Told of everything the client sends; `hold` keeps this and all that follows back, in both directions. */
  onSent: (text: string) => 'pass' | 'hold' | 'pass_then_hold';
  /** Breaks every connection; later ones pass again. */
  cut(): void;
  stop(): Promise<void>;
}

/** How much of a message may lie in the piece before. */
const OVERLAP = 300;

/** Before a NATS server. A message whose end is held back is none for the server. */
export async function watchNats(serverUrl: string): Promise<Watched> {
  const target = new URL(serverUrl);
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    let held = false;
    let before = '';
    client.on('data', (chunk) => {
      if (held) return;
      const text = before + chunk.toString('latin1');
      before = text.slice(-OVERLAP);
      const verdict = watched.onSent(text);
      held = verdict !== 'pass';
      if (verdict !== 'hold') upstream.write(chunk);
    });
    upstream.on('data', (chunk) => held || client.write(chunk));
    for (const [one, other] of [[client, upstream], [upstream, client]] as const) {
      sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => { sockets.delete(one); other.destroy(); });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = () => { for (const socket of sockets) socket.destroy(); };
  const watched: Watched = {
    url: `nats://127.0.0.1:${(server.address() as AddressInfo).port}`,
    onSent: () => 'pass',
    cut,
    stop: async () => {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return watched;
}

/** Before a browser's CDP door. */
export async function watchCdp(debuggerUrl: string): Promise<Watched> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, maxPayload: 256_000_000 });
  const sockets = new Set<WebSocket>();
  server.on('connection', (client) => {
    const upstream = new WebSocket(debuggerUrl, { maxPayload: 256_000_000 });
    const waiting: string[] = [];
    let held = false;
    upstream.on('open', () => waiting.splice(0).forEach((text) => upstream.send(text)));
    client.on('message', (data: RawData) => {
      if (held) return;
      const text = String(data as Buffer);
      const verdict = watched.onSent(text);
      held = verdict !== 'pass';
      if (verdict === 'hold') return;
      if (upstream.readyState === WebSocket.OPEN) upstream.send(text);
      else waiting.push(text);
    });
    upstream.on('message', (data: RawData) => held || client.send(String(data as Buffer)));
    for (const [one, other] of [[client, upstream], [upstream, client]] as const) {
      sockets.add(one);
      one.on('error', () => other.terminate());
      one.on('close', () => { sockets.delete(one); other.terminate(); });
    }
  });
  await new Promise<void>((resolve) => server.once('listening', resolve));
  const cut = () => { for (const socket of sockets) socket.terminate(); };
  const watched: Watched = {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/devtools/browser`,
    onSent: () => 'pass',
    cut,
    stop: async () => {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return watched;
}
