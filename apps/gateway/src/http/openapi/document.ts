import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { ACCESS, type Access } from '../../auth/access.ts';
import { DEPRECATIONS, type Deprecations } from '../deprecations.ts';
import type { ErrorCode } from '../error-status.ts';
import { readsModel } from '../min-position.ts';
import { EXAMPLES } from './examples.ts';
import { operationId } from './operation-ids.ts';
import { pageName, pageSchema } from './operation.ts';
import { describeParameters, headerReference, SHARED_HEADERS, SHARED_PARAMETERS, type Parameter } from './parameters.ts';
import { byStatus, codesOf, problemContent, problemExamples } from './problems.ts';
import { sampleOf, type JsonSchema, type Samples } from './sample.ts';
import { schemasAsJson } from './schemas.ts';
import { TAGS } from './tags.ts';

const DESCRIPTION = `Nothing leaves a job application form until a person has countersigned it.

**Errors** are \`application/problem+json\` (RFC 9457) with a stable \`code\`; every operation lists those that it may answer, and \`errors\` names what is wrong where. An address that is none is answered
with \`route_not_found\`, another method with \`method_not_allowed\` and \`Allow\`.

**Commands** answer with \`Countersign-Position\`, and when the read model shows the outcome; one that is behind is answered with 202 and the position. A repeat of a POST with the
same \`Idempotency-Key\` gets the first answer again. \`ETag\` is the version of what was answered; \`If-Match\` says which one you saw.

**Lists** come in pages. \`next\` is the cursor of the next one, and \`Link\` its whole address. What was there when you began comes once, whatever is written meanwhile.

**Requests** have an id: \`X-Request-Id\`, yours or one that is made, which stands in the logs and in the events that the request caused.`;

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
/** What every operation that asks for credentials may answer; without the database nobody is known. */
const GUARDED: readonly ErrorCode[] = ['unauthenticated', 'forbidden', 'service_unavailable'];
/** What every operation may answer before it is known what is wanted. */
const EVERYWHERE: readonly ErrorCode[] = ['request_malformed', 'request_invalid', 'content_encoding_not_supported', 'url_too_long', 'headers_too_large'];
const UNDER_V1: readonly ErrorCode[] = ['not_acceptable', 'rate_limit_exceeded'];
/** A body that comes is read, also where none is asked for. */
const WITH_BODY: readonly ErrorCode[] = ['json_malformed', 'json_too_deep', 'json_key_refused', 'body_too_large', 'media_type_not_supported'];
const OF_READ_MODEL: readonly ErrorCode[] = ['place_in_future', 'read_model_behind'];
/** Also where nobody has to say who they are: who does, gets the first answer again. */
const IDEMPOTENT: readonly ErrorCode[] = ['idempotency_key_invalid', 'idempotency_key_reused', 'idempotency_key_in_flight'];
/** Files come as they are: no JSON is read there. */
const FILE_UPLOADS: ReadonlySet<string> = new Set(['POST /v1/documents', 'POST /v1/candidates/{id}/resume', 'POST /v1/sessions/{id}/files']);

/** As many operations make a response worth a name. */
const SHARED_BY = 4;

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
interface Response {
  description: string;
  headers?: Record<string, object>;
  content?: Record<string, { schema?: JsonSchema; example?: unknown; examples?: object }>;
}

/** The description of the API in OpenAPI 3.1, made from the controllers, the table of access and the tables of errors. */
export function openApiDocument(app: INestApplication, publicUrl: string): OpenAPIObject {
  const document = SwaggerModule.createDocument(app, base(publicUrl), { operationIdFactory: operationId });
  const components = (document.components ??= {});
  const schemas = { ...(components.schemas as Record<string, JsonSchema> | undefined), ...schemasAsJson(), ...pagesIn(document) };
  components.schemas = Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1))) as never;
  components.parameters = SHARED_PARAMETERS as never;
  components.headers = SHARED_HEADERS as never;
  const samples: Samples = { schemas, written: EXAMPLES };
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of METHODS) {
      const operation = item[method];
      if (!operation) continue;
      const route = `${method.toUpperCase()} ${path}`;
      complete(operation, route, ACCESS[patternOf(route)]);
      addExamples(operation, samples);
    }
  }
  markDeprecated(document.paths, DEPRECATIONS);
  const operations = Object.values(document.paths).flatMap((item) => METHODS.flatMap((method) => item[method] ?? []));
  components.examples = problemExamples(operations.flatMap(({ responses }) => Object.values(responses) as Response[]).flatMap(codesOf));
  components.responses = sharedResponses(operations) as never;
  return document;
}

/** By the table of what is deprecated. */
export function markDeprecated(paths: Readonly<Record<string, object>>, deprecations: Deprecations): void {
  for (const [path, item] of Object.entries(paths)) {
    for (const method of METHODS) {
      const operation = (item as Record<string, object | undefined>)[method];
      const deprecation = deprecations[`${method.toUpperCase()} ${patternOf(path)}`];
      if (operation && deprecation) Object.assign(operation, { deprecated: true, ...(deprecation.sunset === undefined ? {} : { 'x-sunset': deprecation.sunset }) });
    }
  }
}

function patternOf(path: string): string {
  return path.replace(/\{([^}]+)\}/g, ':$1');
}

function base(publicUrl: string) {
  const builder = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Countersign')
    .setDescription(DESCRIPTION)
    .setVersion('1')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addServer(publicUrl)
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'API key: `cs_<id>_<secret>`' }, 'apiKey')
    .addCookieAuth('__Host-cs-user', { type: 'apiKey', in: 'cookie', name: '__Host-cs-user', description: 'A person who is signed in. Requests that change something need an Origin of this gateway.' }, 'signIn');
  for (const [name, description] of Object.entries(TAGS)) builder.addTag(name, description);
  return builder.build();
}

