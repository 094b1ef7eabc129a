import type { Page } from '@countersign/contracts';

export interface PageRequest {
  /** 1..200, default 50. */
  readonly limit?: number | undefined;
  /** `next` of the page before. */
  readonly cursor?: string | undefined;
}

/** A page of what came to be from an instant on, up to and without another. */
export interface DatedPageRequest extends PageRequest {
  readonly since?: string | undefined;
  readonly until?: string | undefined;
}

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 200;

/** The cursor was not made by the list that it is given to. */
export class InvalidCursorError extends Error {
  override readonly name = 'InvalidCursorError';
  readonly code = 'cursor_invalid';
}

/** Where a list ordered by an instant and an id goes on. Neither of a row ever changes, so no write moves a row across a place. */
export interface Place {
  readonly at: string;
  readonly id: string;
}

export function limitOf(requested: number | undefined, defaultLimit = DEFAULT_LIMIT, maxLimit = MAX_LIMIT): number {
  if (requested === undefined || !Number.isSafeInteger(requested)) return defaultLimit;
  return Math.min(Math.max(requested, 1), maxLimit);
}

export function encodeCursor(place: Place): string {
  return Buffer.from(`${place.at} ${place.id}`).toString('base64url');
}

/** `isId` for lists whose ids are no UUIDs. @throws InvalidCursorError */
export function decodeCursor(cursor: string | undefined, isId = isUuid): Place | undefined {
  if (cursor === undefined) return undefined;
  const [at = '', id = '', ...rest] = Buffer.from(cursor, 'base64url').toString().split(' ');
  if (rest.length > 0 || !isInstant(at) || !isId(id)) {
    throw new InvalidCursorError('The cursor is not one of this list.');
  }
  return { at, id };
}

/** `found` holds one row more than the page when there are more. */
export function pageOf<Item>(found: readonly Item[], limit: number, placeOf: (item: Item) => Place): Page<Item> {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, next: found.length > limit && last ? encodeCursor(placeOf(last)) : null };
}

/** As the API writes instants, and as Postgres knows them: it has no year 0, and February no 30th. */
function isInstant(text: string): boolean {
  return /^(?!0000)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString() === text;
}

export function isUuid(value: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(value);
}
