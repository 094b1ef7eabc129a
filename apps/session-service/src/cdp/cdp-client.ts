import type { RawData, WebSocket } from 'ws';
import type { CdpLimits } from './cdp-limits.ts';
import { cdpErrorCodes, type CdpError, type ClientCommand, readClientCommand } from './client-message.ts';
import { closeSocket } from './close-socket.ts';

export interface CdpClientHooks {
  onCommand(client: CdpClient, command: ClientCommand): void;
  onGone(client: CdpClient): void;
}

/** One WebSocket with its own browser session. Commands that come before the session stands wait here. */
export class CdpClient {
  /** Ids, as the browser knows them, of commands that are not answered yet. */
  readonly pending = new Set<number>();
  readonly #socket: WebSocket;
  readonly #limits: CdpLimits;
  readonly #hooks: CdpClientHooks;
  #browserSessionId: string | null = null;
  #waiting: ClientCommand[] = [];
  #waitingBytes = 0;
  #refusedInARow = 0;
  #gone = false;

  constructor(socket: WebSocket, limits: CdpLimits, hooks: CdpClientHooks) {
    this.#socket = socket;
    this.#limits = limits;
    this.#hooks = hooks;
    socket.on('message', (data, isBinary) => this.#read(data, isBinary));
    socket.on('close', () => this.#leave());
  }

  get browserSessionId(): string | null {
    return this.#browserSessionId;
  }

  get isGone(): boolean {
    return this.#gone;
  }

  /** What waits to be sent, bytes. */
  get bufferedBytes(): number {
    return this.#gone ? 0 : this.#socket.bufferedAmount;
  }

  /** The browser session stands: commands that waited for it go out in their order. */
  begin(browserSessionId: string): void {
    this.#browserSessionId = browserSessionId;
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#waitingBytes = 0;
    for (const command of waiting) this.#hooks.onCommand(this, command);
  }

  send(message: Buffer | string): void {
    if (this.#gone || this.#socket.readyState !== this.#socket.OPEN) return;
    // Before it is sent: one long message is no sign of a slow reader.
    if (this.#socket.bufferedAmount > this.#limits.maxBufferedBytesPerClient) return this.close(1013, 'too_slow');
    this.#socket.send(message, { binary: false });
  }

  answer({ id, sessionId }: ClientCommand, result: Record<string, unknown>): void {
    this.send(JSON.stringify({ id, result, sessionId }));
  }

  refuse(command: { readonly id: number | undefined; readonly sessionId?: string | undefined }, error: CdpError): void {
    this.send(JSON.stringify({ id: command.id, error, sessionId: command.sessionId }));
  }

  /** Whether one more command may go to the browser; if not, it has been answered. A client that does not mind is sent away. */
  takesPlace(command: ClientCommand): boolean {
    const { maxPendingCommandsPerClient: limit } = this.#limits;
    if (this.pending.size < limit) {
      if (this.pending.size <= limit / 2) this.#refusedInARow = 0;
      return true;
    }
    this.#refusedInARow += 1;
    if (this.#refusedInARow > limit) this.close(1008, 'too_many_commands');
    else this.refuse(command, { code: cdpErrorCodes.server, message: 'too_many_pending_commands', data: { code: 'too_many_pending_commands', limit } });
    return false;
  }

  /** No answer is given after this. A client that does not take part in the closing handshake is cut off. */
  close(code: number, reason: string): void {
    if (this.#gone) return;
    closeSocket(this.#socket, code, reason);
    this.#leave();
  }

  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  #read(data: RawData, isBinary: boolean): void {
    if (this.#gone) return;
    if (isBinary) return this.close(1003, 'text_only');
    const bytes = data as Buffer;
    const read = readClientCommand(bytes.toString('utf8'));
    if ('error' in read) return this.refuse({ id: read.id }, read.error);
    if (this.#browserSessionId !== null) return this.#hooks.onCommand(this, read.command);
    this.#waitingBytes += bytes.length;
    const isTooMuch = this.#waiting.length >= this.#limits.maxPendingCommandsPerClient || this.#waitingBytes > this.#limits.maxWaitingBytesPerClient;
    if (isTooMuch) return this.close(1008, 'too_many_commands');
    this.#waiting.push(read.command);
  }

  #leave(): void {
    if (this.#gone) return;
    this.#gone = true;
    this.#waiting = [];
    this.#hooks.onGone(this);
  }
}
