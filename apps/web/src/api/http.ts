import type { Problem } from '@countersign/contracts';
import { withBasePath } from './base-path.ts';

/** A refusal of the API (RFC 9457) or, with status 0 and code `network`, no answer at all. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly status: number;
  readonly code: string;
  readonly errors: readonly { path: string; message: string }[];
  readonly problem: Partial<Problem>;

  constructor(problem: Partial<Problem> & { status: number; code: string }) {
    super(problem.detail ?? problem.title ?? 'Something went wrong.');
    this.status = problem.status;
    this.code = problem.code;
    this.errors = problem.errors ?? [];
    this.problem = problem;
  }
}

/** A sentence for a person, from whatever was thrown. */
export function messageOf(error: unknown): string {
  if (error instanceof ApiProblem) {
    const details = error.errors.map(({ message }) => message).filter(Boolean);
    return details.length > 0 ? `${error.message} (${details.slice(0, 3).join('; ')})` : error.message;
  }
  return error instanceof Error ? error.message : 'Something went wrong.';
}

export function hasCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof ApiProblem && codes.includes(error.code);
}

export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

/** `expired`: the server says that nobody is signed in. `left`: the person signed out. */
export const signedOut = new EventTarget();

export interface RequestOptions {
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is, with its own media type. */
  readonly file?: Blob;
  /** Version of the aggregate that the change is based on. */
  readonly ifMatch?: number;
  readonly signal?: AbortSignal;
}

export async function request<Body>(method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE', path: string, options: RequestOptions = {}): Promise<Body> {
  const response = await send(method, path, options);
  const text = response.status === 204 ? '' : await response.text();
  const body = parse(text);
  // 202: carried out, but the read model does not show it yet. There is no view in the answer.
  if (response.status === 202) throw new ApiProblem({ status: 202, code: 'pending', detail: 'It was carried out, but cannot be shown yet. The page shows it by itself in a moment.' });
  if (response.ok) return body as Body;
  const problem = problemOf(response, body);
  if (problem.code === 'unauthenticated') signedOut.dispatchEvent(new Event('expired'));
  throw problem;
}

/** A file that never changes: the browser may keep it. */
export async function requestBytes(path: string, signal?: AbortSignal): Promise<ArrayBuffer> {
  const response = await send('GET', path, { ...(signal ? { signal } : {}), cache: 'default' });
  if (response.ok) return response.arrayBuffer();
  throw problemOf(response, parse(await response.text()));
}

async function send(method: string, path: string, { body, file, ifMatch, signal, cache = 'no-store' }: RequestOptions & { cache?: RequestCache }): Promise<Response> {
  const headers = new Headers({ accept: 'application/json, application/problem+json' });
  if (ifMatch !== undefined) headers.set('if-match', `"${ifMatch}"`);
  if (file) headers.set('content-type', file.type || 'application/octet-stream');
  else if (body !== undefined) headers.set('content-type', 'application/json');
  const payload = file ?? (body === undefined ? null : JSON.stringify(body));
  try {
    return await fetch(withBasePath(path), { method, headers, body: payload, signal: signal ?? null, credentials: 'same-origin', cache });
  } catch (error) {
    if (isAbort(error)) throw error;
    throw new ApiProblem({ status: 0, code: 'network', detail: 'The server cannot be reached. Check the connection and try again.' });
  }
}

function parse(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function problemOf(response: Response, body: unknown): ApiProblem {
  const problem = typeof body === 'object' && body !== null ? (body as Partial<Problem>) : {};
  const detail = problem.detail ?? problem.title ?? `The server answered ${response.status}.`;
  return new ApiProblem({ ...problem, detail, status: response.status, code: problem.code ?? `http_${response.status}` });
}
