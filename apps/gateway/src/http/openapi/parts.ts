import { Type, type TSchema, type TUnsafe } from '@sinclair/typebox';

export function nullable<Schema extends TSchema>(schema: Schema) {
  return Type.Union([schema, Type.Null()]);
}

export function oneOf<const Values extends readonly string[]>(values: Values, description?: string): TUnsafe<Values[number]> {
  return Type.Unsafe<Values[number]>({ type: 'string', enum: [...values], ...(description === undefined ? {} : { description }) });
}

export const Instant = Type.String({ format: 'date-time', examples: ['2026-11-22T09:30:00.000Z'] });
export const Id = Type.String({ format: 'uuid', examples: ['6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11'] });
