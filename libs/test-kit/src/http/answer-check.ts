import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

interface Reference {
  readonly $ref: string;
}
interface Described {
  readonly content?: Readonly<Record<string, { readonly schema?: object }>>;
  readonly headers?: Readonly<Record<string, unknown>>;
}
interface OperationDescription {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, Described | Reference>>;
}
/** What is read here of an OpenAPI document. */
export interface ApiDescription {
  readonly paths: Readonly<Record<string, Readonly<Record<string, OperationDescription>>>>;
  readonly components: { readonly responses?: Readonly<Record<string, Described>> };
}
export interface CheckedAnswer {
  readonly method: string;
  /** With its query, as it was asked for. */
  readonly path: string;
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

const PROBLEM = 'application/problem+json';
/** What an address that is none may be answered with. */
const CODES_WITHOUT_ROUTE: ReadonlySet<string> = new Set(['route_not_found', 'method_not_allowed', 'request_invalid', 'media_type_not_supported', 'json_malformed', 'json_too_deep', 'json_key_refused', 'body_too_large', 'request_malformed', 'not_acceptable', 'url_too_long', 'headers_too_large', 'rate_limit_exceeded', 'content_encoding_not_supported', 'expectation_failed', 'shutting_down', 'host_refused']);

const MAX_PARAMETER_LENGTH = 100;

/** Holds answers against the description of the API: everything that comes must be described. */
export class AnswerCheck {
  readonly #ajv = new Ajv2020({ strict: false, allErrors: false, verbose: false });
  readonly #routes: { readonly method: string; readonly pattern: RegExp; readonly literal: number; readonly operation: OperationDescription }[];
  readonly #bodies = new Map<object, ValidateFunction>();

  constructor(private readonly api: ApiDescription) {
    const withFormats = formats as unknown as (ajv: Ajv2020) => void;
    withFormats(this.#ajv);
    this.#ajv.addSchema({ ...(closed(api) as object), $id: 'api' });
    this.#routes = Object.entries(api.paths).flatMap(([path, item]) => Object.entries(item).map(([method, operation]) => ({
      method: method.toUpperCase(), pattern: new RegExp(`^${path.replace(/[.]/g, '\\.').replace(/\{[^}]+\}/g, '[^/]+')}/?$`), literal: path.replace(/\{[^}]+\}/g, '').length, operation,
    }))).sort((a, b) => b.literal - a.literal);
  }

  /** The operation that a request is about; undefined: none. */
  operationOf(method: string, path: string): OperationDescription | undefined {
    const [plain = '/'] = path.split('?');
    // Longer than any id or name: the router looks no further.
    if (plain.split('/').some((segment) => segment.length > MAX_PARAMETER_LENGTH)) return undefined;
    return this.#routes.find((route) => route.method === (method === 'HEAD' ? 'GET' : method) && route.pattern.test(plain))?.operation;
  }

  /** What is wrong with an answer; empty: nothing. */
  problemsOf(answer: CheckedAnswer): string[] {
    const { method, path, status } = answer;
    const operation = this.operationOf(method, path);
    const wrong = operation ? this.#problemsOfOperation(operation, answer) : this.#problemsOfNoRoute(answer);
    return wrong.map((text) => `${method} ${path.slice(0, 200)} answered ${status}: ${text}`);
  }

  #problemsOfOperation(operation: OperationDescription, answer: CheckedAnswer): string[] {
    const described = this.#resolved(operation.responses[String(answer.status)]);
    if (!described) return [`${operation.operationId} does not say that it answers ${answer.status}${codeIn(answer.body)}`];
    const missing = ['x-request-id', ...requiredHeaders(described, answer)].filter((name) => !answer.headers.has(name)).map((name) => `the header ${name} is missing`);
    const undescribed = ['location', 'etag', 'link', 'countersign-position', 'retry-after', 'preference-applied', 'idempotency-replayed', 'deprecation', 'sunset'].filter((name) => answer.headers.has(name) && !namesHeader(described, name));
    return [...missing, ...undescribed.map((name) => `the header ${name} is not described`), ...(answer.method === 'HEAD' ? [] : this.#problemsOfBody(described, answer))];
  }

  #problemsOfBody(described: Described, { body, headers }: CheckedAnswer): string[] {
    const mediaType = (headers.get('content-type') ?? '').split(';')[0]!;
    if (described.content === undefined) return body === '' ? [] : ['a body is not described'];
    const content = described.content[mediaType] ?? (described.content['application/octet-stream'] && !isJson(mediaType) ? {} : undefined);
    if (!content) return [`the media type ${mediaType || 'none'} is not described`];
    if (!isJson(mediaType) || !content.schema) return [];
    const validate = this.#compiled(content.schema);
    if (validate(JSON.parse(body))) return [];
    return [`the body does not fit: ${(validate.errors ?? []).slice(-3).map(({ instancePath, message, params }) => `${instancePath || '/'} ${message} ${JSON.stringify(params)}`).join('; ')}${codeIn(body)}`];
  }

  #problemsOfNoRoute({ method, path, status, headers, body }: CheckedAnswer): string[] {
    if (!path.startsWith('/v1/') || status < 400) return [];
    if (method === 'HEAD') return [];
    if (!(headers.get('content-type') ?? '').startsWith(PROBLEM)) return ['a refusal is no problem+json'];
    const { code } = JSON.parse(body) as { code: string };
    return CODES_WITHOUT_ROUTE.has(code) ? [] : [`there is no such route, and yet ${code}`];
  }

  #compiled(schema: object): ValidateFunction {
    const known = this.#bodies.get(schema);
    if (known) return known;
    const made = this.#ajv.compile(referringTo('api', closed(schema) as object));
    this.#bodies.set(schema, made);
    return made;
  }

  #resolved(described: Described | Reference | undefined): Described | undefined {
    return described && '$ref' in described ? this.api.components.responses?.[described.$ref.split('/').at(-1)!] : described;
  }
}

