import { createServer as createHttpServer, type Server as HttpServer } from 'node:http';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { connectAllowed, EgressRefused, type EgressPattern, type EgressRefusal, type Lookup } from '@countersign/egress';
import type { EgressLimits } from './egress-limits.ts';
import { forwardRequest } from './forward-request.ts';
import { uidOfPeer } from './peer-uid.ts';
import { openTunnel } from './tunnel.ts';

export interface EgressLogger {
  info(fields: Record<string, unknown>, text: string): void;
  warn(fields: Record<string, unknown>, text: string): void;
}

export interface BrowserEgressOptions {
  /** Whose browser it is: connections of any other account are dropped. */
  readonly uid: number;
  readonly opened: readonly EgressPattern[];
  readonly lookup: Lookup;
  /** Ports of all these listeners of this process: none is a way into another. */
  readonly ownPorts: Set<number>;
  readonly limits: EgressLimits;
  readonly logger: EgressLogger;
}

/**
 * The one way of one browser into the network: an HTTP proxy on a loopback port of its own. It lets nothing through until it is told
 * what the browser's session may reach: a browser that waits in the pool talks to nobody.
 */
export class BrowserEgress {
  readonly #options: BrowserEgressOptions;
  readonly #listener: Server;
  readonly #http: HttpServer;
  readonly #sockets = new Set<Socket>();
  readonly #refusals = new Map<EgressRefusal, number>();
  readonly #logged = new Set<string>();
  #narrowedTo: readonly EgressPattern[] | null = [];
  #isAllowed = false;
  #logFields: Readonly<Record<string, unknown>> = {};
  #port = 0;
  #closed = false;

  constructor(options: BrowserEgressOptions) {
    const { limits } = options;
    this.#options = options;
    this.#http = createHttpServer({
      maxHeaderSize: limits.maxRequestHeaderBytes, headersTimeout: limits.requestHeaderTimeoutMs, requestTimeout: 0, keepAliveTimeout: limits.keepAliveTimeoutMs, keepAlive: true,
    });
    // Requests that are no HTTP, or frame their body in two ways, end here: Node answers 400 and closes.
    this.#http.on('request', (request, response) => void forwardRequest(request, response, this.#connect, limits));
    this.#http.on('connect', (request, socket, head) => void openTunnel(request, socket as Socket, head, this.#connect, limits));
    this.#listener = createServer({ pauseOnConnect: true, noDelay: true, allowHalfOpen: true }, (socket) => void this.#admit(socket));
    this.#listener.maxConnections = limits.maxConnections;
  }

  /** On 127.0.0.1. */
  get port(): number {
    return this.#port;
  }

  /** Connections that were refused, by reason. */
  get refusals(): Readonly<Partial<Record<EgressRefusal, number>>> {
    return Object.fromEntries(this.#refusals);
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve, reject) => this.#listener.once('error', reject).listen(0, '127.0.0.1', resolve));
    this.#port = (this.#listener.address() as AddressInfo).port;
    this.#options.ownPorts.add(this.#port);
    // It is given its connections and never listens itself; this is what starts its clock for slow headers.
    this.#http.emit('listening');
  }

  /** Opens the way. `narrowedTo` null: all that the node allows; else only these hosts of it. `logFields` go with every line. */
  allow(narrowedTo: readonly EgressPattern[] | null, logFields: Readonly<Record<string, unknown>> = {}): void {
    this.#isAllowed = true;
    this.#narrowedTo = narrowedTo;
    this.#logFields = logFields;
  }

  /** Ends every connection at once. Idempotent. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#options.ownPorts.delete(this.#port);
    this.#listener.close();
    this.#http.close();
    for (const socket of this.#sockets) socket.destroy();
    if (this.#refusals.size > 0) this.#options.logger.info({ ...this.#logFields, refusals: this.refusals }, 'connections that a browser was refused');
  }

  async #admit(socket: Socket): Promise<void> {
    this.#keep(socket);
    socket.on('error', () => socket.destroy());
    const { uid, logger } = this.#options;
    const peerUid = await uidOfPeer(socket.remotePort!, this.#port);
    if (this.#closed || socket.destroyed) return void socket.destroy();
    if (peerUid !== uid) {
      logger.warn({ ...this.#logFields, peerUid }, 'another account tried the way of a browser into the network');
      return void socket.destroy();
    }
    this.#http.emit('connection', socket);
    socket.resume();
  }

  readonly #connect = async (host: string, port: number, signal: AbortSignal): Promise<Socket> => {
    const { opened, lookup, limits, ownPorts } = this.#options;
    try {
      const socket = await connectAllowed(host, port, { opened, narrowedTo: this.#narrowedTo }, { signal, lookup, timeoutMs: limits.connectTimeoutMs });
      this.#keep(socket);
      // One listener serves one browser: not even a loopback range in the configuration leads into another's.
      if (!this.#closed && !(ownPorts.has(port) && socket.remoteAddress === '127.0.0.1')) return socket;
      socket.destroy();
      throw new EgressRefused(host, port, 'loopback');
    } catch (error) {
      if (error instanceof EgressRefused) this.#count(error);
      throw error;
    }
  };

  #count({ host, port, reason }: EgressRefused): void {
    // A browser that waits asks for its maker's servers all the time.
    if (!this.#isAllowed) return;
    this.#refusals.set(reason, (this.#refusals.get(reason) ?? 0) + 1);
    const { limits, logger } = this.#options;
    const what = `${host} ${port}`;
    if (this.#logged.has(what) || this.#logged.size >= limits.maxLoggedRefusals) return;
    this.#logged.add(what);
    logger.info({ ...this.#logFields, host, port, reason }, 'a browser was refused a connection');
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
  }
}