/** Schemas of the pages that some operation refers to. */
function pagesIn(document: OpenAPIObject): Record<string, JsonSchema> {
  const names = [...JSON.stringify(document.paths).matchAll(/"#\/components\/schemas\/([A-Za-z]+)Page"/g)].map(([, answer]) => answer!);
  return Object.fromEntries(names.map((answer) => [pageName(answer), pageSchema(answer)]));
}

function complete(operation: Operation, route: string, access: Access | undefined): void {
  const [method, path] = route.split(' ') as [string, string];
  const restricted = access !== undefined && access !== 'public';
  operation.security = restricted ? [{ apiKey: [] }, { signIn: [] }] : [];
  const roles = restricted ? `Roles: ${access.join(', ')}.` : 'Nobody is asked who they are.';
  operation.description = [operation.description, roles].filter(Boolean).join('\n\n');
  if (restricted) Object.assign(operation, { 'x-roles': [...access] });
  const idempotent = method === 'POST';
  const isOfReadModel = readsModel(method, patternOf(path));
  operation.parameters = [
    ...describeParameters(path, (operation.parameters ?? []) as Parameter[]),
    { $ref: '#/components/parameters/RequestId' },
    // Without somebody whose key it is, there is none.
    ...(idempotent && restricted ? [{ $ref: '#/components/parameters/IdempotencyKey' }] : []),
    ...(isOfReadModel ? [{ $ref: '#/components/parameters/MinPosition' }] : []),
  ] as never;
  const codes = [
    ...EVERYWHERE,
    ...(path.startsWith('/v1/') ? UNDER_V1 : []),
    ...(isOfReadModel ? OF_READ_MODEL : []),
    ...(restricted ? GUARDED : []),
    ...(method !== 'GET' || restricted ? (['origin_refused'] as const) : []),
    ...(idempotent ? IDEMPOTENT : []),
    ...(method === 'GET' ? [] : FILE_UPLOADS.has(route) ? (['media_type_not_supported'] as const) : WITH_BODY),
  ];
  for (const [status, ofStatus] of byStatus(codes)) addProblems(operation, status, ofStatus);
  if (method === 'GET') addNotModified(operation);
  for (const [status, response] of Object.entries(operation.responses) as [string, Response][]) {
    response.headers = { ...response.headers, 'X-Request-Id': headerReference('RequestId'), ...(isOfReadModel ? { 'Countersign-Position': headerReference('ShownPosition'), 'Preference-Applied': headerReference('PreferenceApplied') } : {}), ...(path.startsWith('/v1/') ? { RateLimit: headerReference('RateLimit'), 'RateLimit-Policy': headerReference('RateLimitPolicy') } : {}), ...(idempotent && Number(status) < 500 ? { 'Idempotency-Replayed': headerReference('IdempotencyReplayed') } : {}) };
  }
}

/** Who has an answer already that has an ETag is told so, and no more. */
function addNotModified(operation: Operation): void {
  const { headers = {} } = (operation.responses['200'] ?? {}) as Partial<Response>;
  if (!('ETag' in headers)) return;
  operation.parameters?.push({ $ref: '#/components/parameters/IfNoneMatch' });
  operation.responses['304'] = { description: 'You have it already.', headers } as never;
}

function addProblems(operation: Operation, status: number, codes: readonly ErrorCode[]): void {
  const known = operation.responses[String(status)] as Response | undefined;
  const problem = problemContent([...new Set([...codesOf(known), ...codes])]);
  // The same status may also be an answer of another media type.
  operation.responses[String(status)] = (known ? { ...problem, headers: { ...known.headers, ...problem.headers }, content: { ...known.content, ...problem.content } } : problem) as never;
}

/** Refusals that many operations have in common, by their codes; in the operations they are referred to. */
function sharedResponses(operations: readonly Operation[]): Record<string, Response> {
  const uses = new Map<string, { operation: Operation; status: string; response: Response }[]>();
  for (const operation of operations) {
    for (const [status, response] of Object.entries(operation.responses) as [string, Response][]) {
      if (codesOf(response).length === 0) continue;
      const same = JSON.stringify(response);
      uses.set(same, [...(uses.get(same) ?? []), { operation, status, response }]);
    }
  }
  const shared: Record<string, Response> = {};
  for (const same of uses.values()) {
    if (same.length < SHARED_BY) continue;
    const codes = codesOf(same[0]!.response).join('.');
    const name = codes in shared ? `${codes}.${Object.keys(same[0]!.response.headers ?? {}).length}` : codes;
    shared[name] = same[0]!.response;
    for (const { operation, status } of same) operation.responses[status] = { $ref: `#/components/responses/${name}` };
  }
  return shared;
}

/** An example beside every schema of a request or answer that has none. */
function addExamples(operation: Operation, samples: Samples): void {
  const bodies = [operation.requestBody, ...Object.values(operation.responses)] as (Pick<Response, 'content'> | undefined)[];
  for (const [mediaType, content] of bodies.flatMap((body) => Object.entries(body?.content ?? {}))) {
    if (!isJson(mediaType) || !content.schema || content.example !== undefined || content.examples !== undefined) continue;
    content.example = sampleOf(content.schema, samples);
  }
}

/** Not NDJSON, which is no JSON. */
function isJson(mediaType: string): boolean {
  return /[/+]json$/.test(mediaType);
}
