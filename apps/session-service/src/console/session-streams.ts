import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex, Readable, Writable } from 'node:stream';
import type { AttachResult, ConsoleMode } from '@countersign/contracts';
import { WebSocketServer, type WebSocket } from 'ws';
import { cdpLimits } from '../cdp/cdp-limits.ts';
import { CdpMultiplexer, type ControlLease } from '../cdp/cdp-multiplexer.ts';
import { keepOnePage } from '../cdp/keep-one-page.ts';
import type { StreamLogger } from '../cdp/stream-logger.ts';
import type { FileChoosers } from '../files/file-choosers.ts';
import { SessionFiles, type FileLimits, type FilesPlace, type StoredFile } from '../files/session-files.ts';
import { keepAlive } from './keepalive.ts';
import type { ScreenKeys } from './key-order.ts';
import { maxConsoleMessageBytes } from './rfb-relay.ts';
import { SessionConsoles } from './session-consoles.ts';
import { createUpgradeServer, refuseRequest, refuseUpgrade } from './stream-server-http.ts';
import { type StreamAdmission, StreamTickets } from './stream-tickets.ts';

/** How the streams of one session's browser are reached. Nobody else may read or write the pipe. */
export interface BrowserPipes {
  /** The X server's RFB socket: version 3.8, security type None. */
  readonly rfbSocketPath: string;
  /** The keyboard of its screen. */
  readonly keyboard?: ScreenKeys;
  /** The browser's end of `--remote-debugging-pipe`: its fd 3 … */
  readonly cdpIn: Writable;
  /** … and 4. */
  readonly cdpOut: Readable;
  /** Its folders for files; absent: nothing is downloaded or given to forms. */
  readonly files?: FilesPlace;
}

export interface ConsoleTicket {
  readonly consoleId: string;
  readonly mode: ConsoleMode;
  /** Whose console it is, in the form in which control() names the holder. */
  readonly user: string;
  /** It may use control that was taken by it, and none that its person took elsewhere. */
  readonly isLent?: boolean;
}

export interface StreamHooks {
  /** The console has its first socket. */
  onConsoleSocketOpened(consoleId: string): void;
  /** The console has no socket any more; a reloaded page closes and opens again. */
  onConsoleSocketClosed(consoleId: string): void;
  /** Console input reached the browser, or a client sent a CDP command; at most once a second. */
  onActivity(): void;
  /** Keys or the pointer of whoever has control reached the browser; at most once a second. */
  onControlUsed(): void;
  /** The lent console that control was taken by; null: none. */
  controlConsoleId?(): string | null;
  /** The person's turn, for refusals of the CDP door; null when no person has control. */
  lease?(): ControlLease | null;
  onDownloaded?(file: StoredFile): void;
}

export interface StreamServerOptions {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  /** What callers connect to; with a port of its own it is taken as it is. */
  readonly publicHost: string;
  readonly logger: StreamLogger;
  /** How often open sockets are pinged; one that leaves a ping unanswered for as long is cut off. Default 15 s. */
  readonly pingIntervalMs?: number;
  /** Default: 50 MB a file, 200 MB a session. */
  readonly fileLimits?: FileLimits;
}

export interface StreamServer {
  start(): Promise<void>;
  /** `ws://<publicHost>:<port>`; only after start(). */
  readonly url: string;
  /** Begins to serve a session; takes over its pipe. `control`: the person who has control, or null. @throws if it is registered */
  register(sessionId: string, pipes: BrowserPipes, control: () => string | null, hooks: StreamHooks): void;
  /** Closes all of its sockets and forgets it; an unknown id changes nothing. */
  unregister(sessionId: string, code: number, reason: string): void;
  /** @throws if the session is not registered */
  issueConsoleTicket(sessionId: string, ticket: ConsoleTicket): AttachResult;
  /** @throws if the session is not registered */
  issueCdpTicket(sessionId: string): AttachResult;
  /** For one HTTP request that `serve` answers. @throws if the session is not registered */
  issueFileTicket(sessionId: string, fileId: string, serve: (request: IncomingMessage, response: ServerResponse) => void): AttachResult;
  /** Null when the session is not registered. */
  files(sessionId: string): { readonly files: SessionFiles | null; readonly choosers: FileChoosers } | null;
  /** Closes the console's sockets and makes its unused tickets worthless. */
  closeConsole(sessionId: string, consoleId: string, code: number, reason: string): void;
  /** To be called after control() answers with the new holder. */
  controlChanged(sessionId: string): void;
  /** Open console and CDP sockets. */
  connections(sessionId: string): number;
  /** A CDP command of the service itself, not subject to the control lease. @throws BrowserRefused, BrowserNotAnswering */
  command(sessionId: string, method: string, params?: Record<string, unknown>): Promise<Record<string, unknown>>;
  stop(): Promise<void>;
}

