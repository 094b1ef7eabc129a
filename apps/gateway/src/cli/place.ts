import { UsageError } from './exit-codes.ts';

/** Where in the log: a position, or a time by the server's clock. */
export type Place = { readonly position: number } | { readonly time: Date };

const INSTANT = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2}))?$/;

/** `123`, `2026-11-29T08:30:00Z` (or with an offset), `2026-11-29` (its beginning, UTC). @throws UsageError */
export function parsePlace(flag: string, text: string): Place {
  if (/^\d{1,15}$/.test(text)) return { position: Number(text) };
  const time = new Date(INSTANT.test(text) ? text : NaN);
  if (Number.isNaN(time.getTime())) throw new UsageError(`${flag}: "${text}" is neither a position nor a time such as 2026-11-29T08:30:00Z`);
  return { time };
}
