import type { RecordedEvent } from '../recorded-event.ts';

/**
 * The CloudEvent as it is in the log, with its place as extension attributes: `position` (stream sequence of its commit),
 * `commitindex` (0-based, within the commit) and `storedat` (when the log stored it, by the clock of the log).
 */
export function ndjsonLine({ position, index, storedAt, event }: RecordedEvent): string {
  return `${JSON.stringify({ ...event, position, commitindex: index, storedat: storedAt })}\n`;
}
