import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { sessionCommands, type AttachResult } from '@countersign/contracts';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { WebSocket, WebSocketServer } from 'ws';
import { Admission } from '../auth/admission.ts';
import { Authentication } from '../auth/authentication.ts';
import { readConsoleCookie } from '../auth/cookies.ts';
import type { Identity } from '../auth/identity.ts';
import { GATEWAY_CONFIG } from '../config.token.ts';
import type { GatewayConfig } from '../config.ts';
import { isUuid } from '../database/page.ts';
import { withoutBasePath } from '../http/base-path.ts';
import { Commands } from '../http/commands.ts';
import { correlationIdOf } from '../http/correlation-id.ts';
import { metaOf } from '../http/parameters.ts';
import { ProblemError } from '../http/problem.ts';
import { toProblemError } from '../http/problem.filter.ts';
import { refuseUpgrade } from './refuse-upgrade.ts';
import { CLOSE_GOING_AWAY, pipeSockets } from './socket-pipe.ts';

const UPSTREAM_TIMEOUT_MS = 10_000;
/** Time for closing handshakes when the gateway stops. */
const CLOSE_TIMEOUT_MS = 2_000;
/** From a client, as nodes take them: CDP carries files; a console carries a clipboard at most. */
const MAX_MESSAGE_BYTES = { cdp: 72 * 1_048_576, console: 4 * 1_048_576 } as const;
/** From a node: screenshots and whole screens. */
const MAX_UPSTREAM_MESSAGE_BYTES = 256 * 1_048_576;
const PATH = /^\/v1\/sessions\/([^/]+)\/(console|cdp)\/?$/;

type DoorName = keyof typeof MAX_MESSAGE_BYTES;
interface Upgrade {
  readonly request: IncomingMessage;
  readonly socket: Duplex;
  readonly head: Buffer;
}
interface Visit {
  readonly door: DoorName;
  readonly sessionId: string;
  readonly identity: Identity | undefined;
  readonly correlationId: string;
}

/** The front doors of sessions: WebSockets that are let in here and joined to the node that hosts the browser. */
@Injectable()
export class Doors {
  private readonly logger = new Logger(Doors.name);
  private readonly open = new Set<WebSocket>();
  private readonly servers = { console: webSocketServer('console'), cdp: webSocketServer('cdp') };
  private stopping = false;

  constructor(
    private readonly admission: Admission,
    private readonly authentication: Authentication,
    private readonly commands: Commands,
    @Inject(GATEWAY_CONFIG) private readonly config: GatewayConfig,
  ) {}

  /** Takes an `upgrade` of the HTTP server. Never throws: a refusal is answered over HTTP. */
  async upgrade(upgrade: Upgrade): Promise<void> {
    const { request, socket } = upgrade;
    const correlationId = correlationIdOf(request.headers);
    socket.on('error', () => socket.destroy());
    try {
      if (this.stopping) throw new ProblemError('shutting_down');
      const visit = await this.admit(request, correlationId);
      const upstream = await this.connect(await this.attach(visit, request), visit);
      this.join(upgrade, upstream, visit);
    } catch (error) {
      const problem = toProblemError(error, { method: request.method ?? 'GET', url: request.url ?? '/' });
      if (problem.code === 'internal') this.logger.error({ error, correlationId }, 'an upgrade failed');
      refuseUpgrade(socket, problem, correlationId);
    }
  }

