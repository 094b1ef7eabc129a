import { sessionNodeSubject } from '@countersign/contracts';
import { ServerNats, type NatsOptions } from '@nestjs/microservices';

type ServerOptions = NonNullable<NatsOptions['options']>;
type Client = Parameters<ServerNats['bindEvents']>[0];

/** Nest's NATS server, which also answers every command on the subject of this very process. */
export class NodeCommandServer extends ServerNats {
  readonly #instance: string;

  constructor(options: ServerOptions, instance: string) {
    super(options);
    this.#instance = instance;
  }

  override bindEvents(client: Client): void {
    super.bindEvents(client);
    for (const pattern of this.messageHandlers.keys()) {
      const callback = this.getMessageHandler(pattern).bind(this);
      client.subscribe(sessionNodeSubject(this.#instance, pattern), { callback });
    }
  }
}
