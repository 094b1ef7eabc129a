import { randomUUID } from 'node:crypto';
import type { ClientCommand } from './client-message.ts';

/** Commands held for one session; more are refused. */
const maxHeldPerSession = 64;

type Params = Readonly<Record<string, unknown>>;

export interface HeldCommand {
  readonly sessionId: string;
  readonly command: ClientCommand;
  /** What the client was given instead of the handle that the browser will answer with; null when the answer is empty. */
  readonly placeholder: string | null;
}

interface Stand {
  readonly real: Promise<string | null>;
  readonly settle: (real: string | null) => void;
}

/**
 * Commands of clients that were answered while a person had control and are made when control has returned, in their order.
 * Where the answer is a handle, the client holds a placeholder; later commands that name it get the real one.
 */
export class HeldCommands {
  readonly #bySession = new Map<string, HeldCommand[]>();
  readonly #stands = new Map<string, Map<string, Stand>>();

  /** The answer that the client gets now; null when too many are held for this session already. */
  hold(sessionId: string, command: ClientCommand): Record<string, unknown> | null {
    const held = this.#bySession.get(sessionId) ?? [];
    if (held.length >= maxHeldPerSession) return null;
    const answer = answersWithHandle.get(command.method);
    const placeholder = answer === undefined ? null : `held:${randomUUID()}`;
    held.push({ sessionId, command, placeholder });
    this.#bySession.set(sessionId, held);
    if (answer === undefined || placeholder === null) return {};
    const stands = this.#stands.get(sessionId) ?? new Map<string, Stand>();
    this.#stands.set(sessionId, stands);
    let settle!: Stand['settle'];
    stands.set(placeholder, { real: new Promise((resolve) => (settle = resolve)), settle });
    return answer.write(placeholder);
  }

  takeAll(): HeldCommand[] {
    if (this.#bySession.size === 0) return [];
    const all = [...this.#bySession.values()].flat();
    this.#bySession.clear();
    return all;
  }

  /** The browser has answered; null: with an error. */
  settle({ sessionId, command, placeholder }: HeldCommand, result: Params | null): void {
    if (placeholder === null) return;
    const real = result === null ? null : answersWithHandle.get(command.method)!.read(result);
    this.#stands.get(sessionId)?.get(placeholder)?.settle(real);
  }

  /** The params with real handles instead of placeholders; null when there is nothing to replace. A handle that never came stays. */
  replaced(sessionId: string, params: Params | undefined): Promise<Params> | null {
    const stands = this.#stands.get(sessionId);
    if (stands === undefined || params === undefined) return null;
    const isPlaceholder = (value: unknown): value is string => typeof value === 'string' && stands.has(value);
    const named = [params['objectId'], params['identifier'], ...argumentsOf(params).map((argument) => argument['objectId'])].filter(isPlaceholder);
    if (named.length === 0) return null;
    return Promise.all([...new Set(named)].map(async (name) => [name, (await stands.get(name)!.real) ?? name] as const)).then((pairs) => {
      const real = new Map(pairs);
      return replaceIn(params, (value) => (typeof value === 'string' ? (real.get(value) ?? value) : value));
    });
  }

  forget(sessionIds: Iterable<string>): void {
    for (const sessionId of sessionIds) {
      this.#bySession.delete(sessionId);
      for (const { settle } of this.#stands.get(sessionId)?.values() ?? []) settle(null);
      this.#stands.delete(sessionId);
    }
  }
}

const answersWithHandle: ReadonlyMap<string, { readonly write: (placeholder: string) => Record<string, unknown>; readonly read: (result: Params) => string | null }> = new Map([
  [
    'Runtime.evaluate',
    {
      write: (placeholder: string) => ({ result: { type: 'object', className: 'Object', description: 'Object', objectId: placeholder } }),
      read: ({ result }: Params) => stringOrNull((result as Params | undefined)?.['objectId']),
    },
  ],
  ['Page.addScriptToEvaluateOnNewDocument', { write: (placeholder: string) => ({ identifier: placeholder }), read: ({ identifier }: Params) => stringOrNull(identifier) }],
]);

function argumentsOf(params: Params): Params[] {
  const given = params['arguments'];
  return Array.isArray(given) ? given.filter((argument): argument is Params => typeof argument === 'object' && argument !== null) : [];
}

/** Handles stand in `objectId`, `identifier` and the `objectId` of each of `arguments`. */
function replaceIn(params: Params, replace: (value: unknown) => unknown): Params {
  const changed: Record<string, unknown> = { ...params };
  for (const name of ['objectId', 'identifier']) if (name in changed) changed[name] = replace(changed[name]);
  if (Array.isArray(changed['arguments'])) {
    changed['arguments'] = changed['arguments'].map((argument: unknown) =>
      typeof argument === 'object' && argument !== null && 'objectId' in argument ? { ...argument, objectId: replace(argument.objectId) } : argument,
    );
  }
  return changed;
}

function stringOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
