import type { EntityManager } from '@mikro-orm/postgresql';

export interface Column {
  /** Property of the row. */
  readonly property: string;
  /** Quoted name in SQL. */
  readonly name: string;
  /** Type in SQL without its precision, e.g. `timestamptz`. */
  readonly type: string;
  readonly primary: boolean;
}

/** A table as its entity describes it. */
export interface Table {
  readonly name: string;
  readonly columns: readonly Column[];
}

export function tableOf(em: Pick<EntityManager, 'getMetadata'>, entity: new () => object): Table {
  const metadata = em.getMetadata().get(entity);
  const columns = metadata.props
    .filter((property) => property.fieldNames?.length === 1)
    .map((property) => ({
      property: property.name as string,
      name: `"${property.fieldNames[0]!}"`,
      type: property.columnTypes[0]!.replace(/\(\d+\)$/, ''),
      primary: property.primary === true,
    }));
  return { name: metadata.tableName, columns };
}

/** Values of one column over rows, as an array parameter of the column's type. */
export function columnValues(column: Column, rows: readonly object[]): unknown[] {
  return rows.map((row) => {
    const value: unknown = Reflect.get(row, column.property) ?? null;
    if (column.type === 'json') return value === null ? null : JSON.stringify(value);
    if (column.type === 'jsonb') return value === null ? null : storableJson(value);
    return typeof value === 'string' ? storableText(value) : value;
  });
}

/** Postgres stores no NUL: page text may hold one, and would stop the projection for ever. */
function storableText(text: string): string {
  return text.includes('\0') ? text.replaceAll('\0', '\uFFFD') : text;
}

/** What the database gives back of a value: the value itself, unless text in it cannot be stored. */
export function asStored<Value>(value: Value): Value {
  return UNSTORABLE_ESCAPE.test(JSON.stringify(value)) ? (storable(value) as Value) : value;
}

const UNSTORABLE_ESCAPE = /\\u0000|\\ud[89a-f]/i;

/** JSON without what jsonb refuses: NUL and lone surrogates. */
function storableJson(value: unknown): string {
  const json = JSON.stringify(value);
  return UNSTORABLE_ESCAPE.test(json) ? JSON.stringify(storable(value)) : json;
}

function storable(value: unknown): unknown {
  if (typeof value === 'string') return wellFormed(storableText(value));
  if (Array.isArray(value)) return value.map(storable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [storable(key), storable(member)]));
}

function wellFormed(text: string): string {
  return text.replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '\uFFFD');
}
