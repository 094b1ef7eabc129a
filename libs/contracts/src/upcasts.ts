import type { EventEnvelope } from './envelope.ts';

/** How an event of an old version reads as the next: its type becomes `to`, its data what `data` answers. */
export interface Upcast {
  readonly to: string;
  /** Pure and total over everything that fits the old schema. */
  data(old: unknown, event: Omit<EventEnvelope, 'data'>): unknown;
}
export type Upcasts = ReadonlyMap<string, Upcast>;

/**
 * Old event types, each with the way to its next version. An old type keeps its definition and its golden example for
 * ever, because it is in logs; it is read, upcast, and never written again.
 */
export const UPCASTS: Upcasts = new Map<string, Upcast>();

/** Types that are read and not written any more. */
export const RETIRED_TYPES: ReadonlySet<string> = new Set(UPCASTS.keys());

/** The event as its newest version says it; the same object when it is the newest already. */
export function upcast(event: EventEnvelope, upcasts: Upcasts = UPCASTS): EventEnvelope {
  let newest = event;
  for (let step = upcasts.get(newest.type); step; step = upcasts.get(newest.type)) {
    const { data, ...envelope } = newest;
    newest = { ...envelope, type: step.to, dataschema: `urn:${step.to}`, data: step.data(data, envelope) };
  }
  return newest;
}
