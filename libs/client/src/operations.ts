import type { components, paths } from './openapi.d.ts';

export type Schemas = components['schemas'];
export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** Paths of the API that know a method, as they stand in its description. */
export type PathOf<M extends Method> = { [P in keyof paths]: paths[P] extends Record<M, { responses: unknown }> ? P : never }[keyof paths];
export type OperationOf<M extends Method, P extends PathOf<M>> = paths[P] extends Record<M, infer Operation> ? Operation : never;

type JsonIn<Content> = Content extends { content: { 'application/json': infer Body } } ? Body : undefined;
/** 202 with nothing but a position is thrown as `pending`. */
type Shown<Status, Body> = Status extends 202 ? ([keyof Body] extends ['position'] ? never : Body) : Body;
/** What a call resolves with: the JSON of its success; undefined when it has none. */
export type AnswerOf<Operation> = Operation extends { responses: infer Responses }
  ? { [Status in keyof Responses & (200 | 201 | 202 | 204)]: Shown<Status, JsonIn<Responses[Status]>> }[keyof Responses & (200 | 201 | 202 | 204)]
  : never;
export type ItemOf<Operation> = AnswerOf<Operation> extends { items: readonly (infer Item)[] } ? Item : never;
/** Paths of lists. */
export type ListPath = { [P in PathOf<'get'>]: AnswerOf<OperationOf<'get', P>> extends { items: readonly unknown[]; next: string | null } ? P : never }[PathOf<'get'>];

export type Parameters<Operation, In extends 'path' | 'query' | 'header'> = Operation extends { parameters: infer All } ? (In extends keyof All ? NonNullable<All[In]> : never) : never;
/** A member that is there when there is something to say, and required when some of that is. */
type Member<Name extends string, Value> = [Value] extends [never] ? unknown : Record<never, never> extends Value ? { readonly [N in Name]?: Value } : { readonly [N in Name]: Value };

/** In a path a number is its digits. */
type PathValues<Path> = [Path] extends [never] ? never : { readonly [Name in keyof Path]: string | number };

type BodyIn<Body> = Body extends { content: { 'application/json': infer Json } } ? (Json extends string ? { readonly file: Blob } : { readonly body: Json }) : { readonly file: Blob };
type BodyMember<Operation> = Operation extends { requestBody: infer Body }
  ? BodyIn<Body>
  : Operation extends { requestBody?: infer Body } ? ([NonNullable<Body>] extends [never] ? unknown : Partial<BodyIn<NonNullable<Body>>>) : unknown;

/** What a change is based on: what was read, or its version or ETag. */
export type Basis = { readonly version: number } | number | string;
type IfMatchMember<Header> = [Header] extends [never] ? unknown : 'If-Match' extends keyof Header ? (Record<never, never> extends Pick<Header, 'If-Match'> ? { readonly ifMatch?: Basis } : { readonly ifMatch: Basis }) : unknown;
type WaitMember<Header> = [Header] extends [never] ? unknown : 'Prefer' extends keyof Header ? { /** How long the gateway may wait for an outcome before it answers; at most 60. */ readonly waitSeconds?: number } : unknown;

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  /** For each attempt; default: 30 s for what reads, 200 s for what changes, which is longer than any command may take. */
  readonly timeoutMs?: number;
  /** Of a POST; default: a new one for every call, the same for its repeats. Give your own to repeat a call later, or from another process. */
  readonly idempotencyKey?: string;
  /** Taken over by the gateway; it stands in its log and in the events that the call causes. */
  readonly requestId?: string;
}

export type OptionsOf<Operation> = CallOptions &
  Member<'path', PathValues<Parameters<Operation, 'path'>>> &
  Member<'query', Parameters<Operation, 'query'>> &
  BodyMember<Operation> &
  IfMatchMember<Parameters<Operation, 'header'>> &
  WaitMember<Parameters<Operation, 'header'>>;
/** Options can be left out when nothing of them is required. */
export type OptionsArgument<Operation> = Record<never, never> extends OptionsOf<Operation> ? [options?: OptionsOf<Operation>] : [options: OptionsOf<Operation>];

/** The same without its types, for the code that sends it. */
export interface AnyOptions extends CallOptions {
  readonly path?: Readonly<Record<string, string | number>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly file?: Blob;
  readonly ifMatch?: Basis;
  readonly waitSeconds?: number;
}
