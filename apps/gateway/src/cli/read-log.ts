import { CorruptionError, type Commit, type EventLog } from '@countersign/event-log';
import { InterruptedError, UnreachableError } from './exit-codes.ts';
import { say } from './progress.ts';

/** Commits in one batch: four of these wait in memory, whatever the size of the log. */
const MAX_BATCH = 250;
/** A server that hands out nothing for this long although there is more is taken for gone. */
const STALLED_AFTER_MS = 30_000;

export interface ReadOptions {
  readonly after: number;
  /** Ends with this position; undefined: goes on with what comes until the signal aborts, which is then no interruption. */
  readonly upTo?: number;
  readonly signal?: AbortSignal;
}

/**
 * Hands out commits in order, verified as a follower reads them: digests, gaps, versions, and what may be passed over by
 * decision only. `take` ends it with false. @throws CorruptionError after everything before it was handed out; UnreachableError, InterruptedError
 */
export async function readLog(log: EventLog, { after, upTo, signal }: ReadOptions, take: (commits: readonly Commit[]) => Promise<unknown>): Promise<void> {
  if (upTo !== undefined && upTo <= after) return;
  const { promise: ended, resolve: end, reject: fail } = Promise.withResolvers<void>();
  const watch = upTo === undefined ? undefined : setTimeout(() => fail(new UnreachableError('the log was not handed out any further')), STALLED_AFTER_MS);
  let isOver = false;
  const follower = await log.follow({
    after,
    maxBatch: MAX_BATCH,
    onBatch: async (commits) => {
      if (isOver) return;
      const last = commits.at(-1)!.sequence;
      try {
        const goesOn = await take(upTo !== undefined && last > upTo ? commits.filter(({ sequence }) => sequence <= upTo) : commits);
        watch?.refresh();
        isOver = goesOn === false || (upTo !== undefined && last >= upTo);
        if (isOver) end();
      } catch (error) {
        isOver = true;
        fail(error as Error);
      }
    },
    onError: (error) => (error instanceof CorruptionError ? fail(error) : say(`trying again: ${error.message}`)),
  });
  const interrupt = () => (upTo === undefined ? end() : fail(new InterruptedError('interrupted')));
  signal?.addEventListener('abort', interrupt, { once: true });
  if (signal?.aborted) interrupt();
  try {
    await ended;
  } finally {
    isOver = true;
    clearTimeout(watch);
    signal?.removeEventListener('abort', interrupt);
    await follower.stop();
  }
}
