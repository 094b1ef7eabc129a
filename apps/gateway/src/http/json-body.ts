import { ProblemError } from './problem.ts';

/** Containers within containers. A capture's fields need 6, a JSON Resume 4. */
export const MAX_JSON_DEPTH = 32;
/** Keys with which careless code reaches the prototypes of objects. */
export const REFUSED_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** @throws ProblemError json_malformed, json_too_deep, json_key_refused */
export function parseJsonBody(bytes: Buffer): unknown {
  let body: unknown;
  try {
    body = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    // V8 quotes a passage of the input, which may be personal; the position is enough.
    const position = /position \d+/.exec((error as Error).message)?.[0];
    throw new ProblemError('json_malformed', position === undefined ? {} : { detail: `The body is not well-formed JSON at ${position}.` });
  }
  refuseUnsafe(body);
  return body;
}

/** Walks without recursion, so that no input can exhaust the stack. */
function refuseUnsafe(body: unknown): void {
  const pending: { value: unknown; depth: number }[] = [{ value: body, depth: 1 }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { value, depth } = next;
    if (typeof value !== 'object' || value === null) continue;
    if (depth > MAX_JSON_DEPTH) throw new ProblemError('json_too_deep', { detail: `JSON may be nested ${MAX_JSON_DEPTH} levels deep.` });
    for (const [key, item] of Object.entries(value)) {
      if (!Array.isArray(value) && REFUSED_KEYS.has(key)) throw new ProblemError('json_key_refused', { detail: `The key ${key} is not accepted.` });
      if (typeof item === 'object' && item !== null) pending.push({ value: item, depth: depth + 1 });
    }
  }
}
