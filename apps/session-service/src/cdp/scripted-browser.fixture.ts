import { EventEmitter } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import type { WebSocket } from 'ws';
import { NulSeparatedReader } from './nul-separated-reader.ts';

export interface SeenCommand {
  readonly id: number;
  readonly method: string;
  readonly params?: Record<string, unknown>;
  readonly sessionId?: string;
}

/** The other end of a browser's pipe in the hand of a test, without any time of its own: it gives sessions to who asks, and answers nothing else. */
export class ScriptedBrowserEnd {
  readonly cdpOut: Readable;
  readonly cdpIn: Writable;
  readonly commands: SeenCommand[] = [];
  lastSessionId = '';
  readonly #out = new EventEmitter();
  #sessions = 0;

  constructor() {
    const reader = new NulSeparatedReader(1e9, (message) => this.#receive(JSON.parse(message.toString('utf8')) as SeenCommand));
    this.cdpOut = this.#out as unknown as Readable;
    this.cdpIn = Object.assign(new EventEmitter(), { write: (text: string) => reader.push(Buffer.from(text)) === undefined }) as unknown as Writable;
  }

  newSessionId(): string {
    return (this.lastSessionId = (this.#sessions += 1).toString(16).toUpperCase().padStart(32, '0'));
  }

  say(message: unknown): void {
    this.#out.emit('data', Buffer.from(`${JSON.stringify(message)}\0`));
  }

  #receive(command: SeenCommand): void {
    this.commands.push(command);
    if (command.method !== 'Target.attachToBrowserTarget') return;
    const sessionId = this.newSessionId();
    this.say({ method: 'Target.attachedToTarget', params: { sessionId, targetInfo: { type: 'browser' }, waitingForDebugger: false } });
    this.say({ id: command.id, result: { sessionId } });
  }
}

export interface SeenMessage {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Record<string, unknown>;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly code: number; readonly message: string; readonly data?: Record<string, unknown> };
  readonly sessionId?: string;
}

/** A client's WebSocket without a network. */
export class ScriptedSocket extends EventEmitter {
  readonly OPEN = 1;
  readyState = 1;
  bufferedAmount = 0;
  readonly received: SeenMessage[] = [];
  closed: { code: number; reason: string } | null = null;

  get asWebSocket(): WebSocket {
    return this as unknown as WebSocket;
  }

  say(message: unknown): void {
    this.emit('message', Buffer.from(JSON.stringify(message)), false);
  }

  send(message: Buffer | string): void {
    this.received.push(JSON.parse(message.toString()) as SeenMessage);
  }

  close(code: number, reason: string): void {
    this.closed = { code, reason };
    this.terminate();
  }

  /** As a process that dies would leave. */
  terminate(): void {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.emit('close');
  }

  pause(): void {}
  resume(): void {}
}
