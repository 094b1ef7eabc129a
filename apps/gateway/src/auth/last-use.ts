import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Sql } from '../database/sql.ts';

/** How far behind the time of the last use may be. */
export const LAST_USE_EVERY_MS = 60_000;
const MAX_KNOWN = 20_000;

type Credential = { readonly kind: 'api_key' | 'sign_in'; readonly id: string };

/** Another gateway may have written it meanwhile. */
const STATEMENTS = {
  api_key: 'update gateway.api_keys set last_used_at = $2 where id = $1 and (last_used_at is null or last_used_at < $3)',
  sign_in: 'update gateway.user_sessions set last_seen_at = $2 where id = $1 and last_seen_at < $3',
} as const;

/** When keys and sign-ins were used: written beside the requests, never before their answers, and once a minute at most for each. */
@Injectable()
export class LastUse implements BeforeApplicationShutdown {
  readonly #logger = new Logger(LastUse.name);
  readonly #writtenAtMs = new Map<string, number>();
  readonly #writing = new Set<Promise<void>>();

  constructor(private readonly sql: Sql) {}

  saw({ kind, id }: Credential): void {
    const name = `${kind} ${id}`;
    const nowMs = Date.now();
    if (nowMs - (this.#writtenAtMs.get(name) ?? 0) < LAST_USE_EVERY_MS) return;
    if (this.#writtenAtMs.size >= MAX_KNOWN) this.#writtenAtMs.clear();
    this.#writtenAtMs.set(name, nowMs);
    const writing = this.#write(kind, id, nowMs).finally(() => this.#writing.delete(writing));
    this.#writing.add(writing);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.#writing);
  }

  async #write(kind: Credential['kind'], id: string, nowMs: number): Promise<void> {
    try {
      await this.sql.query(STATEMENTS[kind], [id, new Date(nowMs), new Date(nowMs - LAST_USE_EVERY_MS)]);
    } catch (error) {
      this.#writtenAtMs.delete(`${kind} ${id}`);
      this.#logger.warn({ reason: (error as Error).message }, 'when a credential was used could not be written');
    }
  }
}
