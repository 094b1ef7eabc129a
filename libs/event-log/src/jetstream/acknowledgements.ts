import { JetStreamApiError, type ApiError, type PubAck } from '@nats-io/jetstream';
import { createInbox, errors, type Msg, type MsgHdrs, type NatsConnection, type Subscription } from '@nats-io/transport-node';

interface Awaited {
  readonly subject: string;
  resolve(acknowledgement: PubAck): void;
  reject(error: Error): void;
}

/**
 * Publishes into the stream and waits for what it answers, with one inbox for all answers. The client's own requests make an error, and
 * capture its stack, for every answer that they get: an eighth of what an append costs.
 */
export class Acknowledgements {
  readonly #connection: NatsConnection;
  readonly #timeoutMs: number;
  readonly #inbox = `${createInbox()}.`;
  readonly #subscription: Subscription;
  readonly #statuses: AsyncIterable<{ type: string; error?: Error }> & { stop?(): void };
  readonly #awaited = new Map<string, Awaited>();
  #published = 0;

  constructor(connection: NatsConnection, timeoutMs: number) {
    this.#connection = connection;
    this.#timeoutMs = timeoutMs;
    this.#subscription = connection.subscribe(`${this.#inbox}*`, { callback: (error, message) => (error ? this.#rejectAll(error) : this.#receive(message)) });
    this.#statuses = connection.status();
    void this.#watchRefusals();
    void connection.closed().then(() => this.#rejectAll(new errors.ClosedConnectionError()));
  }

  /** @throws JetStreamApiError what the stream answers instead; NoRespondersError, TimeoutError, PermissionViolationError, ClosedConnectionError */
  publish(subject: string, payload: Uint8Array, headers: MsgHdrs): Promise<PubAck> {
    return new Promise((resolve, reject) => {
      const token = String(this.#published++);
      const timer = setTimeout(() => this.#settle(token)?.reject(new errors.TimeoutError()), this.#timeoutMs);
      this.#awaited.set(token, {
        subject,
        resolve: (acknowledgement) => { clearTimeout(timer); resolve(acknowledgement); },
        reject: (error) => { clearTimeout(timer); reject(error); },
      });
      try {
        this.#connection.publish(subject, payload, { reply: this.#inbox + token, headers });
      } catch (error) {
        this.#settle(token)?.reject(error as Error);
      }
    });
  }

  close(): void {
    this.#statuses.stop?.();
    this.#subscription.unsubscribe();
    this.#rejectAll(new errors.ClosedConnectionError());
  }

  #receive(message: Msg): void {
    const awaited = this.#settle(message.subject.slice(this.#inbox.length));
    if (!awaited) return;
    if (message.data.length === 0) return awaited.reject(new errors.NoRespondersError(awaited.subject));
    try {
      const answer = message.json<PubAck & { error?: ApiError }>();
      if (answer.error) awaited.reject(new JetStreamApiError(answer.error));
      else awaited.resolve(answer);
    } catch (error) {
      awaited.reject(error as Error);
    }
  }

  /** A publish that the server does not permit is not answered: it is said of the connection. */
  async #watchRefusals(): Promise<void> {
    for await (const { error } of this.#statuses) {
      if (!(error instanceof errors.PermissionViolationError) || error.operation !== 'publish') continue;
      for (const [token, { subject }] of this.#awaited) if (subject === error.subject) this.#settle(token)?.reject(error);
    }
  }

  #settle(token: string): Awaited | undefined {
    const awaited = this.#awaited.get(token);
    this.#awaited.delete(token);
    return awaited;
  }

  #rejectAll(error: Error): void {
    for (const token of [...this.#awaited.keys()]) this.#settle(token)?.reject(error);
  }
}
