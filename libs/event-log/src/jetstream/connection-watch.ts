import type { NatsConnection } from '@nats-io/transport-node';

/** The connection broke while an answer was awaited: what was asked may have happened or not. */
export class ConnectionLostError extends Error {
  override readonly name = 'ConnectionLostError';
}

/**
 * Knows whether the connection stands. The client loses what is sent while it is broken and lets every request wait
 * for its timeout; with this, requests wait for the connection instead and fail at once when it breaks.
 */
export class ConnectionWatch {
  readonly #statuses: AsyncIterable<{ type: string }> & { stop?(): void };
  readonly #onLost = new Set<() => void>();
  readonly #onConnected = new Set<() => void>();
  readonly #onReconnect: () => void;
  #isConnected = true;

  constructor(connection: NatsConnection, onReconnect: () => void) {
    this.#onReconnect = onReconnect;
    this.#statuses = connection.status();
    void this.#watch();
  }

  stop(): void {
    this.#statuses.stop?.();
    this.#set(true);
  }

  /** Waits for the connection, at most `timeoutMs`, and asks. @throws ConnectionLostError when it breaks meanwhile. */
  async ask<Answer>(question: () => Promise<Answer>, timeoutMs: number): Promise<Answer> {
    if (!this.#isConnected) await this.#connected(timeoutMs);
    let lose: (() => void) | undefined;
    try {
      return await new Promise<Answer>((resolve, reject) => {
        lose = () => reject(new ConnectionLostError('the connection to NATS broke'));
        this.#onLost.add(lose);
        question().then(resolve, reject);
      });
    } finally {
      this.#onLost.delete(lose!);
    }
  }

  #connected(timeoutMs: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#onConnected.delete(done);
        resolve();
      };
      const timer = setTimeout(done, timeoutMs);
      this.#onConnected.add(done);
    });
  }

  async #watch(): Promise<void> {
    for await (const { type } of this.#statuses) {
      if (type === 'disconnect') this.#set(false);
      if (type === 'reconnect' || type === 'close') this.#set(true);
      if (type === 'reconnect') this.#onReconnect();
    }
  }

  #set(isConnected: boolean): void {
    this.#isConnected = isConnected;
    for (const listener of [...(isConnected ? this.#onConnected : this.#onLost)]) listener();
  }
}
