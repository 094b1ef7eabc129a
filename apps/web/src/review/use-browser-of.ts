import type { CaptureView, SessionView } from '@countersign/contracts';
import { useCallback } from 'react';
import { readSessions } from '../api/endpoints.ts';
import { useRefreshOn, useResource } from '../api/use-resource.ts';
import { useSession } from '../api/use-views.ts';

export interface BrowserOfCapture {
  readonly view: SessionView | null;
  readonly loading: boolean;
  readonly error: unknown;
  refresh(): void;
}

/** The session the form was read in; when that has ended or there was none, another active one of the run. */
export function useBrowserOf(capture: CaptureView): BrowserOfCapture {
  const own = useSession(capture.sessionId);
  const needsOther = capture.sessionId === null || own.error !== null || (own.data !== null && own.data.status !== 'active');
  const others = useResource(needsOther ? `sessions of ${capture.runId}` : null, (signal) => readSessions({ runId: capture.runId, status: 'active' }, signal));
  useRefreshOn(({ aggregate, runId }) => aggregate === 'session' && runId === capture.runId, others.refresh, needsOther);
  const other = needsOther ? (others.data?.find(({ status }) => status === 'active') ?? null) : null;
  const { refresh: refreshOwn } = own;
  const { refresh: refreshOthers } = others;
  const refresh = useCallback(() => {
    refreshOwn();
    refreshOthers();
  }, [refreshOwn, refreshOthers]);
  return {
    view: other ?? own.data,
    loading: own.loading || (needsOther && others.loading),
    error: own.error !== null && !needsOther ? own.error : others.error,
    refresh,
  };
}
