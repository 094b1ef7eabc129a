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
  ask<Answer>(question: () => Promise<Answer>, timeoutMs: number): Promise<Answer> {
    return this.#isConnected ? this.#unlessLost(question) : this.#connected(timeoutMs).then(() => this.#unlessLost(question));
  }

  #unlessLost<Answer>(question: () => Promise<Answer>): Promise<Answer> {
    return new Promise<Answer>((resolve, reject) => {
      const lose = () => reject(new ConnectionLostError('the connection to NATS broke'));
      this.#onLost.add(lose);
      question().then(
        (answer) => {
          this.#onLost.delete(lose);
          resolve(answer);
        },
        (error: unknown) => {
          this.#onLost.delete(lose);
          reject(error as Error);
        },
      );
    });
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
