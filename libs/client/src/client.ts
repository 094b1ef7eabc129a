import { ApiError } from './api-error.ts';
import { followEvents, type FollowOptions, type LiveEvent } from './events/follow.ts';
import { IDEMPOTENT_ROUTES } from './idempotent-routes.ts';
import type { AnswerOf, AnyOptions, Basis, ItemOf, ListPath, Method, OperationOf, OptionsArgument, PathOf } from './operations.ts';
import { send, type ClientOptions, type Request } from './transport.ts';
import { randomUuid } from './random-uuid.ts';
import { urlOf } from './url.ts';

const READ_TIMEOUT_MS = 30_000;
/** Longer than any command may take. */
const CHANGE_TIMEOUT_MS = 200_000;

/** What came with an answer, beside its body. */
export interface Receipt {
  readonly status: number;
  /** Version of what was read, for If-Match. */
  readonly etag: string | null;
  /** Position of the commit that a command made. */
  readonly position: number | undefined;
  readonly requestId: string | null;
  /** The answer is that of an earlier call with the same Idempotency-Key. */
  readonly replayed: boolean;
}

const receipts = new WeakMap<object, Receipt>();

/** What came with an answer of this client; undefined for anything else, copies of answers too. */
export function receiptOf(answer: object): Receipt | undefined {
  return receipts.get(answer);
}

/** The HTTP API of a gateway. Paths, parameters, bodies and answers are those of its OpenAPI description. */
export class Client {
  readonly #options: ClientOptions;

  constructor(options: ClientOptions) {
    this.#options = options;
  }

  get<P extends PathOf<'get'>>(path: P, ...[options]: OptionsArgument<OperationOf<'get', P>>): Promise<AnswerOf<OperationOf<'get', P>>> {
    return this.#json('get', path, options);
  }
  post<P extends PathOf<'post'>>(path: P, ...[options]: OptionsArgument<OperationOf<'post', P>>): Promise<AnswerOf<OperationOf<'post', P>>> {
    return this.#json('post', path, options);
  }
  put<P extends PathOf<'put'>>(path: P, ...[options]: OptionsArgument<OperationOf<'put', P>>): Promise<AnswerOf<OperationOf<'put', P>>> {
    return this.#json('put', path, options);
  }
  patch<P extends PathOf<'patch'>>(path: P, ...[options]: OptionsArgument<OperationOf<'patch', P>>): Promise<AnswerOf<OperationOf<'patch', P>>> {
    return this.#json('patch', path, options);
  }
  delete<P extends PathOf<'delete'>>(path: P, ...[options]: OptionsArgument<OperationOf<'delete', P>>): Promise<AnswerOf<OperationOf<'delete', P>>> {
    return this.#json('delete', path, options);
  }

  /** For what is not JSON: documents, recordings, exports. The body of the answer is not read yet, and `timeoutMs` is for all of it. */
  download<P extends PathOf<'get'>>(path: P, ...[options]: OptionsArgument<OperationOf<'get', P>>): Promise<Response> {
    return send(this.#options, this.#request('get', path, options, '*/*'), (response) => Promise.resolve(response));
  }

  /** The pages of a list, each read when it is asked for. */
  async *pages<P extends ListPath>(path: P, ...[options]: OptionsArgument<OperationOf<'get', P>>): AsyncGenerator<AnswerOf<OperationOf<'get', P>>, void, undefined> {
    const { query, ...rest } = (options ?? {}) as AnyOptions;
    let next: string | null = null;
    do {
      const place: Record<string, unknown> = next === null ? {} : { [cursorNameOf(path)]: next };
      const page: AnswerOf<OperationOf<'get', P>> = await this.#json('get', path, { ...rest, query: { ...query, ...place } });
      yield page;
      next = (page as { next: string | null }).next;
    } while (next !== null);
  }

  /** The items of a list, over all of its pages. `limit` is how many are read at once. */
  async *items<P extends ListPath>(path: P, ...options: OptionsArgument<OperationOf<'get', P>>): AsyncGenerator<ItemOf<OperationOf<'get', P>>, void, undefined> {
    for await (const page of this.pages(path, ...options)) yield* (page as { items: ItemOf<OperationOf<'get', P>>[] }).items;
  }

  /**
   * Events as they happen, from now on or after a place, without a gap and without a repeat over lost connections and
   * restarts of the gateway. Ends when the signal aborts, and throws only what trying again would not change.
   */
  events(options: FollowOptions = {}): AsyncGenerator<LiveEvent, void, undefined> {
    return followEvents(this.#options, options);
  }

  async #json<Operation>(method: Method, path: string, options: unknown): Promise<AnswerOf<Operation>> {
    return send(this.#options, this.#request(method, path, options, 'application/json, application/problem+json'), async (response) => {
      const answer = await jsonOf(response);
      if (typeof answer === 'object' && answer !== null) receipts.set(answer, receipt(response));
      return answer as AnswerOf<Operation>;
    });
  }

  #request(method: Method, path: string, given: unknown, accept: string): Request {
    const options = (given ?? {}) as AnyOptions;
    const headers = new Headers({ accept });
    if (this.#options.key !== undefined) headers.set('authorization', `Bearer ${this.#options.key}`);
    const hasKey = method === 'post' && IDEMPOTENT_ROUTES.has(path);
    if (hasKey) headers.set('idempotency-key', options.idempotencyKey ?? randomUuid());
    if (options.ifMatch !== undefined) headers.set('if-match', etagOf(options.ifMatch));
    if (options.waitSeconds !== undefined) headers.set('prefer', `wait=${options.waitSeconds}`);
    if (options.requestId !== undefined) headers.set('x-request-id', options.requestId);
    if (options.file) headers.set('content-type', options.file.type || 'application/octet-stream');
    else if (options.body !== undefined) headers.set('content-type', 'application/json');
    return {
      method: method.toUpperCase(), headers, url: urlOf(this.#options.url, path, options.path, options.query),
      body: options.file ?? (options.body === undefined ? null : JSON.stringify(options.body)),
      signal: options.signal,
      timeoutMs: options.timeoutMs ?? (method === 'get' ? READ_TIMEOUT_MS : CHANGE_TIMEOUT_MS) + 1000 * (options.waitSeconds ?? 0),
      repeatable: method === 'get' || hasKey,
    };
  }
}

function etagOf(basis: Basis): string {
  if (typeof basis === 'string') return basis;
  return typeof basis === 'number' ? `"${basis}"` : (receiptOf(basis)?.etag ?? `"${basis.version}"`);
}

async function jsonOf(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === '') return undefined;
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch (cause) {
    throw new ApiError({ status: response.status, code: 'answer_unreadable', message: 'The answer is not JSON.', cause });
  }
  // A view has more than that.
  const pending = response.status === 202 && Object.keys(answer as object).join() === 'position';
  if (!pending) return answer;
  throw new ApiError({
    status: 202, code: 'pending', position: (answer as { position: number }).position, requestId: response.headers.get('x-request-id') ?? undefined,
    message: 'It was carried out, but cannot be shown yet.',
  });
}

function receipt({ status, headers }: Response): Receipt {
  const position = headers.get('countersign-position');
  return {
    status, etag: headers.get('etag'), position: position === null ? undefined : Number(position), requestId: headers.get('x-request-id'),
    replayed: headers.get('idempotency-replayed') === 'true',
  };
}

function cursorNameOf(path: ListPath): string {
  return path === '/v1/audit/events' ? 'after' : 'cursor';
}