/** Headers without which an answer is of no use, where they are described. */
function requiredHeaders(described: Described, { status, body, headers }: CheckedAnswer): string[] {
  const isPage = status === 200 && namesHeader(described, 'link') && /"next":"[^"]+"\}?$/.test(body);
  return [
    ...['location', 'etag'].filter((name) => status < 300 && namesHeader(described, name)),
    ...(isPage ? ['link'] : []),
    ...(status === 401 ? ['www-authenticate'] : []),
    ...(status === 429 ? ['retry-after'] : []),
    ...(status !== 204 && status !== 304 && body !== '' && !headers.has('content-type') ? ['content-type'] : []),
  ];
}

function namesHeader({ headers = {} }: Described, name: string): boolean {
  return Object.keys(headers).some((each) => each.toLowerCase() === name);
}

function codeIn(body: string): string {
  const code = /"code":"([a-z_]+)"/.exec(body)?.[1];
  return code === undefined ? '' : ` (${code})`;
}

/** Objects that say which properties they have may have no others here: what is not described must not come. */
function closed(value: unknown, inAll = false): unknown {
  if (Array.isArray(value)) return value.map((item) => closed(item));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.fromEntries(Object.entries(value).map(([key, member]) => [key, key === 'allOf' ? (member as unknown[]).map((part) => closed(part, true)) : closed(member)]));
  const { type, properties, additionalProperties } = members;
  return type === 'object' && typeof properties === 'object' && additionalProperties === undefined && !inAll ? { ...members, unevaluatedProperties: false } : members;
}

/** The same schema with references into a document that has an id. */
function referringTo(id: string, schema: object): object {
  return JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/', `"$ref":"${id}#/`)) as object;
}

/** Not NDJSON, which is no JSON. */
function isJson(mediaType: string): boolean {
  return /[/+]json$/.test(mediaType);
}