  /** Closes every connection with 1001: clients come back to a gateway that runs. */
  async stop(): Promise<void> {
    this.stopping = true;
    const sockets = [...this.open];
    for (const socket of sockets) socket.close(CLOSE_GOING_AWAY, 'gateway_stops');
    const deadline = performance.now() + CLOSE_TIMEOUT_MS;
    while (this.open.size > 0 && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20));
    for (const socket of this.open) socket.terminate();
  }

  private async admit(request: IncomingMessage, correlationId: string): Promise<Visit> {
    const { pathname } = new URL(request.url ?? '/', 'http://gateway');
    const match = PATH.exec(withoutBasePath(pathname, this.config.basePath));
    if (!match) throw new ProblemError('route_not_found');
    const door = match[2] as DoorName;
    const identity = await this.admission.admit('WS', `/v1/sessions/:id/${door}`, request.headers);
    // A browser always names the page's origin; the console is for pages only. A cookie must never open the CDP door.
    this.admission.requireOrigin(request.headers, door === 'console');
    if (door === 'console') this.admission.requireHost(request.headers);
    if (door === 'cdp' && identity?.by !== 'api_key') throw new ProblemError('unauthenticated', { detail: 'This needs an API key in the Authorization header.' });
    const sessionId = match[1]!.toLowerCase();
    if (!isUuid(sessionId)) throw new ProblemError('session_not_found');
    return { door, sessionId, identity, correlationId };
  }

  private async attach({ door, sessionId, identity, correlationId }: Visit, request: IncomingMessage): Promise<AttachResult> {
    const meta = metaOf({ headers: request.headers, identity, id: correlationId });
    if (door === 'cdp') return (await this.commands.send<AttachResult>(sessionCommands.attachCdp, { id: sessionId }, meta)).result;
    const proof = readConsoleCookie(request.headers.cookie, sessionId);
    if (!proof) throw new ProblemError('console_not_open', { detail: 'The console cookie is missing: open the console by its link.' });
    return (await this.commands.send<AttachResult>(sessionCommands.attachConsole, { id: sessionId, ...proof }, meta)).result;
  }

  /** The node may send at once, so what it sends waits until both ends are joined. */
  private connect({ url, ticket }: AttachResult, { correlationId }: Visit): Promise<WebSocket> {
    return new Promise((resolve, reject) => {
      const upstream = new WebSocket(url, {
        headers: { authorization: `Bearer ${ticket}`, 'x-request-id': correlationId },
        handshakeTimeout: UPSTREAM_TIMEOUT_MS,
        maxPayload: MAX_UPSTREAM_MESSAGE_BYTES,
        perMessageDeflate: false,
      });
      upstream.once('error', (error) => {
        this.logger.warn({ correlationId, reason: error.message }, 'the node of a session does not answer');
        reject(new ProblemError('service_unavailable'));
      });
      upstream.once('open', () => {
        upstream.pause();
        upstream.removeAllListeners('error');
        upstream.on('error', () => undefined);
        resolve(upstream);
      });
    });
  }

  private join({ request, socket, head }: Upgrade, upstream: WebSocket, { door, identity, correlationId, sessionId }: Visit): void {
    if (this.stopping || socket.destroyed || upstream.readyState !== WebSocket.OPEN) {
      upstream.terminate();
      throw new ProblemError(this.stopping ? 'shutting_down' : 'service_unavailable');
    }
    // When the handshake itself is malformed, the server answers 400 and never calls back.
    const abandoned = setTimeout(() => upstream.terminate(), UPSTREAM_TIMEOUT_MS);
    this.servers[door].handleUpgrade(request, socket, head, (client) => {
      clearTimeout(abandoned);
      const log = { door, sessionId, actor: identity?.actor, correlationId };
      this.logger.log(log, 'a door was opened');
      this.open.add(client);
      pipeSockets(client, upstream, {
        stillAdmitted: async () => identity === undefined || (await this.authentication.identify(request.headers).catch(() => identity)) !== undefined,
        onClosed: () => {
          this.open.delete(client);
          this.logger.log(log, 'a door was closed');
        },
      });
    });
  }
}

function webSocketServer(door: DoorName): WebSocketServer {
  return new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: MAX_MESSAGE_BYTES[door],
    // Old noVNC clients ask for "binary"; a client that asks for nothing gets nothing. CDP has none.
    handleProtocols: (protocols) => (door === 'console' && protocols.has('binary') ? 'binary' : false),
  });
}
