import { sessionErrors, type CommandReply } from '@countersign/contracts';
import { Rejected } from '@countersign/decider';

/** Details of `session_limit_reached`. */
export interface LimitReached {
  /** What is full: one node, every node, or the run. */
  readonly scope: 'node' | 'nodes' | 'run';
  readonly limit: number;
  /** Sessions that are running or starting. */
  readonly count: number;
  /** Their ids, so that the caller may end one; at most {@link MAX_LISTED}. */
  readonly sessions: readonly string[];
  /** When trying again makes sense, seconds. */
  readonly retryAfterSeconds: number;
}

const MAX_LISTED = 100;
/** A slot may come free at any time; nobody should ask more often than this, or wait longer than that. */
const SHORTEST_RETRY_SECONDS = 1;
const LONGEST_RETRY_SECONDS = 30;

const MESSAGE = {
  node: sessionErrors.session_limit_reached,
  nodes: 'Every node hosts as many sessions as it may.',
  run: 'This run has as many sessions as it may.',
} as const;

/** `lifeLeftMs`: of the session that ends first by itself, where it is known. */
export function limitReached(scope: LimitReached['scope'], limit: number, sessions: readonly string[], lifeLeftMs = Infinity): Rejected {
  const retryAfterSeconds = Math.ceil(Math.min(LONGEST_RETRY_SECONDS, Math.max(SHORTEST_RETRY_SECONDS, lifeLeftMs / 1000)));
  const details: LimitReached = { scope, limit, count: sessions.length, sessions: sessions.slice(0, MAX_LISTED), retryAfterSeconds };
  return new Rejected('session_limit_reached', MESSAGE[scope], details);
}

/** What several full nodes come to; undefined for none. */
export function nodesFull(nodes: readonly LimitReached[]): CommandReply<never> | undefined {
  if (nodes.length === 0) return undefined;
  const details: LimitReached = {
    scope: nodes.length === 1 ? 'node' : 'nodes',
    limit: nodes.reduce((sum, { limit }) => sum + limit, 0),
    count: nodes.reduce((sum, { count }) => sum + count, 0),
    sessions: nodes.flatMap(({ sessions }) => sessions).slice(0, MAX_LISTED),
    retryAfterSeconds: Math.min(...nodes.map(({ retryAfterSeconds }) => retryAfterSeconds)),
  };
  return { ok: false, error: { code: 'session_limit_reached', message: MESSAGE[details.scope], details } };
}
