import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { ACCESS, type Access } from '../../auth/access.ts';
import { DEPRECATIONS, type Deprecations } from '../deprecations.ts';
import type { ErrorCode } from '../error-status.ts';
import { readsModel } from '../min-position.ts';
import { byStatus, problemContent } from './operation.ts';
import { schemasAsJson } from './schemas.ts';

const DESCRIPTION = `Nothing leaves a job application form until a person has countersigned it.

Errors are \`application/problem+json\` (RFC 9457) with a stable \`code\`. Answers to commands carry \`Countersign-Position\` and wait until the
read model shows the outcome. \`ETag\` is the version of an aggregate; \`If-Match\` says which one you saw. \`Idempotency-Key\` on a POST makes a repeat
get the first answer again. \`X-Request-Id\` is taken over, and stands in the events it caused.`;

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
/** What every operation that asks for credentials may answer. */
const GUARDED: readonly ErrorCode[] = ['unauthenticated', 'forbidden'];
/** What every operation of the API may answer. */
const EVERYWHERE: readonly ErrorCode[] = ['request_malformed', 'not_acceptable', 'url_too_long', 'headers_too_large', 'rate_limit_exceeded'];
const WITH_BODY: readonly ErrorCode[] = ['json_malformed', 'json_too_deep', 'json_key_refused', 'body_too_large', 'media_type_not_supported', 'content_encoding_not_supported'];
const OF_READ_MODEL: readonly ErrorCode[] = ['request_invalid', 'place_in_future', 'read_model_behind'];
const IDEMPOTENT: readonly ErrorCode[] = ['idempotency_key_invalid', 'idempotency_key_reused', 'idempotency_key_in_flight'];

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

/** The description of the API in OpenAPI 3.1, made from the controllers, the table of access and the tables of errors. */
export function openApiDocument(app: INestApplication, publicUrl: string): OpenAPIObject {
  const base = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Countersign')
    .setDescription(DESCRIPTION)
    .setVersion('1')
    .addServer(publicUrl)
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'API key: `cs_<id>_<secret>`' }, 'apiKey')
    .addCookieAuth('__Host-cs-user', { type: 'apiKey', in: 'cookie', name: '__Host-cs-user', description: 'A person who is signed in. Requests that change something need an Origin of this gateway.' }, 'signIn')
    .build();
  const document = SwaggerModule.createDocument(app, base, { operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}.${method}` });
  document.components ??= {};
  document.components.schemas = { ...document.components.schemas, ...schemasAsJson() };
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of METHODS) {
      const operation = item[method];
      if (operation) complete(operation, method, patternOf(path));
    }
  }
  markDeprecated(document.paths, DEPRECATIONS);
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

function complete(operation: Operation, method: string, pattern: string): void {
  const access: Access | undefined = ACCESS[`${method.toUpperCase()} ${pattern}`];
  const restricted = access !== undefined && access !== 'public';
  operation.security = restricted ? [{ apiKey: [] }, { signIn: [] }] : [];
  if (restricted) {
    operation.description = [operation.description, `Roles: ${access.join(', ')}.`].filter(Boolean).join('\n\n');
    Object.assign(operation, { 'x-roles': [...access] });
  }
  if (method === 'post' && restricted) {
    operation.parameters = [
      ...(operation.parameters ?? []),
      { name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string', maxLength: 200 }, description: 'Unguessable, such as a random UUID; kept for 24 hours.' },
    ];
  }
  const isOfReadModel = readsModel(method.toUpperCase(), pattern);
  if (isOfReadModel) {
    operation.parameters = [
      ...(operation.parameters ?? []),
      { name: 'min_position', in: 'query', required: false, schema: { type: 'integer', minimum: 0 }, description: 'Answer only what shows the log at least up to this `Countersign-Position`; waits for it, or as long as `Prefer: wait=N` says.' },
    ];
  }
  const codes = [
    ...(pattern.startsWith('/v1/') ? EVERYWHERE : []),
    ...(isOfReadModel ? OF_READ_MODEL : []),
    ...(restricted ? GUARDED : []),
    ...(method !== 'get' || restricted ? (['origin_refused'] as const) : []),
    ...(method === 'post' && restricted ? IDEMPOTENT : []),
    ...(operation.requestBody ? WITH_BODY : []),
  ];
  for (const [status, ofStatus] of byStatus(codes)) addProblems(operation, status, ofStatus);
}

function addProblems(operation: Operation, status: number, codes: readonly ErrorCode[]): void {
  const added = problemContent(status, codes);
  const known = operation.responses[String(status)] as ReturnType<typeof problemContent> | undefined;
  const knownProblems = known?.content?.['application/problem+json'];
  if (!known || !knownProblems) {
    operation.responses[String(status)] = added as never;
    return;
  }
  known.description = [...new Set([...known.description.split('\n\n'), ...added.description.split('\n\n')])].join('\n\n');
  Object.assign(knownProblems.examples, added.content['application/problem+json'].examples);
}
