import type { Readable, Writable } from 'node:stream';
import type { WebSocket } from 'ws';
import type { BrowserCommands } from '../files/browser-commands.ts';
import { DownloadKeeper } from '../files/download-keeper.ts';
import { FileChoosers } from '../files/file-choosers.ts';
import type { SessionFiles, StoredFile } from '../files/session-files.ts';
import { type BrowserMessage, readBrowserMessage, readInner, writeClientMessage } from './browser-message.ts';
import { CdpClient } from './cdp-client.ts';
import { cdpLimits, type CdpLimits } from './cdp-limits.ts';
import { cdpErrorCodes, type CdpError, type ClientCommand, writeCommand } from './client-message.ts';
import { whileAPersonHasControl } from './command-rules.ts';
import { withFilesOfSession } from './file-commands.ts';
import { HeldCommands } from './held-commands.ts';
import { InFlightCommands } from './in-flight-commands.ts';
import { neverAvailable } from './never-available.ts';
import { NulSeparatedReader } from './nul-separated-reader.ts';
import { Obstacles, passOn, type SessionCommand } from './obstacles.ts';
import { OwnCommands } from './own-commands.ts';
import { isHeldForPlaywright, PlaywrightSessions, thrownForPlaywright } from './playwright-sessions.ts';
import { SessionTree } from './session-tree.ts';
import type { StreamLogger } from './stream-logger.ts';

/** A person's turn of control. */
export interface ControlLease {
  readonly holder: string;
  /** Grows with every turn. */
  readonly token: number;
  /** RFC 3339. */
  readonly since: string;
}

export interface CdpMultiplexerOptions {
  /** The browser's end of `--remote-debugging-pipe` (its fd 3 and 4). Nobody else may read or write them. */
  readonly cdpIn: Writable;
  readonly cdpOut: Readable;
  /** Who has control of the browser if it is a person, else null. Asked for every command. */
  readonly control: () => string | null;
  /** More about the person's turn, for refusals; null when nobody has control. */
  readonly lease?: () => ControlLease | null;
  /** A client sent a command. */
  readonly onClientCommand?: () => void;
  /** Absent: nothing is downloaded or given to forms. */
  readonly files?: SessionFiles | undefined;
  readonly onDownloaded?: (file: StoredFile) => void;
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
/** A script that keeps its page busy for longer than this when a person takes control is ended, ms. */
const busyScriptMs = 500;
/** From here on it is worth while to look at what waits for all clients together, bytes. */
const worthCountingBytes = 1024 * 1024;
const navigating: ReadonlySet<string> = new Set(['Page.navigate', 'Page.reload', 'Page.navigateToHistoryEntry']);

/**
 * One browser's CDP pipe shared by any number of WebSocket clients and the service itself. Each client has a browser session
 * of its own, so what Chromium keeps for a session (auto-attach, contexts to be disposed of on detach) ends with the client as
 * it would on a port of its own.
 */
export class CdpMultiplexer implements BrowserCommands {
  readonly choosers: FileChoosers;
  readonly #options: CdpMultiplexerOptions;
  readonly #limits: CdpLimits;
  readonly #clients = new Set<CdpClient>();
  readonly #sessions = new SessionTree<CdpClient>();
  readonly #inFlight = new InFlightCommands();
  readonly #own: OwnCommands;
  readonly #held = new HeldCommands();
  readonly #obstacles = new Obstacles();
  readonly #playwright = new PlaywrightSessions();
  readonly #downloads: DownloadKeeper;
  readonly #listeners = new Set<(event: BrowserEvent) => void>();
  #isLifted = false;
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
    const { files = null, control, onDownloaded = () => undefined, logger } = options;
    const announce = (sessionId: string, method: string, params: Record<string, unknown>): void => this.#announce(sessionId, method, params);
    this.#downloads = new DownloadKeeper({ browser: this, files, isHeldByPerson: () => control() !== null, announce, onDownloaded, logger });
    this.choosers = new FileChoosers(this);
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

