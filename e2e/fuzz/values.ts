import type { Random } from '../faults/random.ts';

/** Texts that careless code takes for something else: of SQL, of paths, of headers, of templates, of objects, and what is hard to print. */
export const HOSTILE: readonly string[] = [
  '', ' ', '\0', 'a\0b', '\r\nX-Injected: 1', '%0d%0aX-Injected:%201', "' or '1'='1", "'; drop table read_model.application_runs; --", '") or 1=1 --', '1; select pg_sleep(10)', '\\', '\\\'', '%', '%%', '%00', '_',
  '../../../../etc/passwd', '..%2f..%2fetc%2fpasswd', '/etc/passwd', 'file:///etc/passwd', 'javascript:alert(1)', 'http://169.254.169.254/', 'http://[::1]/', '<script>alert(1)</script>', '${7*7}', '{{7*7}}', '#{7*7}',
  '__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'null', 'undefined', 'NaN', 'Infinity', '-0', '0x10', '1e400', 'true', '[]', '{}', '[object Object]',
  '\u202e\u2066', '\ufeff', '\u200b', '𝒜𝒹𝒶', '🙂', 'e\u0301', '\ud800', '\udfff\ud800', '\uffff', 'İ', 'ß', '\u2028', '\u0085', '\u001b[31m', '\u0007',
  '0000-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z', '2026-02-30T00:00:00.000Z', '2026-11-22T24:00:00Z', '-000001-01-01T00:00:00Z', '+275760-09-13T00:00:00.000Z', '1970-01-01T00:00:00Z', '2026-11-22',
  '00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff', '6F1C2A52-0D0E-4A55-9D9D-3F6F6F0F8F11', '{6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11}', '6f1c2a520d0e4a559d9d3f6f6f0f8f11',
  '9223372036854775807', '9223372036854775808', '999999999999999', '-1', '0', '1.5', 'MDAwMC0wMS0wMVQwMDowMDowMC4wMDBaIDZmMWMyYTUyLTBkMGUtNGE1NS05ZDlkLTNmNmY2ZjBmOGYxMQ',
  'OTk5OTk5OTk5OTk5OTk5IDk5OTk5OTk5OQ', 'countersign.capture.approved.v1', '*', '>', 'a.b.c', 'countersign.events.>', 'a b', ',', ',,', 'in_review,', '"', '"3"', 'W/"3"', '-', '.', '..', ':', ';', '&', '?', '#', '+', '=',
];
const NUMBERS: readonly number[] = [0, -1, 1, 1.5, -0, 2 ** 31 - 1, 2 ** 31, 2 ** 53 - 1, 2 ** 53, 1e21, 1e308, -1e308, 0.1, 10, 300, 86_400, 86_401];

export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly example?: unknown;
  readonly examples?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
}
export type Resolve = (schema: Schema) => Schema;
/** Ids of what there is, by the name of the property or parameter that takes them. */
export type Known = Readonly<Record<string, readonly string[] | undefined>>;

/** A value of another kind than any schema asks for, or of the kind and odd. */
export function hostileValue(random: Random): unknown {
  const kind = random.between(0, 9);
  if (kind < 5) return random.pick(HOSTILE);
  if (kind < 7) return random.pick(NUMBERS);
  return random.pick<unknown>([null, true, false, [], {}, [[]], [null], { a: { b: {} } }, ['__proto__'], { length: 1 }, { toString: 1 }, { $ne: null }]);
}

/** A value that the schema lets in, at one of its edges as often as not. */
export function fittingValue(schema: Schema, name: string, random: Random, known: Known, resolve: Resolve): unknown {
  const plain = resolve(schema);
  const ids = known[name];
  if (ids && ids.length > 0 && random.chance(0.85)) return random.pick(ids);
  if (plain.const !== undefined) return plain.const;
  if (plain.enum) return random.pick(plain.enum);
  if (plain.properties) return fittingObject(plain, random, known, resolve);
  const given = plain.example ?? plain.examples?.[0] ?? plain.default;
  if (given !== undefined && random.chance(0.6)) return given;
  const choices = plain.allOf ?? plain.anyOf;
  if (choices) return fittingValue(random.pick(choices), name, random, known, resolve);
  return edgeOf(plain, name, random, known, resolve) ?? given;
}

function fittingObject({ properties = {}, required = [] }: Schema, random: Random, known: Known, resolve: Resolve): Record<string, unknown> {
  const named = Object.entries(properties).filter(([name]) => required.includes(name) || random.chance(0.4));
  return Object.fromEntries(named.map(([name, part]) => [name, fittingValue(part, name, random, known, resolve)]));
}

function edgeOf(schema: Schema, name: string, random: Random, known: Known, resolve: Resolve): unknown {
  const types = [schema.type ?? []].flat();
  switch (types.length === 0 ? undefined : random.pick(types)) {
    case 'integer':
    case 'number':
      return random.pick([schema.minimum ?? 0, schema.maximum ?? 1000, random.between(schema.minimum ?? 0, Math.min(schema.maximum ?? 1000, 1e9))]);
    case 'boolean':
      return random.chance(0.5);
    case 'null':
      return null;
    case 'array':
      return Array.from({ length: random.between(0, Math.min(schema.maxItems ?? 3, 3)) }, () => fittingValue(schema.items ?? {}, name, random, known, resolve));
    case 'object':
      return {};
    case 'string':
      if (schema.format === 'uuid') return uuid(random);
      if (schema.format === 'date-time') return '2026-11-22T09:30:00.000Z';
      if (schema.format === 'uri') return `https://jobs.example/${random.between(1, 9)}`;
      return random.pick(['a', 'Größe 漢字 🙂'.slice(0, schema.maxLength ?? 20), 'x'.repeat(Math.min(schema.maxLength ?? 50, 5_000)), 'y'.repeat(Math.max(schema.minLength ?? 1, 1))]);
    default:
      return undefined;
  }
}

export function uuid(random: Random): string {
  const hex = Array.from({ length: 32 }, () => random.between(0, 15).toString(16));
  hex[12] = '4';
  hex[16] = '8';
  return `${hex.slice(0, 8).join('')}-${hex.slice(8, 12).join('')}-${hex.slice(12, 16).join('')}-${hex.slice(16, 20).join('')}-${hex.slice(20).join('')}`;
}
