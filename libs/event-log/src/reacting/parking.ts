import type { Commit, ReactOptions } from '../event-log.ts';
import { keyOf } from '../journal/journal-state.ts';
import { now, type RunningJournal } from '../journal/journal.ts';
import { RETRY_CHECK_MS } from '../limits.ts';
import { pause } from '../pause.ts';

/** Records that a commit is not delivered any more, and tells its reactor. */
export async function parkCommit(journal: RunningJournal, options: ReactOptions, commit: Commit, error: Error): Promise<void> {
  const { sequence, subject } = commit;
  await journal.record({ kind: 'parked', reactor: options.name, sequence, subject, error: error.message, at: now() });
  await options.onParked?.(commit, error);
}

export interface RetryOptions {
  readonly journal: RunningJournal;
  readonly options: ReactOptions;
  readonly signal: AbortSignal;
  load(sequence: number): Promise<Commit | undefined>;
}

/**
 * Handles parked commits once more when an operator asked for it. Of several instances of a service the one does it
 * that says so first. What fails again is parked again, with its new error.
 */
export async function handleRetries({ journal, load, options, signal }: RetryOptions): Promise<void> {
  while (!signal.aborted) {
    await pause(RETRY_CHECK_MS, signal);
    if (signal.aborted) return;
    try {
      for (const key of await begun(journal, options.name)) await handleAgain(key);
    } catch (error) {
      options.onError?.(error as Error);
    }
  }

  async function handleAgain(key: { reactor: string; sequence: number; subject: string }): Promise<void> {
    try {
      const commit = await load(key.sequence);
      if (!commit) throw new Error(`commit ${key.sequence} is not in the log`);
      await options.handle(commit);
    } catch (error) {
      await journal.record({ kind: 'parked', ...key, error: (error as Error).message, at: now() });
      return;
    }
    await journal.record({ kind: 'retry_succeeded', ...key, at: now() });
  }
}

async function begun(journal: RunningJournal, name: string) {
  const mine: { reactor: string; sequence: number; subject: string }[] = [];
  for (const { reactor, sequence, state, subject } of await journal.parked()) {
    if (reactor !== name || state !== 'retry_requested') continue;
    const key = { reactor, sequence, subject };
    const isMine = await journal.record({ kind: 'retry_begun', ...key, at: now() }, (newest) => newest.parked.get(keyOf(key))?.state === 'retry_requested');
    if (isMine) mine.push(key);
  }
  return mine;
}
