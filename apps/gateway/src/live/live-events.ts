import type { AuditEventView } from '@countersign/contracts';
import type { AuditQueries, ReadCommits } from '../audit/audit.queries.ts';
import type { ReadModelWaiter } from '../projecting/read-model-waiter.ts';

export interface LiveOptions {
  /** Begins after this position; default: now. */
  readonly after?: number | undefined;
  readonly runId?: string | undefined;
  readonly signal: AbortSignal;
}

/** Events read at once; a commit is never cut. */
const EVENTS_AT_ONCE = 500;
const LOOK_AGAIN_AFTER_MS = 60_000;

/**
 * Events as the read model has them: whoever hears of one finds it in a query. A reader that is slow is behind, and
 * reads on from where it is; nothing is kept for it.
 */
export class LiveEvents {
  readonly #closing = new AbortController();
  /** The last read of the database: those who have come equally far share it. */
  #shared: { readonly range: string; readonly read: Promise<ReadCommits> } | undefined;

  constructor(
    private readonly audit: AuditQueries,
    private readonly waiter: ReadModelWaiter,
  ) {}

  /**
   * Each item holds the events of ONE commit, so all have one position. Ends when the signal aborts, or the
   * application shuts down. @throws when the database cannot be read.
   */
  async *subscribe({ after, runId, signal }: LiveOptions): AsyncGenerator<readonly AuditEventView[], void, undefined> {
    const ending = AbortSignal.any([signal, this.#closing.signal]);
    let at = after ?? this.waiter.position;
    while (!ending.aborted) {
      if (!(await this.waiter.waitFor(at + 1, LOOK_AGAIN_AFTER_MS, ending))) continue;
      const { events, readTo } = await this.#read(at, runId);
      for (const commit of commitsOf(events.filter(isNoReading))) {
        if (ending.aborted) return;
        yield commit;
      }
      at = readTo;
    }
  }

  /** Ends every subscription. */
  close(): void {
    this.#closing.abort();
  }

  async #read(after: number, runId: string | undefined): Promise<ReadCommits> {
    const upTo = this.waiter.position;
    if (upTo - after > EVENTS_AT_ONCE) return this.audit.commits(after, upTo, runId, EVENTS_AT_ONCE);
    const { events, readTo } = await this.#readShared(after, upTo);
    return { events: runId === undefined ? events : events.filter((event) => event.runId === runId), readTo };
  }

  #readShared(after: number, upTo: number): Promise<ReadCommits> {
    const range = `${after}..${upTo}`;
    if (this.#shared?.range === range) return this.#shared.read;
    const read = this.audit.commits(after, upTo, undefined, EVENTS_AT_ONCE);
    this.#shared = { range, read };
    read.catch(() => (this.#shared = undefined));
    return read;
  }
}

/** Who reads the audit when it hears of an event must not hear of that reading. */
function isNoReading({ aggregate }: AuditEventView): boolean {
  return aggregate !== 'audit';
}

function* commitsOf(events: readonly AuditEventView[]): Generator<AuditEventView[]> {
  for (let start = 0; start < events.length; ) {
    let end = start;
    while (end < events.length && events[end]!.position === events[start]!.position) end++;
    yield events.slice(start, end);
    start = end;
  }
}
