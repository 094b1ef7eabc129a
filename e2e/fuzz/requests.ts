import type { Random } from '../faults/random.ts';
import { fittingValue, hostileValue, HOSTILE, uuid, type Known, type Resolve, type Schema } from './values.ts';

export const ROLES = ['automation', 'reviewer', 'auditor', 'operator'] as const;
export type Role = (typeof ROLES)[number];

interface Parameter {
  readonly $ref?: string;
  readonly name: string;
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly required?: boolean;
  readonly schema?: Schema;
  readonly example?: unknown;
}
interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema?: Schema }>> };
  readonly 'x-roles'?: readonly Role[];
}
export interface Api {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>>; readonly parameters: Readonly<Record<string, Parameter>> };
}
export interface FuzzRequest {
  readonly operationId: string;
  /** What was done to it. */
  readonly twist: Twist;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | undefined;
  readonly role: Role | undefined;
  /** It would change what the gateway keeps for itself. */
  readonly changesGateway: boolean;
}

const TWISTS = ['none', 'edge', 'value', 'value', 'value', 'missing', 'added', 'huge', 'deep', 'malformed', 'path', 'path', 'query', 'query', 'header', 'media type', 'role', 'role', 'method'] as const;
export type Twist = (typeof TWISTS)[number];
/** So many of the requests are as the description asks for. */
const STRAIGHT = 0.4;
const RIGHT_ROLE = 0.85;
const MEDIA_TYPES = ['text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'multipart/form-data', 'application/json; charset=utf-16', 'application/json;', 'application/*', '', 'x', 'application/json, text/html', 'image/png'];
const HEADERS: readonly (readonly [string, readonly string[]])[] = [
  ['if-match', ['*', '"0"', '"999999"', '3', 'W/"1"', '"1", "2"', '""']], ['idempotency-key', ['a', 'b', 'with space', 'x'.repeat(201), 'ü']], ['x-request-id', ['ok-1', 'not ok"', 'x'.repeat(300)]],
  ['origin', ['null', 'https://evil.example', 'http://localhost']], ['cookie', ['__Host-cs-user=abc', '__Host-cs-user=', 'a=b; c', '=', '__proto__=1']], ['authorization', ['Bearer', 'Bearer cs_x_y', 'Basic YTpi', 'bearer  ', 'Bearer \xff']],
  ['accept', ['text/html', '*/*;q=0', 'application/xml']], ['prefer', ['wait=0', 'wait=1', 'wait=x', 'wait', 'wait=-1', 'respond-async']], ['last-event-id', ['0', '-1', 'x', '999999999999999', '1e3']],
  ['traceparent', ['00-0-0-0', 'x']], ['if-none-match', ['*', '"1"', '"1@2"']], ['range', ['bytes=0-1', 'bytes=9-1']], ['x-forwarded-for', ['1.2.3.4', "'"]], ['content-encoding', ['gzip', 'identity', 'br']],
  ['x-http-method-override', ['DELETE']], ['forwarded', ['for=x']],
];
/** What the gateway keeps for itself, beside the log. */
const KEPT_BY_GATEWAY: ReadonlySet<string> = new Set(['webhooks', 'api-keys', 'sign-in']);

/** Makes requests out of the description of the API; what it makes, its random decides. */
export class Requests {
  readonly #operations: { readonly method: string; readonly path: string; readonly operation: Operation }[];
  readonly #resolve: Resolve;

  constructor(private readonly api: Api) {
    this.#operations = Object.entries(api.paths).flatMap(([path, item]) => Object.entries(item).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })));
    this.#resolve = (schema) => (schema.$ref === undefined ? schema : (api.components.schemas[schema.$ref.split('/').at(-1)!] ?? {}));
  }

