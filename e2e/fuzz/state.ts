import { connectEventLog, type EventLog, type Follower } from '@countersign/event-log';
import { waitFor } from '@countersign/test-kit';
import pg from 'pg';
import type { World } from './world.ts';

/** Kept for a repeat, which is no change of anything; or written in the background. */
const NOT_COMPARED = ['idempotency_keys', 'webhook_deliveries', 'webhook_attempts', 'mikro_orm_migrations'];
/** That somebody was refused is a record, and meant to be one. */
const RECORD_OF_REFUSAL = 'countersign.audit.sign_in_failed.v1';
/** Of a row: what is noted by the way. */
const BY_THE_WAY = ['failing_since', 'last_used_at'];

/** What a request may have changed: the log, where every event names its request, and what the gateway keeps for itself. */
export class State {
  /** Ids of the requests that events name, with how often. */
  readonly caused = new Map<string, number>();
  #log!: EventLog;
  #database!: pg.Client;
  #follower!: Follower;
  #tables: string[] = [];

  static async of(world: World): Promise<State> {
    const state = new State();
    state.#log = await connectEventLog({ natsUrl: world.nats.url, name: 'fuzz' });
    state.#database = new pg.Client({ connectionString: world.postgres.url });
    await state.#database.connect();
    const { rows } = await state.#database.query<{ name: string }>(`select table_name as name from information_schema.tables where table_schema = 'gateway' and table_type = 'BASE TABLE' order by 1`);
    state.#tables = rows.map(({ name }) => name).filter((name) => !NOT_COMPARED.includes(name));
    state.#follower = await state.#log.follow({ after: 0, onBatch: (commits) => {
      for (const { correlationid } of commits.flatMap(({ events }) => events).filter(({ type }) => type !== RECORD_OF_REFUSAL)) state.caused.set(correlationid, (state.caused.get(correlationid) ?? 0) + 1);
      return Promise.resolve();
    } });
    return state;
  }

  /** Until every event that is in the log by now was seen. */
  async seen(): Promise<number> {
    const last = await this.#log.lastSequence();
    await waitFor(() => this.#follower.position >= last, { what: `the log is read to ${last}`, everyMs: 2 });
    return last;
  }

  /** Over all rows of the gateway's own tables. */
  async digest(): Promise<string> {
    const without = BY_THE_WAY.map((name) => `- '${name}'`).join(' ');
    const parts = this.#tables.map((table) => `select '${table}' as name, count(*) as rows, md5(coalesce(string_agg(md5((to_jsonb(each) ${without})::text), '' order by md5((to_jsonb(each) ${without})::text)), '')) as digest from gateway.${table} each`);
    const { rows } = await this.#database.query<{ name: string; rows: string; digest: string }>(parts.join(' union all '));
    return rows.map(({ name, rows: count, digest }) => `${name} ${count} ${digest}`).join('\n');
  }

  async close(): Promise<void> {
    await this.#follower.stop();
    await Promise.all([this.#log.close(), this.#database.end()]);
  }
}
