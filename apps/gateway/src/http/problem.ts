import type { CommandError, Problem, Violation } from '@countersign/contracts';
import { isErrorCode, RETRY_AFTER_SECONDS, STATUS_OF, titleOf, type ErrorCode } from './error-status.ts';

export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

export interface ProblemOptions {
  /** What is wrong in this very case, for a person. */
  readonly detail?: string;
  /** What is wrong where; `path` is a JSON pointer into the body, or the name of a parameter. */
  readonly errors?: readonly Violation[];
  /** Further members of the problem. */
  readonly extensions?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer that is not what the caller asked for: RFC 9457, with a stable code. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly code: ErrorCode;
  readonly options: ProblemOptions;

  constructor(code: ErrorCode, options: ProblemOptions = {}) {
    super(options.detail ?? titleOf(code));
    this.code = code;
    this.options = options;
  }

  get status(): number {
    return STATUS_OF[this.code];
  }

  get headers(): Record<string, string> {
    const retryAfterSeconds = RETRY_AFTER_SECONDS[this.code];
    return {
      ...(retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }),
      ...(this.status === 401 ? { 'www-authenticate': 'Bearer realm="countersign"' } : {}),
      ...this.options.headers,
    };
  }

  /** `instance` is the correlation id of the request, under which it stands in the logs. */
  toProblem(correlationId: string): Problem {
    const { detail, errors, extensions } = this.options;
    const title = titleOf(this.code);
    return {
      ...extensions,
      type: `urn:countersign:error:${this.code}`,
      title,
      status: this.status,
      code: this.code,
      ...(detail === undefined || detail === title ? {} : { detail }),
      ...(errors && errors.length > 0 ? { errors: [...errors] } : {}),
      instance: `urn:countersign:request:${correlationId}`,
    };
  }
}

/** A refusal of a command as a problem. A code that no table has is a fault of ours. */
export function problemOfCommandError({ code, message, details }: CommandError): ProblemError {
  if (!isErrorCode(code)) return new ProblemError('internal', { detail: `The owner of the command refused it with the unknown code ${code}.` });
  if (code === 'internal') return new ProblemError('internal');
  // The message of a command holds the body of the request as `data`.
  if (isViolations(details)) return new ProblemError(code, { detail: message, errors: details.map(({ path, message: text }) => ({ path: path.replace(/^\/data(?=\/|$)/, ''), message: text })) });
  const retryAfterSeconds = (details as { retryAfterSeconds?: unknown } | null | undefined)?.retryAfterSeconds;
  return new ProblemError(code, {
    detail: message,
    ...(details === undefined || details === null ? {} : { extensions: { details } }),
    // The owner of the command may know better than the table.
    ...(Number.isSafeInteger(retryAfterSeconds) ? { headers: { 'retry-after': String(retryAfterSeconds) } } : {}),
  });
}

function isViolations(details: unknown): details is Violation[] {
  return Array.isArray(details) && details.length > 0 && details.every((item: unknown) => isViolation(item));
}

function isViolation(item: unknown): item is Violation {
  return typeof item === 'object' && item !== null && typeof (item as Violation).path === 'string' && typeof (item as Violation).message === 'string';
}
