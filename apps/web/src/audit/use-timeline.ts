import type { AuditEventView } from '@countersign/contracts';
import { useCallback, useState } from 'react';
import { readRunEvents } from '../api/endpoints.ts';
import { useLiveEvents } from '../api/use-live.ts';
import { useResource, type Resource } from '../api/use-resource.ts';

/** Events of a run, newest first, live. */
export function useTimeline(runId: string): Resource<AuditEventView[]> {
  const [arrived, setArrived] = useState<readonly AuditEventView[]>([]);
  const stored = useResource(`events of ${runId}`, (signal) => readRunEvents(runId, signal));
  const { refresh } = stored;
  useLiveEvents(useCallback((event) => {
    if (event === null) refresh();
    else if (event.runId === runId || event.aggregateId === runId) setArrived((known) => [...known, event]);
  }, [refresh, runId]));
  return { ...stored, data: stored.data && merge(stored.data, arrived) };
}

function merge(stored: readonly AuditEventView[], arrived: readonly AuditEventView[]): AuditEventView[] {
  const byId = new Map([...stored, ...arrived].map((event) => [event.id, event]));
  return [...byId.values()].sort((a, b) => b.position - a.position || b.index - a.index);
}