export const closeCodes = { revoked: 4401, notAllowed: 4403, sessionEnded: 4410 } as const;

const defaultFileLimits: FileLimits = { fileBytes: 50_000_000, totalBytes: 200_000_000 };
const filePath = /^\/sessions\/([0-9a-f-]{36})\/files\/([0-9a-f-]{36})$/;
const streamPath = /^\/sessions\/([0-9a-f-]{36})\/(?:cdp|rfb\/([0-9a-f-]{36}))$/;
const activityIntervalMs = 1000;

interface Session {
  readonly multiplexer: CdpMultiplexer;
  readonly consoles: SessionConsoles;
  readonly files: SessionFiles | null;
}

export function createStreamServer(options: StreamServerOptions): StreamServer {
  return new WebSocketStreamServer(options);
}

class WebSocketStreamServer implements StreamServer {
  readonly #options: StreamServerOptions;
  readonly #tickets = new StreamTickets();
  readonly #sessions = new Map<string, Session>();
  readonly #server = createUpgradeServer((request, socket, head) => this.#upgrade(request, socket, head), (request, response) => this.#request(request, response));
  readonly #rfb = new WebSocketServer({ noServer: true, maxPayload: maxConsoleMessageBytes, perMessageDeflate: false, handleProtocols: chooseBinary });
  readonly #cdp = new WebSocketServer({ noServer: true, maxPayload: cdpLimits.maxClientMessageBytes, perMessageDeflate: false });

  constructor(options: StreamServerOptions) {
    this.#options = options;
  }

  get url(): string {
    const { publicHost } = this.#options;
    if (/:[0-9]+$/.test(publicHost) && (!publicHost.includes('::') || publicHost.includes(']'))) return `ws://${publicHost}`;
    return `ws://${publicHost}:${(this.#server.address() as AddressInfo).port}`;
  }

