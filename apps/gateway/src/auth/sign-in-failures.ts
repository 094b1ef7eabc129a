import type { CommandMeta, SignInFailure, SignInMethod } from '@countersign/contracts';
import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { AccessRecords } from './access-records.ts';

/** Failures that are alike within this time are one record, beside that of the first. */
export const FAILURES_WINDOW_MS = 60_000;
/** Kinds of failures that are told apart within a window; persons beyond that are left out. */
const MAX_KINDS = 100;

interface Counted {
  readonly event: { readonly method: SignInMethod; readonly reason: SignInFailure };
  readonly meta: CommandMeta;
  firstAt: Date;
  lastAt: Date;
  /** That no record tells of yet. */
  count: number;
  readonly timer: NodeJS.Timeout;
}

/**
 * Records sign-ins that failed. Whoever tries and tries must not fill the log: the first of its kind is written at once,
 * those after it within a minute as one record with their number. A record that cannot be written keeps nobody out or in.
 */
@Injectable()
export class SignInFailures implements BeforeApplicationShutdown {
  readonly #logger = new Logger(SignInFailures.name);
  readonly #counted = new Map<string, Counted>();

  constructor(private readonly records: AccessRecords) {}

  /** `user`: who the issuer says it is; otherwise nobody is known. */
  async note(method: SignInMethod, reason: SignInFailure, meta: CommandMeta, user?: string): Promise<void> {
    const actor = user === undefined || this.#counted.size >= MAX_KINDS ? meta.actor : user;
    const kind = `${method} ${reason} ${actor}`;
    const now = new Date();
    const known = this.#counted.get(kind);
    if (known) {
      if (known.count === 0) known.firstAt = now;
      known.count += 1;
      known.lastAt = now;
      return;
    }
    const timer = setTimeout(() => void this.#close(kind), FAILURES_WINDOW_MS).unref();
    const first: Counted = { event: { method, reason }, meta: { ...meta, actor }, firstAt: now, lastAt: now, count: 1, timer };
    this.#counted.set(kind, { ...first, count: 0 });
    await this.#record(first);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all([...this.#counted.keys()].map((kind) => this.#close(kind)));
  }

  async #close(kind: string): Promise<void> {
    const counted = this.#counted.get(kind);
    if (!counted) return;
    clearTimeout(counted.timer);
    this.#counted.delete(kind);
    if (counted.count > 0) await this.#record(counted);
  }

  async #record({ event, meta, firstAt, lastAt, count }: Counted): Promise<void> {
    try {
      await this.records.record({ type: 'countersign.audit.sign_in_failed.v1', data: { ...event, count, firstAt: firstAt.toISOString(), lastAt: lastAt.toISOString() } }, meta);
    } catch (error) {
      this.#logger.error({ error, ...event, count }, 'a sign-in that failed could not be recorded');
    }
  }
}
