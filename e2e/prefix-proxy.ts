import { createServer, request, type IncomingMessage, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/**
 * A proxy that serves another server under a path. `isStripping`: it takes the path off and names the server as Host, as nginx
 * does with a slash at the end of proxy_pass; else it passes both on as they are.
 */
export class PrefixProxy {
  isStripping = true;
  /** Where it passes requests on to. */
  target = '';
  readonly #server: Server;
  readonly #prefix: string;
  readonly #tunnels = new Set<Duplex>();

  private constructor(prefix: string) {
    this.#prefix = prefix;
    this.#server = createServer((incoming, response) => {
      const asked = request(this.target, { method: incoming.method, path: this.#path(incoming), headers: this.#headers(incoming) }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
      asked.on('error', () => response.writeHead(502).end());
      response.on('close', () => asked.destroy());
      incoming.pipe(asked);
    });
    this.#server.on('upgrade', (incoming, socket, head) => this.#tunnel(incoming, socket, head));
  }

  static async start(prefix: string): Promise<PrefixProxy> {
    const proxy = new PrefixProxy(prefix);
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', () => resolve()));
    return proxy;
  }

  /** What people reach it by. */
  get url(): string {
    return `http://localhost:${(this.#server.address() as AddressInfo).port}${this.#prefix}`;
  }

  /** Open WebSockets go silent, as when the network goes away: nothing comes, and nothing is closed. */
  silence(): void {
    for (const socket of this.#tunnels) {
      socket.unpipe();
      socket.removeAllListeners('end');
      socket.pause();
    }
  }

  async stop(): Promise<void> {
    for (const socket of this.#tunnels) socket.destroy();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #path({ url = '/' }: IncomingMessage): string {
    if (!url.startsWith(`${this.#prefix}/`)) return '/outside-of-the-prefix.html';
    return this.isStripping ? url.slice(this.#prefix.length) : url;
  }

  #headers({ headers }: IncomingMessage): Record<string, string | string[] | undefined> {
    return this.isStripping ? { ...headers, host: new URL(this.target).host } : headers;
  }

  #tunnel(incoming: IncomingMessage, socket: Duplex, head: Buffer): void {
    const { hostname, port } = new URL(this.target);
    const server: Socket = connect(Number(port), hostname, () => {
      const lines = Object.entries(this.#headers(incoming)).map(([name, value]) => `${name}: ${String(value)}`);
      server.write([`GET ${this.#path(incoming)} HTTP/1.1`, ...lines, '', ''].join('\r\n'));
      server.write(head);
      server.pipe(socket).pipe(server);
    });
    for (const end of [socket, server]) {
      this.#tunnels.add(end);
      end.on('error', () => undefined);
      end.on('close', () => {
        this.#tunnels.delete(end);
        (end === socket ? server : socket).destroy();
      });
    }
  }
}
