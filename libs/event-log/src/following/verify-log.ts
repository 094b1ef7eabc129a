import { Verifier } from '../commit/verifier.ts';
import { CorruptionError, endsBefore } from '../errors.ts';
import type { Verification, VerifyOptions } from '../event-log.ts';
import { NOTHING_DECIDED } from '../journal/journal-state.ts';
import type { RunningJournal } from '../journal/journal.ts';
import { VERIFY_SLICE } from '../limits.ts';
import type { Reader } from './follower.ts';

export interface VerifiableLog {
  open(after: number): Promise<Reader>;
  lastSequence(): Promise<number>;
  readonly journal: RunningJournal;
}

/** Reads the log from its beginning to what is its end now, as a follower would. */
export async function verifyLog(log: VerifiableLog, { honourDecisions = false, onProgress, reaches = 0 }: VerifyOptions): Promise<Verification> {
  const verifier = new Verifier(0, honourDecisions ? await log.journal.refresh() : NOTHING_DECIDED);
  const last = await log.lastSequence();
  const sound = { commits: 0, events: 0, withoutChecksum: 0 };
  const end = (firstWrong?: CorruptionError): Verification => ({ ...sound, firstWrong });
  const reader = await log.open(0);
  try {
    while (verifier.last < last) {
      const stored = await reader.take(VERIFY_SLICE);
      if (stored.length === 0) throw new Error('the connection to the log was closed');
      const { commits, corruption } = verifier.verify(stored);
      sound.commits += commits.length;
      sound.events += commits.reduce((sum, { events }) => sum + events.length, 0);
      sound.withoutChecksum += stored.slice(0, commits.length).filter(({ headers }) => headers.sha256 === undefined).length;
      if (corruption) return end(corruption);
      onProgress?.(verifier.last, last);
    }
  } catch (error) {
    if (!(error instanceof CorruptionError)) throw error;
    const { finding, sequence } = error;
    if (!honourDecisions || finding.kind !== 'gap' || !(await log.journal.refresh()).passesGap(sequence, finding.until)) return end(error);
  } finally {
    await reader.close();
  }
  return end(last < reaches ? endsBefore(last, reaches) : undefined);
}
