import { setTimeout as pause } from 'node:timers/promises';
import type { Role, World } from './world.ts';

/** One attempt: an impatient caller makes more happen than one that waits. */
const ATTEMPT_TIMEOUT_MS = 2_500;
/** A caller that got no answer for so long gives up. */
const PATIENCE_MS = 90_000;
const RETRY_MS = 250;
/** A key whose first request hangs on a connection that is half open stays taken for minutes: then the same is asked under another. */
const MAX_IN_FLIGHT = 3;

export interface Request {
  readonly role: Role;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH';
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  /** Idempotency-Key; a POST only. */
  readonly key?: string;
}
export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly position: number | undefined;
  readonly etag: string | null;
  /** The key under which it was answered. */
  readonly key: string | undefined;
  readonly code: string | undefined;
  /** How often it was asked. */
  readonly attempts: number;
}
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

/** A caller of the public API that does what the documentation says: it repeats with the same key until it knows. */
export class Caller {
  attempts = 0;

  constructor(private readonly world: World) {}

  /** Success, or a refusal that a repeat would not change. @throws NoAnswer */
  async call(request: Request): Promise<Answer> {
    const deadline = performance.now() + PATIENCE_MS;
    let { key } = request;
    let inFlight = 0;
    let last = '';
    for (let attempt = 1; performance.now() < deadline; attempt++) {
      const answer = await this.once(key === undefined ? request : { ...request, key }).catch((error: Error) => { last = error.message; });
      if (answer && answer.status < 500 && answer.status !== 429) {
        if (answer.code !== 'idempotency_key_in_flight') return { ...answer, attempts: attempt };
        if (++inFlight >= MAX_IN_FLIGHT) [key, inFlight] = [`${request.key!}-${attempt}`, 0];
      }
      if (answer) last = `${answer.status} ${answer.text.slice(0, 300)}`;
      await pause(RETRY_MS);
    }
    throw new NoAnswer(`${request.method} ${request.path}: no answer in ${PATIENCE_MS / 1_000} s; the last was ${last}`);
  }

  async once({ role, method, path, body, headers, key }: Request): Promise<Answer> {
    this.attempts++;
    const response = await fetch(`${this.world.url}${path}`, {
      method, signal: AbortSignal.timeout(ATTEMPT_TIMEOUT_MS), ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      headers: {
        authorization: `Bearer ${this.world.keys[role]}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...(key === undefined ? {} : { 'idempotency-key': key }), ...headers,
      },
    });
    const text = await response.text();
    const position = response.headers.get('countersign-position');
    return { status: response.status, text, position: position === null ? undefined : Number(position), etag: response.headers.get('etag'), key, code: response.ok ? undefined : codeOf(text), attempts: 1 };
  }
}

function codeOf(text: string): string | undefined {
  try {
    return (JSON.parse(text) as { code?: string }).code;
  } catch {
    return undefined;
  }
}