  /**
   * To be called after control() answers with the new holder; safe at any time. A person took it: what clients wait for is
   * settled, and what they left in the way is lifted. It came back: that is made again, and what was held for them is done.
   */
  controlChanged(): void {
    if (this.#options.control() === null) return this.#controlReturned();
    this.#downloads.controlChanged();
    this.#settleInFlight();
    this.#isLifted = true;
    this.#perform(this.#obstacles.lift());
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
    if (never !== null) return client.refuse(command, never);
    const sessionId = command.sessionId ?? client.browserSessionId!;
    if (this.#sessions.ownerOf(sessionId) !== client) {
      return client.refuse(command, { code: cdpErrorCodes.sessionNotFound, message: 'Session with given id not found.' });
    }
    if (command.method === 'Browser.setDownloadBehavior') return this.#setDownloads(client, command, sessionId);
    if (command.method === 'Page.setDownloadBehavior') return client.answer(command, {}); // All that it may ask for is so anyway.
    this.#playwright.note(sessionId, command);
    if (!this.#admits(client, command, sessionId)) return;
    const replaced = this.#held.replaced(sessionId, command.params);
    if (replaced === null) return this.#forward(client, command, sessionId);
    void replaced.then((params) => {
      // Control may have been taken while the command waited for its handle.
      if (!client.isGone && this.#admits(client, command, sessionId)) this.#forward(client, { ...command, params }, sessionId);
    });
  }

  #setDownloads(client: CdpClient, command: ClientCommand, sessionId: string): void {
    this.#downloads.behave(sessionId, command.params ?? {}).then(
      () => client.answer(command, {}),
      (error: unknown) => client.refuse(command, { code: cdpErrorCodes.server, message: error instanceof Error ? error.message : String(error) }),
    );
  }

  /** Whether it may go to the browser now; if not, it has been answered. */
  #admits(client: CdpClient, command: ClientCommand, sessionId: string): boolean {
    if (this.#options.control() === null) this.#controlReturned();
    else if (!this.#mayPass(client, command, sessionId)) return false;
    return client.takesPlace(command);
  }

  #forward(client: CdpClient, command: ClientCommand, sessionId: string): void {
    const withFiles = withFilesOfSession(command, (named) => this.#options.files?.pathOf(named) ?? null);
    if ('error' in withFiles) return client.refuse(command, withFiles.error);
    const text = writeCommand(this.#lastId + 1, command.method, withFiles.params, sessionId);
    if (text === null) return client.refuse(command, { code: cdpErrorCodes.parse, message: 'Message must be a valid JSON' });
    if (command.method === 'DOM.setFileInputFiles') this.choosers.chosenElsewhere();
    this.#obstacles.note(sessionId, command);
    this.#lastId += 1;
    this.#inFlight.add(this.#lastId, client, command, sessionId);
    this.#write(text);
  }

  /** Whether it goes to the browser while a person has control; if not, it has been answered. */
  #mayPass(client: CdpClient, command: ClientCommand, sessionId: string): boolean {
    const verdict = whileAPersonHasControl(command);
    if (verdict.kind === 'allow') return true;
    const isHeld = verdict.kind === 'hold' || (this.#playwright.has(sessionId) && isHeldForPlaywright(command));
    const answer = isHeld ? this.#held.hold(sessionId, command) : null;
    if (answer !== null) client.answer(command, answer);
    else this.#refuseForPerson(client, command, sessionId);
    // The request has gone on by itself when it was held back; this is for one that came to the client a moment before.
    if (verdict.kind === 'refuse' && verdict.release !== null) {
      this.#perform([passOn(sessionId, String(command.params?.['requestId']), verdict.release === 'Fetch.continueWithAuth' ? 'auth' : 'request')]);
    }
    return false;
  }

  #refuseForPerson(client: CdpClient, command: ClientCommand, sessionId: string): void {
    const thrown = this.#playwright.has(sessionId) ? thrownForPlaywright(command, humanHasControl) : null;
    if (thrown !== null) return client.answer(command, thrown);
    const error: CdpError = { code: cdpErrorCodes.server, message: humanHasControl, data: { code: humanHasControl, ...this.#options.lease?.() } };
    client.refuse(command, error);
  }

  /** What clients wait for is answered, and what the browser still does of it is stopped as far as it can be. */
  #settleInFlight(): void {
    const nowMs = performance.now();
    const loading = new Set<string>();
    const busy = new Set<string>();
    for (const { client, id, method, sessionId, isBusyScript, sentAtMs } of this.#inFlight.settleActing()) {
      const visible = this.#visibleSession(client, sessionId) ?? undefined;
      this.#refuseForPerson(client, { id, method, params: undefined, sessionId: visible }, sessionId);
      if (navigating.has(method)) loading.add(sessionId);
      if (isBusyScript && nowMs - sentAtMs > busyScriptMs) busy.add(sessionId);
    }
    this.#perform([...loading].map((sessionId) => ({ sessionId, method: 'Page.stopLoading', params: {} })));
    this.#perform([...busy].map((sessionId) => ({ sessionId, method: 'Runtime.terminateExecution', params: {} })));
  }

  #controlReturned(): void {
    if (this.#isLifted) {
      this.#isLifted = false;
      this.#downloads.controlChanged();
      this.#perform(this.#obstacles.restore());
    }
    for (const held of this.#held.takeAll()) {
      this.#obstacles.note(held.sessionId, held.command);
      this.command(held.command.method, held.command.params, held.sessionId).then(
        (result) => this.#held.settle(held, result),
        () => this.#held.settle(held, null),
      );
    }
  }

  /** Commands whose refusal changes nothing: what they are about has gone then. */
  #perform(commands: readonly SessionCommand[]): void {
    for (const { sessionId, method, params } of commands) this.command(method, params, sessionId).catch(() => {});
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
    if (owner) {
      if (message.method === 'Fetch.requestPaused' || message.method === 'Fetch.authRequired') this.#requestPaused(message);
      return this.#send(owner, writeClientMessage(message, null, this.#visibleSession(owner, message.sessionId!)));
    }
    if (owner === null && this.#listeners.size > 0) {
      const event = { method: message.method, params: readInner(message).params ?? {}, sessionId: message.sessionId };
      for (const listener of this.#listeners) listener(event);
    }
  }

  #answer(message: BrowserMessage, id: number): void {
    const command = this.#inFlight.take(id);
    if (command === undefined) return this.#own.settle(id, () => readInner(message));
    const { client, sessionId, method, isSettled } = command;
    if (method === 'Target.createBrowserContext') {
      const { result } = readInner(message);
      if (typeof result?.['browserContextId'] === 'string') this.#downloads.contextMade(result['browserContextId'], sessionId);
    }
    if (!isSettled) this.#send(client, writeClientMessage(message, command.id, this.#visibleSession(client, sessionId)));
  }

  /** An event that the door itself has for a client. */
  #announce(sessionId: string, method: string, params: Record<string, unknown>): void {
    const owner = this.#sessions.ownerOf(sessionId);
    if (owner) this.#send(owner, JSON.stringify({ method, params, sessionId: this.#visibleSession(owner, sessionId) ?? undefined }));
  }

