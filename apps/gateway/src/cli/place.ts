import type { EventLog } from '@countersign/event-log';
import { UsageError } from './exit-codes.ts';

/** Where in the log: a position, or a time by its clock. */
export type Place = number | Date;

const INSTANT = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2}))?$/;

/** `123`, `2026-11-29T08:30:00Z` (or with an offset), `2026-11-29` (its beginning, UTC). @throws UsageError */
export function parsePlace(flag: string, text: string): Place {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  const time = new Date(INSTANT.test(text) ? text : NaN);
  if (Number.isNaN(time.getTime())) throw new UsageError(`${flag}: "${text}" is neither a position nor a time such as 2026-11-29T08:30:00Z`);
  return time;
}

/** The last position that belongs to everything up to and with the place. */
export async function positionUpTo(log: EventLog, place: Place): Promise<number> {
  const last = await log.lastSequence();
  return Math.min(last, typeof place === 'number' ? place : await log.positionAt(place));
}

/** The position before the first that belongs to everything from the place on. */
export async function positionBefore(log: EventLog, place: Place): Promise<number> {
  return typeof place === 'number' ? Math.max(0, place - 1) : log.positionAt(new Date(place.getTime() - 1));
}
