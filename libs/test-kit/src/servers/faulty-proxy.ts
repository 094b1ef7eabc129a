import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** What becomes of a piece that a client sent: `hold` keeps it and all that follows back, in both directions. */
export type Verdict = 'pass' | 'hold' | 'pass_then_hold';

/** A TCP proxy before a server, for what networks do to connections: slow, silent, half open, broken. */
export interface FaultyProxy {
  /** The server's url with the proxy's host and port. */
  readonly url: string;
  /** Asked about every piece that a client sends, together with the end of the piece before; default: all pass. */
  onSent: (text: string) => Verdict;
  /** From now on what the server answers is lost (true) or passed on (false); what clients send always arrives. */
  loseAnswers(isLosing: boolean): void;
  /** Bytes of answers lost so far. */
  readonly lostBytes: number;
  /** From now on everything arrives this much later, either way; 0: at once. */
  delay(ms: number): void;
  /** The connections that are open now stay open and carry nothing any more, as when a firewall forgot them. Later ones are well. */
  halfOpen(): void;
  /** Breaks every open connection, also the half-open ones. */
  cut(): void;
  stop(): Promise<void>;
}

/** How much of a message may lie in the piece before. */
const OVERLAP = 300;

interface Pair {
  readonly client: Socket;
  readonly upstream: Socket;
  isSilent: boolean;
  /** The end of what the client sent last. */
  before: string;
}

export async function startFaultyProxy(serverUrl: string): Promise<FaultyProxy> {
  const target = new URL(serverUrl);
  const pairs = new Set<Pair>();
  let isLosing = false;
  let lostBytes = 0;
  let delayMs = 0;

  const server = createServer((client) => {
    const pair: Pair = { client, upstream: connect(Number(target.port), target.hostname), isSilent: false, before: '' };
    const { upstream } = pair;
    const toUpstream = inOrder(pair, upstream, () => delayMs);
    const toClient = inOrder(pair, client, () => delayMs);
    client.on('data', (piece) => {
      if (pair.isSilent) return;
      const text = pair.before + piece.toString('latin1');
      pair.before = text.slice(-OVERLAP);
      const verdict = proxy.onSent(text);
      if (verdict !== 'hold') toUpstream(piece);
      // What is on its way arrives; nothing after it does.
      if (verdict !== 'pass') pair.isSilent = true;
    });
    upstream.on('data', (piece) => {
      if (isLosing || pair.isSilent) lostBytes += piece.length;
      else toClient(piece);
    });
    pairs.add(pair);
    for (const [one, other] of [[client, upstream], [upstream, client]] as const) {
      one.on('error', () => undefined);
      one.on('close', () => {
        pairs.delete(pair);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(serverUrl);
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;

  const proxy: FaultyProxy = {
    url: url.href,
    onSent: () => 'pass',
    loseAnswers: (value) => { isLosing = value; },
    get lostBytes() { return lostBytes; },
    delay: (ms) => { delayMs = ms; },
    halfOpen: () => { for (const pair of pairs) pair.isSilent = true; },
    cut: () => {
      for (const { client, upstream } of pairs) {
        client.destroy();
        upstream.destroy();
      }
    },
    stop: async () => {
      proxy.cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return proxy;
}

/** Writes pieces in the order they came, each after the delay that held when it came. */
function inOrder(pair: Pair, to: Socket, delayMs: () => number): (piece: Buffer) => void {
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();
  return (piece) => {
    const ms = delayMs();
    if (ms === 0 && waiting === 0) {
      if (!to.destroyed) to.write(piece);
      return;
    }
    const dueMs = performance.now() + ms;
    waiting++;
    last = last.then(() => pause(Math.max(0, dueMs - performance.now()))).then(() => {
      waiting--;
      if (!to.destroyed && !pair.isSilent) to.write(piece);
    });
  };
}
