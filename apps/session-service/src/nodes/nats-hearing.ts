import { setTimeout as delay } from 'node:timers/promises';
import type { NatsConnection } from '@nats-io/transport-node';
import type { SessionClock } from '../session/session-clock.ts';

/** Whether callers could reach this node; what could not arrive is not held against them. */
export interface Hearing {
  /** For how long, without a break, messages could arrive. 0 while cut off. */
  hearingMs(): number;
  /** Asks the server now, so that a break that nobody noticed yet is known. Never rejects, and takes a second at most. */
  prove(): Promise<void>;
}

const PROBE_INTERVAL_MS = 1_000;
/** How long anybody waits for an answer; it may come later. */
const PROBE_TIMEOUT_MS = 1_000;
/** Longest time between two answers of the server that is no break: one probe was late, by a busy machine or a pause. */
const LONGEST_GAP_MS = 2_500;

/**
 * Listens to the connection's own account, which sees a closed connection at once, and asks the server every second, which
 * finds a silent network and the time for which this very process stood still.
 */
export class NatsHearing implements Hearing {
  readonly #connection: NatsConnection;
  readonly #clock: SessionClock;
  #sinceMs: number;
  #lastAnswerMs: number;
  #connected = true;
  #timer: NodeJS.Timeout | undefined;
  #probe: Promise<void> | undefined;

  constructor(connection: NatsConnection, clock: SessionClock) {
    this.#connection = connection;
    this.#clock = clock;
    this.#sinceMs = this.#lastAnswerMs = clock.steadyMs();
    void this.#watch();
  }

  start(): void {
    this.#timer ??= setInterval(() => void this.prove(), PROBE_INTERVAL_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  hearingMs(): number {
    const nowMs = this.#clock.steadyMs();
    if (!this.#connected || nowMs - this.#lastAnswerMs > LONGEST_GAP_MS) return 0;
    return nowMs - this.#sinceMs;
  }

  /** One at a time: the server answers in order. */
  prove(): Promise<void> {
    this.#probe ??= this.#ask().finally(() => (this.#probe = undefined));
    return Promise.race([this.#probe, delay(PROBE_TIMEOUT_MS, undefined, { ref: false })]);
  }

  async #ask(): Promise<void> {
    try {
      await this.#connection.rtt();
    } catch {
      return; // Not connected: no answer, and so no hearing.
    }
    const nowMs = this.#clock.steadyMs();
    if (nowMs - this.#lastAnswerMs > LONGEST_GAP_MS) this.#sinceMs = nowMs;
    this.#lastAnswerMs = nowMs;
  }

  async #watch(): Promise<void> {
    for await (const { type } of this.#connection.status()) {
      if (type === 'disconnect') this.#connected = false;
      if (type !== 'reconnect') continue;
      this.#connected = true;
      this.#sinceMs = this.#lastAnswerMs = this.#clock.steadyMs();
    }
  }
}
