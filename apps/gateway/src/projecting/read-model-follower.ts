import { CorruptionError, type Commit, type EventLog, type Follower, type FollowerMetrics } from '@countersign/event-log';
import { inSpan } from '@countersign/telemetry';
import type { ReservedSession, Sql, SqlSession } from '../database/sql.ts';
import { BatchProjector } from './batch-projector.ts';
import { pause } from './pause.ts';
import type { ProjectionSettings } from './projection.ts';
import { CheckpointMovedError, type ReadModelStore } from './read-model-store.ts';
import type { ReadModelWaiter } from './read-model-waiter.ts';

/** Key of the advisory lock that the one active follower holds. */
const FOLLOWER_LOCK = 4_400_002;
/** A standby asks this often whether the active one is gone. */
const TAKE_OVER_EVERY_MS = 1_000;
/** The active one uses the connection that holds its lock this often. */
const SIGN_OF_LIFE_EVERY_MS = 1_000;
/**
 * A process may stand still and keep its connection, and with it the lock: a standby ends a connection that holds the
 * lock and was not used for this long. Should the other one only have been slow, the moved checkpoint stops it.
 */
const SILENT_AFTER_MS = 4_000;

/** starting: nothing is known yet · following · standby: another process follows · stopped: the log is corrupt, or it was told to stop. */
export type FollowerState = 'starting' | 'following' | 'standby' | 'stopped';

export interface ReadModelFollowerOptions {
  readonly log: EventLog;
  readonly sql: Sql;
  readonly store: ReadModelStore;
  readonly waiter: ReadModelWaiter;
  readonly settings: ProjectionSettings;
  /** What only the active follower does besides; called with a signal that ends it. */
  readonly alongside?: (signal: AbortSignal) => Promise<void>;
  /** A fault that is being retried, or the corruption that it stopped at. */
  readonly onError: (error: Error) => void;
}

/**
 * Folds the log into the read model: rows and checkpoint in one transaction a batch. Of any number of processes one
 * follows; when its connection to the database is gone, another takes over. A process that does not know yet that it
 * lost its lock cannot write: the checkpoint is no longer where it left it.
 */
export class ReadModelFollower {
  #state: FollowerState = 'starting';
  #error: Error | undefined;
  #ended: Promise<void> = Promise.resolve();
  #following: Follower | undefined;
  readonly #stopping = new AbortController();

  constructor(private readonly options: ReadModelFollowerOptions) {}

  get state(): FollowerState {
    return this.#state;
  }
  /** The last fault, until a batch succeeds. */
  get error(): Error | undefined {
    return this.#error;
  }

  /** Of the follower in this process; undefined while another process follows. */
  get metrics(): FollowerMetrics | undefined {
    return this.#following?.metrics;
  }

  start(): void {
    this.#ended = this.#run();
  }

  /** Finishes the batch at hand. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#ended;
    this.#state = 'stopped';
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      let session: ReservedSession | undefined;
      try {
        session = await this.options.sql.reserve();
        const [lock] = await session.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [FOLLOWER_LOCK]);
        if (lock?.mine) await this.#lead(session);
        else {
          this.#state = 'standby';
          await endSilentHolder(session);
        }
      } catch (error) {
        this.#report(error as Error);
      } finally {
        session?.end();
      }
      await pause(TAKE_OVER_EVERY_MS, signal);
    }
  }

  /** Follows until told to stop, or the lock is lost, or the checkpoint was moved by somebody else. */
  async #lead(session: ReservedSession): Promise<void> {
    const { log, settings, store, sql, waiter } = this.options;
    const ending = new AbortController();
    const end = () => ending.abort();
    this.#stopping.signal.addEventListener('abort', end, { once: true });
    void session.lost.then(end);
    const alive = setInterval(() => void session.query('select 1').catch(() => undefined), SIGN_OF_LIFE_EVERY_MS);
    ending.signal.addEventListener('abort', () => clearInterval(alive), { once: true });
    const position = await store.position(session);
    await this.#applyPublicUrl();
    waiter.advance(position);
    let at = position;
    const projector = new BatchProjector(log, sql, store, settings);
    this.#state = 'following';
    const follower = await log.follow({
      after: position,
      onBatch: async (commits) => {
        try {
          at = await inSpan('project commits', { kind: 'consumer', links: traceparentsOf(commits), attributes: { 'messaging.batch.message_count': commits.length } }, () => projector.project(at, commits));
          waiter.advance(at);
          this.#error = undefined;
          // Also after an operator let it pass over what it had stopped at.
          this.#state = 'following';
        } catch (error) {
          if (error instanceof CheckpointMovedError) end();
          throw error;
        }
      },
      onError: (error) => this.#report(error),
    });
    this.#following = follower;
    const alongside = this.options.alongside?.(ending.signal);
    if (!this.#stopping.signal.aborted) await new Promise<void>((resolve) => ending.signal.addEventListener('abort', () => resolve(), { once: true }));
    await follower.stop();
    this.#following = undefined;
    await alongside;
    this.#stopping.signal.removeEventListener('abort', end);
    this.#state = 'starting';
  }

  /** Rows hold absolute urls: when the public url changed since, they follow. */
  async #applyPublicUrl(): Promise<void> {
    const { sql, store, settings } = this.options;
    await sql.transaction(async (session) => {
      await session.query(
        `insert into gateway.settings (name, value) values ('public_url', $1) on conflict (name) do update set value = excluded.value`,
        [settings.publicUrl],
      );
      await store.setPublicUrl(session, settings.publicUrl);
    });
  }

  #report(error: Error): void {
    this.#error = error;
    if (error instanceof CorruptionError) this.#state = 'stopped';
    if (!(error instanceof CheckpointMovedError)) this.options.onError(error);
  }
}

/** A batch is of many chains: it is linked to each, and part of none. */
function traceparentsOf(commits: readonly Commit[]): string[] {
  return commits.flatMap(({ events: [event] }) => event?.traceparent ?? []);
}

async function endSilentHolder(session: SqlSession): Promise<void> {
  await session.query(
    `select pg_terminate_backend(pid) from pg_locks join pg_stat_activity using (pid)
     where locktype = 'advisory' and granted and objid = $1 and pg_locks.database = (select oid from pg_database where datname = current_database())
       and state_change < clock_timestamp() - make_interval(secs => $2)`,
    [FOLLOWER_LOCK, SILENT_AFTER_MS / 1_000],
  );
}
