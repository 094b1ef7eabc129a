import type { OpenAPIObject } from '@nestjs/swagger';

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header' | 'cookie';
  required?: boolean;
  description?: string;
  example?: unknown;
  schema?: Record<string, unknown>;
}

const UUID = { type: 'string', format: 'uuid' };
const EXAMPLE_ID = '6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11';

/** Parameters of paths, by name; `id` is that of what stands before it. */
const IN_PATHS: Readonly<Record<string, Omit<Parameter, 'name' | 'in'>>> = {
  sha256: { description: 'SHA-256 of the bytes, in lower-case hex.', example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08', schema: { type: 'string', pattern: '^[0-9a-f]{64}$' } },
  name: { description: 'Name of the browser profile.', example: 'workday', schema: { type: 'string', pattern: '^[a-z0-9][a-z0-9-]{0,62}$' } },
  index: { description: 'Index of the segment, from 0.', example: 0, schema: { type: 'integer', minimum: 0 } },
  handoffId: { description: 'Id of the hand-off.', example: EXAMPLE_ID, schema: UUID },
  grantId: { description: 'Id of the grant.', example: EXAMPLE_ID, schema: UUID },
  fileId: { description: 'Id of the file.', example: EXAMPLE_ID, schema: UUID },
  deliveryId: { description: 'Id of the delivery, which its receiver sees as `webhook-id`.', example: EXAMPLE_ID, schema: UUID },
};
/** Things whose ids are no UUIDs. */
const IDS: Readonly<Record<string, Omit<Parameter, 'name' | 'in'>>> = {
  'api-keys': { description: 'Id of the API key: the part between the two `_` of the key.', example: 'ab12cd34ef56', schema: { type: 'string' } },
};
const NAMES: Readonly<Record<string, string>> = { runs: 'run', tasks: 'task', candidates: 'candidate', sessions: 'session', captures: 'capture', webhooks: 'webhook', 'api-keys': 'API key' };
/** Parameters of queries that say the same wherever they stand, unless they say something themselves. */
const IN_QUERIES: Readonly<Record<string, Pick<Parameter, 'description' | 'example'>>> = {
  runId: { description: 'Only those of this run.', example: EXAMPLE_ID },
  sessionId: { description: 'Only those of this session.', example: EXAMPLE_ID },
  captureId: { description: 'Only those of this capture.', example: EXAMPLE_ID },
  candidateId: { description: 'Only those of this candidate.', example: EXAMPLE_ID },
  aggregateId: { description: 'Only events of what has this id.', example: EXAMPLE_ID },
  id: { description: 'Its id.', example: EXAMPLE_ID },
  aggregate: { description: 'What kind of thing it is.', example: 'capture' },
  format: { description: 'How each event is written.' },
  status: { description: 'Only those that are so now.' },
  token: { description: 'Fencing token of the turn.', example: 3 },
  limit: { description: 'How many a page has at most.', example: 50 },
  cursor: { description: '`next` of the page before.', example: 'MjAyNi0xMS0yMlQwOTozMDowMC4wMDBaIDZmMWMyYTUyLTBkMGUtNGE1NS05ZDlkLTNmNmY2ZjBmOGYxMQ' },
};

/** Sees to it that every parameter of the path is there, and that every parameter says what it is, with an example. */
export function describeParameters(path: string, parameters: readonly Parameter[]): Parameter[] {
  const inPath = [...path.matchAll(/([^/]+)\/\{([^}]+)\}/g)].map(([, before, name]) => pathParameter(before!, name!));
  return [...inPath, ...parameters.filter((parameter) => parameter.in !== 'path').map(queryParameter)];
}

function pathParameter(before: string, name: string): Parameter {
  const known = name === 'id' ? (IDS[before] ?? { description: `Id of the ${NAMES[before] ?? before}.`, example: EXAMPLE_ID, schema: UUID }) : IN_PATHS[name];
  return { name, in: 'path', required: true, ...(known ?? { schema: { type: 'string' } }) };
}

