import type { ServerKind } from './container-engine.ts';

export interface PostgresOptions {
  /** Commits are on disk when they are acknowledged, as where it matters; default false, which is faster. */
  readonly durable?: boolean;
}

/** A PostgreSQL with an empty database, on a port of its own of 127.0.0.1. Durability is off unless asked for: it is for tests only. */
export interface TestPostgres {
  /** `postgres://countersign:…@127.0.0.1:<port>/countersign` */
  readonly url: string;
  readonly kind: ServerKind;
  /** Of the child process that runs now. */
  readonly pid?: number | undefined;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
  /** SIGKILL; the data stays. Only a `durable` one keeps every commit. */
  kill(): Promise<void>;
  /** Ends it when it runs, and starts it again on the same port and data. */
  restart(): Promise<void>;
}

/** Name of the user and of the database. */
export const NAME = 'countersign';
export const UNSAFE_BUT_FAST = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'].flatMap((setting) => ['-c', setting]);

export function postgresUrl(password: string, port: number, host = '127.0.0.1'): string {
  return `postgres://${NAME}:${password}@${host}:${port}/${NAME}`;
}
