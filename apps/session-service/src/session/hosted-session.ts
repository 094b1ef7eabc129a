import type { SessionProfile } from '@countersign/contracts';
import type { HostedBrowser } from '../browser-host/browser-host.ts';
import type { ControlLease } from '../cdp/cdp-multiplexer.ts';
import type { BrowserPipes } from '../console/session-streams.ts';
import type { CommandOf } from './domain/commands.ts';
import type { Presence } from './domain/due.ts';
import type { SessionState } from './domain/session.ts';
import type { SessionClock } from './session-clock.ts';

/** A session whose browser runs in this process: its newest known state, and who is there. */
export class HostedSession {
  readonly id: string;
  readonly runId: string;
  /** Of the command that started it; what the session does by itself belongs to the same chain. */
  readonly correlationId: string;
  readonly browser: HostedBrowser;
  /** What its browser was started from. */
  readonly profile: SessionProfile | null;
  /** Its browser is being closed, so that its profile can be saved; the end follows. */
  closing = false;
  readonly pipes: BrowserPipes;
  /** An end that must reach the log but could not yet. */
  pendingEnd: CommandOf<'terminate'> | CommandOf<'expire'> | undefined;
  /** The browser went away by itself, possibly before `started` was in the log. */
  crashed = false;
  #state: SessionState;
  #version: number;
  readonly #clock: SessionClock;
  readonly #startedWallMs: number;
  readonly #startedSteadyMs: number;
  #lastHeartbeatAt: string | null = null;
  /** These are moments of the steady clock. */
  #lastSignOfLifeMs: number;
  #controlUsedMs: number;
  #controlSince = '';
  readonly #consoles = new Map<string, { connected: boolean; sinceMs: number; openedMs: number }>();

  constructor(started: { id: string; runId: string; correlationId: string; browser: HostedBrowser; pipes: BrowserPipes; profile?: SessionProfile | undefined; state: SessionState; clock: SessionClock }) {
    this.id = started.id;
    this.runId = started.runId;
    this.correlationId = started.correlationId;
    this.browser = started.browser;
    this.profile = started.profile ?? null;
    this.pipes = started.pipes;
    this.#state = started.state;
    this.#version = 0;
    this.#clock = started.clock;
    this.#startedWallMs = started.clock.wallMs();
    this.#startedSteadyMs = started.clock.steadyMs();
    this.#lastSignOfLifeMs = this.#startedSteadyMs;
    this.#controlUsedMs = this.#startedSteadyMs;
  }

  get state(): SessionState {
    return this.#state;
  }

  /** The turn of the person who has control. */
  get lease(): ControlLease | null {
    const { controlHolder: holder, controlToken: token } = this.#state;
    return holder === null ? null : { holder, token, since: this.#controlSince };
  }

  get lastHeartbeatAt(): string | null {
    return this.#lastHeartbeatAt;
  }

  /** Milliseconds since the epoch by which its deadline counts: the wall clock, which may be set forward but not back. */
  nowMs(): number {
    return Math.max(this.#clock.wallMs(), this.#startedWallMs + this.#clock.steadyMs() - this.#startedSteadyMs);
  }

  /** Commands may finish in another order than the log has them: an older state never replaces a newer one. */
  learn(state: SessionState, version: number): void {
    if (version < this.#version) return;
    const nowMs = this.#clock.steadyMs();
    if (state.controlToken !== this.#state.controlToken) {
      this.#controlUsedMs = nowMs;
      this.#controlSince = new Date(this.nowMs()).toISOString();
    }
    for (const { consoleId, open } of Object.values(state.consoles)) {
      if (!open) this.#consoles.delete(consoleId);
      else if (!this.#consoles.has(consoleId)) this.#consoles.set(consoleId, { connected: false, sinceMs: nowMs, openedMs: nowMs });
    }
    this.#state = state;
    this.#version = version;
  }

  /** A heartbeat has come; returns its instant, RFC 3339. */
  beat(): string {
    this.#lastSignOfLifeMs = this.#clock.steadyMs();
    this.#lastHeartbeatAt = new Date(this.nowMs()).toISOString();
    return this.#lastHeartbeatAt;
  }

  consoleConnected(consoleId: string, connected: boolean): void {
    const known = this.#consoles.get(consoleId);
    if (known) this.#consoles.set(consoleId, { ...known, connected, sinceMs: this.#clock.steadyMs() });
  }

  /** The holder of control pressed a key or moved the pointer. */
  controlUsed(): void {
    this.#controlUsedMs = this.#clock.steadyMs();
  }

  /** Looks at who is there now; a connection that is open at this moment is a sign of life at this moment. */
  presence(connections: number, hearingMs: number): Presence {
    const nowMs = this.#clock.steadyMs();
    if (connections > 0) this.#lastSignOfLifeMs = nowMs;
    return {
      lastHeartbeatAt: this.#lastHeartbeatAt,
      silentMs: nowMs - this.#lastSignOfLifeMs,
      hearingMs,
      connections,
      consoles: new Map([...this.#consoles].map(([id, { connected, sinceMs, openedMs }]) => [id, { connected, forMs: nowMs - sinceMs, openForMs: nowMs - openedMs }])),
      controlIdleMs: nowMs - this.#controlUsedMs,
    };
  }
}