function queryParameter(parameter: Parameter): Parameter {
  const { example, description } = { ...(parameter.in === 'query' ? IN_QUERIES[parameter.name] : {}), ...defined(parameter) };
  const schema: Record<string, unknown> = { ...parameter.schema };
  const shown = example ?? schema['example'] ?? schema['default'] ?? (schema['enum'] as unknown[] | undefined)?.[0];
  delete schema['example'];
  return { ...parameter, ...(description === undefined ? {} : { description }), ...(shown === undefined ? {} : { example: shown }), schema };
}

function defined<Value extends object>(value: Value): Partial<Value> {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as Partial<Value>;
}

/** Parameters that many operations take, under `#/components/parameters`. */
export const SHARED_PARAMETERS = {
  IdempotencyKey: {
    name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string', minLength: 1, maxLength: 200 }, example: '0b9c1f34-7f0b-4f0c-8c53-8a8de2b8c7a1',
    description: 'Makes a repeat get the first answer again. Unguessable, such as a random UUID; kept for 24 hours.',
  },
  IfNoneMatch: { name: 'If-None-Match', in: 'header', required: false, schema: { type: 'string' }, example: '"3"', description: 'ETag of what you have.' },
  MinPosition: {
    name: 'min_position', in: 'query', required: false, schema: { type: 'integer', minimum: 0 }, example: 4711,
    description: 'Answer only what shows the log at least up to this `Countersign-Position`; waits for it, or as long as `Prefer: wait=N` says.',
  },
  RequestId: {
    name: 'X-Request-Id', in: 'header', required: false, schema: { type: 'string', pattern: '^[A-Za-z0-9._:/+=-]{1,128}$' }, example: 'order-17',
    description: 'Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.',
  },
} as const satisfies NonNullable<OpenAPIObject['components']>['parameters'];

/** Headers of answers, under `#/components/headers`. */
export const SHARED_HEADERS = {
  RequestId: { description: 'The `X-Request-Id` that was sent, or one that was made.', schema: { type: 'string' }, example: '0b9c1f34-7f0b-4f0c-8c53-8a8de2b8c7a1' },
  Position: { description: 'Stream sequence of the commit; the read model has it, unless the answer is a 202.', schema: { type: 'integer' }, example: 4711 },
  ShownPosition: { description: 'Up to where the answer shows the log.', schema: { type: 'integer' }, example: 4711 },
  PreferenceApplied: { description: 'How long it may have waited, as `wait=N`.', schema: { type: 'string' }, example: 'wait=30' },
  ETag: { description: 'Version of what is answered, for `If-Match`.', schema: { type: 'string' }, example: '"3"' },
  Link: { description: 'The next page (RFC 8288), when there is one: the address of `next`.', schema: { type: 'string' }, example: '</v1/runs?limit=50&cursor=MjAyNi0xMS0yMlQwOTozMDowMC4wMDBaIDZmMWM>; rel="next"' },
  Location: { description: 'Where what was made is.', schema: { type: 'string', format: 'uri-reference' }, example: '/v1/runs/6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11' },
  RateLimit: { description: 'What is left of the quota, and seconds until there is more (draft-ietf-httpapi-ratelimit-headers).', schema: { type: 'string' }, example: '"caller";r=5999;t=1' },
  RateLimitPolicy: { description: 'The quota: how many requests in how many seconds.', schema: { type: 'string' }, example: '"caller";q=6000;w=60' },
  RetryAfter: { description: 'Seconds after which trying again makes sense.', schema: { type: 'integer' }, example: 1 },
  IdempotencyReplayed: { description: '`true`: this is the answer of the first request with this Idempotency-Key.', schema: { type: 'string', enum: ['true'] }, example: 'true' },
  WwwAuthenticate: { description: 'How to say who one is.', schema: { type: 'string' }, example: 'Bearer realm="countersign"' },
} as const satisfies NonNullable<OpenAPIObject['components']>['headers'];

export function headerReference(name: keyof typeof SHARED_HEADERS) {
  return { $ref: `#/components/headers/${name}` };
}
