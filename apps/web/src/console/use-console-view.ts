import type { ConsoleView } from '@countersign/contracts';
import { useEffect } from 'react';
import { readConsole } from '../api/endpoints.ts';
import { useResource, type Resource } from '../api/use-resource.ts';

/** Whoever only bears a link gets no events, and looks again so often. */
const LOOK_EVERY_MS = 2_000;

const notOlder = (next: ConsoleView, current: ConsoleView) => next.session.version >= current.session.version;

/** The console and its session as the cookie shows them, live; nothing is read while it is not enabled. */
export function useConsoleView(sessionId: string, enabled: boolean): Resource<ConsoleView> {
  const view = useResource(enabled ? `console/${sessionId}` : null, (signal) => readConsole(sessionId, signal), notOlder);
  const { refresh } = view;
  useEffect(() => {
    if (!enabled) return undefined;
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') refresh();
    }, LOOK_EVERY_MS);
    document.addEventListener('visibilitychange', refresh);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', refresh);
    };
  }, [enabled, refresh]);
  return view;
}
