import type { Readable, Writable } from 'node:stream';
import type { WebSocket } from 'ws';
import { type BrowserMessage, readBrowserMessage, readInner, writeClientMessage } from './browser-message.ts';
import { CdpClient } from './cdp-client.ts';
import { cdpLimits, type CdpLimits } from './cdp-limits.ts';
import { cdpErrorCodes, type ClientCommand, writeCommand } from './client-message.ts';
import { neverAvailable, whileAPersonHasControl } from './command-rules.ts';
import { HeldCommands } from './held-commands.ts';
import { NulSeparatedReader } from './nul-separated-reader.ts';
import { OwnCommands } from './own-commands.ts';
import { isHeldForPlaywright, PlaywrightSessions, thrownForPlaywright } from './playwright-sessions.ts';
import { SessionTree } from './session-tree.ts';
import type { StreamLogger } from './stream-logger.ts';

export interface CdpMultiplexerOptions {
  /** The browser's end of `--remote-debugging-pipe` (its fd 3 and 4). Nobody else may read or write them. */
  readonly cdpIn: Writable;
  readonly cdpOut: Readable;
  /** Who has control of the browser if it is a person, else null. Asked for every command. */
  readonly control: () => string | null;
  /** A client sent a command. */
  readonly onClientCommand?: () => void;
  readonly logger: StreamLogger;
  readonly limits?: Partial<CdpLimits>;
}

export interface BrowserEvent {
  readonly method: string;
  readonly params: Record<string, unknown>;
  /** Null for the browser's own session. */
  readonly sessionId: string | null;
}

const humanHasControl = 'human_has_control';

interface PendingCommand {
  readonly client: CdpClient;
  readonly id: number;
  /** As the browser knows it. */
  readonly sessionId: string;
}

/**
 * One browser's CDP pipe shared by any number of WebSocket clients and the service itself. Each client has a browser session
 * of its own, so what Chromium keeps for a session (auto-attach, contexts to be disposed of on detach, download behaviour)
 * ends with the client as it would on a port of its own.
 */
export class CdpMultiplexer {
  readonly #options: CdpMultiplexerOptions;
  readonly #limits: CdpLimits;
  readonly #clients = new Set<CdpClient>();
  readonly #sessions = new SessionTree<CdpClient>();
  readonly #pending = new Map<number, PendingCommand>();
  readonly #own: OwnCommands;
  readonly #held = new HeldCommands();
  readonly #playwright = new PlaywrightSessions();
  readonly #listeners = new Set<(event: BrowserEvent) => void>();
  #lastId = 0;
  #ended = false;

