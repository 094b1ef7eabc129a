import type { HostedBrowser } from '../browser-host/browser-host.ts';
import type { CommandOf } from './domain/commands.ts';
import { isHolderConnected, type Presence } from './domain/due.ts';
import type { SessionState } from './domain/session.ts';

/** A session whose browser runs in this process: its newest known state, and who is there. */
export class HostedSession {
  readonly id: string;
  readonly runId: string;
  /** Of the command that started it; what the session does by itself belongs to the same chain. */
  readonly correlationId: string;
  readonly browser: HostedBrowser;
  /** An end that must reach the log but could not yet. */
  pendingEnd: CommandOf<'terminate'> | undefined;
  /** The browser went away by itself, possibly before `started` was in the log. */
  crashed = false;
  #state: SessionState;
  #version: number;
  #lastHeartbeatMs: number | null = null;
  #lastSignOfLifeMs: number;
  #controlSeenMs: number;
  readonly #consoles = new Map<string, { connected: boolean; sinceMs: number }>();

  constructor(started: { id: string; runId: string; correlationId: string; browser: HostedBrowser; state: SessionState; nowMs: number }) {
    this.id = started.id;
    this.runId = started.runId;
    this.correlationId = started.correlationId;
    this.browser = started.browser;
    this.#state = started.state;
    this.#version = 0;
    this.#lastSignOfLifeMs = started.nowMs;
    this.#controlSeenMs = started.nowMs;
  }

  get state(): SessionState {
    return this.#state;
  }

  get lastHeartbeatAt(): string | null {
    return this.#lastHeartbeatMs === null ? null : new Date(this.#lastHeartbeatMs).toISOString();
  }

  /** Commands may finish in another order than the log has them: an older state never replaces a newer one. */
  learn(state: SessionState, version: number, nowMs: number): void {
    if (version < this.#version) return;
    if (state.controlToken !== this.#state.controlToken) this.#controlSeenMs = nowMs;
    for (const { consoleId, open } of Object.values(state.consoles)) {
      if (!open) this.#consoles.delete(consoleId);
      else if (!this.#consoles.has(consoleId)) this.#consoles.set(consoleId, { connected: false, sinceMs: nowMs });
    }
    this.#state = state;
    this.#version = version;
  }

  beat(atMs: number): void {
    this.#lastHeartbeatMs = Math.max(this.#lastHeartbeatMs ?? 0, atMs);
    this.#lastSignOfLifeMs = Math.max(this.#lastSignOfLifeMs, atMs);
  }

  consoleConnected(consoleId: string, connected: boolean, nowMs: number): void {
    if (this.#consoles.has(consoleId)) this.#consoles.set(consoleId, { connected, sinceMs: nowMs });
  }

  /** Looks at who is there now; a connection that is open at this moment is a sign of life at this moment. */
  presence(connections: number, nowMs: number): Presence {
    if (connections > 0) this.#lastSignOfLifeMs = nowMs;
    const seen = (): Presence => ({
      lastHeartbeatMs: this.#lastHeartbeatMs, lastSignOfLifeMs: this.#lastSignOfLifeMs, connections, consoles: this.#consoles, controlSeenMs: this.#controlSeenMs,
    });
    if (isHolderConnected(this.#state, seen())) this.#controlSeenMs = nowMs;
    return seen();
  }
}