  #send(client: CdpClient, message: Buffer | string): void {
    client.send(message);
    if (client.bufferedBytes < worthCountingBytes) return;
    const all = [...this.#clients];
    if (all.reduce((sum, { bufferedBytes }) => sum + bufferedBytes, 0) <= this.#limits.maxBufferedBytes) return;
    all.reduce((slowest, each) => (each.bufferedBytes > slowest.bufferedBytes ? each : slowest)).close(1013, 'too_slow');
  }

  /** Interception that an automation left switched on holds back the person's requests, too: they go on whatever the client does. */
  #requestPaused(message: BrowserMessage): void {
    const requestId = String(readInner(message).params?.['requestId']);
    const kind = message.method === 'Fetch.authRequired' ? 'auth' : 'request';
    if (this.#options.control() === null) this.#obstacles.requestPaused(message.sessionId!, requestId, kind);
    else this.#perform([passOn(message.sessionId!, requestId, kind)]);
  }

  /** A session belongs to the client under whose session the browser announced it, and goes with it. */
  #follow(message: BrowserMessage, owner: CdpClient | null | undefined): void {
    const { sessionId, waitingForDebugger } = readInner(message).params as { sessionId?: unknown; waitingForDebugger?: boolean };
    if (typeof sessionId !== 'string') return;
    if (message.method === 'Target.attachedToTarget') {
      // Browser sessions for clients are announced here too, before the answer that gives them to the client.
      if (owner !== undefined) this.#sessions.add(sessionId, message.sessionId, owner);
      if (owner && waitingForDebugger) this.#targetWaits(sessionId);
      return;
    }
    const removed = this.#sessions.remove(sessionId);
    this.#forgetSessions(removed);
    for (const client of this.#clients) {
      if (client.browserSessionId === sessionId) client.close(1011, 'browser_detached');
      else this.#inFlight.drop(client, (command) => removed.has(command.sessionId));
    }
  }

  /** A page that the person opens does not wait for clients, which may be slow or hang. */
  #targetWaits(sessionId: string): void {
    if (this.#options.control() === null) this.#obstacles.targetWaits(sessionId);
    else this.#perform([{ sessionId, method: 'Runtime.runIfWaitingForDebugger', params: {} }]);
  }

  #visibleSession(client: CdpClient, sessionId: string): string | null {
    return sessionId === client.browserSessionId ? null : sessionId;
  }

  #forget(client: CdpClient): void {
    this.#clients.delete(client);
    this.#inFlight.drop(client, () => true);
    if (client.browserSessionId === null) return;
    this.#detach(client.browserSessionId);
    this.#forgetSessions(this.#sessions.remove(client.browserSessionId));
  }

  #forgetSessions(sessionIds: ReadonlySet<string>): void {
    this.#held.forget(sessionIds);
    this.#obstacles.forget(sessionIds);
    this.#playwright.forget(sessionIds);
    this.#downloads.forget(sessionIds);
  }

  #detach(browserSessionId: string): void {
    if (!this.#ended) this.command('Target.detachFromTarget', { sessionId: browserSessionId }).catch(() => {});
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
