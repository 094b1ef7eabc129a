import type { ReservedSession, Sql } from '../database/sql.ts';
import { pause } from './pause.ts';
import type { ReadModelStore } from './read-model-store.ts';
import type { ReadModelWaiter } from './read-model-waiter.ts';

/** Channel on which a follower says how far it came. */
export const POSITION_CHANNEL = 'countersign_read_model';

/** Between two looks at the checkpoint, while somebody waits: a notification may be lost with its connection. */
const LOOK_EVERY_MS = 500;
const RECONNECT_AFTER_MS = 1_000;

/** Tells the waiter of this process what a follower in another one has projected. */
export class PositionListener {
  readonly #stopping = new AbortController();
  #session: ReservedSession | undefined;
  #looking: NodeJS.Timeout | undefined;
  #ended: Promise<void> = Promise.resolve();

  constructor(
    private readonly sql: Sql,
    private readonly store: ReadModelStore,
    private readonly waiter: ReadModelWaiter,
  ) {}

  start(): void {
    this.#looking = setInterval(() => void this.#look(), LOOK_EVERY_MS).unref();
    this.#ended = this.#listen();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    clearInterval(this.#looking);
    this.#session?.end();
    await this.#ended;
  }

  async #listen(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      try {
        this.#session = await this.sql.reserve();
        this.#session.onNotification((payload) => this.waiter.advance(Number(payload)));
        await this.#session.query(`listen ${POSITION_CHANNEL}`);
        this.waiter.advance(await this.store.position(this.#session));
        if (!signal.aborted) await this.#session.lost;
      } catch {
        // The database is away: the next round says more, and health says it meanwhile.
      } finally {
        this.#session?.end();
      }
      await pause(RECONNECT_AFTER_MS, signal);
    }
  }

  async #look(): Promise<void> {
    if (!this.waiter.isAwaited) return;
    try {
      this.waiter.advance(await this.store.position(this.sql));
    } catch {
      // Who waits is told by its time limit.
    }
  }
}
