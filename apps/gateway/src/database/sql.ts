import type { Writable } from 'node:stream';
import type { Pool, PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

/** Runs one statement with `$1`, `$2` … parameters: timestamptz comes back as text (see {@link instant}), jsonb parsed, bigint as text. */
export interface SqlSession {
  query<Row>(statement: string, parameters?: readonly unknown[]): Promise<Row[]>;
}

/** A connection of one's own, for what lives as long as a connection does: advisory locks, LISTEN. */
export interface ReservedSession extends SqlSession {
  /** Resolves when the connection is gone, whoever ended it. */
  readonly lost: Promise<void>;
  onNotification(listener: (payload: string) => void): void;
  /** Takes what a `copy … from stdin` reads. Nothing else can be asked until it has ended. */
  copyIn(statement: string): Writable;
  /** Ends the connection, and with it its locks. */
  end(): void;
}

export type IsolationLevel = 'read committed' | 'repeatable read';

/** Statements that connections keep planned; more than the code has would mean that one was made from data. */
const MAX_PREPARED = 200;

/** SQL on the connections of MikroORM's pool, with parameters that the server binds. */
export class Sql implements SqlSession {
  readonly #names = new Map<string, string>();

  constructor(private readonly pool: Pool) {}

  async query<Row>(statement: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return (await this.pool.query(statement, [...parameters])).rows as Row[];
  }

  /**
   * The same for what is read often: each connection parses it once, and the server may plan it once. The text must not
   * depend on values. Postgres looks a statement up again when tables were replaced, as a rebuild does.
   */
  async prepared<Row>(statement: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    let name = this.#names.get(statement);
    if (name === undefined) {
      if (this.#names.size >= MAX_PREPARED) return this.query<Row>(statement, parameters);
      this.#names.set(statement, (name = `read_${this.#names.size}`));
    }
    return (await this.pool.query({ name, text: statement, values: [...parameters] })).rows as Row[];
  }

  /**
   * Commits when `work` resolves, rolls back when it throws. With `idleTimeoutMs` the server ends it when nothing was asked in it
   * for so long: a process that stands still keeps no locks.
   */
  async transaction<Result>(work: (session: SqlSession) => Promise<Result>, isolation: IsolationLevel = 'read committed', idleTimeoutMs?: number): Promise<Result> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    // The server may end the connection between two statements; without a listener that would end the process.
    const onError = (error: Error) => (broken = error);
    client.on('error', onError);
    try {
      await client.query(`begin isolation level ${isolation}${idleTimeoutMs === undefined ? '' : `; set local idle_in_transaction_session_timeout = ${idleTimeoutMs}`}`);
      const result = await work(sessionOf(client));
      await client.query('commit');
      return result;
    } catch (error) {
      await client.query('rollback').catch((rollbackError: Error) => (broken = rollbackError));
      throw error;
    } finally {
      client.off('error', onError);
      client.release(broken);
    }
  }

  async reserve(): Promise<ReservedSession> {
    const client = await this.pool.connect();
    let ended = false;
    const end = () => {
      if (!ended) client.release(true);
      ended = true;
    };
    const lost = new Promise<void>((resolve) => {
      client.once('end', resolve);
      // Without a listener an error of the connection would end the process; `end` follows it.
      client.on('error', () => undefined);
    });
    return {
      ...sessionOf(client),
      lost,
      end,
      copyIn: (statement) => client.query(copyFrom(statement)),
      onNotification: (listener) => client.on('notification', ({ payload }) => listener(payload ?? '')),
    };
  }
}

function sessionOf(client: PoolClient): SqlSession {
  return { query: async <Row>(statement: string, parameters: readonly unknown[] = []) => (await client.query(statement, [...parameters])).rows as Row[] };
}

/** A timestamptz as the driver gives it, as RFC 3339 in UTC with milliseconds. */
export function instant(value: string): string;
export function instant(value: string | null): string | null;
export function instant(value: string | null): string | null {
  return value === null ? null : (inUtc(value) ?? new Date(value).toISOString());
}

/** Of `2026-11-22 09:30:00.5+00`, as connections in UTC write it: taken apart, because lists have many and `Date` is slow with this form. */
function inUtc(value: string): string | undefined {
  const { length } = value;
  if (length < 22 || length > 26 || value[10] !== ' ' || !value.endsWith('+00')) return undefined;
  return `${value.slice(0, 10)}T${value.slice(11, 19)}.${value.slice(20, length - 3).padEnd(3, '0')}Z`;
}
