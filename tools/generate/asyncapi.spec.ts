import { describe, expect, it } from '@jest/globals';
import { createRequire } from 'node:module';
import { readFileSync, readdirSync } from 'node:fs';
import { Ajv, type AnySchema } from 'ajv';
import { asyncApi } from './asyncapi.ts';

const schemaOfAsyncApi = createRequire(import.meta.url)('@asyncapi/specs/schemas/3.0.0.json') as AnySchema;
const GOLDEN = new URL('../../libs/contracts/golden/', import.meta.url);
type Loose = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any -- taken apart and spoilt at will
const document = asyncApi() as Loose;

describe('the AsyncAPI document', () => {
  // It brings the meta schema along. Without formats: they judge addresses of servers and licences, not what is in the log.
  const validate = new Ajv({ strict: false, validateFormats: false, meta: false, validateSchema: false }).compile(schemaOfAsyncApi);

  it('is valid by the published schema of AsyncAPI 3, which finds mistakes', () => {
    expect([validate(document), validate.errors]).toEqual([true, null]);
    const spoilt = structuredClone(document) as Loose;
    spoilt.operations.follow_session.action = 'hear';
    expect(validate(spoilt)).toBe(false);
  });

  it('refers to nothing that is not there', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path]) => path!);
    expect(references.length).toBeGreaterThan(50);
    expect(references.filter((path) => path.split('/').reduce<Loose | undefined>((at, name) => at?.[name] as Loose | undefined, document) === undefined)).toEqual([]);
  });

  it('describes every commit that was ever written', () => {
    const ajv = new Ajv({ strict: false, validateFormats: false }).addSchema({ ...document, $id: 'log' });
    for (const name of readdirSync(GOLDEN)) {
      const event = JSON.parse(readFileSync(new URL(name, GOLDEN), 'utf8')) as Loose;
      const payload = ajv.getSchema(`log#/components/messages/${(event.type as string).split('.')[1]}Commit/payload`)!;
      expect([name, payload([event]), payload.errors]).toEqual([name, true, null]);
      expect(payload([])).toBe(false);
      expect(payload([{ ...event, source: 'nobody' }])).toBe(false);
      expect(payload([{ ...event, data: { ...event.data, surplus: 1 } }])).toBe(false);
    }
  });
});
