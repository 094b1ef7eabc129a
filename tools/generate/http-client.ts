import openapiTS, { astToString } from 'openapi-typescript';

export const OPENAPI_PATH = 'apps/gateway/openapi.json';
const NOTE = `// Generated from ${OPENAPI_PATH} by \`npm run generate\`; do not edit.\n`;

interface Described {
  readonly in?: string;
  readonly name?: string;
  readonly $ref?: string;
}
interface Operation {
  readonly parameters?: readonly Described[];
  readonly responses: Record<string, unknown>;
}
export interface HttpApi {
  readonly paths: Record<string, Record<string, unknown>>;
  readonly components?: { readonly parameters?: Record<string, Described> };
}

/** The generated half of libs/client. */
export async function clientFiles(api: HttpApi): Promise<ReadonlyMap<string, string>> {
  const types = astToString(await openapiTS(withoutRefusals(api) as never, { defaultNonNullable: false }));
  return new Map([
    ['libs/client/src/openapi.d.ts', `${NOTE}${types}`],
    ['libs/client/src/idempotent-routes.ts', idempotentRoutes(api)],
  ]);
}

/** Every refusal is one class of error: their types and examples, most of the description, would say nothing. */
function withoutRefusals(api: HttpApi): HttpApi {
  const copy = structuredClone(api);
  for (const { operation } of operationsOf(copy)) {
    for (const status of Object.keys(operation.responses)) if (!(Number(status) < 400)) delete operation.responses[status];
  }
  return copy;
}

function idempotentRoutes(api: HttpApi): string {
  const takesKey = ({ parameters = [] }: Operation): boolean => parameters
    .map((parameter) => (parameter.$ref === undefined ? parameter : api.components?.parameters?.[parameter.$ref.split('/').at(-1)!]))
    .some((parameter) => parameter?.in === 'header' && parameter.name?.toLowerCase() === 'idempotency-key');
  const paths = operationsOf(api).filter(({ method, operation }) => method === 'post' && takesKey(operation)).map(({ path }) => `  '${path}',\n`).sort();
  return `${NOTE}/** Those whose POST takes an Idempotency-Key, so that a repeat does nothing twice. */\nexport const IDEMPOTENT_ROUTES: ReadonlySet<string> = new Set([\n${paths.join('')}]);\n`;
}

function operationsOf({ paths }: HttpApi): { path: string; method: string; operation: Operation }[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    ['get', 'post', 'put', 'patch', 'delete'].filter((method) => item[method] !== undefined).map((method) => ({ path, method, operation: item[method] as Operation })));
}
