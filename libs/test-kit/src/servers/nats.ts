import type { ServerKind } from './container-engine.ts';

export interface NatsOptions {
  /** Clients must present this token; it is part of `url`. */
  readonly token?: string;
  /** Default 1 MiB, as the server's own default. */
  readonly maxPayloadBytes?: number;
  /** Accounts with their users, as text of its configuration; whoever connects puts its own user into `url`. */
  readonly accounts?: string;
}

/** A nats-server with JetStream, file storage in a folder of its own, on a port of its own of 127.0.0.1. */
export interface TestNats {
  readonly url: string;
  readonly kind: ServerKind;
  /** Where it stores its streams, for tests that damage them while it is stopped; a container's is not at hand. */
  readonly storeFolder?: string;
  /** Ends it and removes its storage. */
  stop(): Promise<void>;
  /** SIGKILL; the storage stays. */
  kill(): Promise<void>;
  /** Ends it with SIGTERM when it runs, and starts it again on the same port and storage. */
  restart(): Promise<void>;
}

/** Configuration both ways share; the store folder and the port are where they differ. */
export function natsConfiguration(options: NatsOptions, place: { listen: string; storeFolder: string }): string {
  return [
    `listen: "${place.listen}"`,
    `jetstream { store_dir: "${place.storeFolder}" }`,
    `max_payload: ${options.maxPayloadBytes ?? 1_048_576}`,
    options.accounts ?? '',
    options.token ? `authorization { token: "${options.token}" }` : '',
  ].join('\n');
}

export function natsUrl(options: NatsOptions, port: number, host = '127.0.0.1'): string {
  return `nats://${options.token ? `${options.token}@` : ''}${host}:${port}`;
}