  constructor(options: CdpMultiplexerOptions) {
    this.#options = options;
    this.#limits = { ...cdpLimits, ...options.limits };
    this.#own = new OwnCommands(this.#limits.ownCommandTimeoutMs);
    const reader = new NulSeparatedReader(this.#limits.maxBrowserMessageBytes, (message) => this.#receive(message));
    options.cdpOut.on('data', (chunk: Buffer) => this.#orEnd(() => reader.push(chunk)));
    for (const event of ['end', 'close', 'error']) options.cdpOut.on(event, () => this.close(4410, 'browser_gone'));
    for (const event of ['close', 'error']) options.cdpIn.on(event, () => this.close(4410, 'browser_gone'));
    options.cdpIn.on('drain', () => this.#clients.forEach((client) => client.resume()));
  }

  get clientCount(): number {
    return this.#clients.size;
  }

  /** Serves a client until it closes; it may begin to send at once. */
  attach(socket: WebSocket): void {
    const client = new CdpClient(socket, this.#limits, {
      onCommand: (from, command) => this.#command(from, command),
      onGone: (from) => this.#forget(from),
    });
    if (this.#ended) return client.close(4410, 'browser_gone');
    if (this.#clients.size >= this.#limits.maxClients) return client.close(1013, 'too_many_clients');
    this.#clients.add(client);
    this.command('Target.attachToBrowserTarget').then(
      ({ sessionId }) => this.#begin(client, String(sessionId)),
      (error: unknown) => {
        this.#options.logger.warn({ err: error }, 'the browser gave a client no session');
        client.close(1011, 'browser_not_answering');
      },
    );
  }

  /**
   * A command of the service itself, not subject to the control lease: in the browser's own session or in `sessionId`.
   *
   * @throws BrowserRefused what the browser answered; BrowserNotAnswering after 30 s or when the browser has gone
   */
  command(method: string, params: Record<string, unknown> = {}, sessionId?: string): Promise<Record<string, unknown>> {
    const id = ++this.#lastId;
    const text = writeCommand(id, method, params, sessionId);
    if (text === null) return Promise.reject(new TypeError(`${method}: its params cannot be written as JSON`));
    const answer = this.#own.expect(id, method, this.#ended);
    if (!this.#ended) this.#write(text);
    return answer;
  }

  /** Events of the browser's own session and of sessions that the service attached. Returns what ends it. */
  onEvent(listener: (event: BrowserEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The person gave control back: what was held for clients is done now. Safe to call at any time. */
  controlReturned(): void {
    if (this.#options.control() !== null) return;
    for (const held of this.#held.takeAll()) {
      this.command(held.command.method, held.command.params, held.sessionId).then(
        (result) => this.#held.settle(held, result),
        () => this.#held.settle(held, null),
      );
    }
  }

  /** Closes every client; the pipe stays open (and is drained) for who owns the browser to end. */
  close(code: number, reason: string): void {
    if (this.#ended) return;
    this.#ended = true;
    for (const client of this.#clients) client.close(code, reason);
    this.#own.abandon(reason);
  }

  #begin(client: CdpClient, browserSessionId: string): void {
    if (client.isGone) return this.#detach(browserSessionId);
    this.#sessions.add(browserSessionId, null, client);
    client.begin(browserSessionId);
  }

  #command(client: CdpClient, command: ClientCommand): void {
    this.#options.onClientCommand?.();
    if (command.method === 'Browser.close') {
      client.answer(command, {});
      return client.close(1000, 'browser_close');
    }
    const never = neverAvailable(command);
    if (never !== null) return client.refuse(command, { code: cdpErrorCodes.server, message: never });
    const sessionId = command.sessionId ?? client.browserSessionId!;
    if (this.#sessions.ownerOf(sessionId) !== client) {
      return client.refuse(command, { code: cdpErrorCodes.sessionNotFound, message: 'Session with given id not found.' });
    }
    this.#playwright.note(sessionId, command);
    if (!this.#admits(client, command, sessionId)) return;
    const replaced = this.#held.replaced(sessionId, command.params);
    if (replaced === null) return this.#forward(client, command, sessionId);
    void replaced.then((params) => {
      // Control may have been taken while the command waited for its handle.
      if (!client.isGone && this.#admits(client, command, sessionId)) this.#forward(client, { ...command, params }, sessionId);
    });
  }

  /** Whether it may go to the browser now; if not, it has been answered. */
  #admits(client: CdpClient, command: ClientCommand, sessionId: string): boolean {
    if (this.#options.control() === null) this.controlReturned();
    else if (!this.#mayPass(client, command, sessionId)) return false;
    if (client.pending.size < this.#limits.maxPendingCommandsPerClient) return true;
    client.refuse(command, { code: cdpErrorCodes.server, message: 'too_many_pending_commands' });
    return false;
  }

  #forward(client: CdpClient, { id, method, params, sessionId: visibleSessionId }: ClientCommand, sessionId: string): void {
    const text = writeCommand(this.#lastId + 1, method, params, sessionId);
    if (text === null) return client.refuse({ id, sessionId: visibleSessionId }, { code: cdpErrorCodes.parse, message: 'Message must be a valid JSON' });
    this.#lastId += 1;
    client.pending.add(this.#lastId);
    this.#pending.set(this.#lastId, { client, id, sessionId });
    this.#write(text);
  }

  /** Whether it goes to the browser while a person has control; if not, it has been answered. */
  #mayPass(client: CdpClient, command: ClientCommand, sessionId: string): boolean {
    const verdict = whileAPersonHasControl(command);
    if (verdict.kind === 'allow') return true;
    const isPlaywright = this.#playwright.has(sessionId);
    const isHeld = verdict.kind === 'hold' || (isPlaywright && isHeldForPlaywright(command));
    const answer = (isHeld ? this.#held.hold(sessionId, command) : null) ?? (isPlaywright ? thrownForPlaywright(command, humanHasControl) : null);
    if (answer !== null) client.answer(command, answer);
    else client.refuse(command, { code: cdpErrorCodes.server, message: humanHasControl });
    if (verdict.kind === 'refuse' && verdict.release !== null) this.#release(verdict.release, command.params, sessionId);
    return false;
  }

  /** Lets a request that the automation's interception holds back go on unaltered, so that the person's page is not stuck. */
  #release(method: string, params: Record<string, unknown> | undefined, sessionId: string): void {
    const released = method === 'Fetch.continueWithAuth' ? { authChallengeResponse: { response: 'Default' } } : {};
    this.#attempt(method, { requestId: params?.['requestId'], ...released }, sessionId);
  }

  /** A command whose refusal changes nothing: what it is about has gone then. */
  #attempt(method: string, params: Record<string, unknown> | undefined, sessionId?: string): void {
    this.command(method, params, sessionId).catch(() => {});
  }

  #write(text: string): void {
    // JSON text has no raw NUL: JSON.stringify escapes control characters.
    if (!this.#options.cdpIn.write(`${text}\0`)) this.#clients.forEach((client) => client.pause());
  }

  #receive(bytes: Buffer): void {
    if (this.#ended) return;
    const message = readBrowserMessage(bytes);
    if (message.id !== null) return this.#answer(message, message.id);
    if (message.method === null) return;
    const owner = message.sessionId === null ? null : this.#sessions.ownerOf(message.sessionId);
    if (message.method === 'Target.attachedToTarget' || message.method === 'Target.detachedFromTarget') this.#follow(message, owner);
    if (owner) return owner.send(writeClientMessage(message, null, this.#visibleSession(owner, message.sessionId!)));
    if (owner === null && this.#listeners.size > 0) {
      const event = { method: message.method, params: readInner(message).params ?? {}, sessionId: message.sessionId };
      for (const listener of this.#listeners) listener(event);
    }
  }

  #answer(message: BrowserMessage, id: number): void {
    const pending = this.#pending.get(id);
    if (pending === undefined) return this.#own.settle(id, () => readInner(message));
    this.#pending.delete(id);
    pending.client.pending.delete(id);
    pending.client.send(writeClientMessage(message, pending.id, this.#visibleSession(pending.client, pending.sessionId)));
  }

  /** A session belongs to the client under whose session the browser announced it, and goes with it. */
  #follow(message: BrowserMessage, owner: CdpClient | null | undefined): void {
    const { sessionId } = readInner(message).params as { sessionId?: unknown };
    if (typeof sessionId !== 'string') return;
    if (message.method === 'Target.attachedToTarget') {
      // Browser sessions for clients are announced here too, before the answer that gives them to the client.
      if (owner !== undefined) this.#sessions.add(sessionId, message.sessionId, owner);
      return;
    }
    const removed = this.#sessions.remove(sessionId);
    this.#forgetSessions(removed);
    for (const client of this.#clients) {
      if (client.browserSessionId === sessionId) client.close(1011, 'browser_detached');
      else this.#dropPending(client, (pending) => removed.has(pending.sessionId));
    }
  }

  #visibleSession(client: CdpClient, sessionId: string): string | null {
    return sessionId === client.browserSessionId ? null : sessionId;
  }

  #forget(client: CdpClient): void {
    this.#clients.delete(client);
    this.#dropPending(client, () => true);
    if (client.browserSessionId === null) return;
    this.#forgetSessions(this.#sessions.remove(client.browserSessionId));
    this.#detach(client.browserSessionId);
  }

  #forgetSessions(sessionIds: ReadonlySet<string>): void {
    this.#held.forget(sessionIds);
    this.#playwright.forget(sessionIds);
  }

  #dropPending(client: CdpClient, isDropped: (pending: PendingCommand) => boolean): void {
    for (const id of client.pending) {
      if (!isDropped(this.#pending.get(id)!)) continue;
      client.pending.delete(id);
      this.#pending.delete(id);
    }
  }

  #detach(browserSessionId: string): void {
    if (!this.#ended) this.#attempt('Target.detachFromTarget', { sessionId: browserSessionId });
  }

  #orEnd(read: () => void): void {
    if (this.#ended) return;
    try {
      read();
    } catch (error) {
      this.#options.logger.warn({ err: error }, 'the browser sent what cannot be read');
      this.close(4410, 'browser_unreadable');
    }
  }
}
