import type { NatsConnection } from '@nats-io/transport-node';
import { ClientNats } from '@nestjs/microservices';

/** Nest's client on the connection that the application has already; whoever made that closes it. */
export class SharedNatsClient extends ClientNats {
  readonly #connection: NatsConnection;

  constructor(connection: NatsConnection) {
    super({});
    this.#connection = connection;
  }

  override async createClient(): Promise<NatsConnection> {
    return this.#connection;
  }
}