  next(random: Random, known: Known): FuzzRequest {
    const { method, path, operation } = random.pick(this.#operations);
    const twist: Twist = random.chance(STRAIGHT) ? 'none' : random.pick(TWISTS);
    const { body, mediaType } = this.#body(operation, twist, random, known);
    const roles = operation['x-roles'];
    const role = twist === 'role' || !random.chance(RIGHT_ROLE) ? random.pick([...ROLES, undefined]) : random.pick(roles ?? [...ROLES, undefined]);
    return {
      operationId: operation.operationId, twist, role, body,
      method: twist === 'method' ? random.pick(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE']) : method === 'GET' && random.chance(0.03) ? 'HEAD' : method,
      path: `${this.#path(path, operation, twist, random, known)}${this.#query(operation, twist, random, known)}`,
      headers: { ...this.#headers(operation, method, random, known), ...(mediaType === undefined ? {} : { 'content-type': mediaType }), ...(twist === 'header' ? hostileHeaders(random) : {}) },
      changesGateway: method !== 'GET' && KEPT_BY_GATEWAY.has(operation.tags[0]!),
    };
  }

  #parameters({ parameters = [] }: Operation): Parameter[] {
    return parameters.map((parameter) => (parameter.$ref === undefined ? parameter : this.api.components.parameters[parameter.$ref.split('/').at(-1)!]!));
  }

  #path(path: string, operation: Operation, twist: Twist, random: Random, known: Known): string {
    return path.replace(/([^/]+)\/\{([^}]+)\}/g, (_, before: string, name: string) => {
      const schema = this.#parameters(operation).find((parameter) => parameter.in === 'path' && parameter.name === name)?.schema ?? { type: 'string' };
      const value = twist === 'path' ? (random.chance(0.1) ? 'x'.repeat(random.pick([101, 5_000])) : text(hostileValue(random))) : text(fittingValue(schema, name === 'id' ? before : name, random, known, this.#resolve));
      return `${before}/${random.chance(0.9) ? encoded(value) : value.replace(/[^\x21-\x7e]|[?#]/g, encoded)}`;
    });
  }

  #query(operation: Operation, twist: Twist, random: Random, known: Known): string {
    const parameters = this.#parameters(operation).filter((parameter) => parameter.in === 'query' && (parameter.required ? twist !== 'missing' : random.chance(0.3)));
    const pairs = parameters.map(({ name, schema = {}, example }): [string, string] => {
      const straight = random.chance(0.5) && example !== undefined ? example : fittingValue(schema, name === 'id' ? 'aggregateId' : name, random, known, this.#resolve);
      return [name, text(twist === 'query' && random.chance(0.6) ? hostileValue(random) : straight)];
    });
    if (twist === 'query') {
      if (random.chance(0.4) && pairs.length > 0) pairs.push([pairs[0]![0], text(random.chance(0.5) ? pairs[0]![1] : hostileValue(random))]);
      if (random.chance(0.2)) pairs.push([random.pick(['__proto__', 'constructor[prototype]', 'limit[]', 'limit[$gt]', 'cursor', 'x', '', 'id', 'min_position']), text(hostileValue(random))]);
    }
    return pairs.length === 0 ? '' : `?${pairs.map(([name, value]) => `${encoded(name)}=${encoded(value)}`).join('&')}`;
  }

  #headers(operation: Operation, method: string, random: Random, known: Known): Record<string, string> {
    const ifMatch = this.#parameters(operation).find(({ name }) => name === 'If-Match');
    return {
      ...(ifMatch && (ifMatch.required || random.chance(0.4)) ? { 'if-match': `"${random.between(1, 5)}"` } : {}),
      ...(method === 'POST' && random.chance(0.1) ? { 'idempotency-key': random.chance(0.3) ? `again-${random.between(1, 20)}` : uuid(random) } : {}),
      ...(random.chance(0.1) ? { origin: random.pick(known['origin'] ?? ['null']) } : {}),
    };
  }

  #body(operation: Operation, twist: Twist, random: Random, known: Known): { body: Buffer | undefined; mediaType: string | undefined } {
    const [[mediaType, content] = [undefined, undefined]] = Object.entries(operation.requestBody?.content ?? {});
    if (mediaType === undefined || !content) {
      return random.chance(0.03) ? { body: Buffer.from(random.pick(['{}', '{', '[]', 'x'])), mediaType: 'application/json' } : { body: undefined, mediaType: undefined };
    }
    const schema = this.#resolve(content.schema ?? {});
    if (schema.format === 'binary') {
      const file = random.pick([Buffer.alloc(0), Buffer.from('%PDF-1.4\n'), Buffer.from('{"basics":{"name":"Ada"}}'), Buffer.from([0x50, 0x4b, 3, 4, 0, 0]), Buffer.from('\0\0\0'), Buffer.alloc(random.between(1, 50_000), 'a')]);
      return { body: file, mediaType: random.pick(['application/pdf', 'application/json', 'text/plain', 'application/octet-stream', ...(twist === 'media type' ? MEDIA_TYPES : [])]) };
    }
    const fitting = fittingValue(schema, '', random, known, this.#resolve);
    const sent = Buffer.from(twisted(fitting, twist, random));
    return { body: twist === 'missing' && random.chance(0.2) ? undefined : sent, mediaType: twist === 'media type' ? random.pick(MEDIA_TYPES) : 'application/json' };
  }
}

function hostileHeaders(random: Random): Record<string, string> {
  const made = Array.from({ length: random.between(1, 3) }, () => {
    const [name, values] = random.pick(HEADERS);
    return [name, random.chance(0.7) ? random.pick(values) : random.pick(HOSTILE)] as const;
  });
  // What cannot be written as a header at all, the client itself refuses.
  return Object.fromEntries(made.map(([name, value]) => [name, value.replace(/[^\t\x20-\x7e\x80-\xff]/g, '').trim()]));
}

/** The JSON of a body, spoilt as the twist says. */
function twisted(fitting: unknown, twist: Twist, random: Random): string {
  switch (twist) {
    case 'value':
      return JSON.stringify(changed(fitting, random, () => hostileValue(random)));
    case 'missing':
      return JSON.stringify(changed(fitting, random, () => undefined)) ?? '';
    case 'added':
      return random.chance(0.5)
        ? JSON.stringify({ ...(fitting as object), [random.pick(['admin', 'role', 'version', 'createdBy', 'actor', 'expectedVersion', 'byPerson'])]: hostileValue(random) })
        : JSON.stringify(fitting).replace(/^\{/, `{${random.pick(['"__proto__":{"admin":true}', '"constructor":{"prototype":{}}', '"prototype":1', '"\\u005f_proto__":{}'])},`).replace(',}', '}');
    case 'huge':
      return JSON.stringify(changed(fitting, random, () => random.pick<() => unknown>([() => 'x'.repeat(random.pick([2_001, 60_000, 300_000])), () => Array.from({ length: 5_000 }, () => 'x'), () => '🙂'.repeat(5_000), () => 1e308])()));
    case 'deep':
      return random.chance(0.5) ? `${'['.repeat(100)}${']'.repeat(100)}` : `${'{"a":'.repeat(40)}1${'}'.repeat(40)}`;
    case 'malformed':
      return random.pick([JSON.stringify(fitting).slice(0, -1), '', '{', 'null', '[]', '"x"', '1', '\u0000', '{"a":1,}', "{'a':1}", '{"a":NaN}', `${JSON.stringify(fitting)}x`, '\ufeff{}', '{"a":1e999}', '{"a":"\\ud800"}']);
    default:
      return JSON.stringify(fitting);
  }
}

/** The same with one of its parts replaced, anywhere in it; undefined takes the part away. */
function changed(value: unknown, random: Random, replacement: () => unknown): unknown {
  if (typeof value !== 'object' || value === null || random.chance(0.05)) return replacement();
  const keys = Object.keys(value);
  if (keys.length === 0) return replacement();
  const key = random.pick(keys);
  const part = (value as Record<string, unknown>)[key];
  const spoilt = typeof part === 'object' && part !== null && random.chance(0.6) ? changed(part, random, replacement) : replacement();
  return Array.isArray(value) ? value.map((item, index): unknown => (String(index) === key ? spoilt : item)) : { ...value, [key]: spoilt };
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

/** As encodeURIComponent, also of what is no text. */
function encoded(value: string): string {
  return encodeURIComponent(value.toWellFormed());
}