  async start(): Promise<void> {
    const { host, port } = this.#options;
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen({ host, port }, () => resolve());
    });
  }

  register(sessionId: string, pipes: BrowserPipes, control: () => string | null, hooks: StreamHooks): void {
    if (this.#sessions.has(sessionId)) throw new Error(`session ${sessionId} is registered already`);
    const logger = withSession(this.#options.logger, sessionId);
    const onActivity = atMostEvery(activityIntervalMs, () => hooks.onActivity());
    const onControlUsed = atMostEvery(activityIntervalMs, () => hooks.onControlUsed());
    const onInput = (): void => {
      onActivity();
      onControlUsed();
    };
    const files = pipes.files ? new SessionFiles(pipes.files, this.#options.fileLimits ?? defaultFileLimits) : null;
    const multiplexer = new CdpMultiplexer({
      cdpIn: pipes.cdpIn, cdpOut: pipes.cdpOut, control, lease: () => hooks.lease?.() ?? null, onClientCommand: onActivity, files: files ?? undefined,
      onDownloaded: (file) => hooks.onDownloaded?.(file), logger,
    });
    keepOnePage(multiplexer);
    const consoles = new SessionConsoles({ rfbSocketPath: pipes.rfbSocketPath, keys: pipes.keyboard, control, onInput, hooks, logger });
    this.#sessions.set(sessionId, { multiplexer, consoles, files });
  }

  unregister(sessionId: string, code: number, reason: string): void {
    const session = this.#sessions.get(sessionId);
    if (session === undefined) return;
    this.#sessions.delete(sessionId);
    this.#tickets.revoke((admission) => admission.sessionId === sessionId);
    session.consoles.closeAll(code, reason);
    session.multiplexer.close(code, reason);
  }

  issueConsoleTicket(sessionId: string, { consoleId, mode, user, isLent = false }: ConsoleTicket): AttachResult {
    this.#session(sessionId);
    const ticket = this.#tickets.issue({ kind: 'rfb', sessionId, consoleId, mode, user, isLent });
    return { url: `${this.url}/sessions/${sessionId}/rfb/${consoleId}`, ticket };
  }

  issueCdpTicket(sessionId: string): AttachResult {
    this.#session(sessionId);
    return { url: `${this.url}/sessions/${sessionId}/cdp`, ticket: this.#tickets.issue({ kind: 'cdp', sessionId }) };
  }

  issueFileTicket(sessionId: string, fileId: string, serve: (request: IncomingMessage, response: ServerResponse) => void): AttachResult {
    this.#session(sessionId);
    const ticket = this.#tickets.issue({ kind: 'file', sessionId, fileId, serve });
    return { url: `${this.url.replace(/^ws/, 'http')}/sessions/${sessionId}/files/${fileId}`, ticket };
  }

  files(sessionId: string): { readonly files: SessionFiles | null; readonly choosers: FileChoosers } | null {
    const session = this.#sessions.get(sessionId);
    return session === undefined ? null : { files: session.files, choosers: session.multiplexer.choosers };
  }

  closeConsole(sessionId: string, consoleId: string, code: number, reason: string): void {
    this.#tickets.revoke((admission) => admission.kind === 'rfb' && admission.sessionId === sessionId && admission.consoleId === consoleId);
    this.#sessions.get(sessionId)?.consoles.close(consoleId, code, reason);
  }

  controlChanged(sessionId: string): void {
    const session = this.#sessions.get(sessionId);
    session?.consoles.controlChanged();
    session?.multiplexer.controlChanged();
  }

  connections(sessionId: string): number {
    const session = this.#sessions.get(sessionId);
    return session === undefined ? 0 : session.consoles.socketCount + session.multiplexer.clientCount;
  }

  command(sessionId: string, method: string, params?: Record<string, unknown>): Promise<Record<string, unknown>> {
    const session = this.#sessions.get(sessionId);
    if (session === undefined) return Promise.reject(new Error(`session ${sessionId} is not registered`));
    return session.multiplexer.command(method, params);
  }

  async stop(): Promise<void> {
    for (const sessionId of [...this.#sessions.keys()]) this.unregister(sessionId, closeCodes.sessionEnded, 'shutdown');
    if (!this.#server.listening) return;
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeAllConnections();
    await closed;
  }

  #session(sessionId: string): Session {
    const session = this.#sessions.get(sessionId);
    if (session === undefined) throw new Error(`session ${sessionId} is not registered`);
    return session;
  }

  /** Only services connect here, so a request that a browser page could have made (it carries an Origin) is refused. */
  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const path = streamPath.exec(request.url ?? '');
    if (path === null) return refuseUpgrade(socket, 404);
    if (request.headers.origin !== undefined) return refuseUpgrade(socket, 403);
    const admission = this.#redeem(request);
    const [, sessionId, consoleId] = path;
    if (admission === null || admission.kind === 'file' || admission.sessionId !== sessionId) return refuseUpgrade(socket, 401);
    if ((admission.kind === 'rfb' ? admission.consoleId : undefined) !== consoleId) return refuseUpgrade(socket, 401);
    const session = this.#sessions.get(sessionId);
    if (session === undefined) return refuseUpgrade(socket, 404);
    const webSockets = admission.kind === 'rfb' ? this.#rfb : this.#cdp;
    webSockets.handleUpgrade(request, socket, head, (webSocket) => this.#serve(webSocket, session, admission));
  }

  #request(request: IncomingMessage, response: ServerResponse): void {
    const path = filePath.exec(request.url ?? '');
    if (path === null) return refuseRequest(response, 404);
    if (request.headers.origin !== undefined) return refuseRequest(response, 403);
    const admission = this.#redeem(request);
    if (admission?.kind !== 'file' || admission.sessionId !== path[1] || admission.fileId !== path[2]) return refuseRequest(response, 401);
    if (!this.#sessions.has(admission.sessionId)) return refuseRequest(response, 404);
    admission.serve(request, response);
  }

  #redeem(request: IncomingMessage): StreamAdmission | null {
    const ticket = /^Bearer ([A-Za-z0-9_-]{1,64}\.[A-Za-z0-9_-]{1,64})$/.exec(request.headers.authorization ?? '')?.[1];
    return ticket === undefined ? null : this.#tickets.redeem(ticket);
  }

  #serve(socket: WebSocket, session: Session, admission: Exclude<StreamAdmission, { kind: 'file' }>): void {
    socket.on('error', () => socket.terminate());
    keepAlive(socket, this.#options.pingIntervalMs ?? 15_000);
    if (admission.kind === 'cdp') session.multiplexer.attach(socket);
    else session.consoles.attach(socket, admission);
  }
}

/** noVNC asks for this subprotocol only if it is told to; others ask for it always. */
function chooseBinary(protocols: Set<string>): string | false {
  return protocols.has('binary') ? 'binary' : false;
}

function withSession(logger: StreamLogger, sessionId: string): StreamLogger {
  return {
    info: (fields, text) => logger.info({ sessionId, ...fields }, text),
    warn: (fields, text) => logger.warn({ sessionId, ...fields }, text),
  };
}

function atMostEvery(intervalMs: number, act: () => void): () => void {
  let lastMs = -Infinity;
  return () => {
    const nowMs = performance.now();
    if (nowMs - lastMs < intervalMs) return;
    lastMs = nowMs;
    act();
  };
}
