import type { AuditEventView } from '@countersign/contracts';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { liveEvents, type LiveState } from './live-events.ts';

/** Calls back for every event, and with null when some may have been missed. */
export function useLiveEvents(listen: (event: AuditEventView | null) => void, enabled = true): void {
  const latest = useRef(listen);
  useEffect(() => {
    latest.current = listen;
  });
  useEffect(() => {
    if (!enabled) return undefined;
    return liveEvents.subscribe({ event: (event) => latest.current(event), missed: () => latest.current(null) });
  }, [enabled]);
}

export function useLiveState(): LiveState {
  return useSyncExternalStore(liveEvents.watchState, () => liveEvents.state);
}
