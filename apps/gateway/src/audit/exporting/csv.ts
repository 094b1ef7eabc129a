import { aggregateOfType } from '@countersign/contracts';
import { aggregateIdOf } from '../../projecting/projection.ts';
import type { RecordedEvent } from '../recorded-event.ts';

const COLUMNS = [
  'position', 'index', 'stored_at', 'time', 'type', 'aggregate', 'aggregate_id', 'aggregate_version', 'run_id', 'actor', 'source', 'event_id',
  'correlation_id', 'causation_id', 'data',
] as const;

/** With a byte order mark: without it spreadsheets do not take it for UTF-8. */
export const CSV_HEADER = `\uFEFF${COLUMNS.join(',')}\r\n`;

/** RFC 4180, every cell in quotes; what could be a formula is not one any more. `data` stays JSON that means the same. */
export function csvLine({ position, index, storedAt, event }: RecordedEvent): string {
  const cells = [
    String(position), String(index), storedAt, event.time, event.type, aggregateOfType(event.type), aggregateIdOf(event), String(event.aggregateversion), event.runid ?? '', event.actor,
    event.source, event.id, event.correlationid, event.causationid ?? '',
  ];
  return `${[...cells.map(safeText), safeJson(event.data)].map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\r\n`;
}

/**
 * OWASP, CSV Injection: a cell that begins with one of these is a formula, also behind white space and quotes, and also in full
 * width. A spreadsheet that separates by something else than the comma begins a cell in the middle of ours.
 */
const STARTS_FORMULA = /^(?:[\t\r\n]|[\s"']*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/;
const STARTS_FORMULA_INSIDE = /([,;|\t\r\n][\s"']*)([=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/g;

/** With an apostrophe before whatever would begin a formula. */
export function safeText(text: string): string {
  const safe = text.replace(STARTS_FORMULA_INSIDE, `$1'$2`);
  return STARTS_FORMULA.test(safe) ? `'${safe}` : safe;
}

/** JSON of an object or a list never begins a formula. No character in it is a separator other than the comma: they stand only in strings, and are escaped there. */
function safeJson(data: unknown): string {
  const json = JSON.stringify(data).replaceAll(';', '\\u003b').replaceAll('|', '\\u007c');
  return STARTS_FORMULA.test(json) ? safeText(json) : json;
}
