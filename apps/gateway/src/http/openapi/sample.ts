/** What is read here of a JSON Schema. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly example?: unknown;
  readonly examples?: readonly unknown[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly minimum?: number;
  readonly allOf?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
}

export interface Samples {
  /** Named schemas, which `#/components/schemas/<name>` refers to. */
  readonly schemas: Readonly<Record<string, JsonSchema>>;
  /** Examples that were written by hand, by the name of the schema. */
  readonly written: Readonly<Record<string, unknown>>;
}

const BY_FORMAT: Readonly<Record<string, unknown>> = {
  uuid: '6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11',
  'date-time': '2026-11-22T09:30:00.000Z',
  uri: 'https://example.org/',
};
const BY_PATTERN: Readonly<Record<string, unknown>> = { '^[0-9a-f]{64}$': '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' };

/** An example of what a schema describes: what is given as one, else the first of what there is to choose from. */
export function sampleOf(schema: JsonSchema, samples: Samples): unknown {
  const given = givenIn(schema);
  if (given !== undefined) return given;
  if (schema.$ref !== undefined) {
    const name = schema.$ref.split('/').at(-1)!;
    return samples.written[name] ?? sampleOf(samples.schemas[name] ?? {}, samples);
  }
  if (schema.allOf) return mergedSample(schema.allOf, samples);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return sampleOf(choices.find(({ type }) => type !== 'null') ?? {}, samples);
  return sampleOfType(schema, samples);
}

function givenIn(schema: JsonSchema): unknown {
  return [schema.example, schema.examples?.[0], schema.const, schema.default, schema.enum?.[0]].find((value) => value !== undefined);
}

function mergedSample(parts: readonly JsonSchema[], samples: Samples): unknown {
  const values = parts.map((part) => sampleOf(part, samples));
  return values.length === 1 ? values[0] : Object.assign({}, ...values);
}

function sampleOfType(schema: JsonSchema, samples: Samples): unknown {
  const type = typeof schema.type === 'string' ? schema.type : schema.type?.find((name) => name !== 'null');
  switch (type) {
    case 'object':
      return Object.fromEntries(Object.entries(schema.properties ?? {}).filter(([name, part]) => isShown(schema, name, part)).map(([name, part]) => [name, sampleOf(part, samples)]));
    case 'array':
      return schema.items ? [sampleOf(schema.items, samples)] : [];
    case 'integer':
    case 'number':
      return schema.minimum ?? 1;
    case 'boolean':
      return true;
    case 'null':
      return null;
    case 'string':
      return BY_FORMAT[schema.format ?? ''] ?? BY_PATTERN[schema.pattern ?? ''] ?? 'text';
    default:
      return {};
  }
}

/** What may be left out is shown when it says what it looks like. */
function isShown({ required = [] }: JsonSchema, name: string, part: JsonSchema): boolean {
  return required.includes(name) || part.example !== undefined || part.examples !== undefined;
}
