import { setTimeout as pause } from 'node:timers/promises';

/** How long a call is tried again while a service is away, milliseconds. */
const RETRY_FOR_MS = 120_000;
const CALL_TIMEOUT_MS = 200_000;

export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, detail: string) {
    super(detail);
    this.status = status;
    this.code = code;
  }
}

/** The gateway's HTTP API with one key. Calls are safe to repeat: what they make has an id that the caller chose. */
export function api(url: string, key: string) {
  return async function call<Result>(method: string, path: string, body?: unknown, contentType = 'application/json'): Promise<Result> {
    const deadline = Date.now() + RETRY_FOR_MS;
    for (;;) {
      try {
        const response = await fetch(`${url}${path}`, {
          method, signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
          headers: { authorization: `Bearer ${key}`, ...(body === undefined ? {} : { 'content-type': contentType }) },
          ...(body === undefined ? {} : { body: body instanceof Uint8Array ? (body as Uint8Array<ArrayBuffer>) : JSON.stringify(body) }),
        });
        const text = await response.text();
        if (response.ok) return (text ? JSON.parse(text) : undefined) as Result;
        const problem = JSON.parse(text || '{}') as { code?: string; detail?: string; title?: string; errors?: unknown };
        throw new ApiError(response.status, problem.code ?? 'unknown', `${method} ${path}: ${problem.detail ?? problem.title ?? text}${problem.errors ? ` ${JSON.stringify(problem.errors)}` : ''}`);
      } catch (error) {
        const final = error instanceof ApiError && error.status < 500;
        if (final || Date.now() > deadline) throw error;
        await pause(300);
      }
    }
  };
}
export type Call = ReturnType<typeof api>;
