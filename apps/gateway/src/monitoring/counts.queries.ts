import { Injectable } from '@nestjs/common';
import { Sql } from '../database/sql.ts';

export interface CountByStatus {
  readonly status: string;
  readonly count: number;
}

/** Counting is work for the database: it is asked this often, however often somebody scrapes. */
const KEPT_MS = 10_000;
const SESSIONS = ['active', 'expired', 'terminated'];
const CAPTURES = ['in_review', 'approved', 'rejected', 'submitting', 'submitted', 'outcome_unknown'];

/** How many there are. Of everything that gateways share: sums over several of them count it several times. */
@Injectable()
export class Counts {
  readonly #kept = new Map<string, { readonly atMs: number; readonly found: Promise<readonly unknown[]> }>();

  constructor(private readonly sql: Sql) {}

  async sessions(): Promise<CountByStatus[]> {
    return withZeros(SESSIONS, await this.#rows(`select status, count(*)::float8 as count from read_model.remote_browser_sessions group by status`));
  }

  async captures(): Promise<CountByStatus[]> {
    return withZeros(CAPTURES, await this.#rows(`select status, count(*)::float8 as count from read_model.form_captures group by status`));
  }

  /** Those that were delivered are many, and purged. */
  async deliveries(): Promise<CountByStatus[]> {
    return withZeros(['pending', 'dead'], await this.#rows(`select status, count(*)::float8 as count from gateway.webhook_deliveries where status in ('pending', 'dead') group by status`));
  }

  async oldestDueSeconds(): Promise<number> {
    const [row] = await this.#rows<{ seconds: number }>(
      `select greatest(0, coalesce(extract(epoch from now() - min(delivery.next_attempt_at)), 0))::float8 as seconds
       from gateway.webhook_deliveries delivery join gateway.webhook_endpoints endpoint on endpoint.id = delivery.endpoint_id
       where delivery.status = 'pending' and endpoint.enabled`,
    );
    return row?.seconds ?? 0;
  }

  async endpoints(): Promise<CountByStatus[]> {
    return withZeros(['enabled', 'disabled'], await this.#rows(`select case when enabled then 'enabled' else 'disabled' end as status, count(*)::float8 as count from gateway.webhook_endpoints group by 1`));
  }

  #rows<Row = CountByStatus>(statement: string): Promise<readonly Row[]> {
    const kept = this.#kept.get(statement);
    if (kept && performance.now() - kept.atMs < KEPT_MS) return kept.found as Promise<readonly Row[]>;
    const found = this.sql.query<Row>(statement);
    this.#kept.set(statement, { atMs: performance.now(), found });
    found.catch(() => this.#kept.delete(statement));
    return found;
  }
}

/** A state that nothing is in has the number 0, not none. */
function withZeros(statuses: readonly string[], rows: readonly CountByStatus[]): CountByStatus[] {
  const found = new Map(rows.map(({ status, count }) => [status, count]));
  return [...new Set([...statuses, ...found.keys()])].map((status) => ({ status, count: found.get(status) ?? 0 }));
}
