import type { components } from './openapi.d.ts';

export type Problem = components['schemas']['Problem'];

/** What this client says itself, beside the codes of docs/errors.md and `http_<status>` for answers that are no problem of the API. */
export type ClientCode =
  /** No answer, or one that broke off. */
  | 'network'
  /** No answer within `timeoutMs`. */
  | 'timeout'
  /** A success whose body is not what the API gives. */
  | 'answer_unreadable'
  /** Carried out, but the read model is behind: `position` says from where on the outcome shows. */
  | 'pending';

export interface ApiErrorParts {
  /** 0: there was no answer. */
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly problem?: Partial<Problem>;
  readonly requestId?: string | undefined;
  readonly retryAfterMs?: number | undefined;
  readonly position?: number;
  readonly cause?: unknown;
}

/** A call that did not get what it asked for: a refusal (RFC 9457), or no answer at all. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  /** HTTP status; 0: there was no answer. */
  readonly status: number;
  /** Stable; a row of docs/errors.md, `http_<status>`, or a {@link ClientCode}. */
  readonly code: string;
  /** What is wrong where, for `request_invalid` and the like. */
  readonly errors: readonly { readonly path: string; readonly message: string }[];
  /** The problem as it came; empty when there was none. */
  readonly problem: Partial<Problem>;
  /** Under which the call stands in the gateway's log and in the events it caused. */
  readonly requestId: string | undefined;
  /** After which the gateway says that a repeat makes sense. */
  readonly retryAfterMs: number | undefined;
  /** Of `pending`. */
  readonly position: number | undefined;

  constructor(parts: ApiErrorParts) {
    super(parts.message, parts.cause === undefined ? {} : { cause: parts.cause });
    this.status = parts.status;
    this.code = parts.code;
    this.problem = parts.problem ?? {};
    this.errors = this.problem.errors ?? [];
    this.requestId = parts.requestId;
    this.retryAfterMs = parts.retryAfterMs;
    this.position = parts.position;
  }
}

/** Whether it is a refusal with one of these codes. */
export function hasCode(error: unknown, ...codes: readonly string[]): error is ApiError {
  return error instanceof ApiError && codes.includes(error.code);
}

/** From an answer that is no success. */
export function refusalOf(response: Response, text: string): ApiError {
  const problem = problemIn(text);
  return new ApiError({
    status: response.status,
    code: problem.code ?? `http_${response.status}`,
    message: problem.detail ?? problem.title ?? `The server answered ${response.status}.`,
    problem,
    requestId: response.headers.get('x-request-id') ?? undefined,
    retryAfterMs: retryAfterMs(response.headers.get('retry-after'), Date.now()),
  });
}

function problemIn(text: string): Partial<Problem> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
  } catch {
    return {};
  }
}

/** `Retry-After` in seconds or as a date (RFC 9110, 10.2.3). */
export function retryAfterMs(header: string | null, nowMs: number): number | undefined {
  if (header === null) return undefined;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - nowMs);
}
