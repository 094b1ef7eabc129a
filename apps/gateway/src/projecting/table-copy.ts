import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { ReservedSession } from '../database/sql.ts';
import { columnValues, type Table } from './table-columns.ts';

/** Rows into an empty table with one COPY, as many as there are. They are there when it has ended, all or none. */
export class TableCopy {
  readonly #stream: Writable;
  readonly #ended: Promise<void>;

  constructor(session: ReservedSession, schema: string, private readonly table: Table) {
    this.#stream = session.copyIn(`copy ${schema}.${table.name} (${table.columns.map(({ name }) => name).join(', ')}) from stdin`);
    this.#ended = finished(this.#stream);
    this.#ended.catch(() => undefined);
  }

  /** Resolves when there is room for more. */
  async write(rows: readonly object[]): Promise<void> {
    if (rows.length === 0 || this.#stream.write(copyText(this.table, rows))) return;
    await Promise.race([once(this.#stream, 'drain'), this.#ended]);
  }

  async end(): Promise<void> {
    this.#stream.end();
    await this.#ended;
  }
}

/** Rows in the text format of COPY. */
export function copyText(table: Table, rows: readonly object[]): string {
  const columns = table.columns.map((column) => columnValues(column, rows));
  let text = '';
  for (let row = 0; row < rows.length; row++) {
    for (let column = 0; column < columns.length; column++) {
      const value = columns[column]![row];
      text += column === 0 ? '' : '\t';
      text += typeof value === 'string' ? escaped(value) : value === null ? '\\N' : String(value);
    }
    text += '\n';
  }
  return text;
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };
const TO_ESCAPE = /[\\\n\r\t]/;

function escaped(value: string): string {
  return TO_ESCAPE.test(value) ? value.replaceAll(/[\\\n\r\t]/g, (character) => ESCAPES[character]!) : value;
}
