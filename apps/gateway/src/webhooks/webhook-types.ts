import { EVENT_DEFINITIONS } from '@countersign/contracts';

/** `countersign.session.handoff_requested.v1` → `session.handoff_requested`: how receivers know it, whatever its version. */
export function shortType(type: string): string {
  return type.replace(/^countersign\./, '').replace(/\.v[0-9]+$/, '');
}

/** What a test delivery says it is; no event has this type. */
export const TEST_TYPE = 'webhook.test';

export const SHORT_TYPES: readonly string[] = [...new Set([...EVENT_DEFINITIONS.keys()].map(shortType))].sort();

/** Whether a filter is a type or the beginning of one: `session`, `session.handoff`, `capture.approved`. */
export function isTypeFilter(filter: unknown): filter is string {
  return typeof filter === 'string' && filter !== '' && SHORT_TYPES.some((type) => type.startsWith(filter));
}
